"""The roads around a route, as lines to draw: from the user's own file, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from goodoffices.corridors.papers.sheet import Course
from goodoffices.corridors.roads import Roads, Shapes

__all__ = ["MOST_ROADS", "RoadLine", "roads_around"]

_MARGIN: Final = 0.15
MOST_ROADS: Final = 6_000
"""Roads that are drawn at most: those with the most capacity."""


@dataclass(frozen=True)
class RoadLine:
    """A road: its name, its rank (0 the largest, by capacity, to 2), whether it is a bridge, and its course."""

    name: str
    rank: int
    bridge: bool
    course: Course


def roads_around(roads: Roads, shapes: Shapes, course: Course, most: int = MOST_ROADS) -> tuple[RoadLine, ...]:
    """The roads within the box of a course and a margin; of more than `most` those with the most capacity. No road for
    no course."""
    if not course:
        return ()
    north, east = np.array(course).T
    margin = _MARGIN * max(float(np.ptp(north)), float(np.ptp(east)), 0.005)
    inside = (
        (roads.latitude > north.min() - margin)
        & (roads.latitude < north.max() + margin)
        & (roads.longitude > east.min() - margin)
        & (roads.longitude < east.max() + margin)
    )
    edges = np.flatnonzero(inside[roads.tails] | inside[roads.heads])
    edges = np.sort(edges[np.argsort(-roads.capacity[edges], kind="stable")[:most]])
    large, middling = (
        (float(np.quantile(roads.capacity[edges], share)) for share in (0.9, 0.6)) if len(edges) else (0, 0)
    )
    return tuple(_line(roads, shapes, int(edge), large, middling) for edge in edges)


def _line(roads: Roads, shapes: Shapes, edge: int, large: float, middling: float) -> RoadLine:
    some = slice(int(shapes.first[edge]), int(shapes.first[edge + 1]))
    course = tuple(zip(shapes.latitude[some].tolist(), shapes.longitude[some].tolist(), strict=True))
    capacity = roads.capacity[edge]
    rank = 0 if capacity >= large else 1 if capacity >= middling else 2
    return RoadLine(roads.street_of(edge), rank, bool(roads.bridge[edge]), course)
