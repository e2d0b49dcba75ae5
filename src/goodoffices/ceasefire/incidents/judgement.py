"""Inside, outside or unclear, and why: what is said of an event and one clause."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal, NamedTuple

__all__ = ["FITS", "Fit", "Judge", "Judgement", "either", "worst"]

Fit = Literal["inside", "outside", "unclear"]
FITS: Final[tuple[Fit, ...]] = ("inside", "unclear", "outside")
"""From the best to the worst."""


class Judgement(NamedTuple):
    """How an event stands to a clause, and the reason in words."""

    fit: Fit
    why: str


Judge = Callable[[Mapping[str, Any]], Judgement]
"""Judges an event by some of its columns."""


def worst(found: list[Judgement]) -> Judgement:
    """All of these have to hold: the first of the worst."""
    return max(reversed(found), key=lambda each: FITS.index(each.fit)) if found else Judgement("inside", "")


def either(found: list[Judgement]) -> Judgement:
    """One of these is enough: the first of the best."""
    return min(found, key=lambda each: FITS.index(each.fit))
