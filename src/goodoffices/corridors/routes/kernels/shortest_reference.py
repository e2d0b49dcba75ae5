"""Least costs from one node, with a heap: the readable form of `shortest.py` (Dijkstra 1959)."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

__all__ = ["least_costs_plainly"]


def least_costs_plainly(arcs: Sequence[tuple[int, int, int]], nodes: int, start: int) -> list[float]:
    """Least cost of each node from `start`, infinite where there is none. An arc is tail, head and cost; a negative
    cost closes it."""
    leaving: list[list[tuple[int, int]]] = [[] for _ in range(nodes)]
    for tail, head, cost in arcs:
        if cost >= 0:
            leaving[tail].append((head, cost))
    least = [float("inf")] * nodes
    least[start] = 0
    queue: list[tuple[float, int]] = [(0, start)]
    while queue:
        here, node = heapq.heappop(queue)
        if here > least[node]:
            continue
        for head, cost in leaving[node]:
            if here + cost < least[head]:
                least[head] = here + cost
                heapq.heappush(queue, (least[head], head))
    return least
