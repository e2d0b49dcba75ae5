"""What a network's roads are exposed to on a day, and what it was reckoned from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.corridors.danger.weights import Weights

__all__ = ["Danger", "Floats", "Told"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Told:
    """How many events there were, and what became of each."""

    placed: int = 0
    """Known to the place; they weigh on roads within reach."""
    spread: int = 0
    """Known to about 25 km; spread evenly over them."""
    coarse: int = 0
    """Known only to a district, a province, a line, a country: they weigh on no road."""
    later: int = 0
    """After the day asked for, and left out."""
    old: int = 0
    """Older than the oldest that counts, and left out."""


@dataclass(frozen=True, eq=False)
class Danger:
    """Figures of each edge of a network on a day, on a relative scale: they compare roads, and are no probability."""

    as_of: dt.date
    weights: Weights
    per_metre: Floats
    """(edges,) exposure per metre, the mean along the edge: 1 is the place and the day of one event of weight 1."""
    exposure: Floats
    """(edges,) event-metres: per metre times length."""
    delay: Floats
    """(edges,) seconds lost at checkpoints."""
    capacity: Floats
    """(edges,) vehicles per hour in one direction, no more than its checkpoints serve."""
    closed: NDArray[np.bool_]
    """(edges,) whether the road cannot be used on that day."""
    told: Told
    source: str
    """Which events, in words; empty when none were given."""
    remarks: tuple[str, ...]
    """Of what was drawn: what is not in force that day, what lies on no road, what closes which number of edges."""
