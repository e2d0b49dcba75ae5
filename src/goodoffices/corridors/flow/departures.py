"""Who leaves when, where each place has a number of its own: a plan in which all are out in the shortest time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from goodoffices.corridors.flow.mixture import filled, mixture
from goodoffices.corridors.flow.network import HOUR, Exit, Network, Place
from goodoffices.corridors.flow.priorities import layout, rates_of
from goodoffices.corridors.flow.result import Departure
from goodoffices.corridors.flow.streams import streams_of

__all__ = ["departures"]


def departures(
    roads: Network,
    places: Sequence[Place],
    exits: Sequence[Exit],
    seconds: Fraction,
    most: Mapping[tuple[Place, ...], Fraction],
    advance: Callable[[str], None] = lambda _: None,
) -> tuple[Departure, ...]:
    """The plan, by place and then by time. `most` are the most that can be out of each set of places by `seconds`, in
    which the vehicles of all can be out; those of a place with time to spare leave first what leaves soonest."""
    sets = [most[group] if (group := _group(places, mask)) else Fraction() for mask in range(2 ** len(places))]
    laid = layout(roads, places, exits, seconds)
    rates: dict[tuple[int, tuple[int, ...], Fraction, Fraction], Fraction] = defaultdict(Fraction)
    orders = mixture(sets, filled(sets, [place.vehicles for place in places]))
    for n, (share, order) in enumerate(orders, 1):
        advance(f"Setting who leaves when: order {n} of {len(orders)}")
        for stream in streams_of(laid, rates_of(laid, order)):
            times = Fraction(stream.start, laid.scale), Fraction(stream.end, laid.scale)
            rates[stream.place, stream.arcs, *times] += share * stream.per_hour
    found: list[Departure] = []
    for n, place in enumerate(places):
        own = sorted((start, end, arcs, rate) for (of, arcs, start, end), rate in rates.items() if of == n)
        until = _full(own, place.vehicles)
        for start, end, arcs, rate in own:
            if start < until:
                name = next(each.name for each in exits if int(roads.head[arcs[-1]]) in each.nodes)
                time = int(roads.seconds[list(arcs)].sum())
                found.append(Departure(place.name, name, arcs, start, min(end, until), rate, time))
    return tuple(found)


def _group(places: Sequence[Place], mask: int) -> tuple[Place, ...]:
    return tuple(place for n, place in enumerate(places) if mask >> n & 1)


def _full(own: Sequence[tuple[Fraction, Fraction, tuple[int, ...], Fraction]], vehicles: int) -> Fraction:
    """When so many have left, if all leave as soon as their streams let them."""
    changes: dict[Fraction, Fraction] = defaultdict(Fraction)
    for start, end, _, rate in own:
        changes[start] += rate
        changes[end] -= rate
    left, rate, before = Fraction(vehicles * HOUR), Fraction(), Fraction()
    for moment, more in sorted(changes.items()):
        if rate and left <= rate * (moment - before):
            return before + left / rate
        left -= rate * (moment - before)
        rate, before = rate + more, moment
    return before
