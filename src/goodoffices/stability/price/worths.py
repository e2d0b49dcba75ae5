"""What each state is worth to each maker, on its own scale: as the file says, else by rank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from goodoffices.dossier import Judgement
from goodoffices.errors import StabilityError
from goodoffices.stability.model import Conflict, Formula

__all__ = ["Worth", "WorthRule", "Worths", "by_rank", "worths_of"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class WorthRule:
    """What it is worth to a maker, on its own scale, that a condition holds; the worth of a state is the sum."""

    formula: Formula
    worth: float


@dataclass(frozen=True)
class Worth:
    """A maker's own scale: what its unit is, its rules, and whose judgement they are."""

    maker: str
    rules: tuple[WorthRule, ...]
    unit: str = ""
    judgement: Judgement = field(default_factory=Judgement)


@dataclass(frozen=True, eq=False)
class Worths:
    """`value` (makers, states): each row on its maker's own scale, never to be added to another. `by_rank`: the makers
    for whom the file states no worths, so that one is one step of rank. `units`: what one is, by maker."""

    value: Floats
    by_rank: frozenset[str]
    units: Mapping[str, str] = field(default_factory=dict)


def by_rank(case: Conflict) -> Worths:
    """One for each step of rank."""
    return Worths(case.graph.levels.astype(np.float64), frozenset(case.graph.makers))


def worths_of(case: Conflict, stated: tuple[Worth, ...] = ()) -> Worths:
    """The worth of every state. Where a maker has both an order and worths, they have to agree.

    Raises StabilityError, with every maker whose worths contradict its order.
    """
    found = by_rank(case)
    value = found.value.copy()
    problems = []
    for worth in stated:
        maker = case.graph.makers.index(worth.maker)
        row = np.zeros(case.graph.states)
        for rule in worth.rules:
            row += np.where(case.space.holds(rule.formula), rule.worth, 0.0)
        # Sums of decimals are compared as people would write them.
        row = np.round(row, 9)
        level = case.graph.levels[maker]
        order = np.argsort(level, kind="stable")
        steps, climbs = np.diff(level[order]) > 0, np.diff(row[order])
        wrong = np.flatnonzero(np.where(steps, climbs <= 0, climbs != 0))
        if len(wrong):
            low, high = (case.space.pattern(int(order[wrong[0] + k])) for k in (0, 1))
            problems.append((worth.maker, low, high, float(row[order[wrong[0]]]), float(row[order[wrong[0] + 1]])))
        value[maker] = row
    if problems:
        maker, low, high, less, more = problems[0]
        what = (
            f"the worths of {maker} do not order the states as its preferences do: {high} is preferred to {low}, or as "
            f"good, and they are worth {more:g} and {less:g}"
        )
        raise StabilityError.of(what, remedy="Change the worths, or leave the preferences of this maker out.")
    given = {worth.maker for worth in stated}
    units = {worth.maker: worth.unit for worth in stated if worth.unit}
    return Worths(value, found.by_rank - given, units)
