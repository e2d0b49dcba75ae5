"""Whether one state is stable, for many different worths in turn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.model import Graph
from goodoffices.stability.price.pricing import left_after
from goodoffices.stability.price.question import Question
from goodoffices.stability.price.worths import ranked
from goodoffices.stability.solve import tables_of

__all__ = ["stands"]


Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def stands(graph: Graph, worth: Floats, asked: Question) -> Bools:
    """For which makers a state is stable (makers,), when the states are worth `worth` (makers, states) to them. Only
    who can move where is taken from the graph."""
    state, concept = asked.state, asked.concept
    now = replace(graph, levels=ranked(worth), bands=np.zeros_like(graph.levels))
    tables = tables_of(now)
    found = np.ones(len(graph.makers), dtype=np.bool_)
    for maker in range(len(graph.makers)):
        moves = now.improvements(maker, state)
        if len(moves):
            left = left_after(now, now.levels[maker].astype(np.float64), maker, concept, tables)
            found[maker] = bool(np.all(left[moves] <= now.levels[maker, state]))
    return found
