"""The search for routes: all efficient ones between two nodes, and the least of one cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from goodoffices.corridors.routes.graph import Graph, Ints, Small
from goodoffices.corridors.routes.kernels.pareto import DONE, FULL, Labels, run
from goodoffices.corridors.routes.kernels.shortest import FAR, RING, least_costs
from goodoffices.errors import CorridorError
from goodoffices.values import count

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["BUCKETS", "Front", "efficient_routes", "least_ahead", "shortest_route"]

BUCKETS: Final = 2**22
"""Buckets of a queue at most; where costs spread wider, a bucket is wider."""
_ROOM: Final = 2**18
"""Labels for which there is room at first."""
MOST_LABELS: Final = 60_000_000
"""Labels at most: 1.7 GB."""
_STRIDE: Final = 2_000_000
"""Labels handled between two moments at which the search tells how far it is, and can be interrupted."""


@dataclass(frozen=True, eq=False)
class Front:
    """The efficient routes between two nodes: none is better in one cost and no worse in the other."""

    costs: Ints
    """(routes, 2) the first rising, the second falling; no row twice."""
    ends: Small
    """(routes,) the last label of each."""
    arc: Small
    parent: Small
    labels: int
    """How many labels were made: the work that it took."""

    def __len__(self) -> int:
        return len(self.costs)

    def route(self, which: int) -> Small:
        """The arcs of a route, from its start."""
        found = []
        label = int(self.ends[which])
        while self.arc[label] >= 0:
            found.append(self.arc[label])
            label = self.parent[label]
        return np.array(found[::-1], dtype=np.int32)


def least_ahead(graph: Graph, goal: int, column: int) -> tuple[Ints, Small]:
    """The least of one cost from each node to the goal (nodes,), and the arc by which it leaves (nodes,), or -1."""
    first, tails, order = graph.backward
    costs = np.ascontiguousarray(graph.costs[order, column])
    least, by = least_costs(first, tails, costs, goal, -1, RING)
    return least, np.where(by >= 0, order[by], -1).astype(np.int32)


def shortest_route(graph: Graph, costs: Ints, start: int, goal: int) -> Small | None:
    """The arcs of a route with the least sum of `costs` (arcs,), negative where closed; None where there is none."""
    least, by = least_costs(graph.arcs.first, graph.arcs.heads, costs, start, goal, RING)
    if least[goal] >= FAR:
        return None
    found, node = [], goal
    while node != start:
        found.append(by[node])
        node = graph.arcs.tails[by[node]]
    return np.array(found[::-1], dtype=np.int32)


def efficient_routes(
    graph: Graph,
    start: int,
    goal: int,
    *,
    advance: Callable[[str], None] = lambda _: None,
    most_labels: int = MOST_LABELS,
    buckets: int = BUCKETS,
) -> Front:
    """All efficient pairs of costs from one node to another, each with a route; exact.

    `advance` is told in a few words how far the search is. Raises CorridorError when there is no route, or when it
    would take more than `most_labels` labels.
    """
    one, by_one = least_ahead(graph, goal, 0)
    two, by_two = least_ahead(graph, goal, 1)
    if one[start] >= FAR:
        raise CorridorError.of("there is no way between these two places that is not closed", remedy="Lift a closure.")
    largest = _along(graph, by_two, start, goal, 0)
    least = int(one[start])
    width = -(-(largest - least + 1) // buckets)
    ahead = np.stack([one, two, np.full_like(one, 2 * FAR)], axis=1)
    ahead[goal, 2] = _along(graph, by_one, start, goal, 1) + 1
    top = np.full((largest - least) // width + 1, -1, dtype=np.int32)
    top[0] = 0
    at = np.array([1, 0, 0], dtype=np.int64)
    labels, found = _room(_ROOM), np.empty(1024, dtype=np.int32)
    labels.costs[0], labels.arc[0], labels.parent[0], labels.below[0] = 0, -1, -1, -1
    ways = (graph.arcs.first, graph.arcs.heads, graph.costs)
    while (end := run(ways, ahead, (start, goal), (least, largest, width), labels, (top, at, found), _STRIDE)) != DONE:
        advance(f"{count(int(at[2]))} efficient routes so far, {int(100 * at[1] / len(top))} % of the way")
        if end != FULL:
            continue
        if at[2] == len(found):
            found = np.concatenate([found, np.empty_like(found)])
        else:
            labels = _more(labels, most_labels)
    ends = found[: at[2]].copy()
    made = int(at[0])
    return Front(labels.costs[ends], ends, labels.arc[:made], labels.parent[:made], made)


def _along(graph: Graph, by: Small, start: int, goal: int, column: int) -> int:
    """The sum of a cost along the route that leaves each node by the arc `by`."""
    total, node = 0, start
    while node != goal:
        total += int(graph.costs[by[node], column])
        node = graph.arcs.heads[by[node]]
    return total


def _room(rows: int) -> Labels:
    costs: NDArray[np.int64] = np.empty((rows, 2), dtype=np.int64)
    return Labels(costs, *(np.empty(rows, dtype=np.int32) for _ in range(3)))


def _more(labels: Labels, most: int) -> Labels:
    """The same labels with room for twice as many."""
    held = len(labels.arc)
    if held >= most:
        what = f"the exact set would take more than {count(most)} labels"
        raise CorridorError.of(what, remedy="Choose nearer places, or weights that tell fewer differences apart.")
    wider = _room(min(2 * held, most))
    wider.costs[:held], wider.arc[:held] = labels.costs, labels.arc
    wider.parent[:held], wider.below[:held] = labels.parent, labels.below
    return wider
