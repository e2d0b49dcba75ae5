"""Rounds of talks and their sessions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices import dossier
from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.meanwhile import refuse_changed
from goodoffices.talks.models import AgendaItem, Party, Process, Room, Round, Seat, Session

__all__ = [
    "cancel_session",
    "change_session",
    "check_not_cancelled",
    "import_rounds",
    "next_session",
    "open_round",
    "plan_session",
]

LONGEST = dt.timedelta(days=14)


@all_or_nothing
def open_round(*, room: Room, author: Seat, title: str, text: str = "", first: dt.date | None = None) -> Round:
    """A new round, told to the people of a room."""
    found = Round(room=room, author=author, title=title, text=text, first=first)
    found.save(force_insert=True)
    record_act("round.open", on=found)
    return found


@all_or_nothing
def import_rounds(
    process: Process, rounds: Iterable[dossier.Round], *, room: Room | None = None, author: Seat | None = None
) -> list[Round]:
    """The rounds on record in a dossier, as earlier rounds with their sources; in plenary if no room is named."""
    if room is None:
        room = Room.objects.get(process=process, kind=Room.Kind.PLENARY)
    if author is None:
        author = Seat.objects.filter(pk=current_viewer().seat_id).first()
    names = {party.key: party.name for party in Party.objects.filter(process=process)}
    made = []
    for one in rounds:
        found = Round(room=room, author=author, on_record=True, first=one.date.first, last=one.date.last)
        found.title, found.when, found.where, found.host = (
            one.title,
            one.date.text.replace("..", " – "),
            one.place,
            one.host,
        )
        found.came = [names.get(came, came) for came in one.came]
        found.agreed, found.unverified = list(one.agreed), one.unverified
        found.source = "; ".join(filter(None, (one.judgement.source, one.judgement.by, one.judgement.note)))
        found.save(force_insert=True)
        record_act("round.import", on=found)
        made.append(found)
    return made


@all_or_nothing
def plan_session(  # noqa: PLR0913 (each is a question of the form)
    *,
    room: Room,
    author: Seat,
    title: str,
    starts: dt.datetime,
    ends: dt.datetime,
    zone: str,
    round: Round | None = None,  # noqa: A002 (its name in the talks)
    place: str = "",
    text: str = "",
    expected: Iterable[Party] = (),
    agenda: Iterable[AgendaItem] = (),
) -> Session:
    """A new session, told to the people of a room. Raises TalksError when it ends before it begins."""
    _in_order(starts, ends)
    session = Session(room=room, author=author, title=title, starts=starts, ends=ends, zone=zone, round=round)
    session.place, session.text, session.expected = place, text, [party.pk for party in expected]
    session.save(force_insert=True)
    session.agenda.set(agenda)
    record_act("session.plan", on=session)
    return session


@all_or_nothing
def change_session(  # noqa: PLR0913 (each is a question of the form)
    *,
    session: Session,
    title: str,
    starts: dt.datetime,
    ends: dt.datetime,
    zone: str,
    round: Round | None,  # noqa: A002 (its name in the talks)
    place: str,
    text: str,
    expected: Iterable[Party],
    agenda: Iterable[AgendaItem],
    seen: str = "",
) -> Session:
    """Another time or place for a session; calendars learn of it by its revision. Raises TalksError when cancelled."""
    refuse_changed(session, seen)
    check_not_cancelled(session)
    _in_order(starts, ends)
    session.title, session.place, session.text = title, place, text
    session.starts, session.ends, session.zone, session.round = starts, ends, zone, round
    session.expected = [party.pk for party in expected]
    session.revision += 1
    session.save()
    session.agenda.set(agenda)
    record_act("session.change", on=session)
    return session


@all_or_nothing
def cancel_session(session: Session) -> None:
    """Call a session off; it stays in the calendar as cancelled. Raises TalksError when it is cancelled already."""
    check_not_cancelled(session)
    session.cancelled = True
    session.revision += 1
    session.save()
    record_act("session.cancel", on=session)


def next_session() -> Session | None:
    """The next session in the viewer's rooms that has not ended and was not cancelled."""
    found = Session.objects.filter(ends__gt=timezone.now(), cancelled=False)
    return found.order_by("starts").first()


def _in_order(starts: dt.datetime, ends: dt.datetime) -> None:
    if ends <= starts:
        raise TalksError.of(_("the session ends before it begins"), remedy=_("give the last day when it ends another"))
    if ends - starts > LONGEST:
        raise TalksError.of(_("a session lasts two weeks at most"), remedy=_("plan several sessions of one round"))


def check_not_cancelled(session: Session) -> None:
    """Raises TalksError for a session that was called off."""
    if session.cancelled:
        raise TalksError.of(_("this session was cancelled"), remedy=_("plan another one"))
