"""What drawings do to roads: hazards and lines weigh on them, checkpoints slow them, closures close them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from goodoffices.corridors.danger.drawn import Drawn
from goodoffices.corridors.danger.fading import REACHES
from goodoffices.corridors.danger.model import Floats
from goodoffices.corridors.danger.points import Points, courses
from goodoffices.corridors.danger.weights import Weights
from goodoffices.corridors.roads import RADIUS, Roads, Shapes
from goodoffices.values import number, plural

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Effects", "from_drawn"]


@dataclass(frozen=True, eq=False)
class Effects:
    """What all drawings do together, and what is to be said of each."""

    at_points: Floats
    """(points,)"""
    delay: Floats
    """(edges,) seconds"""
    served: Floats
    """(edges,) vehicles per hour that the slowest checkpoint serves; infinite where none stands."""
    closed: NDArray[np.bool_]
    """(edges,)"""
    remarks: tuple[str, ...]


def from_drawn(
    drawn: Sequence[Drawn], roads: Roads, shapes: Shapes, points: Points, days: Sequence[dt.date], weights: Weights
) -> Effects:
    """What the drawings in force on any of the days do to the roads. A checkpoint opens a closed line of control only
    where it is in force on all of them."""
    at_points = np.zeros(len(points.edge))
    delay, served = np.zeros(roads.edges), np.full(roads.edges, np.inf)
    closed, passed = np.zeros(roads.edges, dtype=bool), np.zeros(roads.edges, dtype=bool)
    remarks, ground = [], None
    order = sorted(drawn, key=lambda one: one.kind != "checkpoint")  # checkpoints first: they open a line
    for one in order:
        if not any(map(one.in_force, days)):
            remarks.append(f"{_title(one)}: not in force on {_spoken(days)}.")
            continue
        if one.kind in {"hazard", "line-of-control"}:
            at_points += _weight_at(one, points, weights)
        if one.kind == "hazard":
            continue
        ground = ground or _Ground(roads, shapes)
        edges = ground.touched(one.shape, weights.snap)
        if one.kind == "checkpoint":
            delay[edges] += 60 * (weights.delay if one.delay is None else one.delay)
            if one.per_hour is not None:
                served[edges] = np.minimum(served[edges], one.per_hour)
            passed[edges] |= all(map(one.in_force, days))
        elif one.kind == "closure" or one.closed:
            edges = edges[~passed[edges]] if one.kind == "line-of-control" else edges
            closed[edges] = True
        remarks.append(_said(one, len(edges), weights))
    return Effects(at_points, delay, served, closed, tuple(remarks))


def _spoken(days: Sequence[dt.date]) -> str:
    return f"{days[0]}" if len(days) == 1 else f"any of {len(days)} days from {days[0]} to {days[-1]}"


def _title(one: Drawn) -> str:
    return f"{one.kind.replace('-', ' ').capitalize()} “{one.name}”"


def _said(one: Drawn, edges: int, weights: Weights) -> str:
    stretches = plural(edges, "stretch of road", "stretches of road")
    if not edges and not (one.kind == "line-of-control" and not one.closed):
        return f"{_title(one)}: touches no road, and changes nothing."
    if one.kind == "checkpoint":
        minutes = weights.delay if one.delay is None else one.delay
        return f"{_title(one)}: {number(minutes)} min on {stretches}."
    if one.kind == "closure" or one.closed:
        return f"{_title(one)}: closes {stretches}."
    return f"{_title(one)}: crossed by {stretches}, which stay open."


def _weight_at(one: Drawn, points: Points, weights: Weights) -> Floats:
    """(points,) what a hazard or a line gives: all its weight on it or in it, less beside it."""
    import shapely  # noqa: PLC0415 - only drawings need shapes here

    hazard = one.kind == "hazard"
    weight = one.weight if one.weight is not None else (weights.hazard if hazard else weights.line)
    reach = one.reach if one.reach is not None else (weights.hazard_reach if hazard else weights.line_reach)
    west, south, east, north = one.shape.bounds
    middle = (south + north) / 2
    margin = np.degrees(REACHES * reach / RADIUS)
    wide = margin / max(np.cos(np.radians(max(abs(south), abs(north)) + margin)), 1e-3)
    inside = (points.latitude >= south - margin) & (points.latitude <= north + margin)
    inside &= (points.longitude >= west - wide) & (points.longitude <= east + wide)
    found = np.zeros(len(points.edge))
    x, y = _flat(points.longitude[inside], points.latitude[inside], middle)
    metres = shapely.distance(_flattened(one.shape, middle), shapely.points(x, y))
    near = metres <= REACHES * reach
    found[np.flatnonzero(inside)[near]] = weight * np.exp(-0.5 * (metres[near] / reach) ** 2)
    return found


def _flat(longitude: Floats, latitude: Floats, middle: float) -> tuple[Floats, Floats]:
    """Metres east and north, true around the latitude `middle`."""
    return RADIUS * np.cos(np.radians(middle)) * np.radians(longitude), RADIUS * np.radians(latitude)


def _flattened(shape: Any, middle: float) -> Any:
    import shapely  # noqa: PLC0415

    return shapely.transform(shape, lambda at: np.stack(_flat(at[:, 0], at[:, 1], middle), axis=1))


class _Ground:
    """The roads as lines in a tree, to find those that a drawing touches."""

    def __init__(self, roads: Roads, shapes: Shapes) -> None:
        import shapely  # noqa: PLC0415

        course = courses(roads, shapes)
        self.middle = float(roads.latitude.mean())
        flat = np.stack(_flat(course.longitude, course.latitude, self.middle), axis=1)
        which = np.repeat(np.arange(roads.edges), np.diff(course.first))
        self.tree = shapely.STRtree(shapely.linestrings(flat, indices=which))

    def touched(self, shape: Any, snap: float) -> NDArray[np.int64]:
        """Edges that a line or an area meets; of a point the nearest one within `snap` metres."""
        flat = _flattened(shape, self.middle)
        if shape.geom_type == "Point":
            found = self.tree.query_nearest(flat, max_distance=snap, all_matches=False)
        else:
            found = self.tree.query(flat, predicate="intersects")
        return np.unique(found).astype(np.int64)
