"""Counting the pairs of rows of two sets whose sum reaches a given worth for every party.

For a block of rows of the second set, the rows that suffice for a given row of the first are, party by party, the
leading rows of the block sorted by that party's worth: a set of bits looked up in a table. The sets of the parties are
intersected 64 rows at a time. Work: |A| × |B| × parties / 64 word operations, memory a few megabytes. For two
parties and many rows, a merge sort that counts as it merges takes (|A| + |B|) log² (|A| + |B|) steps instead.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["count_pairs"]

Ints = NDArray[np.int64]
Words = NDArray[np.uint64]
BLOCK = 1024
"""Rows of the second set in a block."""

QUERIES = 8192
"""Rows of the first set looked up together."""

PLANE = 2
"""Parties for which sorting counts."""

SORT_FROM = 10**9
"""Pairs of rows from which sorting is faster than looking up bits."""


def count_pairs(a: Ints, many_a: NDArray[Any], b: Ints, many_b: NDArray[Any], need: Ints) -> int:
    """The sum of `many_a[i] * many_b[j]` over all pairs with `a[i] + b[j] >= need` in every column, exactly.

    `a` (n, parties), `b` (m, parties), `need` (parties,) are integers; the multiplicities are positive integers.
    """
    if not len(a) or not len(b):
        return 0
    short = need - a
    if len(need) == PLANE and len(a) * len(b) > SORT_FROM:
        return _count_plane(short, many_a, b, many_b)
    order = np.lexsort(b.T[::-1])
    total = 0
    for start in range(0, len(b), BLOCK):
        part = order[start : start + BLOCK]
        total += _count_block(short, many_a, b[part], many_b[part])
    return total


def _count_block(short: Ints, many_a: NDArray[Any], b: Ints, many_b: NDArray[Any]) -> int:
    """Pairs with the rows of one block: `b >= short` in every column."""
    whole = int(many_b.sum())
    never = np.any(short > b.max(axis=0), axis=1)
    always = np.all(short <= b.min(axis=0), axis=1)
    total = int(many_a[always].sum()) * whole
    open_rows = np.flatnonzero(~never & ~always)
    if not len(open_rows):
        return total
    tables = [_leading(np.argsort(-b[:, p], kind="stable")) for p in range(b.shape[1])]
    values = [np.sort(-b[:, p]) for p in range(b.shape[1])]
    planes = _planes(many_b)
    for start in range(0, len(open_rows), QUERIES):
        rows = open_rows[start : start + QUERIES]
        bits: Words | None = None
        for p, (table, value) in enumerate(zip(tables, values, strict=True)):
            leading = table[np.searchsorted(value, -short[rows, p], side="right")]
            bits = leading if bits is None else np.bitwise_and(bits, leading, out=bits)
        for weight, plane in planes:
            hits = np.bitwise_count(bits & plane).sum(axis=1, dtype=np.int64)  # type: ignore[operator]
            total += weight * int((many_a[rows] * hits).sum())
    return total


def _count_plane(short: Ints, many_a: NDArray[Any], b: Ints, many_b: NDArray[Any]) -> int:
    """Pairs with `b >= short` in both columns, by merging (offline dominance counting; Bentley 1980).

    All rows stand in descending order of the first column, a row of `b` before an equal row of `short`. Cut into
    blocks of 1, 2, 4, … places, a row of `b` in the left block of two neighbours precedes every row of `short` in the
    right one; within the two, sorted by the second column, a running sum counts those that suffice.
    """
    first, second = (np.concatenate([b[:, p], short[:, p]]) for p in (0, 1))
    asks = np.repeat([0, 1], [len(b), len(short)])
    many = np.concatenate([many_b, many_a])
    place = np.empty(len(first), dtype=np.int64)
    place[np.lexsort((asks, -first))] = np.arange(len(first))
    by_second = np.lexsort((asks, -second))
    place, asks, many = place[by_second], asks[by_second], many[by_second]
    total = 0
    for bit in range(int(len(place) - 1).bit_length()):
        order = np.argsort(place >> (bit + 1), kind="stable")
        right = (place[order] >> bit) & 1
        held = many[order] * ((asks[order] == 0) & (right == 0))
        running = np.cumsum(held)
        asking = np.flatnonzero((asks[order] == 1) & (right == 1))
        pair = place[order] >> (bit + 1)
        start = np.searchsorted(pair, pair[asking], side="left")
        before = running[asking] - running[start] + held[start]
        total += int((many[order][asking] * before).sum())
    return total


def _leading(order: NDArray[np.intp]) -> Words:
    """Row r of the table has the bits of the first r rows of `order`; shape (rows + 1, words)."""
    n = len(order)
    words = -(-n // 64)
    single = np.zeros((n + 1, words), dtype=np.uint64)
    single[np.arange(1, n + 1), order // 64] = np.uint64(1) << (order % 64).astype(np.uint64)
    return np.bitwise_or.accumulate(single, axis=0)


def _planes(many: NDArray[Any]) -> list[tuple[int, Words]]:
    """The multiplicities in binary: for each power of two in use, the bits of the rows that hold it."""
    planes = []
    rows = np.arange(len(many))
    words = -(-len(many) // 64)
    for power in range(int(many.max()).bit_length()):
        held = rows[((many >> power) & 1).astype(bool)]
        if len(held):
            plane = np.zeros(words, dtype=np.uint64)
            np.bitwise_or.at(plane, held // 64, np.uint64(1) << (held % 64).astype(np.uint64))
            planes.append((1 << power, plane))
    return planes
