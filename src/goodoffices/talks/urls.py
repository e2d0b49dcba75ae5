"""Every address of the application. Each view carries its rule; the guard refuses those without one."""

from __future__ import annotations

from allauth.account import views as account
from django.urls import include, path

from goodoffices.talks.api import api
from goodoffices.talks.views import account as our_account
from goodoffices.talks.views import (
    audit,
    home,
    notes,
    people,
    text,
    text_clauses,
    text_comments,
    text_versions,
    tokens,
)

second_factor = [
    path("", include("allauth.mfa.base.urls")),
    path("totp/", include("allauth.mfa.totp.urls")),
    path("recovery-codes/", include("allauth.mfa.recovery_codes.urls")),
    path("webauthn/", include("allauth.mfa.webauthn.urls")),
]

the_text = [
    path("", text.texts, name="text"),
    path("new/", text.new, name="text_new"),
    path("paste/", text.paste, name="text_paste"),
    path("draft/<str:text>/", text.draft, name="text_draft"),
    path("draft/<str:text>/about/", text.about, name="text_about"),
    path("draft/<str:text>/publish/", text.publish, name="text_publish"),
    path("draft/<str:text>/add/", text_clauses.add, name="text_add"),
    path("draft/<str:text>/clause/", text_clauses.clause, name="text_clause"),
    path("draft/<str:text>/clause/split/", text_clauses.split, name="text_split"),
    path("draft/<str:text>/clause/move/", text_clauses.move, name="text_move"),
    path("draft/<str:text>/clause/remove/", text_clauses.remove, name="text_remove"),
    path("draft/<str:text>/clause/settle/", text_clauses.resolve, name="text_resolve"),
    path("draft/<str:text>/clause/options/", text_clauses.options, name="text_options"),
    path("draft/<str:text>/freeze/", text_clauses.freezing, name="text_freeze"),
    path("version/<str:version>/", text_versions.version, name="text_version"),
    path("version/<str:version>/compare/", text_versions.compare, name="text_compare"),
    path("version/<str:version>/show/", text_versions.show, name="text_show"),
    path("version/<str:version>/print/", text_versions.print_out, name="text_print"),
    path("version/<str:version>/plain/", text_versions.plain, name="text_plain"),
    path("version/<str:version>/clause/", text_comments.clause, name="text_version_clause"),
    path("version/<str:version>/clause/ask/", text_comments.ask, name="text_ask"),
    path("asking/<str:asking>/withdraw/", text_comments.withdraw, name="text_ask_withdraw"),
    path("comment/<str:comment>/answer/", text_comments.answer, name="text_answer"),
    path("comment/<str:comment>/edit/", text_comments.edit, name="text_comment_edit"),
    path("comment/<str:comment>/delete/", text_comments.delete, name="text_comment_delete"),
]

in_process = [
    path("", home.process, name="process"),
    path("notes/", notes.notes, name="notes"),
    path("notes/<str:note>/delete/", notes.delete, name="note_delete"),
    path("people/", people.people, name="people"),
    path("audit/", audit.audit, name="audit"),
    path("audit/record.jsonl", audit.export, name="audit_export"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<str:token>/revoke/", tokens.revoke, name="token_revoke"),
    path("text/", include(the_text)),
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
