"""How many packages all could accept: counted exactly without listing them, or between two proved bounds.

The walk through the issues is cut in two (`trail`), the partial packages of each half are counted row by row
(`boxes`), and the rows of the halves matched (`dominance`). Where the rows are too many, up to three parties' packages
are counted step by step of their worth (`lattice`). Counting the solutions of several knapsack constraints is hard in
general (#P-hard): where neither way is within the stated limits, rows are joined into boxes, and the answer is a lower
and an upper bound.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.boxes import Boxes, Limits, coarsen, nothing_settled, walk_counting
from goodoffices.settlement.engine.dominance import PLANE, count_pairs
from goodoffices.settlement.engine.lattice import Histogram, count_on_lattice
from goodoffices.settlement.engine.trail import Trail
from goodoffices.settlement.engine.walk import Component, Context, TooManyRowsError

__all__ = ["count_acceptable", "count_allowed"]

Ints = NDArray[np.int64]
Advance = Callable[[str], None]

ROWS = 300_000
"""Rows of a half beyond which another way is taken; twice as many for two parties, whose halves are matched
faster. With ten options an issue, memory stays below 900 MB."""

PAIRS = 2 * 10**10
"""Pairs of rows of the two halves, for more than two parties: some ten seconds of work."""

BOXES = 100_000
"""Boxes kept for three parties, fewer for more: a box no longer merges with its equals, and costs more."""

BOX_PAIRS = 2 * 10**9
"""Pairs of boxes matched, twice."""

BOX_STEPS = 15
"""Issues up to which as many boxes are kept; with more of them fewer, so that the work does not grow."""


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
    rows = rows or (2 * ROWS if len(need) <= PLANE else ROWS)
    advance("Counting acceptable packages")
    exact = _by_rows(parts, need, Limits(rows), advance)
    if exact is None:
        exact = _by_steps(parts, need, Limits(rows), advance)
    if exact is not None:
        return exact, exact
    advance("Bounding the number of acceptable packages")
    many = max(BOX_STEPS, sum(len(part.steps) for part in parts))
    boxes = boxes or 3 * BOXES // max(3, len(need)) * BOX_STEPS // many
    return _by_boxes(parts, need, Limits(rows * BOX_STEPS // many or 1, boxes))


def _by_rows(parts: Sequence[Component], need: Ints, limits: Limits, advance: Advance) -> int | None:
    try:
        sure, pairs = _halves(parts, need, limits)
    except TooManyRowsError:
        return None
    if len(need) != PLANE and sum(len(a) * len(b) for a, b in pairs) > PAIRS:
        return None
    advance("Counting acceptable packages: matching their halves")
    return sure + sum(count_pairs(a.low, a.many, b.low, b.many, need) for a, b in pairs)


def _by_steps(parts: Sequence[Component], need: Ints, limits: Limits, advance: Advance) -> int | None:
    """Every component's packages by worth, then all of them on a lattice."""
    if count_allowed(parts) >= 2**62:
        return None
    never = (np.full(len(need), -(2**60)), np.full(len(need), 2**60))
    start: dict[Context, Boxes] = {(): nothing_settled(len(need), np.dtype(np.int64))}
    found = []
    for part in parts:
        try:
            _, rows = walk_counting(Trail((part,)), (0, len(part.steps)), start, np.zeros_like(need), never, limits)
        except TooManyRowsError:
            return None
        found.append(Histogram(rows[()].low, rows[()].many))
    return count_on_lattice(found, need, advance)


def _by_boxes(parts: Sequence[Component], need: Ints, limits: Limits) -> tuple[int, int]:
    sure, pairs = _halves(parts, need, limits)
    low = high = sure
    most = min(limits.boxes, math.isqrt(BOX_PAIRS // max(1, len(pairs))))
    for a, b in pairs:
        if len(a) * len(b) * len(pairs) > BOX_PAIRS:
            a, b = coarsen(a, most), coarsen(b, most)  # noqa: PLW2901 - the same rows, fewer
        low += count_pairs(a.low, a.many, b.low, b.many, need)
        high += count_pairs(a.high, a.many, b.high, b.many, need)
    return low, high


def _halves(parts: Sequence[Component], need: Ints, limits: Limits) -> tuple[int, list[tuple[Boxes, Boxes]]]:
    """The packages counted on the way, and for every context in the middle the rows of the two halves to match."""
    dtype = np.dtype(np.int64) if count_allowed(parts) < 2**62 else np.dtype(object)
    trail = Trail(tuple(parts))
    zero = np.zeros(len(need), dtype=np.int64)
    start = nothing_settled(len(need), dtype)
    sure, firsts = walk_counting(trail, (0, trail.middle), {(): start}, need, (zero, zero), limits)
    pairs = []
    for context, a in firsts.items():
        other = a.low.min(axis=0), a.high.max(axis=0)
        places = (trail.middle, len(trail.steps))
        counted, seconds = walk_counting(trail, places, {context: start}, need, other, limits)
        sure += counted * int(a.many.sum())
        pairs += [(a, b) for b in seconds.values()]
    return sure, pairs
