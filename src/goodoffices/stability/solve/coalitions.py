"""Coalitions: what several makers can reach together, and what would hold against them.

A coalition's improvement is a state that its members can reach by moves of theirs, nobody moving twice in a row, and
that every one of them prefers (Kilgour, Hipel, Fang & Peng 2001). A state holds against the coalition where each of
its improvements can be answered by those outside so that at least one member is left no better off; symmetric and
sequential versions as for one maker (Inohara & Hipel 2008).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from goodoffices.errors import StabilityError
from goodoffices.stability.model import Graph
from goodoffices.stability.solve.concepts import CONCEPTS, Concept

__all__ = ["MOST_STATES", "CoalitionStudy", "coalitions_of", "study_coalition"]

MOST_STATES = 2048


@dataclass(frozen=True)
class CoalitionStudy:
    """What a coalition can do. `improvements`: for each state, where the members would rather be together; `stable`:
    for each concept, the states that hold against it. Members and states count from 0."""

    members: tuple[int, ...]
    improvements: tuple[tuple[int, ...], ...]
    stable: dict[Concept, tuple[int, ...]]


def coalitions_of(makers: int, largest: int = 3) -> list[tuple[int, ...]]:
    """All coalitions of two makers to `largest`."""
    return [group for size in range(2, largest + 1) for group in combinations(range(makers), size)]


def study_coalition(graph: Graph, members: Sequence[int]) -> CoalitionStudy:
    """What a coalition can do from every state, and what holds against it.

    Raises StabilityError for a model of more than 2,048 states.
    """
    if graph.states > MOST_STATES:
        what = f"coalitions are studied for up to {MOST_STATES:,} states, and this model has {graph.states:,}"
        raise StabilityError.of(what, remedy="Leave out options that do not matter to the question.")
    inside = tuple(sorted(set(members)))
    outside = [maker for maker in range(len(graph.makers)) if maker not in inside]
    together, any_reply = _Joint(graph, inside), _Joint(graph, outside)
    sensible = _Joint(graph, outside, improving=True)
    better = [_mask(np.all(_gain(graph, inside, s) > 0, axis=0)) for s in range(graph.states)]
    gains = [together.reach(s) & better[s] for s in range(graph.states)]
    stable: dict[Concept, tuple[int, ...]] = {}
    for concept in CONCEPTS:
        replies = sensible if concept in {"seq", "sseq"} else any_reply
        held = []
        for s in range(graph.states):
            deters = ~better[s]  # at least one member is no better off there

            def deterred(t: int, deters: int = deters) -> bool:
                found = replies.reach(t) & deters  # noqa: B023 - used before the next concept
                if concept in {"smr", "sseq"}:  # noqa: B023
                    return any(not together.reach(x) & ~deters for x in _bits(found))
                return bool(found)

            if not gains[s] or (concept != "nash" and all(deterred(t) for t in _bits(gains[s]))):
                held.append(s)
        stable[concept] = tuple(held)
    return CoalitionStudy(inside, tuple(tuple(_bits(found)) for found in gains), stable)


def _gain(graph: Graph, members: Sequence[int], state: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    levels = graph.levels[list(members)]
    found: np.ndarray[tuple[int, ...], np.dtype[np.int64]] = levels - levels[:, [state]]
    return found


class _Joint:
    """What some makers can reach together, each set of states a whole number with a bit for each; kept once found."""

    def __init__(self, graph: Graph, makers: Sequence[int], *, improving: bool = False) -> None:
        step = graph.improvements if improving else graph.moves
        self.rows = [[sum(1 << int(t) for t in step(maker, s)) for s in range(graph.states)] for maker in makers]
        self.found: dict[int, int] = {}

    def reach(self, state: int) -> int:
        """The states that can be reached from this one."""
        if state not in self.found:
            self.found[state] = self._search(state)
        return self.found[state]

    def _search(self, state: int) -> int:
        seen = [0] * len(self.rows)
        waiting = [(state, -1)]
        while waiting:
            here, last = waiting.pop()
            for mover, rows in enumerate(self.rows):
                fresh = 0 if mover == last else rows[here] & ~seen[mover]
                seen[mover] |= fresh
                waiting.extend((there, mover) for there in _bits(fresh))
        union = 0
        for found in seen:
            union |= found
        return union


def _mask(held: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> int:
    return sum(1 << int(state) for state in np.flatnonzero(held))


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
