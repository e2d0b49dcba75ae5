"""The scan by definition, and its draws, readable."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import xlogy

from goodoffices.ceasefire.signals.kernels.scan_cylinders import Cylinders
from goodoffices.ceasefire.signals.kernels.scan_replicates import CONDITIONAL, NEGATIVE_BINOMIAL, PERMUTATION, Null

__all__ = ["best_of_each_zone_reference", "replicate_reference"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def best_of_each_zone_reference(counts: Floats, expected: Floats, cylinders: Cylinders) -> tuple[Floats, Ints]:
    """As `best_of_each_zone`."""
    days = counts.shape[1] - 1
    ends = range(cylinders.first_end, days + 1)
    pairs = np.array([(s, e) for e in ends for s in range(max(0, e - cylinders.longest), e)]).reshape(-1, 2)
    scores = np.zeros(cylinders.order.shape)
    windows = np.full((*cylinders.order.shape, 2), -1)
    for centre, near in enumerate(cylinders.order):
        for k in range(cylinders.reach[centre]):
            inside, mean = counts[near[: k + 1]].sum(axis=0), expected[near[: k + 1]].sum(axis=0)
            count, b = inside[pairs[:, 1]] - inside[pairs[:, 0]], mean[pairs[:, 1]] - mean[pairs[:, 0]]
            wanted = (count > b) & cylinders.hot | (count < b) & cylinders.quiet
            score = np.where(wanted, _scores(count, b, cylinders.total), 0.0)
            if score.max(initial=0.0) > 0:
                scores[centre, k], windows[centre, k] = score.max(), pairs[score.argmax()]
    return scores, windows


def _scores(count: Floats, b: Floats, total: float) -> Floats:
    """The logarithm of the likelihood ratio: Poisson where the total is free, else of all events inside and outside."""
    with np.errstate(divide="ignore", invalid="ignore"):
        inside = xlogy(count, count / b)
        if not total:
            return np.asarray(inside + b - count)
        return np.asarray(inside + xlogy(total - count, (total - count) / (total - b)))


def replicate_reference(rng: np.random.Generator, null: Null, places: int, days: int) -> Floats:
    """As `replicate`, with the same draws from the same generator."""
    counts = np.zeros((places, days))
    if null.model == PERMUTATION:
        day = list(null.day)
        for last in range(len(day) - 1, -1, -1):
            other = int(rng.random() * (last + 1))
            day[last], day[other] = day[other], day[last]
        np.add.at(counts, (null.place, np.array(day, dtype=np.int64)), 1)
    else:
        draws = int(null.mean) if null.model == CONDITIONAL else rng.poisson(null.mean)
        for _ in range(draws):
            at = np.searchsorted(null.up_to, rng.random(), side="right")
            many = rng.logseries(null.size[at]) if null.model == NEGATIVE_BINOMIAL else 1
            counts[np.divmod(null.cells[at], days)] += many
    return np.concatenate([np.zeros((places, 1)), counts.cumsum(axis=1)], axis=1)
