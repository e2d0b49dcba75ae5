"""What counts are where nothing is clustered: expectations and draws of the four null models of the scan."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.ceasefire.signals.kernels.scan_replicates import (
    CONDITIONAL,
    NEGATIVE_BINOMIAL,
    PERMUTATION,
    POISSON,
    Null,
)
from goodoffices.errors import EvidenceError

__all__ = ["NullModel", "expected_of", "null_of"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NullModel = Literal["expectation", "population", "permutation"]


def expected_of(counts: Ints, expected: Floats | None, model: NullModel) -> Floats:
    """What was expected of each place and day (places, days): as given; or in the proportions given, with the same sum
    as the counts; or by the sums of places and days alone.

    Raises EvidenceError where an event lies where nothing was expected, nothing was expected at all, or a total that is
    kept is 0.
    """
    if model != "expectation" and not counts.any():
        raise EvidenceError.of("There is no event, so the scan has nothing to place elsewhere.")
    if model == "permutation":
        found: Floats = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
        return found
    if expected is None:
        remedy = "Give what is expected of each place and day, or scan by permutation, which needs none."
        raise EvidenceError.of("The scan has no expectation to compare counts with.", remedy=remedy)
    if not np.isfinite(expected).all() or (expected < 0).any() or not expected.any():
        raise EvidenceError.of("Expected counts must be numbers, none below 0 and at least one above.")
    if ((expected == 0) & (counts > 0)).any():
        place, day = np.argwhere((expected == 0) & (counts > 0))[0]
        remedy = "An expectation of 0 says that this cannot happen. Give a small one."
        raise EvidenceError.of(f"Place {place} has an event on day {day}, where 0 were expected.", remedy=remedy)
    return expected * (counts.sum() / expected.sum()) if model == "population" else expected


def null_of(counts: Ints, expected: Floats, model: NullModel, dispersion: float) -> Null:
    """What replicates are drawn from. `dispersion` is alpha of a negative binomial with variance m + alpha m²: drawn as
    clusters of events, Poisson in number and logarithmic in size (Quenouille 1949)."""
    nobody = np.zeros(0, dtype=np.int64)
    if model == "permutation":
        place, day = np.nonzero(counts)
        many = counts[place, day]
        none = np.zeros(0)
        return Null(PERMUTATION, 0.0, nobody, none, nobody, none, np.repeat(place, many), np.repeat(day, many))
    cells = np.flatnonzero(expected)
    means = expected.ravel()[cells]
    clusters = np.log1p(dispersion * means) / dispersion if dispersion else means
    size = dispersion * means / (1 + dispersion * means)
    up_to = np.cumsum(clusters) / clusters.sum()
    up_to[-1] = 1.0
    guide = np.searchsorted(up_to, np.arange(len(up_to)) / len(up_to), side="right")
    if model == "population":
        return Null(CONDITIONAL, float(counts.sum()), cells, up_to, guide, size, nobody, nobody)
    kind = NEGATIVE_BINOMIAL if dispersion else POISSON
    return Null(kind, float(clusters.sum()), cells, up_to, guide, size, nobody, nobody)
