"""Least costs from one node to all others, or to one: Dijkstra (1959) with the buckets of Dial (1969).

Costs are whole numbers. A bucket holds the nodes whose cost so far lies in one stretch of `width`; the buckets form a
ring, since no cost in the queue is further from the least than the dearest arc. Where a bucket is wider than 1, a node
may leave it twice; its cost is final when the bucket is empty. `shortest_reference.py` is the same, readable.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.compiled import compiled_freely

__all__ = ["CLOSED", "FAR", "least_costs"]

Ints = NDArray[np.int64]
Small = NDArray[np.int32]

CLOSED = -1
"""The cost of an arc that cannot be used."""
FAR = np.iinfo(np.int64).max // 4
"""The cost of a node that cannot be reached."""


@compiled_freely
def least_costs(first: Ints, heads: Small, costs: Ints, start: int, goal: int, buckets: int) -> tuple[Ints, Small]:
    """Least cost of each node from `start` (nodes,), and the arc by which it is reached (nodes,), -1 where none is.

    `first` (nodes + 1,) are the places where a node's arcs begin in `heads` and `costs` (arcs,), which are `CLOSED` or
    at least 0. With a `goal`, the search ends when it is reached for good, and costs of other nodes are no more than
    found so far; -1 asks for all. `buckets` is the most that the ring may have.
    """
    nodes = len(first) - 1
    cost = np.full(nodes, FAR, dtype=np.int64)
    by = np.full(nodes, -1, dtype=np.int32)
    dearest = 0
    for arc in range(len(costs)):
        dearest = max(dearest, costs[arc])
    width = dearest // (buckets - 2) + 1
    ring = dearest // width + 2
    top = np.full(ring, -1, dtype=np.int32)
    after = np.full(nodes, -1, dtype=np.int32)
    before = np.full(nodes, -1, dtype=np.int32)
    cost[start] = 0
    _put(start, 0, top, after, before)
    waiting, place, level, limit = 1, 0, 0, FAR
    while waiting > 0 and level * width <= limit:
        while top[place] >= 0:
            node = top[place]
            _take(node, top, after, before)
            waiting -= 1
            for arc in range(first[node], first[node + 1]):
                head = heads[arc]
                there = cost[node] + costs[arc]
                if costs[arc] < 0 or there >= cost[head]:
                    continue
                if before[head] != -1:
                    _take(head, top, after, before)
                    waiting -= 1
                cost[head] = there
                by[head] = arc
                _put(head, (there // width) % ring, top, after, before)
                waiting += 1
                if head == goal:
                    limit = there
        place = place + 1 if place + 1 < ring else 0
        level += 1
    return cost, by


@compiled_freely
def _put(node: int, bucket: int, top: Small, after: Small, before: Small) -> None:
    """Put a node on top of a bucket. `after` is the node below it; `before` the one above, -2 - bucket at the top, and
    -1 for a node in no bucket."""
    after[node] = top[bucket]
    if top[bucket] >= 0:
        before[top[bucket]] = node
    before[node] = -2 - bucket
    top[bucket] = node


@compiled_freely
def _take(node: int, top: Small, after: Small, before: Small) -> None:
    """Take a node out of its bucket."""
    if before[node] >= 0:
        after[before[node]] = after[node]
    else:
        top[-2 - before[node]] = after[node]
    if after[node] >= 0:
        before[after[node]] = before[node]
    before[node] = -1
