"""Counting acceptable packages of up to three deciding parties exactly, where their worth moves in few steps.

The packages fall into two large sets of partial packages, A and B, and a small one, C. The parties' worth is counted
in steps of its greatest common divisor. B is laid, from its largest worth to the first party downwards, into a table
over the other parties' worth; a running sum over the table then tells for any shortfall how many of B suffice. Every
member of A with one of C asks the table once, when it holds just those of B that suffice for the first party. So
10^15 packages take 10^7 rows in memory and 10^8 look-ups (a sweep over the sums of Horowitz & Sahni 1974). Where
summing the table at every step would take longer, a compiled tree of sums does the same (`kernels/sweep.py`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Histogram", "count_on_lattice"]

Ints = NDArray[np.int64]
Steps = NDArray[np.int32]

PARTIES = 3
"""Deciding parties for whom the table is small enough."""

ROWS = 12_000_000
"""Rows of A and of B: for three parties 0.8 GB at the peak, when the second is sorted."""

LOOKUPS = 1_500_000_000
"""Rows of A times rows of C."""

CELLS = 8_000_000
"""Cells of the table."""

SUMS = 500_000_000
"""Cells times steps of the first party: how much is summed in all, about a second, before a tree is thought of."""

ASKS = 10_000_000
"""Steps of the first party times rows of C: where each step's rows begin and end is kept."""

ADDITIONS = 20_000_000_000
"""Additions in the table or in the tree, whichever are fewer: a minute at most."""


@dataclass(frozen=True)
class Histogram:
    """Ways to settle some of the issues: `worth` (rows, parties), whole numbers, and how many ways have it."""

    worth: NDArray[Any]
    many: Ints

    def __len__(self) -> int:
        return len(self.many)

    def in_32_bits(self) -> Histogram:
        """The same in half the memory; the worth must fit."""
        return Histogram(self.worth.astype(np.int32), self.many)

    def with_each_of(self, other: Histogram) -> Histogram:
        """Every way of one with every way of the other."""
        worth = (self.worth[:, None, :] + other.worth[None, :, :]).reshape(-1, self.worth.shape[1])
        return Histogram(worth, (self.many[:, None] * other.many[None, :]).reshape(-1))


def count_on_lattice(
    parts: Sequence[Histogram], need: Ints, advance: Callable[[str], None] = lambda _: None
) -> int | None:
    """The combinations (fewer than 2^62), one way from every part, whose worth reaches `need` for every party; None
    when they are too many parties, or their worth moves in too many steps, for the table."""
    if len(need) == 1:
        # A second party that nothing matters to: the table needs one.
        parts = [Histogram(np.pad(part.worth, ((0, 0), (0, 1))), part.many) for part in parts]
        need = np.append(need, 0)
    if len(need) > PARTIES:
        return None
    parts, need = _in_steps(parts, need)
    if sum(int(part.worth.max()) for part in parts) > np.iinfo(np.int32).max:
        return None
    a, b, c = _three(parts)
    if max(map(_size, (a, b))) > ROWS or _size(a) * _size(c) > LOOKUPS:
        return None
    heights = [sum(int(part.worth[:, p].max()) for part in b) + 1 for p in range(len(need))]
    first = int(np.argmax(heights))
    others = [p for p in range(len(need)) if p != first]
    cells = math.prod(heights[p] + 1 for p in others)
    in_table = cells * heights[first]
    in_tree = _tree_additions(_size(b) + _size(a) * _size(c), [heights[p] for p in others])
    if cells > CELLS or heights[first] * _size(c) > ASKS or min(in_table, in_tree) > ADDITIONS:
        return None
    advance("Counting acceptable packages exactly, step by step")
    order = [first, *others]
    rows_c = _all(c, len(need))
    short = Histogram((need - rows_c.worth)[:, order], rows_c.many)
    sides = _by_first(a, order), _by_first(b, order)
    by_tree = in_table > max(SUMS, in_tree) and len(need) == PARTIES
    return (_sweep_by_tree if by_tree else _sweep)(*sides, short, tuple(heights[p] for p in order))


def _tree_additions(rows: int, heights: Sequence[int]) -> int:
    """Additions in the tree, at most: for every row the square of a logarithm."""
    return rows * math.prod((height + 1).bit_length() for height in heights)


def _in_steps(parts: Sequence[Histogram], need: Ints) -> tuple[list[Histogram], Ints]:
    """Worth from 0 upwards in steps of each party's greatest common divisor."""
    lowest = [part.worth.min(axis=0) for part in parts]
    above = [part.worth - low for part, low in zip(parts, lowest, strict=True)]
    step = np.array([max(1, math.gcd(*(int(np.gcd.reduce(rows[:, p])) for rows in above))) for p in range(len(need))])
    stepped = [Histogram(rows // step, part.many) for rows, part in zip(above, parts, strict=True)]
    return stepped, -((np.sum(lowest, axis=0) - need) // step)


def _size(parts: Sequence[Histogram]) -> int:
    return math.prod(map(len, parts))


def _three(parts: Sequence[Histogram]) -> tuple[list[Histogram], list[Histogram], list[Histogram]]:
    """Two lists of parts that combine to about the same number of rows, at most `ROWS`, and the smallest left over."""
    a: list[Histogram] = []
    b: list[Histogram] = []
    c: list[Histogram] = []
    for part in sorted(parts, key=len, reverse=True):
        side = min((a, b), key=_size)
        (side if _size([*side, part]) <= ROWS else c).append(part)
    return (a, b, c) if _size(a) >= _size(b) else (b, a, c)


def _all(parts: Sequence[Histogram], parties: int) -> Histogram:
    found = Histogram(np.zeros((1, parties), dtype=np.int32), np.ones(1, dtype=np.int64))
    for part in parts:
        found = found.with_each_of(part.in_32_bits())
    return found


def _by_first(parts: Sequence[Histogram], order: Sequence[int]) -> Histogram:
    """All combinations in ascending order of the first party's worth, each party's worth in one piece of memory."""
    side = _all(parts, len(order))
    by_first = np.argsort(side.worth[:, order[0]], kind="stable")
    worth = np.empty((len(side), len(order)), dtype=np.int32, order="F")
    for column, party in enumerate(order):
        worth[:, column] = side.worth[by_first, party]
    return Histogram(worth, side.many[by_first])


def _sweep(a: Histogram, b: Histogram, short: Histogram, heights: tuple[int, ...]) -> int:
    """`short` holds for each of C what it leaves to be reached, and how many ways it stands for."""
    starts, low, high = _asking(a, b, short, heights[0])
    # Cell `height - worth`, so that what suffices stands in the cells up to one; the first stays empty.
    table = np.zeros([height + 1 for height in heights[1:]], dtype=np.int64)
    enough = np.zeros_like(table)
    total = 0
    for step in range(heights[0] - 1, -1, -1):
        new = slice(starts[step], starts[step + 1])
        place = tuple(heights[p] - b.worth[new, p] for p in range(1, len(heights)))
        np.add.at(table, place, b.many[new])
        if np.any(high[:, step] > low[:, step]):
            np.cumsum(table, axis=-1, out=enough)
            for row in range(1, len(enough) if enough.ndim > 1 else 0):
                enough[row] += enough[row - 1]
            for c, (needed, many) in enumerate(zip(short.worth, short.many, strict=True)):
                total += int(many) * _answers(a, slice(low[c, step], high[c, step]), needed, enough)
    return total


def _sweep_by_tree(a: Histogram, b: Histogram, short: Histogram, heights: tuple[int, ...]) -> int:
    """The same for three parties, compiled."""
    from goodoffices.settlement.engine.kernels.sweep import swept  # noqa: PLC0415 - numba takes a while to load

    bounds = _asking(a, b, short, heights[0])
    return int(swept((a.worth, a.many), (b.worth, b.many), (short.worth, short.many), bounds, heights[1:]))


def _asking(a: Histogram, b: Histogram, short: Histogram, height: int) -> tuple[Ints, Ints, Ints]:
    """Where each step of the first party starts in B; and for each of C and each step, where the rows of A begin and
    end for which exactly the rows of B from that step upwards suffice for the first party. At step 0 those are all for
    whom every row of B does."""
    first = np.ascontiguousarray(a.worth[:, 0])
    starts = np.searchsorted(np.ascontiguousarray(b.worth[:, 0]), np.arange(height + 1))
    threshold = short.worth[:, :1] - np.arange(height)
    low, high = np.searchsorted(first, threshold), np.searchsorted(first, threshold, side="right")
    high[:, 0] = len(first)
    return starts.astype(np.int64), low.astype(np.int64), high.astype(np.int64)


def _answers(a: Histogram, rows: slice, needed: Ints, enough: Ints) -> int:
    """How many of B suffice for the other parties, summed over rows of A."""
    place = tuple(
        np.clip(a.worth[rows, p] + (height - needed[p]), 0, height)
        for p, height in ((p, enough.shape[p - 1] - 1) for p in range(1, a.worth.shape[1]))
    )
    return int((enough[place] * a.many[rows]).sum())
