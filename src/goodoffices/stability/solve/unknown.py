"""What is stable whatever lies behind what is not known: under all completions of the preferences, some, or none.

After Li, Hipel, Kilgour & Fang (2004), who let pairs of states be unknown. Here every unknown of the file is completed
in every way: the maker wants a statement, wants its contrary, or does not care; states joined by `?` are put in every
order, ties included. Each completion is solved by itself, so that the answer is exact for all concepts.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import StabilityError
from goodoffices.stability.model import Conflict, Preference, Rank, Statement, Without, levels_of
from goodoffices.stability.solve.all_states import solve
from goodoffices.stability.solve.concepts import CONCEPTS, Concept

__all__ = ["MOST_COMPLETIONS", "Standing", "completions_of", "standing"]

MOST_COMPLETIONS = 2187
"""Three to the power seven: seven statements of which nobody knows whether they are wanted."""

Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Standing:
    """What is stable under all and under some of `completions` completions, shape (makers, states); equilibria are
    states that are stable for all makers at once."""

    completions: int
    under_all: dict[Concept, Bools]
    under_some: dict[Concept, Bools]
    equilibria_under_all: dict[Concept, list[int]]
    equilibria_under_some: dict[Concept, list[int]]


def completions_of(preference: Preference) -> list[Preference]:
    """Every complete preference that a preference may stand for. Raises StabilityError where they are too many."""
    if preference.statements:
        many = 3 ** sum(each.unknown for each in preference.statements)
        _refuse(many)
        ways = (_of_statement(each) for each in preference.statements)
        return [replace(preference, statements=tuple(s for s in chosen if s)) for chosen in product(*ways)]
    groups = _groups(preference.order)
    _refuse(math.prod(_weak_orders(len(group)) for group in groups))
    ways_of_groups = ([(*_joined(way, group[-1].then),) for way in _orders(group)] for group in groups)
    return [replace(preference, order=tuple(r for part in way for r in part)) for way in product(*ways_of_groups)]


def standing(conflict: Conflict, progress: Callable[[str, int, int], None] | None = None) -> Standing:
    """What is stable under all completions of the preferences of a model, and under some.

    Raises StabilityError where there are more than 2,187 of them, or where there is nothing unknown.
    """
    model, space, graph = conflict.model, conflict.space, conflict.graph
    if model.is_complete:
        raise StabilityError.of(
            "nothing in the model is unknown", remedy="Mark what is not known with `perhaps` or `?`."
        )
    each = [completions_of(model.preference(maker.id)) for maker in model.makers]
    many = math.prod(map(len, each))
    _refuse(many)
    levels = [[levels_of(found, space) for found in ways] for ways in each]
    in_all = {concept: np.ones(graph.levels.shape, dtype=np.bool_) for concept in CONCEPTS}
    in_some = {concept: np.zeros(graph.levels.shape, dtype=np.bool_) for concept in CONCEPTS}
    always = {concept: np.ones(graph.states, dtype=np.bool_) for concept in CONCEPTS}
    ever = {concept: np.zeros(graph.states, dtype=np.bool_) for concept in CONCEPTS}
    for number, chosen in enumerate(product(*levels)):
        if progress:
            progress("completions", number, many)
        completed = replace(graph, levels=np.array([x for x, _ in chosen]), bands=np.array([b for _, b in chosen]))
        solution = solve(completed, strength=False)
        for concept, found in solution.stable.items():
            in_all[concept] &= found
            in_some[concept] |= found
            always[concept] &= found.all(axis=0)
            ever[concept] |= found.all(axis=0)
    return Standing(many, in_all, in_some, _listed(always), _listed(ever))


def _listed(found: dict[Concept, Bools]) -> dict[Concept, list[int]]:
    return {concept: [int(state) for state in np.flatnonzero(held)] for concept, held in found.items()}


def _refuse(many: int) -> None:
    if many > MOST_COMPLETIONS:
        what = (
            f"what is unknown can be completed in {many:,} ways, and {MOST_COMPLETIONS:,} are the most that are tried"
        )
        raise StabilityError.of(what, remedy="Settle the unknowns that matter least, or ask about them first.")


def _of_statement(found: Statement) -> tuple[Statement | None, ...]:
    if not found.unknown:
        return (found,)
    known = replace(found, unknown=False)
    return known, replace(known, formula=Without(found.formula)), None


def _groups(order: Sequence[Rank]) -> list[list[Rank]]:
    """Runs of ranks that `?` joins."""
    groups: list[list[Rank]] = [[]]
    for rank in order:
        groups[-1].append(rank)
        if rank.then != "?":
            groups.append([])
    return [group for group in groups if group]


def _weak_orders(many: int) -> int:
    """How many orders with ties there are (Fubini numbers)."""
    return 1 if many <= 0 else sum(math.comb(many, k) * _weak_orders(many - k) for k in range(1, many + 1))


def _orders(group: Sequence[Rank]) -> Iterator[list[tuple[str, ...]]]:
    """Every order of the ranks of a group, ties included: each a list of ties, the best first."""
    if not group:
        yield []
        return
    for chosen in range(1, 1 << len(group)):
        best = tuple(s for k, rank in enumerate(group) if chosen >> k & 1 for s in rank.states)
        for rest in _orders([rank for k, rank in enumerate(group) if not chosen >> k & 1]):
            yield [best, *rest]


def _joined(way: list[tuple[str, ...]], then: str) -> list[Rank]:
    return [Rank(tie, ">") for tie in way[:-1]] + [Rank(way[-1], ">>" if then == ">>" else ">")]
