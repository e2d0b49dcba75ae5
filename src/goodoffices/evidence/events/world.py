"""Outlines of the world's countries, cut to a window: Natural Earth, 1 : 50 million, bundled (boundaries/vendor.toml).

They show who controls a land in fact, as Natural Earth sees it, and say nothing of whose it is.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any, Final

import numpy as np

__all__ = ["CREDIT", "outlined", "outlines", "rings_of"]

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
    for country in outlined():
        polygons = [(outer, holes) for outer, *holes in rings_of(country)]
        shape = shapely.make_valid(shapely.MultiPolygon(polygons))
        if shape.intersects(frame):
            cut = shape.intersection(frame).simplify(detail)
            if not cut.is_empty:
                found.append((country["properties"]["name"], cut))
    return found


def outlined() -> list[dict[str, Any]]:
    """The countries of the map as TopoJSON tells them: `id` (M49 number), `properties.name`, and their arcs."""
    found: list[dict[str, Any]] = _map()["objects"]["countries"]["geometries"]
    return found


def rings_of(country: dict[str, Any]) -> list[list[np.ndarray]]:
    """The polygons of a country, each as its outer ring and its holes, in degrees."""
    parts = country.get("arcs", [])
    many = [parts] if country["type"] == "Polygon" else parts
    return [[_ring(arcs) for arcs in polygon] for polygon in many]


@cache
def _map() -> Any:
    return json.loads(resources.files(__package__).joinpath("boundaries/countries-50m.json").read_text("utf-8"))


def _ring(arcs: list[int]) -> np.ndarray:
    """The points of a ring: its arcs one behind another, one that is counted down reversed."""
    parts = [_arc(arc) if arc >= 0 else _arc(~arc)[::-1] for arc in arcs]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


@cache
def _arc(index: int) -> np.ndarray:
    """An arc in degrees: TopoJSON writes each point as its step from the one before, in whole numbers."""
    transform = _map()["transform"]
    steps = np.array(_map()["arcs"][index], dtype=np.int64)
    points: np.ndarray = np.cumsum(steps, axis=0) * np.array(transform["scale"]) + np.array(transform["translate"])
    return points
