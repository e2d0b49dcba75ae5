"""From a plan to everything that is said of it on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from goodoffices import __version__
from goodoffices.corridors import consent, convoys, flow, routes
from goodoffices.corridors.plan.course import Course, course_of
from goodoffices.corridors.plan.everyone import everyone
from goodoffices.corridors.plan.inputs import Inputs
from goodoffices.corridors.plan.losing import losses_of
from goodoffices.corridors.plan.model import CorridorPlan
from goodoffices.values import Provenance

__all__ = ["EFFORT", "OnRoads", "Study", "study"]

EFFORT = 4.0
"""Work of the search for a timetable: less than a timetable alone is given, for a page that is made often."""


@dataclass(frozen=True, eq=False)
class OnRoads:
    """What the roads say of a plan."""

    inputs: Inputs
    course: Course
    losses: tuple[routes.Loss, ...]
    """Stretches of the route whose loss costs something, the worst first."""
    found: routes.Routes
    """Routes from its first point to its last, whatever lies between."""
    everyone: tuple[flow.Quickest, ...]
    """How long for everyone on the route: for the best figure, and for the highest; empty where it was not asked."""


@dataclass(frozen=True, eq=False)
class Study:
    """A plan on a day: its mark, where each consent stands, what the roads and the timetable say."""

    plan: CorridorPlan
    as_of: dt.date
    mark: consent.Mark
    standings: tuple[consent.Standing, ...]
    on_roads: OnRoads | None
    timetable: convoys.Timetable | None
    provenance: Provenance


def study(
    plan: CorridorPlan,
    as_of: dt.date,
    inputs: Inputs | None,
    *,
    effort: float = EFFORT,
    advance: Callable[[str], None] = lambda _: None,
) -> Study:
    """Everything of a plan on a day. Raises CorridorError where its roads, its points or its convoys cannot be used."""
    on_roads = _on_roads(plan, inputs, advance) if inputs else None
    timetable = convoys.set_timetable(plan.convoy, effort=effort, advance=advance) if plan.convoy else None
    hashes = (("plan", plan.hash), ("convoy", plan.convoy.hash if plan.convoy else ""))
    stamp = Provenance(
        method="Hard gates of the consent record; route by the quickest open roads between its points",
        inputs=(*(each for each in hashes if each[1]), *(inputs.files if inputs else ())),
        version=__version__,
        parameters=(("effort", f"{effort:g}"),) if timetable else (),
        seed=timetable.provenance.seed if timetable else None,
        as_of=as_of.isoformat(),
        by=plan.by,
        caution=plan.caution,
    )
    record = plan.record
    return Study(plan, as_of, consent.mark(record, as_of), consent.standings(record, as_of), on_roads, timetable, stamp)


def _on_roads(plan: CorridorPlan, inputs: Inputs, advance: Callable[[str], None]) -> OnRoads:
    network, weighed = inputs.roads, inputs.danger
    course = course_of(plan, network, weighed)
    advance("Looking at what a loss would cost")
    losses = losses_of(network, weighed, course, advance)
    start, goal = course.ends[0][1].node, course.ends[-1][1].node
    found = routes.routes_between(network, weighed, start, goal, advance=advance)
    advance("Reckoning how long it takes for everyone")
    return OnRoads(inputs, course, losses, found, everyone(plan, network, weighed, course))
