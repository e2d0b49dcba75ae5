"""From a model to its graph, and the plainest models of all: two makers with two choices each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from goodoffices.stability.model.graph import Graph
from goodoffices.stability.model.levels import levels_of
from goodoffices.stability.model.model import Maker, Model, Option, Preference, Rank
from goodoffices.stability.model.reaching import is_plain, reach_of
from goodoffices.stability.model.states import StateSpace, states_of

__all__ = ["Conflict", "conflict", "two_by_two"]


@dataclass(frozen=True, eq=False)
class Conflict:
    """A model with its feasible states and its graph."""

    model: Model
    space: StateSpace
    graph: Graph


def conflict(model: Model) -> Conflict:
    """The states and the graph of a model. Raises StabilityError for a model that contradicts itself."""
    space = states_of(model)
    pairs = [levels_of(model.preference(maker.id), space) for maker in model.makers]
    graph = Graph(
        makers=tuple(maker.id for maker in model.makers),
        reach=reach_of(model, space),
        levels=np.array([level for level, _ in pairs]),
        bands=np.array([band for _, band in pairs]),
        is_transitive=is_plain(model, space),
    )
    return Conflict(model, space, graph)


def two_by_two(row: Sequence[int], column: Sequence[int]) -> Model:
    """A 2 × 2 game as a model. What each maker gets, more is better, in the order of the states: neither has changed,
    the row has, the column has, both have."""
    patterns = ("NN", "YN", "NY", "YY")

    def order(worth: Sequence[int]) -> tuple[Rank, ...]:
        steps = sorted(set(worth), reverse=True)
        return tuple(Rank(tuple(p for p, w in zip(patterns, worth, strict=True) if w == step)) for step in steps)

    return Model(
        id="game",
        makers=(Maker("row"), Maker("column")),
        options=(Option("r", "row"), Option("c", "column")),
        preferences=(Preference("row", order=order(row)), Preference("column", order=order(column))),
    )
