"""Every address of the application. Each view carries its rule; the guard refuses those without one."""

from __future__ import annotations

from allauth.account import views as account
from django.urls import include, path

from goodoffices.talks.api import api
from goodoffices.talks.views import account as our_account
from goodoffices.talks.views import (
    audit,
    case,
    home,
    installation,
    invitation,
    language,
    notes,
    people,
    preferences,
    tokens,
    worth,
)

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
    path("people/", people.people, name="people"),
    path("case/", case.case, name="case"),
    path("case/load/", case.load, name="case_load"),
    path("case/words/", case.words, name="case_words"),
    path("case/dossier.yaml", case.download, name="case_download"),
    path("packages/", case.packages, name="packages"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("preferences/state/", preferences.state, name="preference"),
    path("preferences/no-agreement/", preferences.fallback, name="fallback"),
    path("worth/", worth.worth, name="worth"),
    path("worth/<str:package>/", worth.shared_worth, name="worth_shared"),
    path("people/invite/", people.new_invitation, name="people_invite"),
    path("people/invitations/<str:invitation>/withdraw/", people.withdraw_invitation, name="invitation_withdraw"),
    path("people/<str:seat>/keys/", people.give_keys, name="seat_keys"),
    path("people/<str:seat>/end/", people.end, name="seat_end"),
    path("people/<str:seat>/hand-over/", people.hand_on, name="seat_hand_over"),
    path("people/<str:seat>/back-in/", people.let_back_in, name="seat_back_in"),
    path("audit/", audit.audit, name="audit"),
    path("audit/record.jsonl", audit.export, name="audit_export"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<str:token>/revoke/", tokens.revoke, name="token_revoke"),
    path("text/", include("goodoffices.talks.views.text_addresses")),
]

in_installation = [
    path("", installation.installation, name="installation"),
    path("accounts/invite/", installation.invite_account, name="installation_invite"),
    path("accounts/<str:member>/use/", installation.account_use, name="installation_account_use"),
    path("accounts/<str:member>/back-in/", installation.account_back_in, name="installation_back_in"),
    path("invitations/<str:invitation>/withdraw/", installation.take_back, name="installation_withdraw"),
    path("processes/open/", installation.open_table, name="installation_open"),
    path("processes/<str:table>/", installation.table, name="installation_process"),
    path("seats/<str:seat>/end/", installation.end, name="installation_seat_end"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("account/", our_account.account, name="account"),
    path("account/passphrase/", our_account.passphrase, name="passphrase"),
    path("account/sessions/end/", our_account.end_other_sessions, name="sessions_end"),
    path("account/sessions/<str:session>/end/", our_account.end_one_session, name="session_end"),
    path("invitation/<str:invitation>/", invitation.invitation, name="invitation"),
    path("installation/", include(in_installation)),
    path("account/second-factor/", our_account.second_factor, name="second_factor"),
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("second-factor/", include(second_factor)),
    path("sessions/", include("allauth.usersessions.urls")),
    path("language/", language.language, name="language"),
    path("p/<str:process>/", include(in_process)),
    path("api/1/", api.urls),
]

handler400 = "goodoffices.talks.views.errors.bad_request"
handler403 = "goodoffices.talks.views.errors.forbidden"
handler404 = "goodoffices.talks.views.errors.not_found"
handler429 = "goodoffices.talks.views.errors.too_many"
handler500 = "goodoffices.talks.views.errors.broken"
