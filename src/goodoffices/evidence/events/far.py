"""Whether a place lies in the country that its row names, by the bundled boundaries of the world.

They are drawn at 1:50 million, so a place counts as outside only when it is farther than `TOLERANCE` from the country.
A source names some places under a country that today's map draws apart (before a secession, or by its own rule); these
count as inside, which says nothing of whose they are.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["TOLERANCE", "far_places"]

TOLERANCE: Final = 0.5
"""Degrees, about 55 km at the equator."""
_ALSO: Final[dict[str, tuple[str, ...]]] = {
    "CYP": ("N. Cyprus",),
    "ETH": ("Eritrea",),
    "IDN": ("Timor-Leste",),
    "IND": ("Siachen Glacier", "Pakistan"),
    "ISR": ("Palestine",),
    "MAR": ("W. Sahara",),
    "PAK": ("Siachen Glacier", "India"),
    "SDN": ("S. Sudan",),
    "SOM": ("Somaliland",),
    "SRB": ("Kosovo", "Montenegro", "Macedonia", "Bosnia and Herz.", "Croatia", "Slovenia"),
}
"""Names on the map that count with a country."""

Place = tuple[str, float, float]


def far_places(places: Iterable[Place]) -> list[Place]:
    """Of places (ISO 3166-1 alpha-3, latitude, longitude in degrees) those outside their country.

    A country without boundaries on the map has none outside.
    """
    import shapely  # noqa: PLC0415  # only an import of a file needs it

    by_country: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        by_country[place[0]].append(place)
    far: list[Place] = []
    for country, listed in by_country.items():
        land = _land(country)
        if land is None:
            continue
        where = shapely.points(np.array([(longitude, latitude) for _, latitude, longitude in listed]))
        near = shapely.dwithin(land, where, TOLERANCE)
        far += [place for place, is_near in zip(listed, near, strict=True) if not is_near]
    return far


@cache
def _land(country: str) -> BaseGeometry | None:
    import shapely  # noqa: PLC0415

    number = _numbers().get(country)
    names = _ALSO.get(country, ())
    found = [
        _polygons(shape)
        for shape in _map()["objects"]["countries"]["geometries"]
        if (number and shape.get("id") == number) or shape["properties"]["name"] in names
    ]
    if not found:
        return None
    land = shapely.union_all([polygon for polygons in found for polygon in polygons])
    shapely.prepare(land)
    return land


@cache
def _map() -> Any:
    return json.loads(resources.files(__package__).joinpath("boundaries/countries-50m.json").read_text("utf-8"))


@cache
def _numbers() -> dict[str, str]:
    text = resources.files(__package__).joinpath("countries.csv").read_text("utf-8")
    return {row["iso3"]: row["m49"] for row in csv.DictReader(text.splitlines())}


def _polygons(shape: dict[str, Any]) -> list[BaseGeometry]:
    import shapely  # noqa: PLC0415

    many = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return [shapely.make_valid(shapely.Polygon(_ring(rings[0]), [_ring(hole) for hole in rings[1:]])) for rings in many]


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
