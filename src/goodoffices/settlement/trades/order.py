"""Which of several packages that all could prefer to the start is named first."""

from __future__ import annotations

from fractions import Fraction
from math import prod

import numpy as np
from numpy.typing import NDArray

__all__ = ["best_first"]

Ints = NDArray[np.int64]
NEAR = 1e-9
"""Relative distance within which floats leave the decision to fractions."""


def best_first(won: Ints, scale: tuple[int, ...], choice: NDArray[np.uint16], limit: int) -> list[int]:
    """The first `limit` rows: most parties better off, then the larger product of what these win in points, then the
    earlier options in the order of the file.

    `won` (rows, parties) holds units, none below 0; `scale` is units in a point for each party; `choice` (rows,
    issues) option positions. The product is Nash's (1950) with the start as the point of disagreement, over the
    parties that win: exact, floats only shortlist.
    """
    if not len(won):
        return []
    kinds, kind, many = np.unique(won, axis=0, return_inverse=True, return_counts=True)
    winners = (kinds > 0).sum(axis=1)
    points = kinds / np.array(scale, dtype=np.float64)
    logs = np.log(np.where(kinds > 0, points, 1.0)).sum(axis=1)
    order = np.lexsort((-logs, -winners))
    last = int(np.searchsorted(np.cumsum(many[order]), min(limit, len(won))))
    end = order[min(last, len(order) - 1)]
    slack = NEAR * max(1.0, abs(float(logs[end])))
    near = (winners == winners[end]) & (logs >= logs[end] - slack)
    short = np.flatnonzero((winners > winners[end]) | near)
    standing = {int(k): (-int(winners[k]), -_product(kinds[k], scale)) for k in short}
    place = {key: rank for rank, key in enumerate(sorted(set(standing.values())))}
    rank = np.full(len(kinds), len(place))
    for k, key in standing.items():
        rank[k] = place[key]
    rows = np.flatnonzero(rank[kind.reshape(-1)] < len(place))
    chosen = np.lexsort((*choice[rows].T[::-1], rank[kind.reshape(-1)[rows]]))
    return [int(row) for row in rows[chosen][:limit]]


def _product(won: Ints, scale: tuple[int, ...]) -> Fraction:
    return prod(
        (Fraction(int(units), one) for units, one in zip(won, scale, strict=True) if units > 0), start=Fraction(1)
    )
