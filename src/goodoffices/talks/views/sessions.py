"""Rounds, sessions, and their calendar."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.commitments import Standing
from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.attendance import attendance, take_attendance
from goodoffices.talks.domain.calendar import calendar_text
from goodoffices.talks.domain.commitment_standing import how_they_stand
from goodoffices.talks.domain.corridor_windows import CorridorWindow, windows_ahead, windows_known
from goodoffices.talks.domain.meanwhile import mark_of
from goodoffices.talks.domain.sessions import cancel_session, change_session, open_round, plan_session
from goodoffices.talks.forms.sessions import (
    AttendanceForm,
    RoundForm,
    SessionForm,
    attendance_as_taken,
    session_as_typed,
)
from goodoffices.talks.models import Note, Process, Round, Session
from goodoffices.talks.views.acts import form_page, my_seat, was_done

__all__ = [
    "calendar",
    "round_add",
    "rounds",
    "session",
    "session_add",
    "session_attendance",
    "session_calendar",
    "session_cancel",
    "session_change",
]


@page("preparing.read")
def rounds(request: HttpRequest, process: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """The rounds and sessions of one's rooms. A session of a round one may not know of stands by itself."""
    found = list(Round.objects.all())
    sessions: dict[str, list[Session]] = {one.pk: [] for one in found}
    alone: list[Session] = []
    for one in Session.objects.all():
        sessions.get(one.round_id, alone).append(one)
    shown = {
        "rounds": [(one, sessions[one.pk]) for one in found if not one.on_record],
        "earlier": [(one, sessions[one.pk]) for one in found if one.on_record],
        "alone": alone,
        "windows": windows_ahead(),
    }
    return render(request, "talks/preparing/rounds.html", shown)


@page("preparing.write", "GET", "POST")
def round_add(request: HttpRequest, process: str) -> HttpResponse:
    """A new round."""
    form = RoundForm(request.POST or None)
    if request.method == "POST" and was_done(form, open_round, author=my_seat()):
        return redirect("rounds", process=process)
    lead = _("A round is a number of sessions that belong together.")
    back = reverse("rounds", args=[process])
    return form_page(request, form, heading=_("A new round"), lead=lead, submit=_("Open the round"), back=back)


@page("preparing.read")
def session(request: HttpRequest, process: str, session: str) -> HttpResponse:  # noqa: ARG001 (as above)
    """One session: when (here and there), where, who, what about; and the notes on it in one's rooms."""
    found = get_object_or_404(Session, pk=session)
    shown = {
        "session": found,
        "round": Round.objects.filter(pk=found.round_id).first(),
        "items": found.agenda.all(),
        "attendance": attendance(found) if found.is_open() else [],
        "begun": found.starts <= timezone.now(),
        "about": Note.objects.filter(about=found).select_related("author__member", "author__party"),
    }
    return render(request, "talks/preparing/session.html", shown)


@page("preparing.write", "GET", "POST")
def session_add(request: HttpRequest, process: str) -> HttpResponse:
    """A new session."""
    form = SessionForm(request.POST or None, initial={"round": request.GET.get("round", "")})
    if request.method == "POST" and was_done(form, plan_session, author=my_seat()):
        return redirect("rounds", process=process)
    lead = _("Only the people of the room you choose learn that there is this session.")
    back = reverse("rounds", args=[process])
    return form_page(request, form, heading=_("A new session"), lead=lead, submit=_("Plan the session"), back=back)


@page("preparing.write", "GET", "POST")
def session_change(request: HttpRequest, process: str, session: str) -> HttpResponse:
    """Another time or place."""
    found = get_object_or_404(Session, pk=session)
    first = session_as_typed(found) if found.is_open() else {}
    first["seen"] = mark_of(found)
    form = SessionForm(request.POST or None, fixed_room=True, initial=first)
    if request.method == "POST" and was_done(form, change_session, session=found):
        return redirect("session", process=process, session=session)
    lead = _("Calendars that were downloaded before show the old time until they are downloaded again.")
    back = reverse("session", args=[process, session])
    return form_page(request, form, heading=_("Change the session"), lead=lead, submit=_("Save"), back=back)


@page("preparing.write", "GET", "POST")
def session_attendance(request: HttpRequest, process: str, session: str) -> HttpResponse:
    """Who came."""
    found = get_object_or_404(Session, pk=session)
    first = attendance_as_taken(found) if found.is_open() else {}
    first["seen"] = mark_of(found)
    form = AttendanceForm(request.POST or None, session=found, initial=first)
    if request.method == "POST" and was_done(form, take_attendance, session=found):
        return redirect("session", process=process, session=session)
    lead = _("Those who were expected are ticked: take off who did not come, add who came besides.")
    back = reverse("session", args=[process, session])
    return form_page(request, form, heading=_("Who came"), lead=lead, submit=_("Save"), back=back)


@page("preparing.write", "POST")
def session_cancel(_request: HttpRequest, process: str, session: str) -> HttpResponse:
    """Call a session off. A second press changes nothing."""
    found = get_object_or_404(Session, pk=session)
    if not found.cancelled:
        cancel_session(found)
    return redirect("session", process=process, session=session)


@page("preparing.read")
def calendar(request: HttpRequest, process: str) -> HttpResponse:
    """All sessions of one's rooms, the windows of corridors that one may know of, and the deadlines of commitments, for
    one's own calendar."""
    deadlines = [one for room in how_they_stand() for one in room.found]
    return _file(request, process, Session.objects.all(), "sessions.ics", windows_known(), deadlines)


@page("preparing.read")
def session_calendar(request: HttpRequest, process: str, session: str) -> HttpResponse:
    """One session, for one's own calendar."""
    return _file(request, process, [get_object_or_404(Session, pk=session)], "session.ics")


def _file(
    request: HttpRequest,
    process: str,
    sessions: Iterable[Session],
    name: str,
    windows: Iterable[CorridorWindow] = (),
    deadlines: Iterable[Standing] = (),
) -> HttpResponse:
    places = request.GET.get("places") == "yes"
    text = calendar_text(
        Process.objects.get(pk=process), sessions, places=places, windows=windows, commitments=deadlines
    )
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
