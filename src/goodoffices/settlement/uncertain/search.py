"""Looking further than the pool: small changes of the best packages, until none is better.

Several standards are followed at once. The best package so far by each is improved by its allowed single changes (one
issue settled otherwise), then by its pair changes, and every package looked at is held against every standard. At the
end no single or pair change of a best package betters it by its standard, and it is the best of all packages looked at.
That is a local optimum (Aarts & Lenstra 1997), not proved to be the best of all packages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.model import Model
from goodoffices.settlement.uncertain.pool import Rated, Trial, allowed, rate

__all__ = ["PAIRED", "Found", "Standard", "improved", "pair_changes", "single_changes"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Choice = tuple[int, ...]
Standing = tuple[tuple[float, ...], Choice]

Standard = Callable[[Rated], Floats]
"""Keys (packages, number of keys) by which rated packages are compared, larger first, the first key before the next."""

PAIRED = 64
"""Pair changes are made of so many single changes of a package at most: those that are best by the standard, allowed
or not. 64 make 2,016 pairs at most; all pairs are looked at where no more single changes exist."""

DIGITS = 9
"""Decimals to which keys are compared, so that equal worth does not differ by the rounding of floats."""


@dataclass(frozen=True)
class Found:
    """The best package by each standard, as option positions, and the packages kept: those of the pool and all allowed
    single changes of the best ones. `looked_at` counts the distinct packages that were rated."""

    best: Mapping[str, Choice]
    choice: Ints
    rated: Rated
    looked_at: int


@dataclass
class _Search:
    """What is known so far. Ties go to the package whose options come first in the order of the file."""

    trial: Trial
    standards: Mapping[str, Standard]

    def __post_init__(self) -> None:
        self.best: dict[str, Standing] = {}
        self.seen: set[Choice] = set()

    def look(self, choice: Ints) -> None:
        """Hold the packages that were not looked at before against every standard."""
        fresh = np.array([tuple(row) not in self.seen for row in choice.tolist()], dtype=np.bool_)
        new = choice[fresh]
        if not len(new):
            return
        self.seen.update(tuple(row) for row in new.tolist())
        rated = rate(self.trial, new)
        for name, standard in self.standards.items():
            keys = np.round(standard(rated), DIGITS)
            place = np.lexsort((*new.T[::-1], *(-keys).T[::-1]))[0]
            standing = (tuple(keys[place].tolist()), tuple(new[place].tolist()))
            self.best[name] = max(self.best.get(name, standing), standing, key=_rank)


def _rank(standing: Standing) -> tuple[tuple[float, ...], Choice]:
    return standing[0], tuple(-option for option in standing[1])


def improved(trial: Trial, pool: Ints, standards: Mapping[str, Standard]) -> Found:
    """The best packages by each standard, from a pool of at least one allowed package.

    Raises ValueError when the pool is empty.
    """
    if not len(pool):
        raise ValueError("there is no package to begin with")
    search = _Search(trial, standards)
    search.look(pool)
    kept = [pool]
    while True:
        # Singles of every best package first: they are few, and often make the pairs needless.
        around = [single_changes(trial.model, choice) for _, choice in search.best.values()]
        before = dict(search.best)
        for singles in around:
            search.look(singles[allowed(trial.model, singles)])
        kept += [singles[allowed(trial.model, singles)] for singles in around]
        if search.best == before:
            for name, (_, choice) in before.items():
                search.look(pair_changes(trial, choice, standards[name]))
        if search.best == before:
            break
    best = {name: choice for name, (_, choice) in search.best.items()}
    rows = np.unique(np.concatenate([*kept, np.array(list(best.values()), dtype=np.int64)]), axis=0)
    return Found(best, rows, rate(trial, rows), len(search.seen))


def single_changes(model: Model, choice: Choice) -> Ints:
    """The packages (packages, issues) that settle one issue otherwise, by an option that no red line forbids; some may
    break a linkage."""
    rows = [
        (*choice[:issue], option, *choice[issue + 1 :])
        for issue, is_open in enumerate(model.open_options)
        for option in np.flatnonzero(is_open).tolist()
        if option != choice[issue]
    ]
    return np.array(rows, dtype=np.int64).reshape(-1, len(choice))


def pair_changes(trial: Trial, choice: Choice, standard: Standard) -> Ints:
    """The allowed packages that settle two issues otherwise, made of the `PAIRED` best single changes."""
    singles = single_changes(trial.model, choice)
    if len(singles) > PAIRED:
        keys = np.round(standard(rate(trial, singles)), DIGITS)
        singles = singles[np.sort(np.lexsort((-keys).T[::-1])[:PAIRED])]
    base = np.array(choice, dtype=np.int64)
    changed = (singles != base).argmax(axis=1) if len(singles) else np.zeros(0, dtype=np.int64)
    one, other = np.triu_indices(len(singles), 1)
    apart = changed[one] != changed[other]
    # A pair is the first change with the option of the second put in.
    pairs: Ints = singles[one[apart]] + singles[other[apart]] - base
    return pairs[allowed(trial.model, pairs)]
