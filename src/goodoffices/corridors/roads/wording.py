"""How a place and a stretch of road are said; coarsely, unless it is for the mediator's desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from goodoffices.corridors.roads.model import Roads
from goodoffices.values import series

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["COARSE", "coarse", "places", "spoken_km", "spoken_stretch"]

COARSE = 0.05
"""Degrees to which a place is rounded unless it is for the mediator's desk: a square of about 5 km."""


def coarse(degrees: float) -> float:
    """A coordinate as it is told where the exact one is not."""
    return round(round(degrees / COARSE) * COARSE, 2)


def places(roads: Roads, nodes: NDArray[np.int32], *, exact: bool) -> list[tuple[float, float]]:
    """Latitude and longitude of nodes in their order; coarse ones only where they change."""
    read: Sequence[tuple[float, float]] = [
        (float(roads.latitude[node]), float(roads.longitude[node])) for node in nodes.tolist()
    ]
    if exact:
        return [(round(latitude, 6), round(longitude, 6)) for latitude, longitude in read]
    told: list[tuple[float, float]] = []
    for latitude, longitude in read:
        place = (coarse(latitude), coarse(longitude))
        if not told or told[-1] != place:
            told.append(place)
    return told


def spoken_km(metres: float, *, exact: bool) -> str:
    """Kilometres, to 0.1 or, where places are coarse, to 1: an exact length tells which road it is."""
    return f"{metres / 1000:.1f}" if exact else f"{metres / 1000:.0f}" if metres >= 1000 else "< 1"  # noqa: PLR2004


def spoken_stretch(roads: Roads, edges: Sequence[int], *, exact: bool) -> str:
    """Neighbouring edges in words: their classes, whether a bridge is among them, their length; with names, place and
    exact length where those are asked for."""
    some = np.array(edges)
    kinds = series(dict.fromkeys(roads.classes[code].replace("_", " ") for code in roads.road_class[some]))
    metres = float(roads.length[some].sum())
    long = f"{metres:,.0f} m" if exact and metres < 1000 else f"{spoken_km(metres, exact=exact)} km"  # noqa: PLR2004
    said = f"{kinds}, {long}"
    said += ", with a bridge" if roads.bridge[some].any() else ""
    (north, east), *_ = places(roads, roads.tails[some[:1]], exact=exact)
    if not exact:
        return f"{said}, near {north:.2f},{east:.2f}"
    names = series(dict.fromkeys(name for edge in edges if (name := roads.street_of(edge))))
    return f"{f'{names}: ' if names else ''}{said}, at {north:.5f},{east:.5f}"
