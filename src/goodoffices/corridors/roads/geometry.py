"""Distances on the earth."""

from __future__ import annotations

import numpy as np

from goodoffices.corridors.roads.model import Floats, Ints

__all__ = ["RADIUS", "lengths_of", "metres_between"]

RADIUS = 6_371_008.8
"""Metres: the mean radius of the earth (IUGG). On a sphere distances are off by up to half a per cent."""


def metres_between(latitude: Floats, longitude: Floats, to_latitude: Floats, to_longitude: Floats) -> Floats:
    """Great-circle distance in metres, by the haversine formula; degrees, any shapes that numpy puts together."""
    one, two = np.radians(latitude), np.radians(to_latitude)
    half = np.sin((two - one) / 2) ** 2
    half = half + np.cos(one) * np.cos(two) * np.sin(np.radians(np.subtract(to_longitude, longitude)) / 2) ** 2
    metres: Floats = 2 * RADIUS * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    return metres


def lengths_of(first: Ints, latitude: Floats, longitude: Floats) -> Floats:
    """Metres along each course (courses,), whose points begin at `first` (courses + 1,)."""
    steps = metres_between(latitude[:-1], longitude[:-1], latitude[1:], longitude[1:])
    along = np.concatenate([[0.0], np.cumsum(steps)])
    return np.asarray(along[first[1:] - 1] - along[first[:-1]])
