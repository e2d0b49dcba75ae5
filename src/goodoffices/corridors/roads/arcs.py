"""The directions in which edges are driven, sorted by the node where they begin (compressed sparse rows)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from goodoffices.corridors.roads.model import Ints, Roads

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Arcs", "arcs_of"]


@dataclass(frozen=True, eq=False)
class Arcs:
    """One arc for each edge and direction in which it may be driven."""

    first: Ints
    """(nodes + 1,) where a node's arcs begin."""
    tails: NDArray[np.int32]
    """(arcs,)"""
    heads: NDArray[np.int32]
    edges: NDArray[np.int32]
    """(arcs,) the edge of each arc."""

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return len(self.first) - 1


def arcs_of(roads: Roads) -> Arcs:
    """The arcs of the roads: two for an edge that is driven both ways."""
    both = np.flatnonzero(~roads.one_way)
    tails = np.concatenate([roads.tails, roads.heads[both]])
    heads = np.concatenate([roads.heads, roads.tails[both]])
    edges = np.concatenate([np.arange(roads.edges), both])
    order = np.argsort(tails, kind="stable")
    first = np.zeros(roads.nodes + 1, dtype=np.int64)
    np.cumsum(np.bincount(tails, minlength=roads.nodes), out=first[1:])
    return Arcs(first, tails[order], heads[order], edges[order].astype(np.int32))
