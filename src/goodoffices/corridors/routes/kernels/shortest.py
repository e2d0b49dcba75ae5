"""Least costs from one node to all others, or to one: Dijkstra (1959) with the buckets of Dial (1969).

Costs are whole numbers. There is a bucket for each cost, and the buckets form a ring, since no cost that waits is
further from the least than the dearest arc; where that would make the ring too long, a radix heap takes its place
(`wide.py`). `shortest_reference.py` is the same, readable.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.compiled import compiled_freely
from goodoffices.corridors.routes.kernels.buckets import put, take
from goodoffices.corridors.routes.kernels.wide import search_wide

__all__ = ["CLOSED", "FAR", "RING", "least_costs"]

Ints = NDArray[np.int64]
Small = NDArray[np.int32]

CLOSED = -1
"""The cost of an arc that cannot be used."""
FAR = np.iinfo(np.int64).max // 4
"""The cost of a node that cannot be reached."""
RING = 2**20
"""The dearest arc for which there is a ring."""


@compiled_freely
def least_costs(first: Ints, heads: Small, costs: Ints, start: int, goal: int, ring: int) -> tuple[Ints, Small]:
    """Least cost of each node from `start` (nodes,), and the arc by which it is reached (nodes,), -1 where none is.

    `first` (nodes + 1,) are the places where a node's arcs begin in `heads` and `costs` (arcs,), which are `CLOSED` or
    at least 0. With a `goal`, the search ends when it is reached for good, and costs of other nodes are no more than
    found so far; -1 asks for all. `ring` is the dearest arc for which there is a ring
    (`RING`). Neither may be left out: what is left out now and then is compiled once more.
    """
    cost = np.full(len(first) - 1, FAR, dtype=np.int64)
    by = np.full(len(cost), -1, dtype=np.int32)
    cost[start] = 0
    dearest = 0
    for arc in range(len(costs)):
        dearest = max(dearest, costs[arc])
    if dearest > ring:
        search_wide(first, heads, costs, goal, cost, by)
        return cost, by
    top = np.full(dearest + 1, -1, dtype=np.int32)
    after = np.full(len(cost), -1, dtype=np.int32)
    before = np.full(len(cost), -1, dtype=np.int32)
    put(start, 0, top, after, before)
    waiting, place = 1, 0
    while waiting > 0:
        node = top[place]
        if node < 0:
            place = place + 1 if place < dearest else 0
            continue
        if node == goal:
            break
        take(node, top, after, before)
        waiting -= 1
        for arc in range(first[node], first[node + 1]):
            head = heads[arc]
            there = cost[node] + costs[arc]
            if costs[arc] < 0 or there >= cost[head]:
                continue
            if before[head] != -1:
                take(head, top, after, before)
                waiting -= 1
            cost[head] = there
            by[head] = arc
            put(head, there % (dearest + 1), top, after, before)
            waiting += 1
    return cost, by
