"""The price of peace: the smallest reward for staying that makes a state stable for a maker.

Stable under a concept means that every better move t from s can be answered so that the maker is left no better off
than in s. With v(t) the least worth that the allowed answers leave, counting what the maker can still do where the
concept does, a reward r for staying in s suffices if and only if min(u(t), v(t)) <= u(s) + r for every t it can move
to: either t is no longer better, or the answer still deters. So the least is ρ(s) = max over t of min(u(t), v(t)) −
u(s), and 0 where that is negative (the moves with u(t) <= u(s) never raise it). A loss of ρ(s) that follows every
better move, whatever is answered to it, does the same. For sequential stability the reward leaves the others' own
better moves as they are; what they could gain by other rewards at the same time is not claimed.

The closed form is ours; the concepts are those of Fang, Hipel & Kilgour (1993). Definition, state by state: `plain.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.model import Graph, Reach
from goodoffices.stability.price.worths import Worths
from goodoffices.stability.solve import Concept, Tables, best_on, least_after, tables_of

__all__ = ["Prices", "left_after", "prices"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Prices:
    """`value` (makers, states): the price of peace ρ of every state for every maker, each row on its maker's own scale
    (see `worths`); 0 where the state is stable for it as it is."""

    concept: Concept
    value: Floats
    worths: Worths

    def spoilers(self, state: int) -> list[int]:
        """The makers for whom a state is not stable as it is: those whose price is above 0."""
        return [int(maker) for maker in np.flatnonzero(self.value[:, state] > 0)]


def left_after(graph: Graph, worth: Floats, maker: int, concept: Concept, tables: Tables | None = None) -> Floats:
    """For each state t, what moving there is worth to the maker once it has been answered: min(u(t), v(t))."""
    if concept == "nash":
        return worth
    feared = best_on(graph, maker, worth, tables=tables) if concept in {"smr", "sseq"} else worth
    answered = least_after(graph, maker, feared, improving=concept in {"seq", "sseq"}, tables=tables)
    found: Floats = np.minimum(worth, answered)
    return found


def best_within_reach(reach: Reach, value: Floats) -> Floats:
    """For each state the largest value among those that one move reaches, the state itself among them; minus infinity
    where no move is possible."""
    best = np.maximum.reduceat(value[reach.member], reach.start[:-1])
    counts = np.diff(reach.to_start)
    found = np.full(len(counts), -np.inf)
    some = counts > 0
    if bool(some.any()):
        found[some] = np.maximum.reduceat(best[reach.to], reach.to_start[:-1][some])
    return found[reach.cell]


def prices(
    graph: Graph, worths: Worths, concept: Concept, progress: Callable[[str, int, int], None] | None = None
) -> Prices:
    """The price of every state for every maker. `progress` is told the maker, how many are done and how many there
    are."""
    rows: list[Floats] = []
    tables = None if concept == "nash" else tables_of(graph)
    for maker, name in enumerate(graph.makers):
        if progress:
            progress(name, maker, len(graph.makers))
        worth = worths.value[maker]
        left = left_after(graph, worth, maker, concept, tables)
        rows.append(np.maximum(0.0, best_within_reach(graph.reach[maker], left) - worth))
    return Prices(concept, np.array(rows), worths)
