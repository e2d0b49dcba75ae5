"""How well each stretch of a series fits one level, the level integrated out: a table of all stretches at once.

`table[t, s]` is the logarithm of the chance of the values t to s (both inside), for t <= s; below the diagonal nothing
is written. `changes_reference.py` is the same, readable.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from goodoffices.compiled import compiled_freely

__all__ = ["count_segments", "gaussian_segments"]

Floats = NDArray[np.float64]

LARGE = 12.0
"""From here on Stirling's series to four terms is exact to fourteen digits."""

MOST_LISTED = 1_000_000
"""For so many events the gamma function is computed beforehand."""

HALF_LOG_2_PI = 0.9189385332046727


@compiled_freely
def count_segments(days: Floats, sums: Floats, size: float, prior: tuple[float, float], table: Floats) -> None:
    """Negative-binomial counts of this size (1 / dispersion), the chance of each segment Beta(prior): without the terms
    that no segmentation changes. `days` and `sums` (n + 1,) are observed days and events before each position."""
    n = len(days) - 1
    one, two = prior
    start = _log_gamma(one) + _log_gamma(two) - _log_gamma(one + two)
    by_days = np.empty(n + 1)
    for k in range(n + 1):
        by_days[k] = _log_gamma(one + k * size) - start
    by_events = np.empty(int(min(sums[n], MOST_LISTED)) + 1)
    for k in range(len(by_events)):
        by_events[k] = _log_gamma(two + k)
    for t in range(n):
        for s in range(t, n):
            many = days[s + 1] - days[t]
            events = sums[s + 1] - sums[t]
            own = by_events[int(events)] if events < len(by_events) else _log_gamma(two + events)
            table[t, s] = by_days[int(many)] + own - _log_gamma(one + two + many * size + events)


@compiled_freely
def gaussian_segments(
    days: Floats, sums: Floats, squares: Floats, prior: tuple[float, float, float], table: Floats
) -> None:
    """Gaussian values around 0, mean and variance of each segment from a normal-inverse-gamma prior (weight of the mean
    in values, shape, scale). `days`, `sums` and `squares` (n + 1,) are running sums of 1, y and y squared."""
    n = len(days) - 1
    weight, shape, scale = prior
    by_days = np.empty(n + 1)
    for k in range(n + 1):
        known = math.lgamma(shape + 0.5 * k) - math.lgamma(shape) + shape * math.log(scale)
        by_days[k] = known + 0.5 * math.log(weight / (weight + k)) - k * HALF_LOG_2_PI
    for t in range(n):
        for s in range(t, n):
            many = days[s + 1] - days[t]
            total = sums[s + 1] - sums[t]
            spread = squares[s + 1] - squares[t] - total * total / (weight + many)
            after = scale + 0.5 * max(spread, 0.0)
            table[t, s] = by_days[int(many)] - (shape + 0.5 * many) * math.log(after)


@compiled_freely
def _log_gamma(x: float) -> float:
    if x < LARGE:
        return math.lgamma(x)
    one = 1.0 / x
    two = one * one
    tail = one * (1.0 / 12.0 - two * (1.0 / 360.0 - two * (1.0 / 1260.0 - two / 1680.0)))
    return (x - 0.5) * math.log(x) - x + HALF_LOG_2_PI + tail
