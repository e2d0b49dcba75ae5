"""Outlines of the world's countries, cut to a window: Natural Earth, 1 : 50 million, bundled (boundaries/vendor.toml).

They show who controls a land in fact, as Natural Earth sees it, and say nothing of whose it is.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any, Final

__all__ = ["CREDIT", "outlines"]

CREDIT: Final = "Boundaries: Natural Earth, as it draws them; they say nothing of whose a land is."

Window = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""
_DETAIL: Final = 500
"""A window is drawn with details no smaller than its width divided by this."""


def outlines(window: Window) -> list[tuple[str, Any]]:
    """The countries that the window touches, by name, each as a shape cut to it."""
    import shapely  # noqa: PLC0415  # only maps need it

    frame = shapely.box(*window)
    detail = (window[2] - window[0]) / _DETAIL
    found = []
    for name, polygons in _countries():
        shape = shapely.make_valid(shapely.MultiPolygon(polygons))
        if shape.intersects(frame):
            cut = shape.intersection(frame).simplify(detail)
            if not cut.is_empty:
                found.append((name, cut))
    return found


@cache
def _countries() -> list[tuple[str, list[Any]]]:
    """Name and polygons of each; a polygon is its outer ring and its holes."""
    source = files("goodoffices.evidence.events").joinpath("boundaries", "countries-50m.json")
    world = json.loads(source.read_text(encoding="utf-8"))
    arcs = [_points(arc, world["transform"]) for arc in world["arcs"]]
    found = []
    for country in world["objects"]["countries"]["geometries"]:
        parts = country.get("arcs", [])
        polygons = [parts] if country["type"] == "Polygon" else parts
        rings = [[_ring(ring, arcs) for ring in polygon] for polygon in polygons]
        found.append((country["properties"]["name"], [(outer, holes) for outer, *holes in rings]))
    return found


def _points(arc: list[list[int]], transform: dict[str, list[float]]) -> list[tuple[float, float]]:
    """A line of TopoJSON: whole steps from point to point, each of `scale` degrees."""
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    steps_x, steps_y = accumulate(step[0] for step in arc), accumulate(step[1] for step in arc)
    return [(x * wide + west, y * high + south) for x, y in zip(steps_x, steps_y, strict=True)]


def _ring(lines: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """Lines one after the other, each beginning where the last ended; ~n is line n backwards."""
    ring: list[tuple[float, float]] = []
    for line in lines:
        points = arcs[line] if line >= 0 else arcs[~line][::-1]
        ring += points[1:] if ring else points
    return ring
