"""All efficient pairs of two costs, with a heap in lexicographic order: the readable form of `pareto.py` (Hernández
Ulloa et al. 2020)."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from goodoffices.corridors.routes.kernels.shortest_reference import least_costs_plainly

__all__ = ["pareto_plainly"]


def pareto_plainly(
    arcs: Sequence[tuple[int, int, int, int]], nodes: int, start: int, goal: int
) -> list[tuple[float, float]]:
    """The efficient pairs of costs from `start` to `goal`, by the first cost. An arc is tail, head and two costs, of
    which a negative first closes it."""
    open_ = [arc for arc in arcs if arc[2] >= 0]
    leaving: list[list[tuple[int, int, int]]] = [[] for _ in range(nodes)]
    for tail, *rest in open_:
        leaving[tail].append((rest[0], rest[1], rest[2]))
    ahead_one = least_costs_plainly([(head, tail, one) for tail, head, one, _ in open_], nodes, goal)
    ahead_two = least_costs_plainly([(head, tail, two) for tail, head, _, two in open_], nodes, goal)
    least = [float("inf")] * nodes
    queue: list[tuple[float, float, int]] = [(ahead_one[start], ahead_two[start], start)]
    found: list[tuple[float, float]] = []
    while queue:
        whole_one, whole_two, node = heapq.heappop(queue)
        two = whole_two - ahead_two[node]
        if whole_one == float("inf") or two >= least[node] or whole_two >= least[goal]:
            continue
        least[node] = two
        if node == goal:
            found.append((whole_one, whole_two))
            continue
        one = whole_one - ahead_one[node]
        for head, more_one, more_two in leaving[node]:
            new_one, new_two = one + more_one + ahead_one[head], two + more_two + ahead_two[head]
            if two + more_two < least[head] and new_two < least[goal]:
                heapq.heappush(queue, (new_one, new_two, head))
    return found
