"""What events give at points, vectorised: places within reach are found by a tree of their positions on the globe.

`fading_reference.py` is the same, readable: one event and one point at a time.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.corridors.danger.events import RecentEvents
from goodoffices.corridors.danger.model import Floats, Told
from goodoffices.corridors.danger.points import Points
from goodoffices.corridors.danger.weights import Weights
from goodoffices.corridors.roads import RADIUS

__all__ = ["REACHES", "from_events"]

REACHES = 4.0
"""How many times its reach an event's weight counts."""
Bools = NDArray[np.bool_]
_PAIRS = 4_000_000
"""Pairs of event and point that are held in memory at once."""


def from_events(events: RecentEvents, points: Points, as_of: int, weights: Weights) -> tuple[Floats, Told]:
    """(points,) the sum of what the events give, and how many were used. `as_of` is a day's number in the calendar."""
    age = as_of - events.day
    later, old = age < 0, age > weights.oldest
    counts = ~later & ~old
    precision = np.array(events.precision, dtype=object)
    exact = counts & (precision == "point") & ~np.isnan(events.latitude)
    near = counts & (precision == "near") & ~np.isnan(events.latitude)
    weight = _weight(events, age, weights)
    found = _placed(events, points, exact, weight, weights.reach) + _spread(events, points, near, weight, weights)
    told = Told(
        placed=int(exact.sum()),
        spread=int(near.sum()),
        coarse=int((counts & ~exact & ~near).sum()),
        later=int(later.sum()),
        old=int(old.sum()),
    )
    return found, told


def _weight(events: RecentEvents, age: NDArray[np.int64], weights: Weights) -> Floats:
    kinds = np.array([weights.of_kind(kind) for kind in events.kind], dtype=np.float64)
    deaths = np.log1p(np.nan_to_num(events.deaths, nan=0.0))
    return np.asarray(kinds * (1 + weights.per_death * deaths) * 0.5 ** (np.maximum(age, 0) / weights.half_life))


def _placed(events: RecentEvents, points: Points, chosen: Bools, weight: Floats, reach: float) -> Floats:
    """(points,) a normal curve in the distance, cut at four times the reach."""
    found = np.zeros(len(points.edge))
    if not chosen.any():
        return found
    from scipy.spatial import cKDTree  # noqa: PLC0415 - takes a moment to load, and a drawing alone does without

    spots, total = _places(events, chosen, weight)
    tree = cKDTree(_globe(points.latitude, points.longitude))
    chord = 2 * RADIUS * np.sin(min(REACHES * reach / (2 * RADIUS), np.pi / 2))
    near = tree.query_ball_point(spots, chord, return_length=True)
    for some in np.split(np.arange(len(spots)), np.flatnonzero(np.diff(np.cumsum(near) // _PAIRS)) + 1):
        pairs = cKDTree(spots[some]).sparse_distance_matrix(tree, chord, output_type="ndarray")
        metres = 2 * RADIUS * np.arcsin(np.minimum(pairs["v"] / (2 * RADIUS), 1.0))
        given = total[some][pairs["i"]] * np.exp(-0.5 * (metres / reach) ** 2)
        found += np.bincount(pairs["j"], given, minlength=len(found))
    return found


def _spread(events: RecentEvents, points: Points, chosen: Bools, weight: Floats, weights: Weights) -> Floats:
    """(points,) the same sum over the ground as a placed event's, 2π reach², evenly over a disc."""
    found = np.zeros(len(points.edge))
    if not chosen.any():
        return found
    spots, total = _places(events, chosen, weight)
    height = 2 * weights.reach**2 / weights.near**2
    least = np.cos(min(weights.near / RADIUS, np.pi))
    at = _globe(points.latitude, points.longitude) / RADIUS
    for some in np.array_split(np.arange(len(at)), len(at) * len(spots) // _PAIRS + 1):
        found[some] = height * ((at[some] @ spots.T / RADIUS >= least) @ total)
    return found


def _places(events: RecentEvents, chosen: Bools, weight: Floats) -> tuple[Floats, Floats]:
    """The different places of the chosen events on the globe, and what all events of a place weigh."""
    spots, which = np.unique(_globe(events.latitude[chosen], events.longitude[chosen]), axis=0, return_inverse=True)
    return spots, np.asarray(np.bincount(which.ravel(), weight[chosen], minlength=len(spots)), dtype=np.float64)


def _globe(latitude: Floats, longitude: Floats) -> Floats:
    """(places, 3) positions in metres from the middle of the earth."""
    north, east = np.radians(latitude), np.radians(longitude)
    flat = np.cos(north)
    return RADIUS * np.stack([flat * np.cos(east), flat * np.sin(east), np.sin(north)], axis=1)
