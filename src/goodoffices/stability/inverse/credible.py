"""The smallest changes of preference for sequential stability, exactly: a mixed-integer programme solved by HiGHS.

For each maker and each ordered pair (a, b) a binary says whether it strictly prefers a to b; the binaries of a maker
form a weak order (asymmetric and negatively transitive). The wanted state s is stable for maker i when for each of its
moves t either t is not preferred to s, or one unit can flow from t along improvements of the others, nobody moving
twice in a row, to states that i does not prefer to s. The cost is the number of strict preferences given up.
Formulation ours, after the inverse problem of Kinsara, Petersons, Hipel & Kilgour (2015).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from goodoffices.stability.model import Graph

__all__ = ["MOST_CREDIBLE", "smallest_credible"]

MOST_CREDIBLE = 16
"""States of a model for which the programme is solved."""
SECONDS = 20.0

Given = tuple[tuple[tuple[int, int], ...], NDArray[np.int64]]
Row = tuple[dict[int, float], float, float]


def smallest_credible(graph: Graph, state: int) -> list[Given] | None:
    """For each maker the pairs (preferred, other) given up and its levels then; None where no optimum was proved in
    time."""
    programme = _Programme(graph, state)
    rows = list(programme.rows())  # flows get their columns here
    cost = np.zeros(programme.size)
    held = [
        (maker, a, b)
        for maker in range(len(graph.makers))
        for a in range(graph.states)
        for b in range(graph.states)
        if graph.levels[maker, a] > graph.levels[maker, b]
    ]
    for maker, a, b in held:
        cost[programme.prefers(maker, a, b)] = -1.0
    entries = [(r, column, value) for r, (row, _, _) in enumerate(rows) for column, value in row.items()]
    r, c, v = (np.array(column) for column in zip(*entries, strict=True))
    matrix = coo_array((v, (r, c)), shape=(len(rows), programme.size)).tocsr()
    limits = LinearConstraint(matrix, [low for _, low, _ in rows], [high for _, _, high in rows])
    whole = np.zeros(programme.size)
    whole[: programme.binaries] = 1
    solved = milp(
        cost,
        constraints=limits,
        bounds=Bounds(0, 1),
        integrality=whole,
        options={"time_limit": SECONDS, "mip_rel_gap": 0},
    )
    if solved.status != 0 or solved.x is None:
        return None
    chosen = solved.x[: programme.binaries].reshape(len(graph.makers), graph.states, graph.states) > 0.5  # noqa: PLR2004
    return [
        (tuple((a, b) for by, a, b in held if by == maker and not chosen[maker, a, b]), chosen[maker].sum(axis=1))
        for maker in range(len(graph.makers))
    ]


class _Programme:
    """Columns: the preferences of all makers, then for each maker and each of its moves the flow of an answer."""

    def __init__(self, graph: Graph, state: int) -> None:
        self.graph, self.state = graph, state
        self.n, self.m = graph.states, len(graph.makers)
        self.binaries = self.size = self.m * self.n * self.n

    def prefers(self, maker: int, a: int, b: int) -> int:
        """The column that says whether a maker prefers a to b."""
        return (maker * self.n + a) * self.n + b

    def rows(self) -> Iterator[Row]:
        """All constraints; flows get their columns as they are met."""
        for maker in range(self.m):
            yield from self._weak_order(maker)
        for maker in range(self.m):
            for t in map(int, self.graph.moves(maker, self.state)):
                yield from self._answered(maker, t)

    def _weak_order(self, maker: int) -> Iterator[Row]:
        states = range(self.n)
        for a in states:
            yield {self.prefers(maker, a, a): 1.0}, 0, 0
            for b in states:
                if a < b:
                    yield {self.prefers(maker, a, b): 1.0, self.prefers(maker, b, a): 1.0}, 0, 1
                for c in states:
                    if len({a, b, c}) == 3:  # noqa: PLR2004 - three states
                        ab, bc = self.prefers(maker, a, b), self.prefers(maker, b, c)
                        yield {self.prefers(maker, a, c): 1.0, ab: -1.0, bc: -1.0}, -np.inf, 0

    def _answered(self, maker: int, start: int) -> Iterator[Row]:
        """One unit flows from `start` if it tempts, and ends where the maker is no better off than in the state."""
        source = (start, -1)
        balance: dict[tuple[int, int], dict[int, float]] = {source: {}}
        waiting = [source]
        while waiting:
            node = waiting.pop()
            here, last = node
            for other in range(self.m):
                if other in {maker, last}:
                    continue
                for there in map(int, self.graph.moves(other, here)):
                    goal = (there, other)
                    if goal not in balance:
                        balance[goal] = {}
                        waiting.append(goal)
                    flow = self._column()
                    balance[node][flow] = balance[node].get(flow, 0.0) + 1.0
                    balance[goal][flow] = balance[goal].get(flow, 0.0) - 1.0
                    yield {flow: 1.0, self.prefers(other, there, here): -1.0}, -np.inf, 0
        for node, flows in balance.items():
            if node == source:
                # What leaves, less what comes back, is at least 1 where the move tempts.
                yield {**flows, self.prefers(maker, start, self.state): -1.0}, 0, np.inf
                continue
            end = self._column()
            yield {end: 1.0, self.prefers(maker, node[0], self.state): 1.0}, -np.inf, 1
            yield {**flows, end: 1.0}, 0, 0

    def _column(self) -> int:
        self.size += 1
        return self.size - 1
