"""How many packages all could accept: counted exactly without listing them, or between two proved bounds.

The components are split in two halves whose partial packages are counted row by row (`boxes`), and the rows of the
halves matched (`dominance`). Where the rows are too many, up to three parties' packages are counted step by step of
their worth (`lattice`). Counting the solutions of several knapsack constraints is hard in general (#P-hard): where
neither way is within the stated limits, rows are joined into boxes, and the answer is a lower and an upper bound.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.boxes import Boxes, Limits, TooManyRowsError, coarsen, walk_counting
from goodoffices.settlement.dominance import PLANE, count_pairs
from goodoffices.settlement.lattice import Histogram, count_on_lattice
from goodoffices.settlement.walk import Component

__all__ = ["count_acceptable", "count_allowed"]

Ints = NDArray[np.int64]
Advance = Callable[[str], None]

ROWS = 300_000
"""Rows of a half beyond which another way is taken; four times as many for two parties, whose halves are matched
faster. With ten options an issue, memory stays below 600 MB, for two parties below 1.5 GB."""

PAIRS = 2 * 10**10
"""Pairs of rows of the two halves, for more than two parties: some ten seconds of work."""

BOXES = 100_000
"""Boxes kept for three parties, fewer for more: a box no longer merges with its equals, and costs more."""

BOX_PAIRS = 2 * 10**9
"""Pairs of boxes matched, twice."""


def count_allowed(parts: Sequence[Component]) -> int:
    """Packages that cross no red line of a deciding party and break no linkage."""
    return math.prod(part.allowed for part in parts)


def count_acceptable(
    parts: Sequence[Component],
    need: Ints,
    rows: int | None = None,
    boxes: int | None = None,
    advance: Advance = lambda _: None,
) -> tuple[int, int]:
    """The least and the most that the number of acceptable packages can be; equal when it was counted exactly.

    `need` holds the units that reach each deciding party's fallback; `rows` of a half, and `boxes` when they do not
    suffice, limit the work.
    """
    if not count_allowed(parts):
        return 0, 0
    rows = rows or (4 * ROWS if len(need) <= PLANE else ROWS)
    advance("Counting acceptable packages")
    exact = _by_rows(parts, need, Limits(rows), advance)
    if exact is None:
        exact = _by_steps(parts, need, Limits(rows), advance)
    if exact is not None:
        return exact, exact
    advance("Bounding the number of acceptable packages")
    return _by_boxes(parts, need, Limits(rows, boxes or 3 * BOXES // max(3, len(need))))


def _by_rows(parts: Sequence[Component], need: Ints, limits: Limits, advance: Advance) -> int | None:
    try:
        sure, a, b = _halves_counted(parts, need, limits)
    except TooManyRowsError:
        return None
    if len(need) != PLANE and len(a) * len(b) > PAIRS:
        return None
    advance(f"Counting acceptable packages: matching {len(a):,} and {len(b):,} rows")
    return sure + count_pairs(a.low, a.many, b.low, b.many, need)


def _by_steps(parts: Sequence[Component], need: Ints, limits: Limits, advance: Advance) -> int | None:
    """Every component's packages by worth, then all of them on a lattice."""
    if count_allowed(parts) >= 2**62:
        return None
    never = (np.full(len(need), -(2**60)), np.full(len(need), 2**60))
    try:
        found = [walk_counting([part], np.zeros_like(need), never, limits, np.dtype(np.int64))[1] for part in parts]
    except TooManyRowsError:
        return None
    return count_on_lattice([Histogram(rows.low, rows.many) for rows in found], need, advance)


def _by_boxes(parts: Sequence[Component], need: Ints, limits: Limits) -> tuple[int, int]:
    sure, a, b = _halves_counted(parts, need, limits)
    if len(a) * len(b) > BOX_PAIRS:
        a, b = (coarsen(side, min(limits.boxes, math.isqrt(BOX_PAIRS))) for side in (a, b))
    return (
        sure + count_pairs(a.low, a.many, b.low, b.many, need),
        sure + count_pairs(a.high, a.many, b.high, b.many, need),
    )


def _halves_counted(parts: Sequence[Component], need: Ints, limits: Limits) -> tuple[int, Boxes, Boxes]:
    """The packages that were counted on the way, and the rows of the two halves still to be matched."""
    dtype = np.dtype(np.int64) if count_allowed(parts) < 2**62 else np.dtype(object)
    left, right = _halves(parts)
    zero = np.zeros(len(need), dtype=np.int64)
    worst, best = (sum((np.asarray(getattr(p, side)[0][()]) for p in right), zero) for side in ("worst", "best"))
    left_sure, a = walk_counting(left, need, (worst, best), limits, dtype)
    sure = left_sure * count_allowed(right)
    if not len(a):
        return sure, a, a
    right_sure, b = walk_counting(right, need, (a.low.min(axis=0), a.high.max(axis=0)), limits, dtype)
    return sure + right_sure * int(a.many.sum()), a, b


def _halves(parts: Sequence[Component]) -> tuple[list[Component], list[Component]]:
    """Two lists of components with about the same number of packages each, the larger one first."""
    halves: list[list[Component]] = [[], []]
    sizes = [0.0, 0.0]
    for part in sorted(parts, key=lambda p: -p.allowed):
        side = sizes.index(min(sizes))
        halves[side].append(part)
        sizes[side] += math.log(part.allowed)
    order = sorted((0, 1), key=lambda side: -sizes[side])
    return halves[order[0]], halves[order[1]]
