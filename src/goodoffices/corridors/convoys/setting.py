"""From a plan to its timetable: search, who sits where, what must change or what margin is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from goodoffices import __version__
from goodoffices.corridors.convoys.first import first_timetable
from goodoffices.corridors.convoys.plan import Checkpoint, Plan
from goodoffices.corridors.convoys.problem import Problem, problem_of
from goodoffices.corridors.convoys.search import SEED, soonest, whether
from goodoffices.corridors.convoys.timetable import Change, Margin, Timetable, Trip
from goodoffices.values import Provenance, duration

__all__ = ["EFFORT", "set_timetable"]

EFFORT = 10.0
"""Steps of work for the search, about a second each on a fast machine."""
_QUESTION = 0.2
"""The part of the effort for each question of what would change."""
_MOST_MORE = 6
_MOST_LANES = 2

Advance = Callable[[str], None]


def set_timetable(plan: Plan, *, effort: float = EFFORT, advance: Advance = lambda _: None) -> Timetable:
    """The timetable that ends soonest, as far as `effort` goes; `advance` is told what is being done.

    Raises CorridorError when a single trip is longer than curfew or drivers allow. The same plan and effort give the
    same timetable.
    """
    advance("Setting a first timetable")
    problem = problem_of(plan)
    found = soonest(problem, first_timetable(problem), effort, advance)
    ends = max(trip.ends for trip in found.trips)
    inputs = (("plan", plan.hash),) if plan.hash else ()
    method = "timetable by OR-tools CP-SAT: soonest end, then fewest trips, then least waiting"
    settings = (("effort", f"{effort:g}"),)
    stamp = Provenance(method, inputs, __version__, settings, SEED, by=plan.by, caution=plan.caution)
    trips = _with_people(problem, _with_rests(problem, found.trips))
    answer = Timetable(problem, trips, ends, found.bound, (), (), stamp, found.stopped)
    if answer.stopped:
        return answer
    try:
        if answer.fits:
            return replace(answer, margins=_margins(problem, effort * _QUESTION, advance))
        return replace(answer, changes=_changes(answer, effort * _QUESTION, advance))
    except KeyboardInterrupt:
        return replace(answer, stopped=True)


def _with_rests(problem: Problem, trips: Sequence[Trip]) -> list[Trip]:
    """Each vehicle's rests, where its driver would be at the wheel for too long without."""
    found = []
    for vehicle, each in enumerate(problem.vehicles):
        point, driven = each.start, 0
        for trip in sorted((trip for trip in trips if trip.vehicle == vehicle), key=lambda one: one.sets_out):
            run, rest, rested = problem.runs[trip.place], problem.plan.rest, 0
            driving = problem.empty[point, trip.place] + run.driving
            if rest and driven + driving > rest.after:
                driven, rested = 0, rest.minutes
            driven, point = driven + driving, run.to
            found.append(replace(trip, rested=rested))
    return sorted(found, key=lambda trip: (trip.departs, trip.vehicle))


def _with_people(problem: Problem, trips: Sequence[Trip]) -> tuple[Trip, ...]:
    """Everybody into the first vehicle with room; the last trip of a vehicle that nobody needs is left out."""
    left = [list(place.needs) for place in problem.plan.places]
    found = []
    for trip in trips:
        room = problem.plan.kinds[problem.vehicles[trip.vehicle].kind].room
        here = tuple(min(some, most) for some, most in zip(left[trip.place], room, strict=True))
        left[trip.place] = [some - aboard for some, aboard in zip(left[trip.place], here, strict=True)]
        found.append(replace(trip, people=(here[0], here[1], here[2])))
    for vehicle in range(len(problem.vehicles)):
        own = [trip for trip in found if trip.vehicle == vehicle]
        while own and not any(own[-1].people):
            found.remove(own.pop())
    return tuple(found)


def _margins(problem: Problem, effort: float, advance: Advance) -> tuple[Margin, ...]:
    """How much longer each checkpoint may take, one at a time."""
    plan, found = problem.plan, []
    for n, point in enumerate(plan.checkpoints):
        if not any(n in run.gates for run in problem.runs):
            continue

        def fits(more: int, n: int = n, point: Checkpoint = point) -> bool | None:
            advance(f"Asking whether {point.name} may take {duration(more)} longer")
            points = (*plan.checkpoints[:n], replace(point, minutes=point.minutes + more), *plan.checkpoints[n + 1 :])
            return _fits(replace(plan, checkpoints=points), effort)

        most = 2 * max(point.minutes, 5)
        if (said := fits(most)) is True:
            found.append(Margin(point.name, most, None))
            continue
        longer, beyond = 0, most
        while beyond - longer > 1:  # what fits and what does not close in on each other
            middle = (longer + beyond) // 2
            if (answer := fits(middle)) is True:
                longer = middle
            else:
                beyond, said = middle, answer
        found.append(Margin(point.name, longer, said is False))
    return tuple(found)


def _changes(answer: Timetable, effort: float, advance: Advance) -> tuple[Change, ...]:
    """What would make it fit, one thing at a time: a longer window, more vehicles of a kind, more lanes."""
    plan = answer.problem.plan
    found = [Change("minutes", "window", -answer.slack, -answer.slack, answer.quickest)]
    for n, kind in enumerate(plan.kinds):
        more = [
            replace(plan, kinds=(*plan.kinds[:n], replace(kind, count=kind.count + extra), *plan.kinds[n + 1 :]))
            for extra in range(1, _MOST_MORE + 1)
        ]
        found.append(_least("vehicles", kind.name, more, effort, advance))
    for n, point in enumerate(plan.checkpoints):
        more = [
            replace(
                plan,
                checkpoints=(
                    *plan.checkpoints[:n],
                    replace(point, lanes=point.lanes + extra),
                    *plan.checkpoints[n + 1 :],
                ),
            )
            for extra in range(1, _MOST_LANES + 1)
        ]
        found.append(_least("lanes", point.name, more, effort, advance))
    return tuple(found)


def _least(what: str, name: str, plans: Sequence[Plan], effort: float, advance: Advance) -> Change:
    """The first of several plans, each with one more, that fits; whether those before were proved not to."""
    advance(f"Asking whether {len(plans)} more would do: {name}")
    if not (most := _fits(plans[-1], effort)):
        return Change(what, name, None, len(plans), most is False)
    proved = True
    for amount, plan in enumerate(plans[:-1], start=1):
        advance(f"Asking whether {amount} more would do: {name}")
        said = _fits(plan, effort)
        if said:
            return Change(what, name, amount, amount, proved)
        proved = proved and said is False
    return Change(what, name, len(plans), len(plans), proved)


def _fits(plan: Plan, effort: float) -> bool | None:
    problem = problem_of(plan)
    return whether(problem, first_timetable(problem), plan.window, effort)
