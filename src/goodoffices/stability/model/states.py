"""The feasible states of a model, as bits: option k counts 2 to the power k."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import StabilityError
from goodoffices.stability.model.formula import Formula, Truth, truth, written
from goodoffices.stability.model.model import Model

__all__ = ["MOST_OPTIONS", "StateSpace", "states_of"]

MOST_OPTIONS = 22
"""More options than this make more than four million combinations."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class StateSpace:
    """The feasible states in the order of their numbers. `taken` (states,): the options taken, as bits; `open`
    (states,): the options that a merged state leaves open, as bits."""

    options: tuple[str, ...]
    taken: Ints
    open: Ints

    def __len__(self) -> int:
        return len(self.taken)

    @classmethod
    def of(cls, options: tuple[str, ...], taken: Sequence[int]) -> StateSpace:
        """States in which nothing is left open, each by the bits of the options taken."""
        bits = np.array(taken, dtype=np.int64)
        return cls(options, bits, np.zeros_like(bits))

    def pattern(self, state: int) -> str:
        """`Y`, `N` or `-` for each option, in their order."""
        taken, left = int(self.taken[state]), int(self.open[state])
        return "".join("-" if left >> k & 1 else "Y" if taken >> k & 1 else "N" for k in range(len(self.options)))

    def find(self, pattern: str) -> int | None:
        """The state of a pattern, None where it is not feasible; a merged state answers for all it merges."""
        taken, free = _bits(pattern, "Y"), _bits(pattern, "-")
        fits = ((self.taken ^ taken) & ~self.open & ~free) == 0
        if free:
            fits &= (free & ~self.open) == 0
        found = np.flatnonzero(fits)
        return int(found[0]) if len(found) else None

    def taken_in(self, state: int) -> tuple[str, ...]:
        """The options taken in a state."""
        signs = self.pattern(state)
        return tuple(name for name, sign in zip(self.options, signs, strict=True) if sign == "Y")

    def truth(self, formula: Formula) -> Truth:
        """In which states a condition surely holds, and in which it surely does not."""

        def option(name: str) -> Truth:
            bit = np.int64(1) << self.options.index(name)
            known, on = (self.open & bit) == 0, (self.taken & bit) != 0
            return known & on, known & ~on

        def pattern(signs: str) -> Truth:
            yes, no = _bits(signs, "Y"), _bits(signs, "N")
            wrong = ((self.taken & no) | (~self.taken & yes)) & ~self.open
            return (wrong == 0) & (((yes | no) & self.open) == 0), wrong != 0

        return truth(formula, option, pattern)

    def holds(self, formula: Formula) -> NDArray[np.bool_]:
        """In which states a condition holds. Raises StabilityError where a merged state leaves that open."""
        yes, no = self.truth(formula)
        if not bool(np.all(yes | no)):
            state = int(np.flatnonzero(~(yes | no))[0])
            what = f"whether `{written(formula)}` holds in the merged state {self.pattern(state)} is open"
            raise StabilityError.of(what, remedy="Rank the states of this maker directly (`order`), or do not merge.")
        return yes


def states_of(model: Model) -> StateSpace:
    """The feasible states of a model. Raises StabilityError where there are none, or too many options."""
    names = tuple(option.id for option in model.options)
    if len(names) > MOST_OPTIONS:
        what = f"the model has {len(names)} options; {MOST_OPTIONS} are the most that are analysed"
        raise StabilityError.of(what, remedy="Join options that are always taken together.")
    if model.listed:
        taken = np.array([_bits(signs, "Y") for signs in model.listed], dtype=np.int64)
        return StateSpace(names, taken, np.array([_bits(signs, "-") for signs in model.listed], dtype=np.int64))
    every = np.arange(1 << len(names), dtype=np.int64)
    space = StateSpace(names, every, np.zeros_like(every))
    feasible = np.ones(len(every), dtype=np.bool_)
    for formula in model.infeasible:
        feasible &= ~space.holds(formula)
    space = StateSpace(names, every[feasible], np.zeros(int(feasible.sum()), dtype=np.int64))
    if not len(space):
        raise StabilityError.of("the rules leave no state", remedy="Check which rule forbids every combination.")
    return _merged(model, space)


def _merged(model: Model, space: StateSpace) -> StateSpace:
    """Each condition of `merged` makes one state of those it holds in: what differs among them is left open."""
    left = np.ones(len(space), dtype=np.bool_)
    taken, free = [], []
    for formula in model.merged:
        inside = np.flatnonzero(space.holds(formula) & left)
        if not len(inside):
            continue
        left[inside] = False
        common, some = np.bitwise_and.reduce(space.taken[inside]), np.bitwise_or.reduce(space.taken[inside])
        taken.append(common)
        free.append(some & ~common)
    kept = space.taken[left]
    return StateSpace(
        space.options,
        np.concatenate([kept, np.array(taken, dtype=np.int64)]),
        np.concatenate([np.zeros_like(kept), np.array(free, dtype=np.int64)]),
    )


def _bits(pattern: str, sign: str) -> int:
    return sum(1 << k for k, found in enumerate(pattern) if found == sign)
