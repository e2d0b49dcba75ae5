"""Least costs where an arc may cost anything: Dijkstra (1959) with a radix heap (Ahuja, Mehlhorn, Orlin & Tarjan 1990).

A waiting node lies in the bucket of the highest bit in which its cost differs from the last one that left; when the
lowest bucket is empty, the next one is dealt out anew from its least cost. So each node moves at most
once for each bit.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from goodoffices.compiled import compiled_freely
from goodoffices.corridors.routes.kernels.buckets import put, take

__all__ = ["search_wide"]

Ints = NDArray[np.int64]
Small = NDArray[np.int32]

_BUCKETS = 64


@compiled_freely
def search_wide(first: Ints, heads: Small, costs: Ints, goal: int, cost: Ints, by: Small) -> None:
    """Make `cost` (nodes,) and `by` (nodes,) the least costs and the arcs they come by, of all nodes or until the goal.

    Before, `cost` is 0 at the start and larger than any sum elsewhere, `by` is -1. A negative cost closes an arc.
    """
    top = np.full(_BUCKETS, -1, dtype=np.int32)
    after = np.full(len(cost), -1, dtype=np.int32)
    before = np.full(len(cost), -1, dtype=np.int32)
    put(int(np.argmin(cost)), 0, top, after, before)
    last = 0
    while True:
        if top[0] < 0:
            last = _deal(cost, top, after, before)
            if last < 0:
                return
        node = top[0]
        if node == goal:
            return
        take(node, top, after, before)
        for arc in range(first[node], first[node + 1]):
            head = heads[arc]
            there = cost[node] + costs[arc]
            if costs[arc] < 0 or there >= cost[head]:
                continue
            if before[head] != -1:
                take(head, top, after, before)
            cost[head] = there
            by[head] = arc
            put(head, _bits(there ^ last), top, after, before)


@compiled_freely
def _deal(cost: Ints, top: Small, after: Small, before: Small) -> int:
    """Deal the lowest bucket that holds a node out anew, from its least cost, which is returned; -1 if none does."""
    bucket = 1
    while bucket < _BUCKETS and top[bucket] < 0:
        bucket += 1
    if bucket == _BUCKETS:
        return -1
    least = np.iinfo(np.int64).max
    node = top[bucket]
    while node >= 0:
        least = min(least, cost[node])
        node = after[node]
    while top[bucket] >= 0:
        node = top[bucket]
        take(node, top, after, before)
        put(node, _bits(cost[node] ^ least), top, after, before)
    return least


@compiled_freely
def _bits(value: int) -> int:
    """How many bits a number has: 0 for 0, 1 for 1, 3 for 4. Exact below 2^53, beyond which no sum of costs leads."""
    return math.frexp(float(value))[1]
