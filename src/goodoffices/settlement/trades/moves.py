"""All single changes of a package, and all pairs of them, in whole numbers, without building the packages.

What a linkage or an interaction makes of two changes follows from how many of its clauses fail in the package and how
many each change mends or breaks: the changes are on two issues, so their effects add up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.model import Model

__all__ = ["Moves", "moves", "worths"]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Moves:
    """The single changes of a package. `issue` and `option` (changes,) say what each does. `alone` (changes, parties)
    is what each adds to every party's worth by itself, in units; `plain` the same without interactions.

    `faults` counts what the package does wrong, one column for each test it must pass: closed options; for every
    linkage its failing conditions, then its failing duties; for every interaction its options not taken. `mends`
    (changes, columns) is what a change adds to them.
    """

    model: Model
    issue: Ints
    option: Ints
    plain: Ints
    faults: Ints
    mends: Ints

    @property
    def alone(self) -> Ints:
        """What each change adds by itself, shape (changes, parties), in units."""
        return self.plain + self._extra(self.mends)

    @property
    def allowed(self) -> Bools:
        """Whether the package is allowed after each change, shape (changes,)."""
        return self._allowed(self.mends)

    def pairs(self) -> Iterator[tuple[int, Ints, Ints, Bools]]:
        """Every pair of changes on two issues, each once: a change, the others (pairs,), what the two add together
        (pairs, parties), and whether the package is then allowed (pairs,)."""
        for one in range(len(self.issue)):
            others = np.flatnonzero(self.issue > self.issue[one])
            both = self.mends[one] + self.mends[others]
            yield one, others, self.plain[one] + self.plain[others] + self._extra(both), self._allowed(both)

    def _allowed(self, mends: Ints) -> Bools:
        after = self.faults + mends
        rules = len(self.model.rules)
        conditions, duties = after[:, 1 : 1 + rules], after[:, 1 + rules : 1 + 2 * rules]
        broken = (conditions == 0) & (duties > 0)
        kept: Bools = (after[:, 0] == 0) & ~broken.any(axis=1)
        return kept

    def _extra(self, mends: Ints) -> Ints:
        """What interactions add when the tests change so, against the package as it is."""
        first = 1 + 2 * len(self.model.rules)
        added = np.zeros((len(mends), len(self.model.parties)), dtype=np.int64)
        for column, bonus in enumerate(self.model.bonuses, start=first):
            holds = (self.faults[column] + mends[:, column] == 0).astype(np.int64)
            added[:, bonus.party] += (holds - int(self.faults[column] == 0)) * bonus.units
        return added


def moves(model: Model, choice: Sequence[int]) -> Moves:
    """The single changes of the package given by an option position for every issue."""
    every = [(i, o) for i, options in enumerate(model.options) for o in range(len(options)) if o != choice[i]]
    changes = np.array(every, dtype=np.int64).reshape(-1, 2)
    now = _tests(model, dict(enumerate(choice)))
    mends = np.zeros((len(changes), len(now)), dtype=np.int64)
    for row, (issue, option) in enumerate(every):
        mends[row] = _tests(model, {issue: option}) - _tests(model, {issue: choice[issue]})
    plain = [model.units[issue][option] - model.units[issue][choice[issue]] for issue, option in every]
    return Moves(
        model=model,
        issue=changes[:, 0],
        option=changes[:, 1],
        plain=np.array(plain, dtype=np.int64).reshape(-1, len(model.parties)),
        faults=now,
        mends=mends,
    )


def worths(model: Model, choice: NDArray[np.integer]) -> Ints:
    """Units of many packages, shape (packages, parties); `choice` has shape (packages, issues)."""
    total = np.zeros((len(choice), len(model.parties)), dtype=np.int64)
    for issue, units in enumerate(model.units):
        total += units[choice[:, issue]]
    for bonus in model.bonuses:
        holds = np.all([choice[:, issue] == option for issue, option in bonus.when], axis=0)
        total[:, bonus.party] += np.where(holds, bonus.units, 0)
    return total


def _tests(model: Model, settled: dict[int, int]) -> Ints:
    """How often the settled issues fail each test, in the order of `Moves.faults`."""

    def failing(clauses: Sequence[tuple[int, Sequence[bool]]]) -> int:
        return sum(issue in settled and not mask[settled[issue]] for issue, mask in clauses)

    closed = sum(not model.open_options[issue][option] for issue, option in settled.items())
    conditions = [failing(rule.when) for rule in model.rules]
    duties = [failing(rule.then) for rule in model.rules]
    missing = [sum(i in settled and settled[i] != o for i, o in bonus.when) for bonus in model.bonuses]
    return np.array([closed, *conditions, *duties, *missing], dtype=np.int64)
