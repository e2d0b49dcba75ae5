"""What each state is worth to each maker, on its own scale: as the file says, else by rank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from goodoffices.dossier import Judgement
from goodoffices.errors import Problem, StabilityError
from goodoffices.stability.model import Conflict, Formula
from goodoffices.values import Estimate

__all__ = ["Valued", "Worth", "WorthRule", "Worths", "by_rank", "ranked", "valued"]

Floats = NDArray[np.float64]
_DECIMALS = 9
"""Sums of decimals are compared as people would write them."""


@dataclass(frozen=True)
class WorthRule:
    """What it is worth to a maker, on its own scale, that a condition holds; the worth of a state is the sum."""

    formula: Formula
    worth: Estimate


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


@dataclass(frozen=True, eq=False)
class Valued:
    """A conflict with the worths of its states, and the rules that they were made from."""

    case: Conflict
    worths: Worths
    stated: tuple[Worth, ...] = ()


def by_rank(case: Conflict) -> Worths:
    """One for each step of rank."""
    return Worths(case.graph.levels.astype(np.float64), frozenset(case.graph.makers))


def ranked(worth: Floats) -> NDArray[np.int64]:
    """The order of states by their worths, as levels; each row (maker) by itself."""
    return np.array([np.unique(np.round(row, _DECIMALS), return_inverse=True)[1] for row in worth], dtype=np.int64)


def valued(case: Conflict, stated: tuple[Worth, ...] = ()) -> Valued:
    """The worth of every state, by the middles of intervals, and the conflict with the orders that follow from it.

    A maker with worths and without preferences prefers what is worth more. Where it has both they have to agree: raises
    StabilityError with every maker whose worths contradict its preferences.
    """
    value, levels = case.graph.levels.astype(np.float64), case.graph.levels.copy()
    bands, problems = case.graph.bands.copy(), []
    for worth in stated:
        maker = case.graph.makers.index(worth.maker)
        row = np.zeros(case.graph.states)
        for rule in worth.rules:
            row += np.where(case.space.holds(rule.formula), float(rule.worth.best), 0.0)
        value[maker] = row = np.round(row, _DECIMALS)
        told = case.model.preference(worth.maker)
        if told.statements or told.order:
            problems += _contradictions(case, maker, row)
        else:
            levels[maker], bands[maker] = ranked(row[None])[0], 0
    if problems:
        raise StabilityError(*problems)
    units = {worth.maker: worth.unit for worth in stated if worth.unit}
    unvalued = frozenset(case.graph.makers) - {worth.maker for worth in stated}
    graph = replace(case.graph, levels=levels, bands=bands)
    return Valued(replace(case, graph=graph), Worths(value, unvalued, units), stated)


def _contradictions(case: Conflict, maker: int, row: Floats) -> list[Problem]:
    level = case.graph.levels[maker]
    order = np.lexsort((row, level))
    rises, climbs = np.diff(level[order]) > 0, np.diff(row[order])
    wrong = np.flatnonzero(np.where(rises, climbs <= 0, climbs != 0))
    if not len(wrong):
        return []
    low, high = int(order[wrong[0]]), int(order[wrong[0] + 1])
    how = "is preferred to" if rises[wrong[0]] else "is as good as"
    what = (
        f"the worths of {case.graph.makers[maker]} contradict its preferences: {case.space.pattern(high)} {how} "
        f"{case.space.pattern(low)}, and they are worth {row[high]:g} and {row[low]:g}"
    )
    return [Problem(what, remedy="Change the worths, or leave the preferences of this maker out: they then follow.")]
