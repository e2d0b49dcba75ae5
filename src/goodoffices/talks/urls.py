"""Every address of the application. Each view carries its rule; the guard refuses those without one."""

from __future__ import annotations

from allauth.account import views as account
from django.urls import include, path

from goodoffices.talks.api import api
from goodoffices.talks.views import account as our_account
from goodoffices.talks.views import (
    analysis,
    audit,
    case,
    consent,
    events,
    home,
    installation,
    invitation,
    language,
    notes,
    people,
    preferences,
    preparing,
    proposals,
    public,
    sessions,
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
    path("notes/<str:note>/edit/", notes.edit, name="note_edit"),
    path("notes/<str:note>/delete/", notes.delete, name="note_delete"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/new/", proposals.new, name="proposal_new"),
    path("proposals/<str:proposal>/", proposals.proposal, name="proposal"),
    path("proposals/<str:proposal>/next/", proposals.following, name="proposal_next"),
    path("proposals/<str:proposal>/answer/", proposals.answer, name="proposal_answer"),
    path("proposals/<str:proposal>/withdraw/", proposals.withdraw, name="proposal_withdraw"),
    path("events/", events.events, name="events"),
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
    path("analysis/", analysis.analysis, name="analysis"),
    path("analysis/runs/", analysis.runs, name="analysis_runs"),
    path("analysis/<str:job>/", analysis.run, name="analysis_run"),
    path("analysis/<str:job>/progress/", analysis.progress, name="analysis_progress"),
    path("analysis/<str:job>/cancel/", analysis.cancel, name="analysis_cancel"),
    path("analysis/<str:job>/delete/", analysis.delete, name="analysis_delete"),
    path("analysis/<str:job>/result.json", analysis.numbers, name="analysis_json"),
    path("analysis/<str:job>/dossier.yaml", analysis.dossier, name="analysis_dossier"),
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

in_process += [
    path("preparing/", preparing.preparing, name="preparing"),
    path("preparing/parties/add/", preparing.party_add, name="party_add"),
    path("preparing/missing/", preparing.missing, name="missing"),
    path("preparing/missing/add/", preparing.absent_add, name="absent_add"),
    path("preparing/missing/<str:absent>/", preparing.absent_change, name="absent_change"),
    path("preparing/missing/<str:absent>/remove/", preparing.absent_remove, name="absent_remove"),
    path("preparing/consent/", consent.consent, name="consent"),
    path("preparing/consent/add/", consent.consent_add, name="consent_add"),
    path("preparing/consent/<str:party>/", consent.consent_party, name="consent_party"),
    path("preparing/agenda/", preparing.agenda, name="agenda"),
    path("preparing/agenda/add/", preparing.agenda_add, name="agenda_add"),
    path("preparing/agenda/<str:item>/", preparing.agenda_change, name="agenda_change"),
    path("preparing/agenda/<str:item>/move/", preparing.agenda_move, name="agenda_move"),
    path("preparing/agenda/<str:item>/remove/", preparing.agenda_remove, name="agenda_remove"),
    path("preparing/rounds/", sessions.rounds, name="rounds"),
    path("preparing/rounds/add/", sessions.round_add, name="round_add"),
    path("preparing/sessions.ics", sessions.calendar, name="calendar"),
    path("preparing/sessions/add/", sessions.session_add, name="session_add"),
    path("preparing/sessions/<str:session>/", sessions.session, name="session"),
    path("preparing/sessions/<str:session>/session.ics", sessions.session_calendar, name="session_calendar"),
    path("preparing/sessions/<str:session>/change/", sessions.session_change, name="session_change"),
    path("preparing/sessions/<str:session>/attendance/", sessions.session_attendance, name="session_attendance"),
    path("preparing/sessions/<str:session>/cancel/", sessions.session_cancel, name="session_cancel"),
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
    path("public/<str:process>/", public.public, name="public"),
    path("api/1/", api.urls),
]

handler400 = "goodoffices.talks.views.errors.bad_request"
handler403 = "goodoffices.talks.views.errors.forbidden"
handler404 = "goodoffices.talks.views.errors.not_found"
handler429 = "goodoffices.talks.views.errors.too_many"
handler500 = "goodoffices.talks.views.errors.broken"
