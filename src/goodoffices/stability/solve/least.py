"""What the others can make of a state: the least of any worth that their replies leave, for all states at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.model import Graph
from goodoffices.stability.solve.tables import Tables, tables_of

__all__ = ["best_on", "first_reached", "least_after"]

Short = NDArray[np.int32]


def least_after(
    graph: Graph, maker: int, worth: NDArray[Any], *, improving: bool = False, tables: Tables | None = None
) -> NDArray[Any]:
    """For each state t the least worth among t itself and all that the other makers can bring t to.

    The others move in sequences in which nobody moves twice in a row; with `improving` each step is better for its
    mover. `worth` (states,) may be of any ordered numbers; the answer has its type.
    """
    tables = tables or tables_of(graph)
    order = np.argsort(worth, kind="stable").astype(np.int32)
    found: NDArray[Any] = worth[first_reached(graph, tables, maker, order, improving=improving)]
    return found


def first_reached(graph: Graph, tables: Tables, maker: int, order: Short, *, improving: bool) -> Short:
    """For each state the first of `order` among itself and what the others can bring it to."""
    from goodoffices.stability.solve.kernels.least import (  # noqa: PLC0415 - loads numba
        least_reached,
        least_reached_by_mover,
    )

    search = least_reached if graph.is_transitive else least_reached_by_mover
    found: Short = search(order, tables.rows, tables.cells, tables.leads_here, maker, improving=improving)
    return found


def best_on(graph: Graph, maker: int, worth: NDArray[Any], *, tables: Tables | None = None) -> NDArray[Any]:
    """For each state the largest worth among itself and what the maker can move to from it."""
    from goodoffices.stability.solve.kernels.least import best_by_move  # noqa: PLC0415 - loads numba

    tables = tables or tables_of(graph)
    values, place = np.unique(worth, return_inverse=True)
    value = place.astype(np.int32)
    best = best_by_move(value, tables.cell(maker), tables.cells, tables.leads_to, tables.own(maker))
    found: NDArray[Any] = values[best]
    return found
