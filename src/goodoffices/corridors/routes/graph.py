"""Roads and danger as arcs with two whole costs, so that what is called efficient is so exactly."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from goodoffices.corridors.danger import Danger
from goodoffices.corridors.roads import Arcs, Roads, arcs_of
from goodoffices.corridors.routes.kernels.shortest import CLOSED
from goodoffices.errors import CorridorError

__all__ = ["EXPOSURE", "TIME", "Graph", "graph_of", "make_graph"]

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Small = NDArray[np.int32]

TIME: Final = 10
"""Units of time in a second: costs are tenths of a second, rounded for each edge."""
EXPOSURE: Final = 10
"""Units of exposure in an event-metre."""
_LARGEST: Final = 2**32
"""The largest cost of one arc; the sum over two million arcs is still exact as a float."""


@dataclass(frozen=True, eq=False)
class Graph:
    """Arcs sorted by tail, with two costs; and the same arcs sorted by head."""

    arcs: Arcs
    costs: Ints
    """(arcs, 2) no less than 0, or both `CLOSED`."""

    @cached_property
    def backward(self) -> tuple[Ints, Small, Ints]:
        """Where a head's arcs begin (nodes + 1,), the tails of the arcs in that order, and their numbers (arcs,)."""
        order = np.argsort(self.arcs.heads, kind="stable")
        first = np.zeros(self.arcs.nodes + 1, dtype=np.int64)
        np.cumsum(np.bincount(self.arcs.heads, minlength=self.arcs.nodes), out=first[1:])
        return first, self.arcs.tails[order], order


def graph_of(roads: Roads, danger: Danger) -> Graph:
    """Time (tenths of a second, delays at checkpoints among it) and exposure (tenths of an event-metre) of each arc;
    closed roads are closed. Raises CorridorError when one is out of range."""
    arcs = arcs_of(roads)
    time = np.maximum(np.rint((roads.seconds + danger.delay) * TIME), 1)
    costs = np.stack([time, np.rint(danger.exposure * EXPOSURE)], axis=1)
    costs[danger.closed] = CLOSED
    _check(costs)
    return Graph(arcs, costs.astype(np.int64)[arcs.edges])


def make_graph(tails: Ints, heads: Ints, costs: Ints, nodes: int) -> Graph:
    """Arcs in any order, each an edge of its own, with costs (arcs, 2). Raises CorridorError for costs out of range."""
    _check(costs)
    order = np.argsort(tails, kind="stable")
    first = np.zeros(nodes + 1, dtype=np.int64)
    np.cumsum(np.bincount(tails, minlength=nodes), out=first[1:])
    arcs = Arcs(first, tails[order].astype(np.int32), heads[order].astype(np.int32), order.astype(np.int32))
    return Graph(arcs, np.ascontiguousarray(costs[order], dtype=np.int64))


def _check(costs: Floats | Ints) -> None:
    if len(costs) and not (costs.min() >= CLOSED and costs.max() <= _LARGEST):
        what = "the time or the exposure of a road is out of range"
        raise CorridorError.of(what, remedy=f"Both are from 0 to {_LARGEST:,} tenths; are speeds and weights right?")
