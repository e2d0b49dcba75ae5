"""What is left when a road is lost: two routes that share no edge, and the edges that no route can do without.

Two edge-disjoint routes with the least sum of time: Suurballe (1974), Suurballe & Tarjan (1984). Where edges are
unavoidable, both routes use those and share no other: the plan survives the loss of any edge but them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goodoffices.corridors.routes.graph import Bools, Graph, Ints, Small
from goodoffices.corridors.routes.kernels.shortest import CLOSED, FAR, RING, least_costs
from goodoffices.corridors.routes.kernels.unavoidable import unavoidable
from goodoffices.corridors.routes.search import least_ahead, shortest_route

__all__ = ["Pair", "two_routes"]


@dataclass(frozen=True, eq=False)
class Pair:
    """Two routes (arcs each; the quicker first) that share the unavoidable edges alone."""

    first: Small
    second: Small
    shared: Small
    """The arcs of the unavoidable edges, in the order in which they are driven; empty where none is."""


def two_routes(graph: Graph, start: int, goal: int) -> Pair | None:
    """The two routes with the least sum of the first cost, of all that share only what is unavoidable; None where there
    is no route. Start and goal differ."""
    ahead, _ = least_ahead(graph, goal, 0)
    route = shortest_route(graph, np.ascontiguousarray(graph.costs[:, 0]), start, goal)
    if route is None:
        return None
    cuts = unavoidable(graph.arcs.first, graph.arcs.heads, graph.costs[:, 0].copy(), start, route)
    other = _second(graph, ahead, route, cuts, (start, goal))
    return _apart(graph, route, other, route[cuts], (start, goal))


def _second(graph: Graph, ahead: Ints, route: Small, cuts: Bools, ends: tuple[int, int]) -> list[tuple[int, bool]]:
    """The steps of the second search: an arc, and whether it is one of the first route's, gone back."""
    arcs = graph.arcs
    cost = graph.costs[:, 0]
    open_ = (cost >= 0) & (ahead[arcs.heads] < FAR)
    reduced = np.where(open_, cost + ahead[arcs.heads] - ahead[arcs.tails], CLOSED)
    own = route[~cuts]
    reduced[own] = CLOSED
    tails = np.concatenate([arcs.tails, arcs.heads[own]])
    heads = np.concatenate([arcs.heads, arcs.tails[own]])
    costs = np.concatenate([reduced, np.zeros(len(own), dtype=np.int64)])
    order = np.argsort(tails, kind="stable")
    first = np.zeros(arcs.nodes + 1, dtype=np.int64)
    np.cumsum(np.bincount(tails, minlength=arcs.nodes), out=first[1:])
    start, goal = ends
    _, by = least_costs(first, heads[order], costs[order], start, goal, RING)
    steps, node = [], goal
    while node != start:
        arc = int(order[by[node]])
        back = arc >= len(cost)
        steps.append((int(own[arc - len(cost)]) if back else arc, back))
        node = int(tails[arc])
    return steps[::-1]


def _apart(graph: Graph, route: Small, other: list[tuple[int, bool]], shared: Small, ends: tuple[int, int]) -> Pair:
    """The arcs of both, without those that the second went back, taken apart into two routes."""
    gone = {arc for arc, back in other if back}
    leaving: dict[int, list[int]] = {}
    for arc in [*(int(one) for one in route if int(one) not in gone), *(arc for arc, back in other if not back)]:
        leaving.setdefault(int(graph.arcs.tails[arc]), []).append(arc)
    start, goal = ends
    found = []
    for _ in range(2):
        steps, node = [], start
        while node != goal:
            arc = leaving[node].pop()
            steps.append(arc)
            node = int(graph.arcs.heads[arc])
        found.append(np.array(steps, dtype=np.int32))
    quick, slow = sorted(found, key=lambda steps: int(graph.costs[steps, 0].sum()))
    return Pair(quick, slow, shared)
