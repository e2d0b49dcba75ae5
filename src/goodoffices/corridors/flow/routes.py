"""A static flow taken apart into routes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from goodoffices.corridors.flow.network import HOUR, Exit, Ints, Network, Place
from goodoffices.corridors.flow.result import FlowRoute

__all__ = ["routes_of"]


def routes_of(
    roads: Network, places: Sequence[Place], exits: Sequence[Exit], flow: Ints, seconds: Fraction
) -> tuple[FlowRoute, ...]:
    """Routes from places to exits that add up to `flow` (arcs,), each used for `seconds` less its own time; the
    widest first. A shortest flow has no circles, so nothing is left over."""
    left = {arc: int(flow[arc]) for arc in np.flatnonzero(flow).tolist()}
    leaving: dict[int, list[int]] = defaultdict(list)
    balance: dict[int, int] = defaultdict(int)
    for arc, rate in left.items():
        leaving[int(roads.tail[arc])].append(arc)
        balance[int(roads.tail[arc])] += rate
        balance[int(roads.head[arc])] -= rate
    found = []
    for place in places:
        for node in place.nodes:
            while balance[node] > 0:
                arcs = _follow(roads, node, leaving, left, balance)
                end = int(roads.head[arcs[-1]])
                rate = min(balance[node], -balance[end], *(left[arc] for arc in arcs))
                for arc in arcs:
                    left[arc] -= rate
                balance[node] -= rate
                balance[end] += rate
                time = int(roads.seconds[arcs].sum())
                name = next(each.name for each in exits if end in each.nodes)
                found.append(FlowRoute(place.name, name, tuple(arcs), rate, time, rate * (seconds - time) / HOUR))
    return tuple(sorted(found, key=lambda route: (-route.vehicles, route.arcs)))


def _follow(
    roads: Network, node: int, leaving: dict[int, list[int]], left: dict[int, int], balance: dict[int, int]
) -> list[int]:
    """Arcs with flow from a node until one where some of it stays."""
    arcs: list[int] = []
    while not arcs or balance[node] >= 0:
        while not left[leaving[node][-1]]:
            leaving[node].pop()
        arcs.append(leaving[node][-1])
        node = int(roads.head[arcs[-1]])
    return arcs
