"""The node of the network that lies nearest to a place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goodoffices.corridors.roads.geometry import metres_between
from goodoffices.corridors.roads.model import Floats, Roads
from goodoffices.errors import CorridorError

__all__ = ["FARTHEST", "Found", "nearest_node"]

FARTHEST = 5_000.0
"""Metres: a place farther from every road than this is taken for a mistake."""


@dataclass(frozen=True)
class Found:
    """A node, and how far it lies from the place that was asked for, in metres as the crow flies."""

    node: int
    metres: float


def nearest_node(roads: Roads, latitude: float, longitude: float) -> Found:
    """The node nearest to a place in degrees.

    Raises CorridorError when the place is none on earth or lies more than 5 km from every road.
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004 - degrees
        raise CorridorError.of(
            f"{latitude:g},{longitude:g} is no place on earth",
            remedy="Write latitude,longitude in degrees: 36.2,37.16.",
        )
    metres = metres_between(roads.latitude, roads.longitude, np.array(latitude), np.array(longitude))
    node = int(np.argmin(metres))
    if metres[node] > FARTHEST:
        raise CorridorError.of(
            f"the nearest road to {latitude:g},{longitude:g} lies {metres[node] / 1000:.0f} km away",
            remedy=f"The roads reach {_reach(roads)}; latitude comes first.",
        )
    return Found(node, float(metres[node]))


def _reach(roads: Roads) -> str:
    south, north, west, east = *_ends(roads.latitude), *_ends(roads.longitude)
    return f"from {south:.2f},{west:.2f} to {north:.2f},{east:.2f}"


def _ends(degrees: Floats) -> tuple[float, float]:
    return float(degrees.min()), float(degrees.max())
