"""The sweep of `lattice.py` with a tree of sums (Fenwick 1994, in two dimensions) in place of a table summed anew at
every step: adding a row and asking for a sum take log² of the table's size."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.compiled import compiled

__all__ = ["swept"]

Ints = NDArray[np.int64]
Steps = NDArray[np.int32]


@compiled
def swept(
    a_side: tuple[Steps, Ints],
    b_side: tuple[Steps, Ints],
    short: tuple[Ints, Ints],
    bounds: tuple[Ints, Ints, Ints],
    heights: tuple[int, ...],
) -> int:
    """The sum of many_a × many_b × many_c over all triples whose worth suffices for every party.

    Each side is worth (rows, 3) and how many ways have it; worth ascends in the first column. `short` is what each way
    of C leaves to be reached, shape (ways, 3), and how many it stands for. `bounds` holds the place in B where each
    step of the first party starts, shape (steps + 1,), and for each way of C and step where the rows of A that ask at
    this step begin and end, shape (ways, steps) each. `heights` are the most steps of the second and the third party
    in B, and one more.
    """
    (worth_a, many_a), (worth_b, many_b), (needed, many_c) = a_side, b_side, short
    starts, low, high = bounds
    rows, columns = heights[0] + 1, heights[1] + 1
    tree = np.zeros((rows + 1, columns + 1), dtype=np.int64)
    total = 0
    for step in range(len(starts) - 2, -1, -1):
        for b in range(starts[step], starts[step + 1]):
            x = heights[0] - worth_b[b, 1] + 1
            while x <= rows:
                y = heights[1] - worth_b[b, 2] + 1
                while y <= columns:
                    tree[x, y] += many_b[b]
                    y += y & -y
                x += x & -x
        for c in range(len(needed)):
            for a in range(low[c, step], high[c, step]):
                x = min(worth_a[a, 1] + heights[0] - needed[c, 1], heights[0]) + 1
                last = min(worth_a[a, 2] + heights[1] - needed[c, 2], heights[1]) + 1
                enough = 0
                while x > 0:
                    y = last
                    while y > 0:
                        enough += tree[x, y]
                        y -= y & -y
                    x -= x & -x
                total += enough * many_a[a] * many_c[c]
    return total
