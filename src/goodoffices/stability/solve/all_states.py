"""Every state, every maker, every concept: what is stable, and what is stable for all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.model import Graph
from goodoffices.stability.solve.concepts import CONCEPTS, Concept
from goodoffices.stability.solve.least import first_reached
from goodoffices.stability.solve.tables import Tables, tables_of

__all__ = ["Solution", "solve"]

Bools = NDArray[np.bool_]
Short = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Solution:
    """What is stable. `stable[concept]` and `strongly[concept]` have shape (makers, states): a state is strongly stable
    where what deters every better move would leave the maker much worse off (Hamouda, Kilgour & Hipel 2004)."""

    makers: tuple[str, ...]
    stable: dict[Concept, Bools]
    strongly: dict[Concept, Bools]

    def equilibria(self, concept: Concept, *, strongly: bool = False) -> list[int]:
        """The states that are stable for every maker, from 0, ascending."""
        found = self.strongly if strongly else self.stable
        return [int(state) for state in np.flatnonzero(found[concept].all(axis=0))]


def solve(
    graph: Graph, *, strength: bool | None = None, progress: Callable[[str, int, int], None] | None = None
) -> Solution:
    """All five concepts for all makers and states, by kernels whose work grows with states × makers².

    `strength`: whether strong stability is told too; if not given, wherever the model knows of `much better`.
    `progress` is told the maker's id, how many are done and how many there are.
    """
    strength = bool(graph.bands.any()) if strength is None else strength
    tables = tables_of(graph)
    shape = len(graph.makers), graph.states
    stable: dict[Concept, Bools] = {concept: np.zeros(shape, dtype=np.bool_) for concept in CONCEPTS}
    strong: dict[Concept, Bools] = {c: np.zeros(shape, dtype=np.bool_) for c in CONCEPTS} if strength else {}
    for maker, name in enumerate(graph.makers):
        if progress:
            progress(name, maker, len(graph.makers))
        level = tables.level(maker)
        for concept, found in _of_maker(graph, tables, maker, level, level).items():
            stable[concept][maker] = found
        if strength:
            band = graph.bands[maker].astype(np.int32)
            for concept, found in _of_maker(graph, tables, maker, band, band - 1).items():
                strong[concept][maker] = found
    return Solution(graph.makers, stable, strong)


def _of_maker(graph: Graph, tables: Tables, maker: int, value: Short, most: Short) -> dict[Concept, Bools]:
    """The states from which each better move can be answered so that at most `most` (states,) of `value` is left."""
    from goodoffices.stability.solve.kernels.least import best_by_move, in_order  # noqa: PLC0415 - they load numba
    from goodoffices.stability.solve.kernels.verdicts import deterred  # noqa: PLC0415

    level, own = tables.level(maker), (tables.cell(maker), tables.cells, tables.leads_to, tables.own(maker))
    steps = int(value.max()) + 1
    best = best_by_move(value, *own)
    by_value, by_best = in_order(value, steps), in_order(best, steps)

    def verdict(worth: Short, order: Short, *, improving: bool) -> Bools:
        found = first_reached(graph, tables, maker, order, improving=improving)
        stable: Bools = deterred((level, worth[found], most), *own)
        return stable

    return {
        "nash": deterred((level, np.full_like(level, steps), most), *own),
        "gmr": verdict(value, by_value, improving=False),
        "smr": verdict(best, by_best, improving=False),
        "seq": verdict(value, by_value, improving=True),
        "sseq": verdict(best, by_best, improving=True),
    }
