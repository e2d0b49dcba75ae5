"""Every address of the application. Each view carries its rule; the guard refuses those without one."""

from __future__ import annotations

from allauth.account import views as account
from django.urls import include, path

from goodoffices.talks.api import api
from goodoffices.talks.views import account as our_account
from goodoffices.talks.views import audit, events, home, notes, people, proposals, tokens

second_factor = [
    path("", include("allauth.mfa.base.urls")),
    path("totp/", include("allauth.mfa.totp.urls")),
    path("recovery-codes/", include("allauth.mfa.recovery_codes.urls")),
    path("webauthn/", include("allauth.mfa.webauthn.urls")),
]

in_process = [
    path("", home.process, name="process"),
    path("notes/", notes.notes, name="notes"),
    path("notes/<str:note>/delete/", notes.delete, name="note_delete"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/new/", proposals.new, name="proposal_new"),
    path("proposals/<str:proposal>/", proposals.proposal, name="proposal"),
    path("proposals/<str:proposal>/next/", proposals.following, name="proposal_next"),
    path("proposals/<str:proposal>/answer/", proposals.answer, name="proposal_answer"),
    path("proposals/<str:proposal>/withdraw/", proposals.withdraw, name="proposal_withdraw"),
    path("events/", events.events, name="events"),
    path("people/", people.people, name="people"),
    path("audit/", audit.audit, name="audit"),
    path("audit/record.jsonl", audit.export, name="audit_export"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<str:token>/revoke/", tokens.revoke, name="token_revoke"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("account/", our_account.account, name="account"),
    path("account/second-factor/", our_account.second_factor, name="second_factor"),
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("second-factor/", include(second_factor)),
    path("p/<str:process>/", include(in_process)),
    path("api/1/", api.urls),
]
