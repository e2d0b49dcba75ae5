"""Regret: how much less a package gives than the package one would have chosen, had one known the preferences.

The regret of a package in a draw is the joint gain of the best package of that draw less its own joint gain, in points
(joint gain: the geometric mean of the parties' gains, 0 where one is below its fallback). The minimax-regret package
has the smallest regret in the worst draw (Savage 1951; for preferences known in part Boutilier, Patrascu, Poupart &
Schuurmans 2006). The worst is over the models drawn: more draws can only find a worse one, and the worst over all
models that the file allows may be larger. The package of smallest mean regret is that of the largest mean joint gain.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.uncertain.draw import NOISE
from goodoffices.settlement.uncertain.pool import Rated
from goodoffices.settlement.uncertain.search import Standard

__all__ = ["Mean", "by_mean", "by_worst", "mean", "regrets"]

Floats = NDArray[np.float64]

Z_95 = 1.959963984540054
"""The 97.5% point of the normal distribution."""


@dataclass(frozen=True)
class Mean:
    """A mean over draws, and the half-width `error` of its 95% interval, in points."""

    value: float
    error: float


def regrets(joint: Floats, best: Floats) -> Floats:
    """The regret (packages, draws) in points, from joint gains (packages, draws) and the best of each draw (draws,);
    what is due to the rounding of floats is 0."""
    found: Floats = best - joint
    return np.where(found > NOISE, found, 0.0)


def by_worst(best: Floats) -> Standard:
    """The standard that prefers the smallest worst regret, then the smallest mean regret. `best` (draws,) is the joint
    gain of the best package known in each draw."""

    def keys(rated: Rated) -> Floats:
        regret = regrets(rated.joint, best)
        return np.stack([-regret.max(axis=1), -regret.mean(axis=1)], axis=1)

    return keys


def by_mean(rated: Rated) -> Floats:
    """The standard that prefers the largest mean joint gain, which is the smallest mean regret."""
    return rated.mean_joint[:, None]


def mean(values: Floats) -> Mean:
    """The mean of values (draws,) with its 95% error; the error of a single draw is infinite, as nothing is known."""
    if len(values) < 2:  # noqa: PLR2004 - a spread takes two values
        return Mean(float(values.mean()), float("inf"))
    return Mean(float(values.mean()), Z_95 * float(values.std(ddof=1)) / float(np.sqrt(len(values))))
