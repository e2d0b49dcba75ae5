"""A timetable made better by setting its trips in another order: local search with a fixed seed (Hoos & Stützle 2004).

A solution is the order of its trips, each a kind of vehicle and a place; the vehicle that can be there first makes the
trip, as early as it can after those before. Two trips are exchanged, one is moved, or made by another kind; what ends
no later is kept. Nothing is proved by it: it gives the search a good start, and large plans a good answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from goodoffices.corridors.convoys.first import State, carried, next_trip, start_of, take
from goodoffices.corridors.convoys.problem import Problem
from goodoffices.corridors.convoys.timetable import Trip
from goodoffices.errors import CorridorError

__all__ = ["reordered"]

_SEED = 1
_IN_VAIN = 12
"""Orders tried in vain, for each trip, before it ends."""
_EACH = 8
_TELL = 200

Order = list[tuple[int, int]]
"""Kind of vehicle and place of each trip."""


def reordered(
    problem: Problem, trips: Sequence[Trip], until: int, most: int, advance: Callable[[str], None] = lambda _: None
) -> list[Trip]:
    """Trips that end no later than `trips`. Ends when they end by `until`, after `most` trips were set, or when many
    orders in turn were no better."""
    rng = np.random.default_rng(_SEED)
    best = min((list(trips), *_other_starts(problem, trips)), key=_value)
    order, value = _order(problem, best), _value(best)
    vain = spent = tries = 0
    while value[0] > until and spent < most and vain < _IN_VAIN * (len(order) + _EACH):
        other = _changed(problem, order, rng)
        found = _set(problem, other, value[0])
        spent += len(order)
        tries += 1
        vain += 1
        if tries % _TELL == 0:
            advance(f"A timetable of {value[0]:,} minutes; trying other orders of its trips")
        if found is None or _value(found) > value:
            continue
        vain = vain if _value(found) == value else 0
        best, order, value = found, other, _value(found)
    return best


def _order(problem: Problem, trips: Sequence[Trip]) -> Order:
    return [(problem.vehicles[trip.vehicle].kind, trip.place) for trip in trips]


def _other_starts(problem: Problem, trips: Sequence[Trip]) -> list[list[Trip]]:
    """The same trips with the longest first, and with those of all places in turn."""
    order, limit = _order(problem, trips), 2 * max(trip.ends for trip in trips)
    length = [problem.runs[place].driving for place in range(len(problem.plan.places))]
    turn = [(order[:n].count(one) / order.count(one), one) for n, one in enumerate(order)]
    others = sorted(order, key=lambda one: -length[one[1]]), [one for _, one in sorted(turn)]
    return [found for other in others if (found := _set(problem, other, limit))]


def _value(trips: Sequence[Trip]) -> tuple[int, int]:
    """The end, then the sum of the ends of all trips."""
    return max(trip.ends for trip in trips), sum(trip.ends for trip in trips)


def _changed(problem: Problem, order: Order, rng: np.random.Generator) -> Order:
    found = list(order)
    one, two = (int(each) for each in rng.integers(len(found), size=2))
    what = rng.random()
    if what < 0.45:  # noqa: PLR2004 - about as often as the next
        found[one], found[two] = found[two], found[one]
    elif what < 0.9:  # noqa: PLR2004
        found.insert(two, found.pop(one))
    else:
        found[one] = int(rng.integers(len(problem.plan.kinds))), found[one][1]
    return found


def _set(problem: Problem, order: Order, limit: int) -> list[Trip] | None:
    """The timetable of an order; None where it ends after `limit`, cannot be driven or leaves somebody behind."""
    state = start_of(problem)
    of = [[n for n, each in enumerate(problem.vehicles) if each.kind == k] for k in range(len(problem.plan.kinds))]
    for kind, place in order:
        if not any(state.left[place]):
            continue
        try:
            trip = next_trip(problem, state, _soonest(problem, state, of[kind], place), place)
        except CorridorError:  # not within thirty days
            return None
        if trip is None or trip.ends > limit:
            return None
        if carried(problem, state, trip):
            take(problem, state, trip)
    return None if any(any(needs) for needs in state.left) else state.trips


def _soonest(problem: Problem, state: State, vehicles: Sequence[int], place: int) -> int:
    """The vehicle that can be at a place first, its driver's rest counted; of several, the first."""
    rest, driving = problem.plan.rest, problem.runs[place].driving
    best, found = None, vehicles[0]
    for vehicle in vehicles:
        there = state.free[vehicle] + problem.empty[state.at[vehicle], place]
        if rest and there - state.free[vehicle] + state.driven[vehicle] + driving > rest.after:
            there += rest.minutes
        if best is None or there < best:
            best, found = there, vehicle
    return found
