"""Conditions over options, in words: `not a`, `a and b`, `a or b`, `a if b`, `a iff b`, and patterns such as `YN-Y`.

Truth has three values, because a state that merges several may leave an option open (Kleene 1952).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

__all__ = ["Both", "Formula", "Pattern", "Same", "Taken", "Truth", "Without", "names_in", "truth", "written"]

Bools = NDArray[np.bool_]
Truth = tuple[Bools, Bools]
"""Where a condition surely holds, and where it surely does not; neither where it is open."""


@dataclass(frozen=True)
class Taken:
    """The option is taken."""

    option: str


@dataclass(frozen=True)
class Pattern:
    """One sign for each option in their order: `Y` taken, `N` not taken, `-` either."""

    signs: str


@dataclass(frozen=True)
class Without:
    """The condition does not hold."""

    part: Formula


@dataclass(frozen=True)
class Both:
    """Two conditions joined by `and`, `or` or `if` (the first, if the second)."""

    word: Literal["and", "or", "if"]
    first: Formula
    second: Formula


@dataclass(frozen=True)
class Same:
    """Both hold or neither: `iff`."""

    first: Formula
    second: Formula


Formula = Taken | Pattern | Without | Both | Same


def truth(formula: Formula, option: Callable[[str], Truth], pattern: Callable[[str], Truth]) -> Truth:
    """Where a condition holds and where it does not; `option` and `pattern` say so for its parts."""
    if isinstance(formula, Taken):
        return option(formula.option)
    if isinstance(formula, Pattern):
        return pattern(formula.signs)
    if isinstance(formula, Without):
        holds, fails = truth(formula.part, option, pattern)
        return fails, holds
    (a, not_a), (b, not_b) = truth(formula.first, option, pattern), truth(formula.second, option, pattern)
    if isinstance(formula, Same):
        return (a & b) | (not_a & not_b), (a & not_b) | (not_a & b)
    if formula.word == "and":
        return a & b, not_a | not_b
    if formula.word == "or":
        return a | b, not_a & not_b
    return a | not_b, not_a & b


def names_in(formula: Formula) -> Iterator[str]:
    """The options that a condition names, in its order."""
    if isinstance(formula, Taken):
        yield formula.option
    elif isinstance(formula, Without):
        yield from names_in(formula.part)
    elif isinstance(formula, Both | Same):
        yield from names_in(formula.first)
        yield from names_in(formula.second)


def written(formula: Formula) -> str:
    """The condition in the words in which it is read, with brackets wherever they could matter."""
    if isinstance(formula, Taken):
        return formula.option
    if isinstance(formula, Pattern):
        return formula.signs
    if isinstance(formula, Without):
        return f"not {_bracketed(formula.part)}"
    word = "iff" if isinstance(formula, Same) else formula.word
    return f"{_bracketed(formula.first, word)} {word} {_bracketed(formula.second, word)}"


def _bracketed(formula: Formula, beside: str = "") -> str:
    joins_alike = isinstance(formula, Both) and formula.word == beside and beside in {"and", "or"}
    text = written(formula)
    return text if isinstance(formula, Taken | Pattern | Without) or joins_alike else f"({text})"
