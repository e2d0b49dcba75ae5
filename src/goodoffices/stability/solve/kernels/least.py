"""One search backwards for all states at once, and the best that one move makes of each state.

Beside it stands the definition: `plain.py`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.compiled import compiled

__all__ = ["best_by_move", "in_order", "least_reached", "least_reached_by_mover", "sorted_by_level"]

Ints = NDArray[np.int64]
Short = NDArray[np.int32]
Links = tuple[Short, Short]
Rows = tuple[Short, Short]
Cells = tuple[Short, Short, Short]

NONE = -2
ALL = -1


@compiled
def in_order(level: Short, steps: int) -> Short:
    """The states by ascending level, of equal ones the lower number first (counting sort)."""
    place = np.zeros(steps + 1, dtype=np.int64)
    for found in level:
        place[found + 1] += 1
    for step in range(steps):
        place[step + 1] += place[step]
    order = np.empty(len(level), dtype=np.int32)
    for state in range(len(level)):
        order[place[level[state]]] = state
        place[level[state]] += 1
    return order


@compiled
def sorted_by_level(order: Short, cell: Short, start: Short) -> Short:
    """The states cell by cell, inside a cell in the order given."""
    place = start[:-1].copy()
    member = np.empty(len(order), dtype=np.int32)
    for state in order:
        member[place[cell[state]]] = state
        place[cell[state]] += 1
    return member


@compiled
def least_reached(order: Short, rows: Rows, cells: Cells, leads_here: Links, without: int, *, improving: bool) -> Short:
    """For each state the first of `order` among itself and what the makers but `without` can bring it to.

    `rows` holds the level and the cell of each state for each maker, shape (states, makers); cells are numbered in one
    row for all makers, and `cells` says where each starts, its members in ascending order of level, and those levels.
    `improving`: each step has to be better for its mover. Two moves of a maker in a row have to be possible as one.

    Every state enters once for each maker that could move from it, so that the work grows with states × makers.
    """
    level, cell = rows
    start, member, height = cells
    from_start, from_cell = leads_here
    states, makers = cell.shape
    found = np.full(states, -1, dtype=np.int32)
    place = start[:-1].copy()
    waiting = np.empty(states, dtype=np.int32)
    mover = np.empty(states, dtype=np.int8)
    for x in order:
        if found[x] >= 0:
            continue
        found[x] = x
        waiting[0], mover[0] = x, -1
        top = 1
        while top > 0:
            top -= 1
            y, last = waiting[top], mover[top]
            for j in range(makers):
                if j == without or j == last:  # noqa: PLR1714, SIM109 - numba reads no `in` of these
                    continue
                c = cell[y, j]
                for link in range(from_start[c], from_start[c + 1]):
                    before = from_cell[link]
                    at, end = place[before], start[before + 1]
                    while at < end and not (improving and height[at] >= level[y, j]):
                        z = member[at]
                        at += 1
                        if found[z] < 0:
                            found[z] = x
                            waiting[top], mover[top] = z, j
                            top += 1
                    place[before] = at
    return found


@compiled
def least_reached_by_mover(  # noqa: C901 - one search, as it is thought
    order: Short, rows: Rows, cells: Cells, leads_here: Links, without: int, *, improving: bool
) -> Short:
    """The same where two moves of a maker in a row could not always be one: a state then enters again for a second
    maker who can move first from it, since the first one may not have moved just before."""
    level, cell = rows
    start, member, height = cells
    from_start, from_cell = leads_here
    states, makers = cell.shape
    found = np.full(states, -1, dtype=np.int32)
    first = np.full(states, NONE, dtype=np.int8)
    place = start[:-1].copy()
    waiting = np.empty(2 * states + 2, dtype=np.int32)
    turn = np.empty(2 * states + 2, dtype=np.int8)  # j: all but j are to move before; NONE - 1 - j: only j
    for x in order:
        if first[x] == ALL:
            continue
        if found[x] < 0:
            found[x] = x
        waiting[0], turn[0] = x, ALL if first[x] == NONE else NONE - 1 - first[x]
        first[x] = ALL
        top = 1
        while top > 0:
            top -= 1
            y, code = waiting[top], turn[top]
            for j in range(makers):
                skipped = j == without or j == code  # noqa: PLR1714 - numba
                if skipped or (code < NONE and j != NONE - 1 - code):
                    continue
                c = cell[y, j]
                for link in range(from_start[c], from_start[c + 1]):
                    before = from_cell[link]
                    while place[before] < start[before + 1]:
                        if improving and height[place[before]] >= level[y, j]:
                            break
                        z = member[place[before]]
                        place[before] += 1
                        if found[z] < 0:
                            found[z] = x
                        if first[z] == NONE:
                            first[z] = j
                            waiting[top], turn[top] = z, j
                            top += 1
                        elif first[z] != ALL and first[z] != j:
                            waiting[top], turn[top] = z, NONE - 1 - first[z]
                            first[z] = ALL
                            top += 1
    return found


@compiled
def best_by_move(value: Short, cell: Short, cells: Cells, leads_to: Links, own: tuple[int, int]) -> Short:
    """The largest value among each state and what one maker can move to from it.

    `cell` is the cell of each state for this maker; `cells` and `leads_to` number the cells of all makers in one row,
    of which `own` (first, one past the last) are this maker's.
    """
    start, member, _ = cells
    to_start, to_cell = leads_to
    low, high = own
    best = np.full(high - low, -1, dtype=np.int32)
    for c in range(low, high):
        for place in range(start[c], start[c + 1]):
            best[c - low] = max(best[c - low], value[member[place]])
    out = np.empty(len(value), dtype=np.int32)
    for state in range(len(value)):
        out[state] = value[state]
        for link in range(to_start[cell[state]], to_start[cell[state] + 1]):
            out[state] = max(out[state], best[to_cell[link] - low])
    return out
