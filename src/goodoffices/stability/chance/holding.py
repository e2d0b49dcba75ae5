"""How often a state holds when preferences are drawn, and which judgement it hangs on most.

P(stable for all) is a share of draws with the error that comes of having drawn only so many. For each element that is
not known the draws are set apart by it; what it decides is the variance of the answer that it explains, p (1 − p) (P₁ −
P₀)² with p the share of draws in which it is as told (the first-order index of Sobol 1993 without its denominator).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.chance.elements import Element, drawn_worths
from goodoffices.stability.price import Question, Valued, stands
from goodoffices.values import Chance, chance

__all__ = ["DRAWS", "Holding", "Matter", "holding"]

Bools = NDArray[np.bool_]

DRAWS = 2000


@dataclass(frozen=True)
class Matter:
    """One judgement: how often the state holds where it is as told, and where it is otherwise; `decides` is the share
    of the doubt (the variance of the answer) that it explains."""

    maker: str
    as_told: str
    otherwise: str
    told: Chance
    other: Chance
    decides: float


@dataclass(frozen=True)
class Holding:
    """How often a state is stable for all, and for each maker; the judgements, the most decisive first. `open`: how
    many things are not known; without any, no draw was needed."""

    asked: Question
    all: Chance
    by_maker: tuple[Chance, ...]
    matters: tuple[Matter, ...]
    open: int
    seed: int


def holding(
    given: Valued,
    doubts: Mapping[str, float],
    asked: Question,
    *,
    draws: int = DRAWS,
    seed: int = 1,
    advance: Callable[[int, int], None] | None = None,
) -> Holding:
    """How often a state holds under preferences drawn from what the file leaves open."""
    case = given.case
    drawn = drawn_worths(given, doubts, draws, seed)
    elements = [element for each in drawn for element in each.elements]
    many = draws if elements else 1
    stable = np.zeros((many, len(case.graph.makers)), dtype=np.bool_)
    known: dict[bytes, Bools] = {}
    for n in range(many):
        if advance and n % 100 == 0:
            advance(n, many)
        worth = np.array([each.worth[n] for each in drawn])
        key = worth.tobytes()
        if key not in known:
            known[key] = stands(case.graph, worth, asked)
        stable[n] = known[key]
    holds: Bools = np.all(stable, axis=1)
    matters = sorted((_matter(each, holds) for each in elements), key=lambda each: -each.decides)
    return Holding(
        asked=asked,
        all=chance(int(holds.sum()), many),
        by_maker=tuple(chance(int(column.sum()), many) for column in stable.T),
        matters=tuple(matters),
        open=len(elements),
        seed=seed,
    )


def _matter(element: Element, holds: Bools) -> Matter:
    yes = element.yes
    told, other = (chance(int(holds[part].sum()), int(part.sum())) for part in (yes, ~yes))
    share, whole = float(yes.mean()), float(holds.var())
    explained = share * (1 - share) * (told.share - other.share) ** 2
    return Matter(element.maker, element.as_told, element.otherwise, told, other, explained / whole if whole else 0.0)
