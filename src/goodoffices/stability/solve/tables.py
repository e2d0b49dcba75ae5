"""A graph laid out for the kernels: cells sorted by level, with what leads to them and where they lead."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.model import Graph

__all__ = ["Tables", "tables_of"]

Short = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Tables:
    """The cells of all makers, numbered in one row.

    `rows`: the level and the cell of each state for each maker, each of shape (states, makers). `cells`: where each
    cell starts, its members in ascending order of the level of the maker whose cell it is, and these levels.
    `leads_here` and `leads_to`: for each cell where its links start, and the cells at their other end. `first`
    (makers + 1,): where the cells of each maker start.
    """

    rows: tuple[Short, Short]
    cells: tuple[Short, Short, Short]
    leads_here: tuple[Short, Short]
    leads_to: tuple[Short, Short]
    first: tuple[int, ...]

    def level(self, maker: int) -> Short:
        """The level of each state for a maker."""
        return np.ascontiguousarray(self.rows[0][:, maker])

    def cell(self, maker: int) -> Short:
        """The cell of each state for a maker."""
        return np.ascontiguousarray(self.rows[1][:, maker])

    def own(self, maker: int) -> tuple[int, int]:
        """The first cell of a maker, and one past the last."""
        return self.first[maker], self.first[maker + 1]


def tables_of(graph: Graph) -> Tables:
    """The tables of a graph."""
    from goodoffices.stability.solve.kernels.least import in_order, sorted_by_level  # noqa: PLC0415 - loads numba

    many, states = len(graph.makers), graph.states
    level, cell = (np.empty((states, many), dtype=np.int32) for _ in range(2))
    member, height = (np.empty(many * states, dtype=np.int32) for _ in range(2))
    starts, to_starts, tos, first = [np.zeros(1, np.int32)], [np.zeros(1, np.int32)], [], [0]
    for maker, reach in enumerate(graph.reach):
        mine = graph.levels[maker].astype(np.int32)
        part = slice(maker * states, (maker + 1) * states)
        order = in_order(mine, int(mine.max()) + 1)
        member[part] = sorted_by_level(order, reach.cell, reach.start.astype(np.int32))
        height[part] = mine[member[part]]
        level[:, maker], cell[:, maker] = mine, reach.cell + first[-1]
        starts.append((reach.start[1:] + maker * states).astype(np.int32))
        to_starts.append((reach.to_start[1:] + to_starts[-1][-1]).astype(np.int32))
        tos.append((reach.to + first[-1]).astype(np.int32))
        first.append(first[-1] + len(reach.start) - 1)
    leads_to = np.concatenate(to_starts), np.concatenate(tos)
    cells = np.concatenate(starts), member, height
    return Tables((level, cell), cells, _turned(*leads_to), leads_to, tuple(first))


def _turned(start: Short, to: Short) -> tuple[Short, Short]:
    """The same links from their targets."""
    cells = len(start) - 1
    source = np.repeat(np.arange(cells, dtype=np.int32), np.diff(start))
    many = np.concatenate([[0], np.cumsum(np.bincount(to, minlength=cells))])
    return many.astype(np.int32), source[np.argsort(to, kind="stable")]
