"""Whether one state is stable, asked many times with other worths: what can be prepared once is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.model import Graph
from goodoffices.stability.solve import Concept, joint_reach

__all__ = ["MOST_STATES", "AtState"]

MOST_STATES = 4096
"""States of a model of which one state is asked about many times."""
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class AtState:
    """One state of a graph. Only who can move where is taken from the graph; what is liked comes with each question."""

    def __init__(self, graph: Graph, state: int) -> None:
        self.state = state
        self.makers = len(graph.makers)
        self.moves = [[graph.moves(maker, s) for s in range(graph.states)] for maker in range(self.makers)]
        self._reached: dict[tuple[int, int], Ints] = {}
        self._graph = graph

    def stable(self, worth: Floats, concept: Concept) -> bool:
        """Whether the state is stable for all. `worth` (makers, states)."""
        return all(self.stable_for(worth, maker, concept) for maker in range(self.makers))

    def stable_for(self, worth: Floats, maker: int, concept: Concept) -> bool:
        """Whether the state is stable for one maker."""
        own, here = worth[maker], worth[maker, self.state]
        moves = self.moves[maker][self.state]
        tempting = moves[own[moves] > here]
        if concept == "nash":
            return not len(tempting)
        return all(self._deterred(worth, maker, int(t), concept) for t in tempting)

    def _deterred(self, worth: Floats, maker: int, start: int, concept: Concept) -> bool:
        own, here = worth[maker], worth[maker, self.state]
        reached = self._improved(worth, maker, start) if concept in {"seq", "sseq"} else self._all(maker, start)
        low = reached[own[reached] <= here]
        if concept in {"gmr", "seq"}:
            return bool(len(low))
        return any(not np.any(own[self.moves[maker][x]] > here) for x in low)

    def _all(self, maker: int, start: int) -> Ints:
        if (maker, start) not in self._reached:
            others = [other for other in range(self.makers) if other != maker]
            self._reached[maker, start] = np.array(sorted(joint_reach(self._graph, others, start)), dtype=np.int64)
        return self._reached[maker, start]

    def _improved(self, worth: Floats, maker: int, start: int) -> Ints:
        seen: set[tuple[int, int]] = set()
        waiting = [(start, maker)]
        while waiting:
            here, last = waiting.pop()
            for other in range(self.makers):
                if other in {maker, last}:
                    continue
                moves = self.moves[other][here]
                for there in map(int, moves[worth[other, moves] > worth[other, here]]):
                    if (there, other) not in seen:
                        seen.add((there, other))
                        waiting.append((there, other))
        return np.array(sorted({there for there, _ in seen}), dtype=np.int64)
