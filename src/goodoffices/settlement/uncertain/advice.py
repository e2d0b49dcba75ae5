"""What to propose under doubt, and what to ask next.

    some = draw(dossier, model, min(draws, ADVICE_DRAWS), seed)
    advice = advise(dossier, model, settlement, some, nash[: len(some)])

with `nash` (draws, issues) the option positions of each draw's Nash package, −1 where there is none. This file imports
nothing of `result.py`, so that an answer there can hold an `Advice`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.dossier import Dossier
from goodoffices.settlement.engine.model import Model
from goodoffices.settlement.result import Settlement
from goodoffices.settlement.uncertain.doubts import doubts
from goodoffices.settlement.uncertain.draw import Draws
from goodoffices.settlement.uncertain.pool import lay_out, own_nash, pool, rate
from goodoffices.settlement.uncertain.questions import Question, questions
from goodoffices.settlement.uncertain.regret import Mean, by_mean, by_worst, mean, regrets
from goodoffices.settlement.uncertain.robust import alternatives, by_acceptance
from goodoffices.settlement.uncertain.search import Found, improved
from goodoffices.values import Chance, chance

__all__ = ["ADVICE_DRAWS", "Advice", "Advised", "Standing", "advise"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ADVICE_DRAWS = 5000
"""Draws that advice is made from at most: the first of the ensemble."""

Standing = Literal["central", "robust", "regret", "average", "alternative"]
"""Why a package is shown: it is the Nash package of the central answer, the robust proposal, the one of least worst
regret, the one of smallest mean regret, or nearly as robust and different in content."""


@dataclass(frozen=True)
class Advised:
    """A package and what the draws say of it.

    `standings`: why it is shown, one package may have several. `accepts`: for each deciding party the share of draws in
    which it gains at least 0; `all_accept`: the share in which all do. `joint`: the mean joint gain (geometric mean of
    the parties' gains, 0 where one is below its fallback). `worst_regret` and `mean_regret`: how much less joint gain
    it gives than the best package of a draw, in the worst of the draws and on average. In points.
    """

    standings: tuple[Standing, ...]
    package: Mapping[str, str]
    accepts: Mapping[str, Chance]
    all_accept: Chance
    joint: Mean
    worst_regret: float
    mean_regret: Mean

    @property
    def most_doubtful(self) -> str:
        """The party that accepts it in the fewest draws, the first of equals."""
        return min(self.accepts, key=lambda party: self.accepts[party].hits)


@dataclass(frozen=True)
class Advice:
    """Packages for a proposal and questions for the next caucus.

    `packages` are distinct: central, robust, smallest worst regret, smallest mean regret (where they differ), then the
    alternatives. They are the best of the `looked_at` packages, of which `allowed` exist: not
    proved best of all unless both are equal; `in_pool` of these were the
    pool, the rest were found by changing one or two clauses. `questions` come in the order of their worth; empty where
    the file leaves nothing open (`open_judgements` is 0) or there are too few draws. `knowing_all` is what knowing
    every judgement would spare, in points: the mean regret of the package advised on average.
    """

    draws: int
    packages: tuple[Advised, ...]
    looked_at: int
    allowed: int
    in_pool: int
    open_judgements: int
    questions: tuple[Question, ...]
    knowing_all: Mean

    def by(self, standing: Standing) -> Advised | None:
        """The first package with this standing; None where there is none."""
        return next((one for one in self.packages if standing in one.standings), None)

    @property
    def telling(self) -> tuple[Question, ...]:
        """The questions whose answer would change the advice for the better, beyond chance."""
        return tuple(question for question in self.questions if question.matters)


def advise(dossier: Dossier, model: Model, settlement: Settlement, draws: Draws, nash: Ints) -> Advice | None:
    """The advice that some draws support; None when no allowed package is known to begin with.

    `model` is the dossier's central model and `settlement` its central answer; `nash` (draws, issues) holds the Nash
    package of each draw as option positions, −1 where there is none.
    """
    trial, start = lay_out(model, draws), pool(model, settlement, nash)
    if not len(start):
        return None
    best = np.maximum(own_nash(trial, nash), rate(trial, start).joint.max(axis=0))
    found = improved(trial, start, {"robust": by_acceptance, "regret": by_worst(best), "average": by_mean})
    best = np.maximum(best, found.rated.joint.max(axis=0))
    places = _places(found, settlement, model)
    open_ = doubts(dossier, model, draws)
    return Advice(
        draws=len(draws),
        packages=tuple(_advised(model, found, place, standings, best) for place, standings in places.items()),
        looked_at=found.looked_at,
        allowed=settlement.packages.allowed,
        in_pool=len(start),
        open_judgements=len(open_),
        questions=questions(model, found.choice, found.rated, open_),
        knowing_all=mean(best - found.rated.joint[_place(found, found.best["average"])]),
    )


def _places(found: Found, settlement: Settlement, model: Model) -> dict[int, tuple[Standing, ...]]:
    """The places of the packages to show, each with why, in the order in which they are shown."""
    robust = _place(found, found.best["robust"])
    named: list[tuple[Standing, int]] = []
    if settlement.solutions is not None:
        nash = model.choice(settlement.solutions.nash.outcome.package)
        named.append(("central", _place(found, tuple(nash[issue] for issue in range(len(nash))))))
    named += [("robust", robust), ("regret", _place(found, found.best["regret"]))]
    named += [("average", _place(found, found.best["average"]))]
    named += [("alternative", place) for place in alternatives(found.choice, found.rated, robust)]
    places: dict[int, tuple[Standing, ...]] = {}
    for standing, place in named:
        places[place] = (*places.get(place, ()), standing)
    return places


def _place(found: Found, choice: tuple[int, ...]) -> int:
    """Where a package stands among those kept."""
    return int(np.flatnonzero((found.choice == np.array(choice)).all(axis=1))[0])


def _advised(model: Model, found: Found, place: int, standings: tuple[Standing, ...], best: Floats) -> Advised:
    rated, draws = found.rated, found.rated.joint.shape[1]
    regret = regrets(rated.joint[place], best)
    return Advised(
        standings=standings,
        package=model.package(found.choice[place].tolist()),
        accepts={
            model.parties[party]: chance(int(rated.accepts[place, seat]), draws)
            for seat, party in enumerate(model.deciding)
        },
        all_accept=chance(int(rated.all_accept[place]), draws),
        joint=mean(rated.joint[place]),
        worst_regret=float(regret.max()),
        mean_regret=mean(regret),
    )
