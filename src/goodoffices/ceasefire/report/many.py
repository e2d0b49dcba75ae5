"""Many areas are many comparisons: which of them are not holding beyond chance once that is allowed for.

Each area is asked whether its ratio lies above the threshold of "holding"; the p-values are those of the intervals that
stand in the table. Then Benjamini & Hochberg (1995): of the areas named, a share of 2.5% at most is named falsely, on
average, where areas are independent or rise and fall together (Benjamini & Yekutieli 2001).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from scipy.stats import false_discovery_control

from goodoffices.ceasefire.report.holding import Holding
from goodoffices.ceasefire.signals import p_above, p_above_exact
from goodoffices.ceasefire.terms import Thresholds
from goodoffices.values import plural, series

__all__ = ["RATE", "ManyAreas", "NotHolding", "many_areas", "many_words"]

RATE: Final = 0.025
"""The share of areas named falsely, on average; of one area alone, that of an interval of 95%."""


@dataclass(frozen=True, eq=False)
class NotHolding:
    """An area's p-value that it holds, and the same corrected for all areas looked at."""

    area: Holding
    p: float
    corrected: float

    @property
    def alone(self) -> bool:
        """Whether its own interval leaves "holding" out."""
        return self.p <= RATE

    @property
    def of_many(self) -> bool:
        """Whether it is not holding beyond chance among all the others too."""
        return self.corrected <= RATE


@dataclass(frozen=True, eq=False)
class ManyAreas:
    """The areas that have a ratio, in their order."""

    each: tuple[NotHolding, ...]

    @property
    def worse(self) -> tuple[NotHolding, ...]:
        """Those whose verdict is a word worse than holding."""
        return tuple(one for one in self.each if one.area.verdict.word in ("strained", "eroding", "collapsed"))

    @property
    def alone(self) -> tuple[NotHolding, ...]:
        """Those whose own interval leaves "holding" out."""
        return tuple(one for one in self.each if one.alone)

    @property
    def of_many(self) -> tuple[NotHolding, ...]:
        """Those that are left after the correction."""
        return tuple(one for one in self.each if one.of_many)

    def of(self, area: str) -> NotHolding | None:
        """What is found of an area; None where it has no ratio."""
        return next((one for one in self.each if one.area.unit.area == area), None)


def many_areas(areas: Sequence[Holding], limits: Thresholds) -> ManyAreas:
    """Areas that are unobserved, or have no event to make a ratio of, are not looked at and not counted."""
    told = [one for one in areas if one.verdict.word != "unobserved" and not math.isnan(one.now.ratio.value)]
    found = [_p(one, limits.holding) for one in told]
    corrected = false_discovery_control(found) if found else ()
    return ManyAreas(tuple(NotHolding(one, p, float(q)) for one, p, q in zip(told, found, corrected, strict=True)))


def many_words(found: ManyAreas) -> str:
    """How many areas have a word worse than holding, and for how many it is beyond chance; empty for a single area."""
    if len(found.each) < 2:  # noqa: PLR2004 - one area is no comparison
        return ""
    worse, alone, left = len(found.worse), found.alone, found.of_many
    words = f"Of {plural(len(found.each), 'area')} with a ratio, {worse or 'none'} {_have(worse)} a word worse than "
    words += f"holding. Beyond chance that is so of {len(alone) or 'none'} looked at alone"
    if not alone:
        return f"{words}."
    words += f", and of {len(left) or 'none'} where it is allowed for that {len(found.each)} were looked at"
    named = series(one.area.unit.area for one in left)
    return f"{words} (Benjamini–Hochberg): {named}." if left else f"{words} (Benjamini–Hochberg)."


def _have(number: int) -> str:
    return "has" if number <= 1 else "have"


def _p(one: Holding, limit: float) -> float:
    now = one.now
    return p_above_exact(now.before, now.now, limit) if now.few else p_above(now.ratio, limit)
