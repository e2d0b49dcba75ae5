"""Points along roads, at which danger is looked up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from goodoffices.corridors.danger.model import Floats
from goodoffices.corridors.roads import Roads, Shapes, metres_between

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Points", "courses", "points_along"]


@dataclass(frozen=True, eq=False)
class Points:
    """One row a point: its edge, where it lies, and the metres of road that it stands for."""

    edge: NDArray[np.int64]
    latitude: Floats
    longitude: Floats
    metres: Floats

    def mean(self, values: Floats, edges: int) -> Floats:
        """(edges,) the mean of what was found at the points, by the metres they stand for."""
        total = np.bincount(self.edge, self.metres * values, minlength=edges)
        return np.asarray(total / np.bincount(self.edge, self.metres, minlength=edges), dtype=np.float64)


def courses(roads: Roads, shapes: Shapes) -> Shapes:
    """The shapes, with a straight line between its nodes for an edge that has none."""
    sizes = np.diff(shapes.first)
    if (sizes > 1).all():
        return shapes
    bare = sizes < 2  # noqa: PLR2004 - a line has two points
    first = np.concatenate([[0], np.cumsum(np.where(bare, 2, sizes))]).astype(np.int64)
    found = []
    held = np.repeat(~bare, np.where(bare, 2, sizes))
    kept = np.repeat(~bare, sizes)
    for own, nodes in ((shapes.latitude, roads.latitude), (shapes.longitude, roads.longitude)):
        values = np.empty(first[-1])
        values[held] = own[kept]
        values[first[:-1][bare]], values[first[:-1][bare] + 1] = nodes[roads.tails[bare]], nodes[roads.heads[bare]]
        found.append(values)
    return Shapes(first, *found)


def points_along(roads: Roads, shapes: Shapes, step: float) -> Points:
    """The middle of each piece of road, where no piece is longer than `step` metres."""
    course = courses(roads, shapes)
    sizes = np.diff(course.first)
    begin = np.delete(np.arange(len(course.latitude)), course.first[1:] - 1)
    edge = np.repeat(np.arange(roads.edges), sizes - 1)
    south, west = course.latitude[begin], course.longitude[begin]
    north, east = course.latitude[begin + 1], course.longitude[begin + 1]
    metres = metres_between(south, west, north, east)
    pieces = np.maximum(np.ceil(metres / step), 1).astype(np.int64)
    which = np.repeat(np.arange(len(begin)), pieces)
    piece = np.arange(len(which)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    part = (piece + 0.5) / pieces[which]
    # An edge whose ends lie in one place still has its point.
    length = np.maximum(metres, 1e-6)[which] / pieces[which]
    latitude = south[which] + part * (north - south)[which]
    return Points(edge[which], latitude, west[which] + part * (east - west)[which], length)
