"""One flow over time for an order of places: as many as can be of the first, then of the first two, and so on.

Hoppe & Tardos (2000): shortest paths from all places together, with the horizon as a limit; then the places are closed
one after the other, the last of the order first, and what came from each is led along shortest residual paths from the
places that are left, or from the horizon's end. A path begins to change a road when it gets there. The distance of
every node from the start never falls from path to path, so that at each moment each node carries one of the static
flows on the way: no road is over its capacity, and nobody waits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from goodoffices.corridors.flow.kernels.chains import chains
from goodoffices.corridors.flow.kernels.successive_paths import FAR, Residual, times_to_exits
from goodoffices.corridors.flow.network import Exit, Ints, Network, Place, rows_of

__all__ = ["Change", "Layout", "layout", "rates_of"]

_PLENTY = 2**40
"""Vehicles an hour that nothing reaches."""

Change = tuple[int, int]
"""From when on (in seconds times the scale) how many vehicles an hour more, or fewer."""


class Layout(NamedTuple):
    """The roads with a start before all places and an end behind all exits; times are seconds times `scale`."""

    net: Residual
    of: Ints
    height: Ints
    start: int
    end: int
    first: int
    """The node before the first place; those before the others follow."""
    tail: Ints
    head: Ints
    time: Ints
    places: int
    roads: int
    """How many arcs are roads; these come first."""
    horizon: int
    scale: int


def layout(roads: Network, places: Sequence[Place], exits: Sequence[Exit], seconds: Fraction) -> Layout:
    """The roads, made ready for orders of these places."""
    scale, horizon = seconds.denominator, seconds.numerator
    start, end, first = roads.nodes, roads.nodes + 1, roads.nodes + 2
    added = [(start, first + n, 0) for n in range(len(places))]
    added += [(first + n, node, 0) for n, place in enumerate(places) for node in sorted(set(place.nodes))]
    added += [(node, end, 0) for node in sorted({node for each in exits for node in each.nodes})]
    added.append((start, end, horizon))
    tails, heads, times = (np.array(column, dtype=np.int64) for column in zip(*added, strict=True))
    tail, head = np.concatenate([roads.tail, tails]), np.concatenate([roads.head, heads])
    time = np.concatenate([roads.seconds * scale, times])
    room = np.concatenate([roads.per_hour, np.full(len(added), _PLENTY, dtype=np.int64)])
    net, of = rows_of(first + len(places), tail, head, time, room)
    height = -times_to_exits(net, np.array([end], dtype=np.int64))
    return Layout(net, of, height, start, end, first, tail, head, time, len(places), len(roads.tail), horizon, scale)


def rates_of(laid: Layout, order: Sequence[int]) -> dict[int, list[Change]]:
    """How the flow on each arc changes, in the order of time; arcs behind the roads lead to places and from exits."""
    net = laid.net._replace(room=laid.net.room.copy())
    height = laid.height.copy()
    place_of = np.empty(len(laid.of), dtype=np.int64)
    place_of[laid.of] = np.arange(len(laid.of))
    changes: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))

    def push(target: int, wanted: int, limit: int) -> list[tuple[int, int]]:
        """Push and note what changes; returns when each path reaches the target, and its rate."""
        along, first, rates = chains(net, (laid.start, target), height, wanted, limit)
        reached = []
        for n, rate in enumerate(rates.tolist()):
            clock = 0
            for row in along[first[n] : first[n + 1]].tolist():
                clock += int(net.cost[row])
                arc = int(laid.of[row])
                if arc < len(laid.tail):
                    changes[arc][clock - int(net.cost[row])] += rate
                else:  # against an arc: less enters it from the moment on at which this path reaches its tail
                    changes[arc - len(laid.tail)][clock] -= rate
            reached.append((clock, rate))
        return reached

    push(laid.end, _PLENTY, laid.horizon)
    for place in reversed(order):
        gate = laid.roads + place
        forward, back = place_of[gate], place_of[gate + len(laid.tail)]
        coming = int(net.room[back])
        net.room[forward] = net.room[back] = 0
        for clock, rate in push(laid.first + place, coming, int(FAR)):
            changes[gate][clock] -= rate
    last = len(laid.tail) - 1  # from start to end: what is not on the roads any more
    return {arc: sorted(each.items()) for arc, each in changes.items() if arc != last}
