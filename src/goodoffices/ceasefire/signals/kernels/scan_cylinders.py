"""The most extreme cylinder of a space-time scan: every zone by every window, in one pass.

A zone is a centre with its nearest neighbours. Counts and expectations come as sums before each day (places, days + 1),
so that a window is one difference. A logarithm costs more than all the rest, and few cylinders need one: the score of
`over = count - expected` is at most over² (1 + b/C) / (2 b (1 - b/C)) for an excess, over² (2 - b/C) / (2 b (1 - b/C))
for a deficit (b expected, C the total; 1/C is 0 where the total is free), and where this bound is not above what was
found before, nothing is computed. `scan_reference.py` is the same by definition.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodoffices.compiled import compiled_freely

__all__ = ["Cylinders", "best_of_each_zone", "most_extreme"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Cylinders(NamedTuple):
    """Which cylinders are looked at: `order` (places, most), each place's nearest with itself first; `reach` (places,),
    how many of them count; windows end before day `first_end` or later and last `longest` days at most; `total` is the
    count that is kept fixed, 0 where none is; `hot` and `quiet`: whether excesses and deficits are looked for."""

    order: Ints
    reach: Ints
    first_end: int
    longest: int
    total: float
    hot: bool
    quiet: bool


@compiled_freely
def most_extreme(counts: Floats, expected: Floats, cylinders: Cylinders) -> float:
    """The highest score of all cylinders; 0 when no cylinder departs in a direction looked for."""
    width = counts.shape[1]
    inside, mean = np.empty(width), np.empty(width)
    best = 0.0
    for centre in range(len(cylinders.order)):
        inside[:] = 0.0
        mean[:] = 0.0
        for k in range(cylinders.reach[centre]):
            place = cylinders.order[centre, k]
            for d in range(width):
                inside[d] += counts[place, d]
                mean[d] += expected[place, d]
            best = _best_window(inside, mean, cylinders, best)[0]
    return best


@compiled_freely
def best_of_each_zone(counts: Floats, expected: Floats, cylinders: Cylinders) -> tuple[Floats, Ints]:
    """Of each zone (centre, how many neighbours - 1) the highest score (places, most), and the first day of its window
    with the day after its last (places, most, 2); score 0 and days -1 where no window departs."""
    centres, most = cylinders.order.shape
    width = counts.shape[1]
    inside, mean = np.empty(width), np.empty(width)
    scores = np.zeros((centres, most))
    windows = np.full((centres, most, 2), -1, dtype=np.int64)
    for centre in range(centres):
        inside[:] = 0.0
        mean[:] = 0.0
        for k in range(cylinders.reach[centre]):
            place = cylinders.order[centre, k]
            for d in range(width):
                inside[d] += counts[place, d]
                mean[d] += expected[place, d]
            score, start, end = _best_window(inside, mean, cylinders, 0.0)
            scores[centre, k] = score
            windows[centre, k, 0] = start
            windows[centre, k, 1] = end
    return scores, windows


@compiled_freely
def _best_window(inside: Floats, mean: Floats, cylinders: Cylinders, floor: float) -> tuple[float, int, int]:
    """The best window of one zone above `floor`: score, first day, the day after the last; `floor` and -1 if none."""
    best, start, end = floor, -1, -1
    share = 1.0 / cylinders.total if cylinders.total > 0.0 else 0.0
    for e in range(cylinders.first_end, len(inside)):
        low = max(0, e - cylinders.longest)
        if cylinders.hot and _may_exceed(inside, mean, low, e, share, best):
            for s in range(low, e):
                count, expected = inside[e] - inside[s], mean[e] - mean[s]
                if count > expected:
                    score = _score(count, expected, cylinders.total)
                    if score > best:
                        best, start, end = score, s, e
        if cylinders.quiet and _may_fall_short(inside, mean, low, e, share, best):
            for s in range(low, e):
                count, expected = inside[e] - inside[s], mean[e] - mean[s]
                if count < expected:
                    score = _score(count, expected, cylinders.total)
                    if score > best:
                        best, start, end = score, s, e
    return best, start, end


@compiled_freely
def _may_exceed(inside: Floats, mean: Floats, low: int, e: int, share: float, best: float) -> bool:
    """Whether the bound of some window [s, e) with low <= s < e lies above `best`, for an excess."""
    hits = 0
    for s in range(low, e):
        expected = mean[e] - mean[s]
        over = (inside[e] - inside[s]) - expected
        part = expected * share
        if (over > 0.0) & (over * over * (1.0 + part) > 2.0 * best * expected * (1.0 - part)):
            hits += 1
    return hits > 0


@compiled_freely
def _may_fall_short(inside: Floats, mean: Floats, low: int, e: int, share: float, best: float) -> bool:
    """The same for a deficit."""
    hits = 0
    for s in range(low, e):
        expected = mean[e] - mean[s]
        over = (inside[e] - inside[s]) - expected
        part = expected * share
        if (over < 0.0) & (over * over * (2.0 - part) > 2.0 * best * expected * (1.0 - part)):
            hits += 1
    return hits > 0


@compiled_freely
def _score(count: float, expected: float, total: float) -> float:
    """The logarithm of the likelihood ratio of one cylinder."""
    score = expected - count
    if count > 0.0:
        score += count * math.log(count / expected)
    if total > 0.0:
        score += count - expected
        rest = total - count
        if rest > 0.0:
            score += rest * math.log(rest / (total - expected))
    return score
