"""What the loss of each edge of a route costs: the time of the quickest route without it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from goodoffices.corridors.routes.graph import Graph, Ints, Small
from goodoffices.corridors.routes.kernels.shortest import CLOSED, FAR, RING, least_costs
from goodoffices.corridors.routes.kernels.unavoidable import unavoidable
from goodoffices.corridors.routes.search import least_ahead

__all__ = ["CUT", "costs_of_loss"]

CUT = -1
"""In the place of a cost: without this edge there is no route."""


def costs_of_loss(graph: Graph, route: Small, *, advance: Callable[[str], None] = lambda _: None) -> Ints:
    """(arcs of the route,) how much longer (in the first cost) the quickest route is without each edge than with all;
    `CUT` where there is none. An edge is lost in both directions.

    Each is a search of its own, led by the least cost ahead in the whole network (A*; Hart, Nilsson & Raphael 1968),
    which stays true when an edge is lost.
    """
    arcs = graph.arcs
    start, goal = int(arcs.tails[route[0]]), int(arcs.heads[route[-1]])
    ahead, _ = least_ahead(graph, goal, 0)
    cost = np.ascontiguousarray(graph.costs[:, 0])
    open_ = (cost >= 0) & (ahead[arcs.heads] < FAR)
    reduced = np.where(open_, cost + ahead[arcs.heads] - ahead[arcs.tails], CLOSED)
    cuts = unavoidable(arcs.first, arcs.heads, cost, start, route)
    found = np.full(len(route), CUT, dtype=np.int64)
    for step in np.flatnonzero(~cuts):
        if step % 50 == 0:
            advance(f"Losing roads: {step} of {len(route)}")
        lost = _arcs_of_edge(graph, int(route[step]))
        kept = reduced[lost]
        reduced[lost] = CLOSED
        found[step] = least_costs(arcs.first, arcs.heads, reduced, start, goal, RING)[0][goal]
        reduced[lost] = kept
    return found


def _arcs_of_edge(graph: Graph, arc: int) -> Ints:
    """The arc, and the one of the same edge in the other direction where there is one."""
    arcs = graph.arcs
    head = arcs.heads[arc]
    back = np.arange(arcs.first[head], arcs.first[head + 1])
    return np.concatenate([[arc], back[arcs.edges[back] == arcs.edges[arc]]])
