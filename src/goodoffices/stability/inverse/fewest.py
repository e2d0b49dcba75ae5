"""Of the states that are level with the highest that has to come down, the fewest that must: a least hitting set.

Solved exactly as a mixed-integer programme (HiGHS); most often one state is all there is.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from goodoffices.stability.model import Graph
from goodoffices.stability.solve import Concept, joint_reach

__all__ = ["MOST_STATES", "fewest_level"]

MOST_STATES = 4096
SECONDS = 10.0
Ints = NDArray[np.int64]
Ways = list[frozenset[int]]


def fewest_level(graph: Graph, maker: int, moves: Ints, level: int, concept: Concept) -> tuple[list[int], bool]:
    """The fewest states of this level that have to come down so that each of `moves` is answered or tempts no longer,
    and whether they are proved to be the fewest. Every lower state is taken to come down as well."""
    levels = graph.levels[maker]
    all_level = [int(x) for x in np.flatnonzero(levels == level)]
    if concept == "nash":
        return [int(t) for t in moves if levels[t] == level], True
    if len(all_level) == 1:
        return all_level, True
    if graph.states > MOST_STATES:
        return all_level, False
    asked = [_ways(graph, maker, int(t), level, concept) for t in moves]
    if any(frozenset() in ways for ways in asked):
        raise AssertionError("a move that a lower state answers does not set the level")
    return _least_cover([[way for way in ways if way] for ways in asked], all_level)


def _ways(graph: Graph, maker: int, start: int, level: int, concept: Concept) -> Ways:
    """The sets of states of this level each of which is enough, by coming down, to answer a move."""
    levels = graph.levels[maker]
    others = [other for other in range(len(graph.makers)) if other != maker]
    ways = [frozenset([start])] if levels[start] == level else []
    for x in joint_reach(graph, others, start, improving=concept in {"seq", "sseq"}):
        needed = [x, *map(int, graph.moves(maker, x))] if concept in {"smr", "sseq"} else [x]
        if max(levels[y] for y in needed) == level:
            ways.append(frozenset(y for y in needed if levels[y] == level))
    return ways


def _least_cover(asked: list[Ways], states: list[int]) -> tuple[list[int], bool]:
    place = {state: n for n, state in enumerate(states)}
    rows: list[tuple[dict[int, float], float]] = []
    size = len(states)
    for ways in asked:
        chosen = {}
        for way in ways:
            chosen[size] = 1.0
            rows += [({place[state]: 1.0, size: -1.0}, 0.0) for state in way]
            size += 1
        rows.append((chosen, 1.0))
    entries = [(r, column, value) for r, (row, _) in enumerate(rows) for column, value in row.items()]
    r, c, v = (np.array(column) for column in zip(*entries, strict=True))
    cost = np.zeros(size)
    cost[: len(states)] = 1
    limits = LinearConstraint(coo_array((v, (r, c)), shape=(len(rows), size)).tocsr(), [low for _, low in rows], np.inf)
    solved = milp(
        cost, constraints=limits, bounds=Bounds(0, 1), integrality=np.ones(size), options={"time_limit": SECONDS}
    )
    if solved.x is None:
        return states, False
    return [state for state in states if solved.x[place[state]] > 0.5], solved.status == 0  # noqa: PLR2004 - a binary
