"""What events give at points, one event and one point at a time: the readable form of `fading.py`."""

from __future__ import annotations

import math

from goodoffices.corridors.danger.events import RecentEvents
from goodoffices.corridors.danger.fading import REACHES
from goodoffices.corridors.danger.points import Points
from goodoffices.corridors.danger.weights import Weights
from goodoffices.corridors.roads import metres_between

__all__ = ["from_events_plainly"]


def from_events_plainly(events: RecentEvents, points: Points, as_of: int, weights: Weights) -> list[float]:
    """The sum of what the events give at each point."""
    found = []
    for latitude, longitude in zip(points.latitude, points.longitude, strict=True):
        total = 0.0
        for row in range(len(events.day)):
            metres = float(metres_between(latitude, longitude, events.latitude[row], events.longitude[row]))
            total += _weight(events, row, as_of, weights) * _fading(events.precision[row], metres, weights)
        found.append(total)
    return found


def _weight(events: RecentEvents, row: int, as_of: int, weights: Weights) -> float:
    """By kind, deaths and age; 0 for an event that is too old, or after the day."""
    age = as_of - int(events.day[row])
    if not 0 <= age <= weights.oldest:
        return 0.0
    deaths = 0.0 if math.isnan(events.deaths[row]) else float(events.deaths[row])
    weight = weights.of_kind(events.kind[row]) * (1 + weights.per_death * math.log(1 + deaths))
    return float(weight * 0.5 ** (age / weights.half_life))


def _fading(precision: str, metres: float, weights: Weights) -> float:
    """By distance: what is left of the weight of an event known to the place, or to 25 km; others weigh on no road."""
    if precision == "point" and metres <= REACHES * weights.reach:
        return math.exp(-0.5 * (metres / weights.reach) ** 2)
    if precision == "near" and metres <= weights.near:
        return 2 * weights.reach**2 / weights.near**2
    return 0.0
