"""Routes that overlap little with the ones already chosen, by penalties (de la Barra, Pérez & Añez 1993).

Every edge of a route that was found is made dearer, and the search begins again. This finds good alternatives and
proves nothing: that none is found does not mean that there is none.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goodoffices.corridors.routes.graph import Floats, Graph, Small
from goodoffices.corridors.routes.search import shortest_route

__all__ = ["Alternative", "alternatives"]

_DEARER = 1.4
"""How many times dearer an edge gets each time that it is used."""
_ROUNDS = 30


@dataclass(frozen=True, eq=False)
class Alternative:
    """A route (arcs) and the largest part of its length that it shares with a route chosen before it, 0 to 1."""

    route: Small
    shared: float


def alternatives(
    graph: Graph, length: Floats, chosen: Small, number: int, *, most_shared: float, most_longer: float
) -> tuple[Alternative, ...]:
    """Up to `number` routes with the ends of the route `chosen`, no more than `most_shared` of whose length lies on it
    or on each other, and whose time is at most `most_longer` times its own. `length`: metres of each edge (edges,)."""
    start, goal = int(graph.arcs.tails[chosen[0]]), int(graph.arcs.heads[chosen[-1]])
    time = graph.costs[:, 0]
    limit = most_longer * float(time[chosen].sum())
    price = time.astype(np.float64)
    known = [set(graph.arcs.edges[chosen].tolist())]
    found: list[Alternative] = []
    _raise_price(graph, price, chosen)
    for _ in range(_ROUNDS):
        if len(found) == number:
            break
        route = shortest_route(graph, np.where(time < 0, time, np.rint(price).astype(np.int64)), start, goal)
        if route is None:
            break
        _raise_price(graph, price, route)
        shared = max(_shared(graph, length, route, one) for one in known)
        if shared <= most_shared and float(time[route].sum()) <= limit:
            found.append(Alternative(route, shared))
            known.append(set(graph.arcs.edges[route].tolist()))
    return tuple(found)


def _raise_price(graph: Graph, price: Floats, route: Small) -> None:
    """Make the edges of a route dearer in both directions."""
    used = np.isin(graph.arcs.edges, graph.arcs.edges[route])
    price[used] *= _DEARER


def _shared(graph: Graph, length: Floats, route: Small, known: set[int]) -> float:
    """The part of a route's length that lies on edges of another."""
    edges = graph.arcs.edges[route]
    metres = length[edges]
    return float(metres[[edge in known for edge in edges.tolist()]].sum() / metres.sum())
