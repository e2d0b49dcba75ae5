"""Counts as they would be if nothing were clustered: one draw of each null model, in time that grows with the number of
events and not with the number of places and days. `scan_reference.py` makes the same draws, readable."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodoffices.compiled import compiled_freely

__all__ = ["CONDITIONAL", "NEGATIVE_BINOMIAL", "PERMUTATION", "POISSON", "Null", "replicate"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

POISSON, NEGATIVE_BINOMIAL, CONDITIONAL, PERMUTATION = 0, 1, 2, 3


class Null(NamedTuple):
    """What is drawn from. `model` is one of the four; `mean` is how many draws are made: events, or clusters of events;
    `cells` (cells,) are the place-days (place * days + day) that may have any, `up_to` (cells,) the probability of all
    up to each, `guide` (cells,) where the search for a probability starts; `size` (cells,) the parameter of a cluster's
    logarithmic distribution; `place` and `day` (events,) are those of each event, for a permutation."""

    model: int
    mean: float
    cells: Ints
    up_to: Floats
    guide: Ints
    size: Floats
    place: Ints
    day: Ints


@compiled_freely
def replicate(rng: np.random.Generator, null: Null, places: int, days: int) -> Floats:
    """Counts of one draw as sums before each day, shape (places, days + 1)."""
    counts = np.zeros((places, days + 1))
    if null.model == PERMUTATION:
        day = null.day.copy()
        for last in range(len(day) - 1, -1, -1):
            other = int(rng.random() * (last + 1))
            day[last], day[other] = day[other], day[last]
            counts[null.place[last], day[last] + 1] += 1.0
    else:
        draws = int(null.mean) if null.model == CONDITIONAL else rng.poisson(null.mean)
        for _ in range(draws):
            wanted = rng.random()
            at = null.guide[int(wanted * len(null.guide))]
            while null.up_to[at] <= wanted:
                at += 1
            many = rng.logseries(null.size[at]) if null.model == NEGATIVE_BINOMIAL else 1
            counts[null.cells[at] // days, null.cells[at] % days + 1] += many
    for place in range(places):
        for day_after in range(1, days + 1):
            counts[place, day_after] += counts[place, day_after - 1]
    return counts
