"""The four rules without a frontier, by another way than the software's own: short sequences of mixed-integer linear
programmes. That the packages found are the best holds to the solver's tolerance: a hundred-thousandth, of a point or
of the Nash product.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tests.settlement.programme import Programme, UnfinishedError, programme

from goodoffices.settlement.engine.model import Model

__all__ = ["SinglePoints", "single_points"]

Floats = NDArray[np.float64]
TOLERANCE = 1e-5
HALF = 0.5
LEAST = 1e-5
"""Points that a party must gain at least to count as gaining: more than the solver's tolerance."""

NASH_ROUNDS = 60
"""Rounds of tangents before the search gives up; a handful suffice in practice."""


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

    First the most parties are found that can gain together; with that number of gainers, the sum of their logarithms
    is maximised: tangents of the logarithm are added where the last answer lies until none is cut off.
    """
    who = [p for p in range(len(ideal)) if ideal[p] > 0]
    if not who:
        return made.maximise(made.gain.sum(axis=0))
    search = _Nash(made, who)
    ceiling = np.concatenate([np.maximum(np.log(ideal[who]), 0.0), np.ones(len(who))])
    floors = [row for j in range(len(who)) for row in search.switched(j, ceiling[j])]
    gaining = made.maximise(search.switches, extra=ceiling, floors=floors, switches=len(who))
    floors.append((search.switches, round(float(search.switches @ gaining)) - 0.5))
    floors += [
        search.tangent(j, float(at)) for j, p in enumerate(who) for at in np.geomspace(ideal[p] / 100, ideal[p], 12)
    ]
    for _ in range(NASH_ROUNDS):
        answer = made.maximise(search.goal, extra=ceiling, floors=floors, switches=len(who))
        gains = made.gains(answer)[who]
        on = [j for j in range(len(who)) if answer[search.n + len(who) + j] > HALF]
        if float(search.goal @ answer) - sum(float(np.log(max(gains[j], LEAST))) for j in on) <= TOLERANCE:
            return answer
        floors += [search.tangent(j, float(max(gains[j], LEAST))) for j in on]
    raise UnfinishedError.of("the search for the Nash package did not converge")


@dataclass(frozen=True)
class _Nash:
    """Behind the programme's variables stand, for each party of `who`, the logarithm of its gain, then a switch: 1
    when it gains. A party that does not gain adds nothing."""

    made: Programme
    who: list[int]

    @property
    def n(self) -> int:
        return int(self.made.gain.shape[1])

    @property
    def goal(self) -> Floats:
        return np.repeat([0.0, 1.0, 0.0], [self.n, len(self.who), len(self.who)])

    @property
    def switches(self) -> Floats:
        return np.repeat([0.0, 1.0], [self.n + len(self.who), len(self.who)])

    def row(self, j: int, gain: float, log: float, switch: float) -> Floats:
        """A row with these coefficients for the gain, its logarithm and the switch of party `who[j]`."""
        made = np.zeros(self.n + 2 * len(self.who))
        made[: self.n] = self.made.gain[self.who[j]] * gain
        made[self.n + j], made[self.n + len(self.who) + j] = log, switch
        return made

    def switched(self, j: int, most: float) -> list[tuple[Floats, float]]:
        """Whoever gains, gains at least `LEAST`; the logarithm of who does not is at most 0."""
        base = float(self.made.base[self.who[j]])
        return [(self.row(j, 1.0, 0.0, -LEAST), -base), (self.row(j, 0.0, -1.0, most), 0.0)]

    def tangent(self, j: int, at: float) -> tuple[Floats, float]:
        """The logarithm is at most log(at) + (gain - at) / at for who gains; no bound for who does not."""
        free = 2.0 - float(np.log(LEAST))
        base = float(self.made.base[self.who[j]])
        return self.row(j, 1.0 / at, -1.0, -free), 1.0 - float(np.log(at)) - base / at - free
