"""Whether each state is stable for one maker, once what follows each of its moves is known (reference: `plain.py`)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.compiled import compiled

__all__ = ["deterred"]

Short = NDArray[np.int32]


@compiled
def deterred(
    judged: tuple[Short, Short, Short],
    cell: Short,
    cells: tuple[Short, Short, Short],
    leads_to: tuple[Short, Short],
    own: tuple[int, int],
) -> NDArray[np.bool_]:
    """For each state s, whether every move of the maker to a t with a higher level has `after[t] <= most[s]`.

    `judged`: level, after and most, each (states,). `cell`, `cells`, `leads_to` and `own` as in `best_by_move`.
    Cells hold their members in ascending order of level, so one look at each cell that s leads to is enough.
    """
    level, after, most = judged
    start, member, height = cells
    to_start, to_cell = leads_to
    base = start[own[0]]
    worst = np.empty(start[own[1]] - base, dtype=np.int32)  # the largest `after` from here to the end of the cell
    for c in range(own[0], own[1]):
        largest = -1
        for place in range(start[c + 1] - 1, start[c] - 1, -1):
            largest = max(largest, after[member[place]])
            worst[place - base] = largest
    stable = np.ones(len(level), dtype=np.bool_)
    for s in range(len(level)):
        for link in range(to_start[cell[s]], to_start[cell[s] + 1]):
            low, end = start[to_cell[link]], start[to_cell[link] + 1]
            high = end
            while low < high:
                middle = (low + high) // 2
                if height[middle] > level[s]:
                    high = middle
                else:
                    low = middle + 1
            if low < end and worst[low - base] > most[s]:
                stable[s] = False
                break
    return stable
