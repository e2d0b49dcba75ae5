"""Where a series changes, over all ways to cut it: the exact posterior, from tables of how well each stretch fits.

Fearnhead (2006) for the recursions; Rigaill, Lebarbier & Robin (2012) for the exact chance of a change in a window.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from goodoffices.ceasefire.signals.kernels import changes as kernel
from goodoffices.errors import EvidenceError

__all__ = ["MOST_DAYS", "Cut", "Prior", "Segmentation", "Tables", "check", "evidence", "number_if", "segmentation"]

Floats = NDArray[np.float64]
Tables = Sequence[tuple[float, Callable[[Floats], None]]]
"""For each value of what all segments share: its posterior weight, and what writes the table of stretches."""


@dataclass(frozen=True)
class Prior:
    """What is said before the data and of the answer: one change in `gap` values on average, everywhere equally
    probable; a change is told where its chance reaches `level`. Both are ours, to be agreed by those who use them."""

    gap: float = 365.0
    level: float = 0.9


MOST_DAYS: Final = 4_000
"""The work grows with the square of the length, and so does the memory (128 MB a table at this length)."""


@dataclass(frozen=True)
class Cut:
    """A change that is there with a chance of `chance`: at least one segment starts in `low` to `high`, both inside,
    and no shorter window is as sure. `at` is the most probable place in it."""

    at: int
    low: int
    high: int
    chance: float


@dataclass(frozen=True, eq=False)
class Segmentation:
    """`starts` (n,): the chance that a segment starts at each value (0 for the first); `number` (k + 1,): the chance of
    0, 1, ... changes; `cuts`: windows that do not overlap, each with a change at the level asked for, in order;
    `most_probable`: where the segments of the single most probable segmentation start, but the first."""

    starts: Floats
    number: Floats
    cuts: tuple[Cut, ...]
    most_probable: tuple[int, ...]


def segmentation(tables: Tables, length: int, prior: Prior) -> Segmentation:
    """All of it. Raises EvidenceError for more than 4,000 values, a gap below 2 and a level that is no chance."""
    check(length, prior)
    hazard = 1.0 / prior.gap
    table = np.empty((length, length))
    covered = np.zeros((length, length))
    sides: list[tuple[float, Floats]] = []
    best = max(tables, key=lambda one: one[0])[1]
    whole = sum(weight for weight, _ in tables)
    for share, fill in tables:
        weight = share / whole
        fill(table)
        before, after = kernel.forward(table, hazard), kernel.backward(table, hazard)
        kernel.add_segments(table, hazard, before, after, weight, covered)
        mean = float(np.exp(before[1:-1] + after[1:-1] - before[-1] + np.log(hazard)).sum())
        sides.append((weight, kernel.numbers(table, hazard, min(length - 1, int(mean + 8 * mean**0.5) + 10))))
    starts = covered.sum(axis=1)
    starts[0] = 0.0
    best(table)
    most_probable = tuple(int(place) for place in kernel.best_segmentation(table, hazard))
    number = np.zeros(max(len(found) for _, found in sides))
    for weight, found in sides:
        number[: len(found)] += weight * found
    cuts = _cuts(_quiet(covered), starts, prior.level)
    return Segmentation(np.minimum(starts, 1.0), number, cuts, most_probable)


def evidence(table: Floats, gap: float) -> float:
    """The logarithm of the chance of the whole series, over all segmentations."""
    return float(kernel.forward(table, 1.0 / gap)[-1])


def check(length: int, prior: Prior) -> None:
    """Raises EvidenceError where the series is too long, the gap too short or the level no chance."""
    if length > MOST_DAYS:
        what = f"{length:,} days are more than the {MOST_DAYS:,} for which changes are computed exactly"
        raise EvidenceError.of(what, remedy="Ask for a part of the series.")
    if not prior.gap >= 2:  # noqa: PLR2004 - a change at every other value
        raise EvidenceError.of(f"one change in {prior.gap:g} days on average", remedy="The gap is at least 2 days.")
    if not 0 < prior.level < 1:
        raise EvidenceError.of(f"a level of {prior.level:g}", remedy="It is a chance, between 0 and 1.")


def number_if(number: Floats, gap: float, other: float) -> Floats:
    """The chance of 0, 1, ... changes had the prior another gap: exact, because the gap weighs only their number."""
    ratio = (gap - 1.0) / (other - 1.0)
    weighed = number * ratio ** np.arange(len(number))
    return np.asarray(weighed / weighed.sum(), dtype=np.float64)


def _quiet(covered: Floats) -> Floats:
    """`[t, s]`: the chance that no segment starts at t + 1 to s, in place of the chance that t to s is a segment."""
    np.cumsum(covered, axis=0, out=covered)
    np.cumsum(covered[:, ::-1], axis=1, out=covered[:, ::-1])
    return covered


def _cuts(quiet: Floats, starts: Floats, level: float) -> tuple[Cut, ...]:
    """The shortest window first, then the shortest that meets none before it, and so on."""
    length = len(quiet)
    found: list[tuple[int, float, int]] = []
    high = 1
    for low in range(1, length):
        high = max(high, low)
        while high < length and 1.0 - quiet[low - 1, high] < level:
            high += 1
        if high == length:
            break
        found.append((high - low, float(quiet[low - 1, high]), low))
    free = np.ones(length, dtype=bool)
    cuts = []
    for wide, silence, low in sorted(found):
        window = slice(low, low + wide + 1)
        if free[window].all():
            free[window] = False
            cuts.append(Cut(low + int(np.argmax(starts[window])), low, low + wide, min(1.0 - silence, 1.0)))
    return tuple(sorted(cuts, key=lambda cut: cut.low))
