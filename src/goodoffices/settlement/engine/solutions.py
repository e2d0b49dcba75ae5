"""Four rules that single out one package of a frontier, exactly.

Nash (1950): the largest product of gains. Kalai & Smorodinsky (1975): the largest smallest share of each party's
ideal gain. Egalitarian (Kalai 1977), as leximin: the largest smallest gain in points, then the second smallest, and
so on. Utilitarian: the largest sum of gains in points; it compares points across parties, which only the dossier's
author can vouch for.

Floats only shortlist; whole numbers and fractions decide, so packages tie when they truly do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Pick", "egalitarian", "kalai_smorodinsky", "nash", "utilitarian"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
NEAR = 1e-9
"""Relative distance within which floats leave the decision to exact arithmetic."""


@dataclass(frozen=True)
class Pick:
    """The rows of the frontier that a rule prefers to all others and cannot tell apart."""

    rows: tuple[int, ...]


def nash(gains: Ints, scale: tuple[int, ...]) -> Pick:
    """The largest product of gains in points (Nash 1950). `gains` (packages, parties), units >= 0; `scale` is units in
    a point for each party.

    Where no package gives every party a gain, the product is taken over the parties that gain in the packages in
    which most parties do (a stated extension: the paper assumes that some package betters all).
    """
    gaining = (gains > 0).sum(axis=1)
    most = gaining == gaining.max()
    logs = np.where(gains > 0, np.log(np.maximum(gains, 1) / np.array(scale, dtype=np.float64)), 0.0).sum(axis=1)
    return _decide(
        np.where(most, logs, -np.inf),
        lambda row: prod((g for g in _points(gains[row], scale) if g > 0), start=Fraction(1)),
    )


def kalai_smorodinsky(gains: Ints) -> Pick:
    """The largest smallest share of the ideal gain, shares compared in ascending order (Kalai & Smorodinsky 1975; for
    finitely many packages and several parties the leximin reading, Imai 1983).

    A party's ideal is the most that any acceptable package gives it; one that cannot gain at all has share 1.
    """
    ideal = gains.max(axis=0)
    shares = np.where(ideal > 0, gains / np.maximum(ideal, 1), 1.0)
    return _decide(
        shares.min(axis=1),
        lambda row: sorted(
            Fraction(int(g), int(i)) if i else Fraction(1) for g, i in zip(gains[row], ideal, strict=True)
        ),
    )


def egalitarian(gains: Ints, scale: tuple[int, ...]) -> Pick:
    """The leximin of gains in points (Kalai 1977). `scale` is units in a point for each party."""
    points = gains / np.array(scale, dtype=np.float64)
    return _decide(points.min(axis=1), lambda row: sorted(_points(gains[row], scale)))


def utilitarian(gains: Ints, scale: tuple[int, ...]) -> Pick:
    """The largest sum of gains in points."""
    points = gains / np.array(scale, dtype=np.float64)
    return _decide(points.sum(axis=1), lambda row: sum(_points(gains[row], scale), Fraction(0)))


def _points(row: Ints, scale: tuple[int, ...]) -> list[Fraction]:
    return [Fraction(int(gain), units) for gain, units in zip(row, scale, strict=True)]


def _decide(score: Floats, exact: Callable[[int], Any]) -> Pick:
    """The rows that are best by `exact` among those near the best `score`."""
    top = score.max()
    rows = np.flatnonzero(score >= top - NEAR * max(1.0, abs(top)))
    keys = [exact(int(row)) for row in rows]
    best = max(keys)
    return Pick(tuple(int(row) for row, key in zip(rows, keys, strict=True) if key == best))
