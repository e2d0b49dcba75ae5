"""The addresses of what is prepared within a process: parties, who is missing, consent, agenda, rounds, sessions."""

from __future__ import annotations

from django.urls import path

from goodoffices.talks.views import consent, preparing, sessions

__all__ = ["urlpatterns"]

urlpatterns = [
    path("", preparing.preparing, name="preparing"),
    path("parties/add/", preparing.party_add, name="party_add"),
    path("missing/", preparing.missing, name="missing"),
    path("missing/add/", preparing.absent_add, name="absent_add"),
    path("missing/<str:absent>/", preparing.absent_change, name="absent_change"),
    path("missing/<str:absent>/remove/", preparing.absent_remove, name="absent_remove"),
    path("consent/", consent.consent, name="consent"),
    path("consent/add/", consent.consent_add, name="consent_add"),
    path("consent/<str:party>/", consent.consent_party, name="consent_party"),
    path("agenda/", preparing.agenda, name="agenda"),
    path("agenda/add/", preparing.agenda_add, name="agenda_add"),
    path("agenda/<str:item>/", preparing.agenda_change, name="agenda_change"),
    path("agenda/<str:item>/move/", preparing.agenda_move, name="agenda_move"),
    path("agenda/<str:item>/remove/", preparing.agenda_remove, name="agenda_remove"),
    path("rounds/", sessions.rounds, name="rounds"),
    path("rounds/add/", sessions.round_add, name="round_add"),
    path("sessions.ics", sessions.calendar, name="calendar"),
    path("sessions/add/", sessions.session_add, name="session_add"),
    path("sessions/<str:session>/", sessions.session, name="session"),
    path("sessions/<str:session>/session.ics", sessions.session_calendar, name="session_calendar"),
    path("sessions/<str:session>/change/", sessions.session_change, name="session_change"),
    path("sessions/<str:session>/attendance/", sessions.session_attendance, name="session_attendance"),
    path("sessions/<str:session>/cancel/", sessions.session_cancel, name="session_cancel"),
]
