"""The smallest changes of preference that make a state stable (after Kinsara, Petersons, Hipel & Kilgour 2015).

A change is measured by the strict preferences given up: the pairs of states of which a maker preferred one to the other
and no longer does. For Nash, GMR and SMR each maker's verdict hangs on its own preferences alone, and the least is to
like the wanted state s as well as the states above it up to the level u(s) + ρ(s) (`price`). Of the states that have to
come down to s let d be one of the highest. A state y between s and d either comes down as well, which gives up the pair
(y, s), or stays above s and so passes d, which gives up (d, y): one pair for each of them at least, and raising s gives
up exactly those. Of the states level with d only those come down that must: the fewest whose coming down answers every
move that no lower state answers (`fewest.py`). Joint changes add up, for no maker helps another.

For SEQ a change of the others can help: an answer that would be a sacrifice becomes an improvement. There the least is
found by an exact programme for small models (`credible.py`), and enclosed for others: it is at least what GMR asks,
which SEQ implies, and at most the raising of s by each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.inverse.credible import MOST_CREDIBLE, smallest_credible
from goodoffices.stability.inverse.fewest import fewest_level
from goodoffices.stability.model import Graph
from goodoffices.stability.price import left_after
from goodoffices.stability.solve import Concept

__all__ = ["Changes", "MakerChange", "smallest_changes"]


Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class MakerChange:
    """What one maker gives up: the pairs (preferred, other) that are no longer strictly preferred; and its levels
    (states,) after that."""

    maker: int
    pairs: tuple[tuple[int, int], ...]
    levels: Ints


@dataclass(frozen=True)
class Changes:
    """The changes that make a state stable for all; those who need none are left out. `least` is a proved lower bound
    of the number of pairs, equal to `pairs` where the change is proved to be the smallest."""

    state: int
    concept: Concept
    changes: tuple[MakerChange, ...]
    least: int
    how: Literal["raised", "programme", "enclosed"]

    @property
    def pairs(self) -> int:
        """How many strict preferences are given up in all."""
        return sum(len(change.pairs) for change in self.changes)


def smallest_changes(graph: Graph, state: int, concept: Concept) -> Changes:
    """The smallest changes of preference that make a state stable for every maker under a concept."""
    raised, proved = _raised(graph, state, concept)
    pairs = sum(len(change.pairs) for change in raised)
    weaker: dict[Concept, Concept] = {"seq": "gmr", "sseq": "smr"}
    if concept not in weaker:
        return Changes(state, concept, raised, proved, "raised" if proved == pairs else "enclosed")
    least = _raised(graph, state, weaker[concept])[1]
    if least == pairs:
        return Changes(state, concept, raised, least, "raised")
    if concept == "seq" and graph.states <= MOST_CREDIBLE:
        found = smallest_credible(graph, state)
        if found is not None:
            per_maker = tuple(MakerChange(maker, *given) for maker, given in enumerate(found) if given[0])
            return Changes(state, concept, per_maker, sum(len(given[0]) for given in found), "programme")
    return Changes(state, concept, raised, least, "enclosed")


def _raised(graph: Graph, state: int, concept: Concept) -> tuple[tuple[MakerChange, ...], int]:
    """What raising the state takes of each maker, and a lower bound of the pairs that any change of its own takes."""
    found, least = [], 0
    for maker in range(len(graph.makers)):
        level = graph.levels[maker]
        moves = graph.improvements(maker, state)
        if not len(moves):
            continue
        left = left_after(graph, level.astype(np.float64), maker, concept)[moves]
        needed = int(left.max())
        if needed <= level[state]:
            continue
        between = np.flatnonzero((level > level[state]) & (level < needed))
        highest, proved = fewest_level(graph, maker, moves[left == needed], needed, concept)
        down = [*map(int, between[np.argsort(level[between], kind="stable")]), *highest]
        after = 2 * level
        after[level == needed] += 1
        after[[state, *highest]] = 2 * needed
        found.append(MakerChange(maker, tuple((y, state) for y in down), after))
        least += len(between) + (len(highest) if proved else 1)
    return tuple(found), least
