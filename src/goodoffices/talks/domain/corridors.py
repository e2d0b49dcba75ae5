"""Plans of corridors on the mediator's desk: brought in, reckoned once, and where their agreement stands now."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.domain.corridor_consent import LONGEST, ConsentNow, end_agreement, states_of
from goodoffices.talks.domain.corridor_drawing import features_of
from goodoffices.talks.domain.corridor_reading import (
    EFFORT,
    SentRoads,
    one_at_a_time,
    parse_plan,
    read_drawing,
    read_network,
)
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.models import ConsentGiven, CorridorNotice, DeskCorridor, Process, Room, Seat

if TYPE_CHECKING:
    from goodoffices.corridors.consent import Consent, Mark, Moment, Record
    from goodoffices.corridors.plan import CorridorPlan

__all__ = [
    "end_corridor",
    "load_corridor",
    "mark_now",
    "moment_there",
    "newest_plans",
    "notify",
    "plan_of",
    "record_now",
    "there",
    "versions_of",
]


def load_corridor(
    *,
    process: Process,
    author: Seat,
    text: str,
    roads: SentRoads | None = None,
    drawing: str = "",
    before: DeskCorridor | None = None,
) -> DeskCorridor:
    """Bring in a version of a plan. Roads and drawing that are not sent again are those of the version `before`.

    Raises UserError with all that is wrong with the plan, the roads or the drawing; what was agreed on another version
    stays as it is.
    """
    plan = parse_plan(text)
    if before is not None and not drawing:
        drawing = before.drawing
    network = b"" if before is None else before.network()
    answer, network = _reckoned(plan, roads, network, drawing)
    return _stored(process, author, plan, (text, drawing, network), answer)


def plan_of(desk: DeskCorridor) -> CorridorPlan:
    """The plan as its text states it."""
    return parse_plan(desk.text)


def versions_of(desk: DeskCorridor) -> list[DeskCorridor]:
    """All versions of the same corridor that the viewer can open, newest first."""
    return [one for one in DeskCorridor.objects.all() if one.is_open() and one.name == desk.name]


def newest_plans() -> list[DeskCorridor]:
    """Of each corridor the newest version that the viewer can open, newest first."""
    newest: dict[str, DeskCorridor] = {}
    for one in DeskCorridor.objects.all():
        if one.is_open():
            newest.setdefault(one.name, one)
    return list(newest.values())


def there(plan: CorridorPlan) -> zoneinfo.ZoneInfo:
    """The time zone of the plan's windows."""
    return zoneinfo.ZoneInfo(plan.time_zone)


def mark_now(desk: DeskCorridor) -> tuple[Mark, Record]:
    """Whether a plan is agreed now, by its own record and what was answered and notified at this table, and that record
    as a whole."""
    from goodoffices.corridors import consent  # noqa: PLC0415 (loaded when it is needed)

    record = record_now(desk)
    now = timezone.now().astimezone(there(plan_of(desk))).replace(tzinfo=None)
    ends = [closes for _opens, closes in record.windows]
    if not ends or now < max(ends):
        return consent.mark(record, now.date()), record
    over = consent.mark(record, now.date() + dt.timedelta(days=1))  # gates go by days, and the last window has closed
    return replace(over, words=f"not agreed, as of {now.date()}", as_of=now.date()), record


def record_now(desk: DeskCorridor) -> Record:
    """The consent record with what was said here. For a body that was asked here, only what it answers here counts.

    Where the viewer lacks the key to something that was asked, no consent counts: that one may have been refused.
    """
    plan = plan_of(desk)
    states = states_of(desk)
    asked = {(state.asked.stretch, state.asked.body): state for state in states if state.asked.is_open()}
    all_open = len(asked) == len(states)
    stretches = []
    for stretch in plan.record.stretches:
        kept = [one for one in stretch.consents if (stretch.name, one.body) not in asked]
        said = [_consent(plan, asked[stretch.name, body]) for body in stretch.control if (stretch.name, body) in asked]
        consents = (*kept, *(one for one in said if one is not None)) if all_open else ()
        stretches.append(replace(stretch, consents=consents))
    told = (*plan.record.notifications, *_notifications(desk, plan))
    return replace(plan.record, stretches=tuple(stretches), notifications=told)


@all_or_nothing
def notify(
    *, plan: DeskCorridor, author: Seat, whom: str, opens: dt.datetime, at: dt.datetime, by: str
) -> CorridorNotice:
    """Record that a body was told of a window. Raises TalksError for a moment that has not come, or long ago."""
    if at < timezone.now() - LONGEST:
        raise TalksError.of(_("this moment is more than two years ago"))
    if at > timezone.now():
        raise TalksError.of(_("this moment has not come yet"), remedy=_("record it when it has been done"))
    notice = CorridorNotice(plan=plan, room=plan.room, author=author)
    notice.whom, notice.opens, notice.at, notice.by = whom, opens.isoformat(), at.isoformat(), by
    notice.save(force_insert=True)
    record_act("corridor.notify", on=notice)
    return notice


@all_or_nothing
def end_corridor(plan: DeskCorridor) -> None:
    """From now on this version is not agreed wherever it was told to be, as when somebody outside has taken back what
    was agreed on paper."""
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=plan.process_id)
    end_agreement(plan.pk, plan.process_id)


def moment_there(plan: CorridorPlan, iso: str) -> Moment:
    """A stored moment on the clocks of the plan."""
    from goodoffices.corridors.consent import Moment  # noqa: PLC0415 (as above)

    return Moment(dt.datetime.fromisoformat(iso).astimezone(there(plan)).replace(tzinfo=None))


def _consent(plan: CorridorPlan, state: ConsentNow) -> Consent | None:
    """What one body answered here last, as the record takes it; None for no answer that counts or can be opened."""
    from goodoffices.corridors.consent import Consent  # noqa: PLC0415 (as above)

    given = state.given
    if given is None or state.asked.taken_back is not None:
        return None
    day = given.made.astimezone(there(plan)).date()
    if given.answer == ConsentGiven.Answer.NO:
        return Consent(state.asked.body, "refused", day, given.office)
    withdrawn = given.answer == ConsentGiven.Answer.WITHDRAWN
    return Consent(
        body=state.asked.body,
        how="written",
        date=day,
        office=given.office,
        document=given.document or f"answer at this table, {day}",  # in English, as all that the record says
        begins=moment_there(plan, given.since),
        until=moment_there(plan, given.until),
        conditions=(given.conditions,) if given.conditions else (),
        withdrawn=moment_there(plan, given.made.isoformat()) if withdrawn else None,
    )


def _notifications(desk: DeskCorridor, plan: CorridorPlan) -> list[Any]:
    from goodoffices.corridors.consent import Notification  # noqa: PLC0415 (as above)

    return [
        Notification(one.whom, moment_there(plan, one.at), one.by, moment_there(plan, one.opens))
        for one in CorridorNotice.objects.filter(plan=desk)
        if one.is_open()
    ]


def _reckoned(plan: CorridorPlan, sent: SentRoads | None, packed: bytes, drawing: str) -> tuple[dict[str, Any], bytes]:
    """The course on the roads, the map, the timetable; and the roads, packed. One plan at a time is reckoned."""
    from goodoffices.corridors import convoys, danger, roads  # noqa: PLC0415 (a second of loading, when it is needed)
    from goodoffices.corridors.plan import course_of, windows_days  # noqa: PLC0415 (the same)

    with one_at_a_time():
        network = read_network(sent) if sent else roads.unpack(packed) if packed else None
        drawn = read_drawing(drawing)
        course = None
        if network:
            days = windows_days(plan, plan.as_of)
            course = course_of(plan, network[0], danger.danger(*network, plan.as_of, drawn=drawn, days=days))
        answer: dict[str, Any] = {"drawn": features_of(plan, network, course, drawn)}
        if network and course:
            packed = roads.pack(*network) if sent else packed
            answer |= {"metres": round(course.metres), "minutes": round(course.seconds / 60, 1)}
            answer |= {"origin": {"file": network[0].origin.file, "sha256": network[0].origin.sha256}}
        if plan.convoy is not None:
            answer["timetable"] = convoys.timetable_json(convoys.set_timetable(plan.convoy, effort=EFFORT))
        return answer, packed


@all_or_nothing
def _stored(
    process: Process, author: Seat, plan: CorridorPlan, files: tuple[str, str, bytes], answer: dict[str, Any]
) -> DeskCorridor:
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=process.pk)
        room = Room.objects.get(process=process, kind=Room.Kind.DESK)
        last = DeskCorridor.objects.filter(process=process).aggregate(last=Max("number"))["last"] or 0
    desk = DeskCorridor(room=room, author=author, number=last + 1, name=plan.id, title=plan.title)
    desk.text, desk.drawing, network = files
    desk.answer = answer
    desk.lay_network(network)
    desk.save(force_insert=True)
    record_act("corridor.load", on=desk)
    return desk
