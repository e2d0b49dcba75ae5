"""Rounds, sessions, and their calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Router, Schema, Status

from goodoffices.talks.api.auth import Seated
from goodoffices.talks.api.bodies import body_of, filled
from goodoffices.talks.api.shapes import FileOut, answers, opened
from goodoffices.talks.domain.attendance import numbers_that_came, seats_that_came, take_attendance
from goodoffices.talks.domain.calendar import calendar_text
from goodoffices.talks.domain.commitment_standing import how_they_stand
from goodoffices.talks.domain.corridor_windows import windows_known
from goodoffices.talks.domain.meanwhile import mark_of
from goodoffices.talks.domain.sessions import cancel_session, change_session, open_round, plan_session
from goodoffices.talks.forms.sessions import AttendanceForm, RoundForm, SessionForm
from goodoffices.talks.models import Process, Round, Session
from goodoffices.talks.views.acts import my_seat

router = Router()
READ, WRITE = "preparing.read", "preparing.write"
RoundIn = body_of("RoundIn", RoundForm)
SessionIn = body_of("SessionIn", SessionForm)
SessionChangeIn = body_of("SessionChangeIn", SessionForm, without={"room"})
AttendanceIn = body_of("AttendanceIn", AttendanceForm)


class RoundOut(Schema):
    """A round; what is said of it is null when the seat holds no key to it. `on_record`: an earlier one."""

    id: str
    room: str
    first: dt.date | None
    last: dt.date | None
    on_record: bool
    title: str | None
    text: str | None
    when: str | None
    where: str | None
    host: str | None
    came: list[str] | None
    agreed: list[str] | None
    unverified: str | None
    source: str | None


class SessionOut(Schema):
    """A session; null what the seat holds no key to. `expected` and `came` are ids of parties; `came` is null until
    attendance is taken, and so is `people`, the ids of the seats that came, as far as one may know of them. `numbers`:
    how many seats came, by party. `round` and `agenda` name only what one may know of.
    """

    id: str
    room: str
    round: str | None
    starts: dt.datetime
    ends: dt.datetime
    zone: str
    cancelled: bool
    agenda: list[str]
    title: str | None
    place: str | None
    text: str | None
    expected: list[str] | None
    came: list[str] | None
    people: list[str] | None
    numbers: dict[str, int] | None
    others: str | None
    seen: str


def round_out(found: Round) -> RoundOut:
    """A round."""
    names = ("title", "text", "when", "where", "host", "came", "agreed", "unverified", "source")
    return RoundOut(
        id=found.pk,
        room=found.room_id,
        first=found.first,
        last=found.last,
        on_record=found.on_record,
        **opened(found, *names),
    )


def session_out(session: Session) -> SessionOut:
    """A session."""
    known = Round.objects.filter(pk=session.round_id).first()
    return SessionOut(
        id=session.pk,
        room=session.room_id,
        round=known.pk if known else None,
        starts=session.starts,
        ends=session.ends,
        zone=session.zone,
        cancelled=session.cancelled,
        agenda=[item.pk for item in session.agenda.all()],
        people=seats_that_came(session) if session.is_open() else None,
        numbers=numbers_that_came(session) if session.is_open() else None,
        seen=mark_of(session),
        **opened(session, "title", "place", "text", "expected", "came", "others"),
    )


@router.get("/rounds", response=answers(list[RoundOut]), auth=Seated(READ), operation_id="rounds")
def list_rounds(request: HttpRequest, process: Path[str]) -> list[RoundOut]:
    """The rounds that one may know of."""
    return [round_out(one) for one in Round.objects.all()]


@router.post("/rounds", response=answers(RoundOut, 201), auth=Seated(WRITE), operation_id="round_add")
def new_round(request: HttpRequest, process: Path[str], given: RoundIn) -> Status:
    """A new round."""
    return Status(201, round_out(open_round(author=my_seat(), **filled(RoundForm(given.dict())))))


@router.get("/sessions", response=answers(list[SessionOut]), auth=Seated(READ), operation_id="sessions")
def list_sessions(request: HttpRequest, process: Path[str]) -> list[SessionOut]:
    """The sessions of one's rooms, by time."""
    return [session_out(one) for one in Session.objects.all()]


@router.post("/sessions", response=answers(SessionOut, 201), auth=Seated(WRITE), operation_id="session_add")
def new_session(request: HttpRequest, process: Path[str], given: SessionIn) -> Status:
    """Plan a session. Day and hours are those on the clocks of `zone`."""
    return Status(201, session_out(plan_session(author=my_seat(), **filled(SessionForm(given.dict())))))


@router.get("/calendar", response=answers(FileOut), auth=Seated(READ), operation_id="calendar")
def read_calendar(request: HttpRequest, process: Path[str], *, places: bool = False) -> FileOut:
    """All sessions of one's rooms, the windows of corridors and the deadlines of commitments as an iCalendar file; with
    places when asked for."""
    found = {"windows": windows_known(), "commitments": [one for room in how_they_stand() for one in room.found]}
    text = calendar_text(Process.objects.get(pk=process), Session.objects.all(), places=places, **found)
    return FileOut(name="sessions.ics", text=text.decode())


@router.get("/sessions/{session}", response=answers(SessionOut), auth=Seated(READ), operation_id="session")
def read_session(request: HttpRequest, process: Path[str], session: str) -> SessionOut:
    """One session."""
    return session_out(get_object_or_404(Session, pk=session))


@router.get(
    "/sessions/{session}/calendar", response=answers(FileOut), auth=Seated(READ), operation_id="session_calendar"
)
def read_session_calendar(request: HttpRequest, process: Path[str], session: str, *, places: bool = False) -> FileOut:
    """One session as an iCalendar file."""
    return _file(process, [get_object_or_404(Session, pk=session)], "session.ics", places=places)


def _file(process: str, sessions: Iterable[Session], name: str, *, places: bool) -> FileOut:
    text = calendar_text(Process.objects.get(pk=process), sessions, places=places)
    return FileOut(name=name, text=text.decode())


@router.put("/sessions/{session}", response=answers(SessionOut), auth=Seated(WRITE), operation_id="session_change")
def other_session(request: HttpRequest, process: Path[str], session: str, given: SessionChangeIn) -> SessionOut:
    """Another time or place."""
    found = get_object_or_404(Session, pk=session)
    change_session(session=found, **filled(SessionForm(given.dict(), fixed_room=True)))
    return session_out(found)


@router.post(
    "/sessions/{session}/attendance",
    response=answers(SessionOut),
    auth=Seated(WRITE),
    operation_id="session_attendance",
)
def attendance(request: HttpRequest, process: Path[str], session: str, given: AttendanceIn) -> SessionOut:
    """Who came, once it has begun."""
    found = get_object_or_404(Session, pk=session)
    take_attendance(session=found, **filled(AttendanceForm(given.dict(), session=found)))
    return session_out(found)


@router.post(
    "/sessions/{session}/cancel", response=answers(SessionOut), auth=Seated(WRITE), operation_id="session_cancel"
)
def cancel(request: HttpRequest, process: Path[str], session: str) -> SessionOut:
    """Call a session off."""
    found = get_object_or_404(Session, pk=session)
    cancel_session(found)
    return session_out(found)
