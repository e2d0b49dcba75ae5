"""A network of roads: nodes, and edges between them with length, time, capacity and class."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Floats", "Ints", "Origin", "Roads", "Shapes"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Origin:
    """Which file the roads were read from, and what was done to them on the way."""

    file: str
    """Name without its folder."""
    sha256: str
    format: str
    nodes_left_out: int = 0
    """Nodes from which, or to which, one cannot drive in the larger part of the network."""
    edges_left_out: int = 0
    notes: tuple[str, ...] = ()
    """Whole sentences: what the file did not say and what was put in its place."""


@dataclass(frozen=True, eq=False)
class Roads:
    """Everything that is asked of roads but their shapes. An edge is a stretch of road between two nodes; what is lost
    is lost as an edge, in both directions."""

    latitude: Floats
    """(nodes,) degrees, WGS 84."""
    longitude: Floats
    node_ids: Ints
    """(nodes,) the numbers of the file."""
    tails: NDArray[np.int32]
    """(edges,) the node where an edge begins."""
    heads: NDArray[np.int32]
    one_way: NDArray[np.bool_]
    """(edges,) whether it is driven from tail to head only."""
    length: Floats
    """(edges,) metres."""
    seconds: Floats
    """(edges,) at the free speed of its class."""
    capacity: Floats
    """(edges,) vehicles per hour in one direction."""
    road_class: NDArray[np.int16]
    """(edges,) a place in `classes`."""
    classes: tuple[str, ...]
    bridge: NDArray[np.bool_]
    """(edges,) whether the file says that it lies on a bridge."""
    street: NDArray[np.int32]
    """(edges,) a place in `streets`; -1 where it has no name."""
    streets: tuple[str, ...]
    origin: Origin

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return len(self.latitude)

    @property
    def edges(self) -> int:
        """How many edges there are."""
        return len(self.length)

    def street_of(self, edge: int) -> str:
        """The name of the street, or empty."""
        return self.streets[self.street[edge]] if self.street[edge] >= 0 else ""


@dataclass(frozen=True, eq=False)
class Shapes:
    """The course of each edge, for drawing and for what lies beside it."""

    first: Ints
    """(edges + 1,) where an edge's points begin."""
    latitude: Floats
    """(points,) degrees, from tail to head, both among them."""
    longitude: Floats
