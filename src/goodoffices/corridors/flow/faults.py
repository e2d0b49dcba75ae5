"""What is wrong with a plan of who leaves when: looked at road by road, without what the plan was made with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from goodoffices.corridors.flow.network import Network, Place
from goodoffices.corridors.flow.result import Departure

__all__ = ["faults"]


def faults(roads: Network, places: Sequence[Place], plan: Sequence[Departure], seconds: Fraction) -> list[str]:
    """All faults in words; none where each place's own number leaves on roads that join, all are out in time and no
    road ever carries more than it can."""
    found = []
    for place in places:
        own = [each for each in plan if each.place == place.name]
        if sum(each.vehicles for each in own) != place.vehicles:
            found.append(f"{place.name}: not as many leave as are there")
        found += [f"{place.name}: {said}" for each in own for said in _of_one(roads, place, each, seconds)]
    return [*found, *_too_many(roads, plan)]


def _of_one(roads: Network, place: Place, each: Departure, seconds: Fraction) -> Iterator[str]:
    arcs = list(each.arcs)
    if int(roads.tail[arcs[0]]) not in place.nodes or (roads.head[arcs[:-1]] != roads.tail[arcs[1:]]).any():
        yield "a route does not hold together"
    if each.seconds != roads.seconds[arcs].sum() or not 0 <= each.start < each.end <= seconds - each.seconds:
        yield "vehicles leave too early or too late"
    if each.per_hour <= 0:
        yield "no vehicle leaves"


def _too_many(roads: Network, plan: Sequence[Departure]) -> Iterator[str]:
    changes: dict[int, dict[Fraction, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for each in plan:
        clock = 0
        for arc in each.arcs:
            changes[arc][each.start + clock] += each.per_hour
            changes[arc][each.end + clock] -= each.per_hour
            clock += int(roads.seconds[arc])
    for arc, moments in changes.items():
        rate = most = Fraction()
        for _, more in sorted(moments.items()):
            rate += more
            most = max(most, rate)
        if most > int(roads.per_hour[arc]):
            yield f"road {arc}: more than it can carry"
