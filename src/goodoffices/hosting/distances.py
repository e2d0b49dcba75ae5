"""Distances between ideal points, with the published intervals carried through by simulation.

Bailey, Strezhnev & Voeten (2017, Journal of Conflict Resolution 61(2)) publish for every state the median and the 5 %
and 95 % quantiles of its ideal point, and not their joint distribution. A draw takes each state's point from two half
normals that meet in the point and have these quantiles, each state by itself. The same draw of a party's point serves
all candidates, so that what is common to two candidates cancels where they are compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from goodoffices.hosting.model import Point

__all__ = ["Distance", "Distances", "Spread", "distances"]

_Z95 = 1.6448536269514722
"""The 95 % quantile of the standard normal distribution."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Spread:
    """A figure from the published points, and the 5 % and 95 % quantiles of the draws (both None without draws)."""

    point: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Distance:
    """A candidate's distances: to each state by code, the largest and to whom, and the balance, largest less
    smallest."""

    candidate: str
    to: Mapping[str, Spread] = field(hash=False)
    largest: Spread
    farthest: str
    nearest: str
    balance: Spread


@dataclass(frozen=True)
class Distances:
    """For all candidates that have a point. `nearer[a][b]` is the share of draws in which a's largest distance is
    smaller than b's; `drawn` are the draws of largest distance and balance, by candidate, for who weighs them."""

    each: tuple[Distance, ...]
    nearer: Mapping[str, Mapping[str, float]] = field(hash=False)
    missing: tuple[str, ...] = ()
    drawn: Mapping[str, Floats] = field(default_factory=dict, hash=False, compare=False, repr=False)


def distances(
    points: Mapping[str, Point], candidates: Sequence[str], states: Sequence[str], draws: int, seed: int
) -> Distances:
    """Distances of candidates to states; those without a point are named in `missing` and left out."""
    known = [state for state in states if state in points]
    able = [candidate for candidate in candidates if candidate in points] if known else []
    missing = tuple(dict.fromkeys(code for code in (*states, *candidates) if code not in points))
    drawn = _drawn(points, tuple(dict.fromkeys((*known, *able))), draws, seed)
    found, tables = [], {}
    for candidate in able:
        exact = np.array([abs(points[candidate].point - points[state].point) for state in known])
        table = np.abs(np.stack([drawn[candidate] - drawn[state] for state in known]))
        largest, balance = table.max(axis=0), table.max(axis=0) - table.min(axis=0)
        tables[candidate] = np.stack([largest, balance])
        found.append(
            Distance(
                candidate,
                {state: _spread(float(exact[row]), table[row]) for row, state in enumerate(known)},
                _spread(float(exact.max()), largest),
                known[int(exact.argmax())],
                known[int(exact.argmin())],
                _spread(float(exact.max() - exact.min()), balance),
            )
        )
    nearer = {one: {other: _share(tables[one][0] < tables[other][0]) for other in able if other != one} for one in able}
    return Distances(tuple(found), nearer if draws else {}, missing, tables)


def _drawn(points: Mapping[str, Point], states: Sequence[str], draws: int, seed: int) -> dict[str, Floats]:
    """Draws of each state's point. The state's own stream of numbers: another candidate beside it changes nothing."""
    found = {}
    for state in states:
        chance = np.random.default_rng([seed, *state.encode()])
        normal = chance.standard_normal(draws)
        one = points[state]
        side = np.where(normal < 0, one.point - one.low, one.high - one.point)
        found[state] = one.point + normal * side / _Z95
    return found


def _spread(point: float, draws: Floats) -> Spread:
    if not draws.size:
        return Spread(point, None, None)
    low, high = np.quantile(draws, [0.05, 0.95])
    return Spread(point, float(low), float(high))


def _share(which: npt.NDArray[np.bool_]) -> float:
    return float(which.mean()) if which.size else 0.0
