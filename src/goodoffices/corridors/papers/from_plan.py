"""From a plan of a corridor to the sheet that papers are made from. Whether it is agreed is asked of the consent record
alone, and never said otherwise."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from goodoffices.corridors import consent, convoys
from goodoffices.corridors.danger import Drawn
from goodoffices.corridors.papers.sheet import Contact, Notice, Passage, Point, Sheet, Step, Stretch, Window
from goodoffices.corridors.papers.turns import along, course_of, steps_of
from goodoffices.corridors.plan import CorridorPlan, Course, Leaving
from goodoffices.corridors.plan import Point as PlanPoint
from goodoffices.corridors.roads import Roads, Shapes, metres_between
from goodoffices.values import count, duration

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["sheet_of"]

_SAME: Final = 150.0
"""Metres within which a checkpoint that was drawn is the one that the plan names …"""
_SAME_NAME: Final = 1_500.0
"""… or is so where both have one name: `long-bridge` is Long Bridge."""
_ON: Final = 60.0
"""Metres from the route within which a checkpoint that was drawn is met on it."""


def sheet_of(
    plan: CorridorPlan,
    network: tuple[Roads, Shapes],
    course: Course,
    as_of: dt.date,
    *,
    timetable: convoys.Timetable | None = None,
    drawn: Sequence[Drawn] = (),
) -> Sheet:
    """Everything a paper may say of a plan whose route lies on the roads of `network` as `course`, as of a
    day.

    Before it is shown to anybody it is cut for an audience.
    """
    roads, shapes = network
    marked = consent.mark(plan.record, as_of)
    whole = course_of(roads, shapes, course.edges, course.nodes)
    legs = [along(course_of(roads, shapes, leg.edges, leg.nodes))[-1] for leg in course.legs]
    points = tuple(_points(plan, np.concatenate([[0.0], np.cumsum(legs)]), whole, drawn))
    stops = [_stop(point) for point in points if point.kind in {"gate", "checkpoint"}]
    steps = steps_of(roads, shapes, course.edges, course.nodes)
    named = [
        *steps[:-1],
        Step("arrive", steps[-1].at, steps[-1].latitude, steps[-1].longitude, points[-1].name),
        *stops,
    ]
    return Sheet(
        corridor=plan.id,
        title=plan.title or plan.id,
        mark=_loud(marked),
        agreed=marked.agreed,
        version=plan.hash,
        as_of=as_of,
        course=whole,
        steps=tuple(sorted(named, key=lambda step: step.at)),
        points=points,
        stretches=tuple(_stretches(plan, roads, shapes, course, as_of)),
        windows=tuple(_windows(plan, as_of)),
        contacts=tuple(Contact(office, reach) for office, reach in plan.papers.contacts),
        notices=tuple(
            Notice(note.body, str(note.opens), str(note.at), note.by)
            for note in plan.record.notifications
            if note.at.when.date() <= as_of
        ),
        passages=tuple(_passages(timetable)) if timetable else (),
        abort=_abort(plan),
        fallback=plan.record.abort.fallback,
        people=tuple(map(_people, plan.leaving)),
        vehicles=tuple((kind.name, kind.count) for kind in plan.convoy.kinds) if plan.convoy else (),
        by=plan.by,
        caution=" ".join(filter(None, (plan.caution, _late(timetable)))),
        seen_by=plan.record.seen_by or (),
        zone=plan.time_zone,
        source=_source(roads),
    )


def _loud(marked: consent.Mark) -> str:
    """The words of the mark as papers bear them: "NOT AGREED, as of …" cannot be read over."""
    return marked.words.capitalize() if marked.agreed else marked.words.replace("not agreed", "NOT AGREED", 1)


def _points(
    plan: CorridorPlan, begins: NDArray[np.float64], whole: tuple[tuple[float, float], ...], drawn: Sequence[Drawn]
) -> Iterator[Point]:
    """The points of the route, each so many metres from the start (`begins`), and the checkpoints drawn on it."""
    services = {point.name: point.minutes for point in plan.convoy.checkpoints} if plan.convoy else {}
    met = [one for one in drawn if one.kind == "checkpoint" and one.in_force(_first_day(plan))]
    found = []
    for n, name in enumerate(plan.route):
        point = plan.point(name)
        near = [one for one in met if _is_same(point, one)]
        met = [one for one in met if one not in near]
        minutes = services.get(name, max((round(one.delay or 0) for one in near), default=0))
        ends = {0: "start", len(plan.route) - 1: "end"}
        kind = ends.get(n, "checkpoint" if near or name in services else "gate")
        found.append(Point(name, kind, point.latitude, point.longitude, float(begins[n]), minutes))  # type: ignore[arg-type]
    gone, (north, east) = along(whole), np.array(whole).T
    for one in met:
        away = metres_between(north, east, np.array(one.shape.y), np.array(one.shape.x))
        if away.min() <= _ON:
            at = float(gone[away.argmin()])
            found.append(Point(one.name, "checkpoint", one.shape.y, one.shape.x, at, round(one.delay or 0)))
    yield from sorted(found, key=lambda point: point.at)


def _is_same(point: PlanPoint, one: Drawn) -> bool:
    """Whether a point of the plan and a checkpoint that was drawn are one: side by side, or of one name and not far."""
    place, drawn = (point.latitude, point.longitude), (one.shape.y, one.shape.x)
    apart = float(metres_between(*map(np.array, (*place, *drawn))))
    return apart <= _SAME or (apart <= _SAME_NAME and _plain(point.name) == _plain(one.name))


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()


def _first_day(plan: CorridorPlan) -> dt.date:
    return min((opens.date() for opens, _ in plan.windows), default=plan.as_of)


def _stop(point: Point) -> Step:
    return Step(point.kind, point.at, point.latitude, point.longitude, point.name, point.minutes)


def _stretches(plan: CorridorPlan, roads: Roads, shapes: Shapes, course: Course, as_of: dt.date) -> Iterator[Stretch]:
    """Agreed where every body that controls it is; unknown where nothing is against it, and something is missing."""
    standings = consent.standings(plan.record, as_of)
    for stretch in plan.record.stretches:
        own = [one for one in standings if one.stretch == stretch.name]
        states = {one.state for one in own}
        legs = course.between(stretch.start, stretch.end)
        edges = np.concatenate([leg.edges for leg in legs])
        nodes = np.concatenate([legs[0].nodes, *(leg.nodes[1:] for leg in legs[1:])])
        answers = [one.consent for one in own if one.consent]
        untils = [str(one.until) for one in answers if one.until]
        yield Stretch(
            name=stretch.name,
            begins=stretch.start,
            ends=stretch.end,
            course=course_of(roads, shapes, edges, nodes),
            consent="agreed" if states == {consent.MET} else "not agreed" if consent.NOT_MET in states else "unknown",
            bodies=tuple((one.body, one.reason) for one in own if one.body),
            conditions=tuple(dict.fromkeys(condition for one in answers for condition in one.conditions)),
            until=min(untils, default=""),
        )


def _windows(plan: CorridorPlan, as_of: dt.date) -> Iterator[Window]:
    """A window on which a consent does not hold any more, because it was withdrawn, is withdrawn."""
    answers = [one.consent for one in consent.standings(plan.record, as_of) if one.consent and one.consent.withdrawn]
    for n, (opens, closes) in enumerate(plan.windows, 1):
        withdrawn = any(one.withdrawn and one.withdrawn.when <= closes for one in answers)
        yield Window(f"window {n}", opens, closes, withdrawn)


def _passages(timetable: convoys.Timetable) -> Iterator[Passage]:
    problem = timetable.problem
    for trip in timetable.trips:
        yield Passage(
            vehicle=problem.vehicles[trip.vehicle].name,
            to=problem.runs[trip.place].to,
            departs=problem.clock(trip.departs),
            passes=tuple((problem.plan.checkpoints[stop.gate].name, problem.clock(stop.comes)) for stop in trip.stops),
            arrives=problem.clock(trip.arrives),
        )


def _source(roads: Roads) -> str:
    """What kind of file the roads were read from, and whose they are where that is asked for."""
    if "OpenStreetMap" in roads.origin.format:
        return "Roads © OpenStreetMap contributors (Open Database License), from an extract."
    return f"Roads: {roads.origin.format}, from the user's own file."


def _late(timetable: convoys.Timetable | None) -> str:
    """What passing times are worth where the timetable does not fit."""
    if timetable is None or timetable.fits:
        return ""
    return f"THE TIMETABLE DOES NOT FIT: its last vehicle is out {duration(-timetable.slack)} after the window closes."


def _abort(plan: CorridorPlan) -> str:
    abort = plan.record.abort
    decides = f" Decided by: {abort.decides}." if abort.decides else ""
    return f"{abort.rule.rstrip('.')}.{decides}" if abort.rule else ""


def _people(leaving: Leaving) -> str:
    """How many want to leave a place, with the spread, whose figure it is and of which day."""
    low, best, high = (
        count(round(float(end))) for end in (leaving.people.low, leaving.people.best, leaving.people.high)
    )
    told = best if leaving.people.is_exact else f"{low} to {high}, at best {best}"
    source = f", {leaving.source}" if leaving.source else ", no source"
    return f"{leaving.point}: {told} ({leaving.date or 'no day'}{source})"
