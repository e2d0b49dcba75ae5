"""Which packages of a settlement would hold, by themselves or with what guarantors can pay.

A package says what the agreement is worth to each party that it names, in points of the dossier; what everything else
is worth stands in the model (`worths`, in the same points). For each package the agreement's worth is put into the
model, and the price of peace and the cheapest levers are worked out anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from goodoffices.errors import Problem, StabilityError
from goodoffices.stability.inverse import Cheapest, cheapest_levers
from goodoffices.stability.model import Model, conflict
from goodoffices.stability.peace.beside import Beside
from goodoffices.stability.peace.study import state_of
from goodoffices.stability.price import Question, Valued, prices, ranked, valued
from goodoffices.stability.solve import Concept

__all__ = ["Payable", "payable_packages"]

CHECKS = 512
"""Sets of levers tried for each package."""


@dataclass(frozen=True)
class Payable:
    """One package: the price of peace by maker (those above 0), and the levers that would do. `holds`: as it is."""

    prices: Mapping[str, float]
    levers: Cheapest

    @property
    def holds(self) -> bool:
        """Whether it would hold without any lever."""
        return not self.prices

    @property
    def can_be_paid(self) -> bool:
        """Whether it would hold with levers within their budgets, or without any."""
        return bool(self.levers.sets)


def payable_packages(
    model: Model,
    beside: Beside,
    packages: Sequence[Mapping[str, float]],
    concept: Concept = "seq",
    advance: Callable[[int, int], None] | None = None,
) -> list[Payable]:
    """For each package, given as its worth to each party, whether it would hold and with which levers.

    Raises StabilityError where the model names no agreement, no maker is a party, or a party has no worths.
    """
    given = valued(conflict(model), beside.worths)
    state = state_of(given.case, "")
    parties = set(packages[0]) if packages else set()
    named = [name for name in given.case.graph.makers if name in parties]
    _check(given, named, parties)
    found = []
    for n, package in enumerate(packages):
        if advance:
            advance(n, len(packages))
        value = given.worths.value.copy()
        for name in named:
            value[given.case.graph.makers.index(name), state] = package[name]
        levels = ranked(value)
        graph = replace(given.case.graph, levels=levels, bands=0 * levels)
        now = Valued(replace(given.case, graph=graph), replace(given.worths, value=value))
        priced = prices(graph, now.worths, concept)
        told = {graph.makers[maker]: float(priced.value[maker, state]) for maker in priced.spoilers(state)}
        levers = cheapest_levers(now, beside.levers, Question(state, concept), checks=CHECKS)
        found.append(Payable(told, levers))
    return found


def _check(given: Valued, named: Sequence[str], parties: set[str]) -> None:
    if parties and not named:
        remedy = f"Give makers the ids of parties: {', '.join(sorted(parties))}."
        raise StabilityError.of("no maker of the stability model is a party of the dossier", remedy=remedy)
    problems = [
        Problem(
            f"the stability model states no worths for {name}",
            remedy="Steps of rank cannot be set beside points: write `worths` for it, in points of the dossier.",
        )
        for name in named
        if name in given.worths.by_rank
    ]
    if problems:
        raise StabilityError(*problems)
