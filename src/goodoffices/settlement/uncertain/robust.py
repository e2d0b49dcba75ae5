"""A proposal that survives doubt: the package whose most doubtful party accepts it in the most draws.

The robust proposal maximises the smallest share of draws in which a deciding party accepts; among packages equal in
that, the mean joint gain (the geometric mean of the parties' gains, 0 where one is below its fallback: the Nash product
on a scale that can be averaged). Beside it stand a few packages that are nearly as good and differ in content: a
mediator wants a choice, not one answer.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.uncertain.pool import Rated

__all__ = ["MARGIN", "MOST", "alternatives", "by_acceptance"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MARGIN = 0.05
"""A package is near-best when its smallest share of accepting draws is at most this far below the robust proposal's."""

FEWEST = 3
"""Packages are added, even if they differ in one clause only, until the list with the robust proposal is this long."""

MOST = 5
"""From `FEWEST` on only packages that differ in two clauses from all before are added, until the list is this long."""


def by_acceptance(rated: Rated) -> Floats:
    """The standard that prefers the largest smallest share of accepting draws, then the largest mean joint gain."""
    return np.stack([rated.least, rated.mean_joint], axis=1)


def alternatives(choice: Ints, rated: Rated, robust: int) -> tuple[int, ...]:
    """Places of two to four packages, fewer where there are none, that are near-best and differ from the robust
    proposal (at place `robust`) and from each other.

    Near-best: within `MARGIN` of its smallest share, and no other package of those has a mean gain at least as large
    for every party and larger for one. Taken one by one: the one whose nearest package taken lies the most clauses
    away; then the larger mean joint gain, then the order of the file.
    """
    near = np.flatnonzero(rated.least >= rated.least[robust] - MARGIN - 1e-12)
    near = near[_unbettered(np.round(rated.gain[near], 9))]
    taken = [robust]
    while len(taken) < MOST and len(near):
        apart = (choice[near][:, None] != choice[taken][None]).sum(axis=2).min(axis=1)
        best = np.lexsort((-np.round(rated.mean_joint[near], 9), -apart))[0]
        if apart[best] < (1 if len(taken) < FEWEST else 2):
            break
        taken.append(int(near[best]))
    return tuple(taken[1:])


def _unbettered(gain: Floats) -> NDArray[np.bool_]:
    """Which rows no other row betters: at least as large everywhere and larger somewhere."""
    found = np.ones(len(gain), dtype=np.bool_)
    for place, row in enumerate(gain):
        found[place] = not ((gain >= row).all(axis=1) & (gain > row).any(axis=1)).any()
    return found
