"""The arcs that every route must use: one search along a route, each node visited once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.compiled import compiled_freely

__all__ = ["unavoidable"]

Ints = NDArray[np.int64]
Small = NDArray[np.int32]


@compiled_freely
def unavoidable(first: Ints, heads: Small, costs: Ints, start: int, route: Small) -> NDArray[np.bool_]:
    """(arcs of the route,) whether each is used by every route from `start` to the route's end.

    The search may not use the route's own arcs, but goes back along it (Ford & Fulkerson 1956): where it comes no
    further, the next arc of the route is a cut. Arcs with a negative cost are closed.
    """
    nodes = len(first) - 1
    steps = len(route)
    place = np.full(nodes, -1, dtype=np.int64)  # of a node on the route
    own = np.zeros(len(heads), dtype=np.bool_)
    on = np.empty(steps + 1, dtype=np.int64)
    on[0] = start
    for step in range(steps):
        on[step + 1] = heads[route[step]]
        own[route[step]] = True
    for step in range(steps + 1):
        place[on[step]] = step
    cuts = np.zeros(steps, dtype=np.bool_)
    seen = np.zeros(nodes, dtype=np.bool_)
    stack = np.empty(nodes, dtype=np.int64)
    reached, height = 0, 1
    stack[0] = start
    seen[start] = True
    while True:
        while height > 0:
            height -= 1
            node = stack[height]
            for arc in range(first[node], first[node + 1]):
                head = heads[arc]
                if costs[arc] < 0 or own[arc] or seen[head]:
                    continue
                seen[head] = True
                stack[height] = head
                height += 1
                for step in range(reached + 1, place[head]):  # back along the route
                    if not seen[on[step]]:
                        seen[on[step]] = True
                        stack[height] = on[step]
                        height += 1
                reached = max(reached, place[head])
        if reached == steps:
            return cuts
        cuts[reached] = True
        reached += 1
        seen[on[reached]] = True
        stack[0] = on[reached]
        height = 1
