"""Quickest flow and quickest transshipment: the shortest time in which all are out, exactly.

One pool of vehicles: Ford & Fulkerson (1962) repeat one static flow; the best one comes by successive shortest paths,
as Burkard, Dlaska & Klinz (1993) and Lin & Jaillet (2015) show. Own numbers at each place: all can be out by T if and
only if, for every set of places, the most that can be out of these alone by T is at least their number (Hoppe &
Tardos 2000); so the answer is the longest quickest flow of any set of places.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import numpy as np

from goodoffices import __version__
from goodoffices.corridors.flow.curve import Curve, Pushed, curve, held, times_out
from goodoffices.corridors.flow.departures import departures
from goodoffices.corridors.flow.network import HOUR, Exit, Ints, Network, Place, check_ends
from goodoffices.corridors.flow.result import Arrival, Hold, Quickest
from goodoffices.corridors.flow.routes import routes_of
from goodoffices.errors import CorridorError
from goodoffices.values import Provenance, plural

__all__ = ["MOST_PLACES", "quickest", "quickest_pooled"]

MOST_PLACES = 10
"""With own numbers: the sets of more places are too many to look at."""
_MOMENTS = 60
_MOST_VEHICLES = 10_000_000


def quickest_pooled(roads: Network, places: Sequence[Place], exits: Sequence[Exit], vehicles: int) -> Quickest:
    """How soon `vehicles` in all can be out, each from whichever place is best, with a plan that reaches it.

    Raises CorridorError when a place or an exit is not in the network, or no way leads from any to any.
    """
    check_ends(roads, places, exits)
    if not 1 <= vehicles <= _MOST_VEHICLES:
        raise CorridorError.of(f"there are {vehicles:,} vehicles; it must be from 1 to {_MOST_VEHICLES:,}")
    found = curve(roads, places, exits, times_out(roads, exits), vehicles)
    if not found.curve.times:
        raise _cut_off(places)
    seconds = found.curve.seconds(vehicles)
    answer = _answer(roads, places, exits, (seconds, vehicles), found)
    names = tuple((place.name, 0) for place in places)
    routes = routes_of(roads, places, exits, found.flow, seconds)
    arrivals = _arrivals(seconds, found.curve.vehicles, {*found.curve.times})
    return replace(answer, places=names, pooled=True, routes=routes, arrivals=arrivals)


def quickest(
    roads: Network,
    places: Sequence[Place],
    exits: Sequence[Exit],
    advance: Callable[[str], None] = lambda _: None,
    *,
    plan: bool = True,
) -> Quickest:
    """How soon the vehicles of each place can be out, all places at once, and who leaves when, unless `plan` is false;
    `advance` is told what is being done.

    Raises CorridorError as `quickest_pooled`, when no place has a vehicle, and for more than 10 places with some.
    """
    check_ends(roads, places, exits)
    some = [place for place in places if place.vehicles]
    if not some:
        raise CorridorError.of("no place has a vehicle", remedy="Give a place more than 0 people.")
    if len(some) > MOST_PLACES:
        what = f"{len(some)} places have numbers of their own; at most {MOST_PLACES} can be looked at together"
        raise CorridorError.of(what, remedy="Join places that use the same roads, or ask for all vehicles as one pool.")
    away = times_out(roads, exits)
    curves = _every_set(roads, some, exits, away, advance)
    seconds, deciding = max(
        ((found.seconds(_sum(group)), group) for group, found in curves.items()),
        key=lambda each: (each[0], -len(each[1])),
    )
    number = _sum(deciding)
    answer = _answer(roads, deciding, exits, (seconds, number), curve(roads, deciding, exits, away, number))
    full = {
        group: found if found.after is None or found.after >= seconds
        else curve(roads, group, exits, away, _sum(group), math.ceil(seconds)).curve
        for group, found in curves.items()
    }  # fmt: skip
    total = _sum(some)

    def out(moment: Fraction) -> Fraction:
        """The most that can be out: no set of places can do more than its curve, the others no more than all."""
        return min(total - _sum(group) + found.vehicles(moment) for group, found in full.items())

    names = tuple((place.name, place.vehicles) for place in places)
    most = {group: found.vehicles(seconds) for group, found in full.items()}
    leaving = departures(roads, some, exits, seconds, most, advance) if plan else ()
    return replace(answer, places=names, vehicles=total, arrivals=_arrivals(seconds, out, set()), departures=leaving)


def _every_set(
    roads: Network, places: Sequence[Place], exits: Sequence[Exit], away: Ints, advance: Callable[[str], None]
) -> dict[tuple[Place, ...], Curve]:
    sets = [group for size in range(1, len(places) + 1) for group in combinations(places, size)]
    found = {}
    for n, group in enumerate(sets, start=1):
        advance(f"Looking at set {n} of {plural(len(sets), 'set')} of places")
        found[group] = curve(roads, group, exits, away, _sum(group)).curve
        if not found[group].times:  # a place alone comes before any set with it
            raise _cut_off(group)
    return found


def _answer(
    roads: Network, places: Sequence[Place], exits: Sequence[Exit], asked: tuple[Fraction, int], found: Pushed
) -> Quickest:
    """What is the same for one pool and for the places that decide."""
    seconds, vehicles = asked
    longer, scale = held(roads, places, exits, found, seconds)
    holds = []
    for arc in np.flatnonzero(longer * roads.per_hour).tolist():
        span = Fraction(int(longer[arc]), scale)
        passed = span * int(roads.per_hour[arc]) / HOUR
        holds.append(Hold(arc, span, passed, span / found.curve.per_hour))
    return Quickest(
        places=tuple((place.name, place.vehicles) for place in places),
        exits=tuple(each.name for each in exits),
        pooled=False,
        vehicles=vehicles,
        seconds=seconds,
        deciding=tuple(place.name for place in places),
        arrivals=(),
        holds=tuple(sorted(holds, key=lambda hold: (-hold.vehicles, hold.arc))),
        routes=(),
        per_hour=found.curve.per_hour,
        provenance=Provenance(
            "quickest flow by successive shortest paths (Burkard, Dlaska & Klinz 1993), exact",
            (("roads", roads.hash),),
            __version__,
        ),
    )


def _arrivals(seconds: Fraction, out: Callable[[Fraction], Fraction], turns: set[int]) -> tuple[Arrival, ...]:
    """The curve at whole seconds, in even steps and at its turns, and at its end."""
    steps = {math.floor(seconds * n / _MOMENTS) for n in range(_MOMENTS + 1)}
    moments = {Fraction(second) for second in steps | turns if second < seconds} | {seconds}
    return tuple(Arrival(moment, out(moment)) for moment in sorted(moments))


def _sum(places: Sequence[Place]) -> int:
    return sum(place.vehicles for place in places)


def _cut_off(places: Sequence[Place]) -> CorridorError:
    names = " or ".join(f"`{place.name}`" for place in places)
    what = f"no way leads from {names} to any exit"
    return CorridorError.of(what, remedy="Look at closures, one-way roads and capacities of 0 between them.")
