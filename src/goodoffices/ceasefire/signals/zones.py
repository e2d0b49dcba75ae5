"""Zones of a scan: each place with its nearest neighbours, one after the other, up to a limit (Kulldorff 1997)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import EvidenceError

__all__ = ["Zones", "distances_km", "nearest_zones"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

EARTH_KM = 6371.0088
"""The mean radius of the Earth (IUGG)."""


@dataclass(frozen=True, eq=False)
class Zones:
    """All zones over a number of places: the k nearest of every place, the place itself first, for every k up to
    `reach`. `order` (places, most) holds them by distance; two places equally far stand in the order of the list.
    `radius` (places, most) is the distance in km of the farthest member."""

    order: Ints
    radius: Floats
    reach: Ints

    @property
    def distinct(self) -> int:
        """How many different sets of places they are: two centres may have the same neighbours."""
        return len({frozenset(near[: k + 1]) for near, n in zip(self.order, self.reach, strict=True) for k in range(n)})


def distances_km(latitudes: Floats, longitudes: Floats) -> Floats:
    """Great-circle distances in km between places given in degrees, shape (places, places): haversine, on a sphere."""
    north, east = np.radians(np.asarray(latitudes, float)), np.radians(np.asarray(longitudes, float))
    across = np.sin((east[:, None] - east) / 2) ** 2 * np.cos(north[:, None]) * np.cos(north)
    half = np.sin((north[:, None] - north) / 2) ** 2 + across
    found: Floats = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return found


def nearest_zones(distances: Floats, most: int, within_km: float = np.inf) -> Zones:
    """The zones of places with these distances (places, places), in km: at most `most` places in each, none of them
    farther than `within_km` from the centre.

    Raises EvidenceError where there is no place, or the limits leave no zone.
    """
    places = len(distances)
    if not places:
        raise EvidenceError.of("There is no place to look at.")
    if most < 1 or not within_km >= 0:
        remedy = "A zone has at least one place; the limit of distance is 0 km or more."
        raise EvidenceError.of(f"No zone has at most {most} places within {within_km:g} km.", remedy=remedy)
    apart = np.array(distances, dtype=np.float64)
    np.fill_diagonal(apart, -1.0)  # the place itself stands first, also where another has the same coordinates
    order = np.argsort(apart, axis=1, kind="stable")[:, :most].astype(np.int64)
    radius = np.maximum(np.take_along_axis(apart, order, axis=1), 0.0)
    return Zones(order, radius, (radius <= within_km).sum(axis=1).astype(np.int64))
