"""Whether one state is stable, for many different worths in turn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.model import Graph
from goodoffices.stability.price.pricing import left_after
from goodoffices.stability.price.worths import ranked
from goodoffices.stability.solve.concepts import Concept
from goodoffices.stability.solve.tables import tables_of

__all__ = ["stands"]


def stands(graph: Graph, worth: NDArray[np.float64], state: int, concept: Concept) -> NDArray[np.bool_]:
    """For which makers a state is stable (makers,), when the states are worth `worth` (makers, states) to them. Only who
    can move where is taken from the graph."""
    now = replace(graph, levels=ranked(worth), bands=np.zeros_like(graph.levels))
    tables = tables_of(now)
    found = np.ones(len(graph.makers), dtype=np.bool_)
    for maker in range(len(graph.makers)):
        moves = now.improvements(maker, state)
        if len(moves):
            left = left_after(now, now.levels[maker].astype(np.float64), maker, concept, tables)
            found[maker] = bool(np.all(left[moves] <= now.levels[maker, state]))
    return found
