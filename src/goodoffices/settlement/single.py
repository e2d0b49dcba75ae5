"""The four rules of `solutions` without a frontier: for models whose frontier is too large to list.

Each rule is a short sequence of mixed-integer linear programmes. The packages found are worth what the exact model
says; that they are the best holds to the solver's tolerance (about a millionth of a point).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.model import Model
from goodoffices.settlement.programme import Programme, programme

__all__ = ["SinglePoints", "single_points"]

Floats = NDArray[np.float64]
TOLERANCE = 1e-7
NASH_ROUNDS = 60
"""Tangents added before the search stops; a handful suffice in practice."""


@dataclass(frozen=True)
class SinglePoints:
    """Option positions for every issue, one package a rule, and each deciding party's ideal gain in points."""

    nash: tuple[int, ...]
    kalai_smorodinsky: tuple[int, ...]
    egalitarian: tuple[int, ...]
    utilitarian: tuple[int, ...]
    ideal: tuple[float, ...]


def single_points(model: Model) -> SinglePoints:
    """The four packages. Raises NothingAcceptableError when there are none, UnfinishedError when it takes too long."""
    made = programme(model)
    parties = range(len(made.gain))
    ideal = np.array([made.gains(made.maximise(made.gain[p]))[p] for p in parties])
    ideal = np.where(ideal < TOLERANCE, 0.0, ideal)
    return SinglePoints(
        nash=made.choice(_nash(made, ideal)),
        kalai_smorodinsky=made.choice(_leximin(made, np.where(ideal > 0, ideal, np.inf))),
        egalitarian=made.choice(_leximin(made, np.ones(len(ideal)))),
        utilitarian=made.choice(made.maximise(made.gain.sum(axis=0))),
        ideal=tuple(float(value) for value in ideal),
    )


def _leximin(made: Programme, unit: Floats) -> Floats:
    """The leximin of gains divided by `unit` (infinite: a party that cannot gain is left out).

    The sum of the k smallest shares is maximised for k = 1, 2, … in turn, each kept while the next is sought: that sum
    is the largest k·t - Σ max(0, t - share) (Ogryczak & Śliwiński 2003).
    """
    n = made.gain.shape[1]
    who = [p for p in range(len(unit)) if np.isfinite(unit[p])]
    if not who:
        return made.maximise(np.zeros(n))
    count = len(who)
    total = n + count * (1 + count)
    below = np.concatenate([np.concatenate([[np.inf], np.zeros(count)]) for _ in who])
    floors: list[tuple[Floats, float]] = []
    answer = np.zeros(total)
    for k in range(1, count + 1):
        at = n + (k - 1) * (1 + count)
        sum_of_smallest = np.zeros(total)
        sum_of_smallest[at] = k
        sum_of_smallest[at + 1 : at + 1 + count] = 1.0
        for j, p in enumerate(who):
            row = np.zeros(total)
            row[:n], row[at], row[at + 1 + j] = made.gain[p] / unit[p], -1.0, -1.0
            floors.append((row, -made.base[p] / unit[p]))
        answer = made.maximise(sum_of_smallest, extra=below, floors=floors)
        floors.append((sum_of_smallest, float(sum_of_smallest @ answer) - TOLERANCE))
    return answer


def _nash(made: Programme, ideal: Floats) -> Floats:
    """The largest sum of logarithms of gains, by outer approximation (Duran & Grossmann 1986).

    Tangents of the logarithm are added where the last answer lies until none is cut off. Parties that cannot gain at
    all are left out.
    """
    n = made.gain.shape[1]
    who = [p for p in range(len(ideal)) if ideal[p] > 0]
    if not who:
        return made.maximise(made.gain.sum(axis=0))
    total = n + len(who)
    goal = np.concatenate([np.zeros(n), np.ones(len(who))])
    ceiling = np.log(ideal[who])
    floors = [
        _tangent(made, p, j, total, at) for j, p in enumerate(who) for at in np.geomspace(ideal[p] / 100, ideal[p], 12)
    ]
    answer = made.maximise(goal, extra=ceiling, floors=floors)
    for _ in range(NASH_ROUNDS):
        gains = np.maximum(made.gains(answer)[who], 1e-6)
        if float(goal @ answer) - float(np.log(gains).sum()) <= TOLERANCE:
            break
        floors += [_tangent(made, p, j, total, float(gains[j])) for j, p in enumerate(who)]
        answer = made.maximise(goal, extra=ceiling, floors=floors)
    return answer


def _tangent(made: Programme, party: int, column: int, total: int, at: float) -> tuple[Floats, float]:
    """Z <= log(at) + (gain - at) / at, as a row and its least value."""
    n = made.gain.shape[1]
    row = np.zeros(total)
    row[:n] = made.gain[party] / at
    row[n + column] = -1.0
    return row, 1.0 - float(np.log(at)) - made.base[party] / at
