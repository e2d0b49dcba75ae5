"""Whether a place lies in the country that its row names, by the bundled boundaries of the world.

They are drawn at 1:50 million, so a place counts as outside only when it is farther than `TOLERANCE` from the country.
A source names some places under a country that today's map draws apart (before a secession, or by its own rule); these
count as inside, which says nothing of whose they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from goodoffices.evidence.events.countries import countries
from goodoffices.evidence.events.world import outlined, rings_of

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
        [shapely.make_valid(shapely.Polygon(outer, holes)) for outer, *holes in rings_of(shape)]
        for shape in outlined()
        if (number and shape.get("id") == number) or shape["properties"]["name"] in names
    ]
    if not found:
        return None
    land = shapely.union_all([polygon for polygons in found for polygon in polygons])
    shapely.prepare(land)
    return land


@cache
def _numbers() -> dict[str, str]:
    return {country.iso3: country.m49 for country in countries()}
