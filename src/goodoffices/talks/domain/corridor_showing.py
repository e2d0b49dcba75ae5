"""Showing a plan of a corridor to a room: a copy of what its people may see, with the word agreed or not agreed.

Who may see the route says the plan (`seen_by`). A room in which anybody sits who is not among them is shown the ends of
the route within about 5 km, and no road, no point and no name of a stretch. The public is shown nothing.
"""

from __future__ import annotations

import base64
import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.domain.corridor_drawing import coarsened, for_a_room
from goodoffices.talks.domain.corridor_papers import room_papers
from goodoffices.talks.domain.corridors import mark_now, plan_of, there
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.models import CorridorShown, DeskCorridor, Process, Room, Seat

if TYPE_CHECKING:
    from goodoffices.corridors.consent import Record
    from goodoffices.corridors.plan import CorridorPlan

__all__ = ["may_see_route", "newest_shown", "show_corridor"]

_AUDIENCES = {
    Room.Kind.CAUCUS: {"party"},
    Room.Kind.NAMED: {"party"},
    Room.Kind.MONITORING: {"monitor"},
    Room.Kind.PLENARY: {"party", "monitor", "public"},  # observers sit there, too
}


def may_see_route(plan: CorridorPlan, room: Room) -> bool:
    """Whether all who sit in a room may see the route, as the plan says. Where it does not say, nobody may."""
    wanted = set(_AUDIENCES[Room.Kind(room.kind)])
    if room.kind == Room.Kind.MONITORING and room.parties.exists():
        wanted.add("party")  # guarantors sit there, too
    return wanted <= set(plan.record.seen_by or ())


def show_corridor(*, plan: DeskCorridor, author: Seat, room: Room, title: str) -> CorridorShown:
    """Show a plan to a room by a name that may be read there, with what the gates say now.

    Raises TalksError for the desk, where it lies already, for the public, and where somebody answered meanwhile.
    """
    if room.kind == Room.Kind.DESK:
        raise TalksError.of(_("it lies on the desk already"), remedy=_("choose those who are to see it"))
    if room.kind == Room.Kind.PUBLIC:
        raise TalksError.of(_("a corridor is never shown to the public here"))
    stated, (_mark, record) = plan_of(plan), mark_now(plan)
    exact = may_see_route(stated, room)
    audience = "monitor" if room.kind == Room.Kind.MONITORING else "party"
    made = room_papers(plan, audience, exact=exact)  # before anything is locked: it may take some seconds
    shown = CorridorShown(plan=plan, room=room, author=author)
    shown.name, shown.title, shown.exact = plan.name, title, exact
    shown.told = _told(plan, stated, exact=exact)
    shown.drawn = (for_a_room if exact else coarsened)(plan.answer["drawn"])
    shown.papers = [[paper.name, base64.b64encode(paper.content).decode()] for paper in made]
    return _stored(plan, shown, record)


@all_or_nothing
def _stored(plan: DeskCorridor, shown: CorridorShown, before: Record) -> CorridorShown:
    """Store what a room is shown, if the record is still as it was `before`."""
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=plan.process_id)
        last = CorridorShown.objects.filter(room=shown.room).aggregate(last=Max("number"))["last"] or 0
    mark, record = mark_now(plan)
    if record != before:
        raise TalksError.of(
            _("somebody has answered or recorded something meanwhile; nothing was shown"),
            remedy=_("look at the plan, and show it again"),
        )
    shown.number, shown.agreed = last + 1, mark.agreed
    shown.until = _until(plan_of(plan), record).isoformat() if mark.agreed else ""
    _end_earlier(shown)
    shown.save(force_insert=True)
    record_act("corridor.show", on=shown)
    return shown


def _end_earlier(shown: CorridorShown) -> None:
    """What the same room was told of this corridor before holds no more."""
    for one in CorridorShown.objects.filter(room=shown.room, agreed=True, ended=None):
        if one.is_open() and one.name == shown.name:
            one.ended = timezone.now()
            one.save(update_fields=["ended"])
            record_act("corridor.end", on=one)


def newest_shown() -> list[CorridorShown]:
    """Of each corridor and room what was shown there last, as far as the viewer can open it, newest first."""
    newest: dict[tuple[str, str], CorridorShown] = {}
    for one in CorridorShown.objects.order_by("-made", "pk"):
        if one.is_open():
            newest.setdefault((one.name, one.room_id), one)
    return list(newest.values())


def _told(plan: DeskCorridor, stated: CorridorPlan, *, exact: bool) -> dict[str, Any]:
    """Windows for all; the way and the rule for stopping for those who may see the route."""
    zone = there(stated)
    windows = [
        [opens.replace(tzinfo=zone).isoformat(), closes.replace(tzinfo=zone).isoformat()]
        for opens, closes in stated.windows
    ]
    told: dict[str, Any] = {"windows": windows, "zone": stated.time_zone}
    if not exact:
        return told
    told["stretches"] = [[one.name, one.start, one.end] for one in stated.record.stretches]
    told["abort"] = {name: getattr(stated.record.abort, name) for name in ("rule", "decides", "fallback")}
    told["contacts"] = [list(pair) for pair in stated.papers.contacts]
    return told | {name: plan.answer[name] for name in ("metres", "minutes") if name in plan.answer}


def _until(stated: CorridorPlan, record: Record) -> dt.datetime:
    """When an agreement ends by itself: with the first consent that ends, or the last window."""
    from goodoffices.corridors import consent  # noqa: PLC0415 (loaded when it is needed)

    ends = [closes for _opens, closes in record.windows]
    today = max(ends).date()
    valid = [one.consent for one in consent.standings(record, today) if one.consent is not None]
    last = [min(one.until.last, one.withdrawn.when) if one.withdrawn else one.until.last for one in valid if one.until]
    return min([max(ends), *last]).replace(tzinfo=there(stated))
