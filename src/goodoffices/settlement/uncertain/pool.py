"""The pool: packages that are looked at for advice, and what many draws say of each.

Used by the room like this (all in `advice.py`):

    looked = pool(model, settlement, nash)      # option positions (packages, issues), distinct, allowed
    rated = rate(lay_out(model, draws), looked) # what the draws say of them

In the pool: the whole texts on record, the candidates and up to `POOL_FRONTIER` frontier packages of the central
answer (those of the largest Nash product), and up to `POOL_NASH` of the draws' Nash packages (the most frequent).
Only allowed packages, each once, in the order of the file's options. It is a selection: of all packages it has those
that somebody proposed or that would be fair if some draw were the truth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.candidates import candidates, nash_product
from goodoffices.settlement.engine.model import Bonus, Model
from goodoffices.settlement.result import Settlement
from goodoffices.settlement.uncertain.draw import NOISE, Draws

__all__ = ["POOL_FRONTIER", "POOL_NASH", "Rated", "Trial", "allowed", "lay_out", "own_nash", "pool", "rate"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

POOL_NASH = 500
"""Nash packages of draws that enter the pool at most: the most frequent."""

POOL_FRONTIER = 200
"""Packages of the central frontier that enter the pool at most: those of the largest Nash product."""

CELLS = 2_000_000
"""Numbers of one party's gains that are held at once, draws times packages."""


@dataclass(frozen=True)
class Trial:
    """Draws laid out so that many packages can be rated fast.

    `units` (deciding parties, options of all issues, draws), `bonus` (the model's bonuses, draws) and `fallback`
    (deciding parties, draws) are in points. `starts` (issues,) is where each issue's options begin.
    """

    model: Model
    units: Floats
    bonus: Floats
    fallback: Floats
    starts: Ints

    def __len__(self) -> int:
        """How many draws there are."""
        return int(self.fallback.shape[1])


@dataclass(frozen=True)
class Rated:
    """What the draws say of some packages.

    `accepts` (packages, deciding parties) and `all_accept` (packages,) count the draws in which a party, and all at
    once, gain at least 0. `gain` (packages, deciding parties) is the mean gain in points. `joint` (packages, draws) is
    the joint gain: the geometric mean of the parties' gains in points, 0 where one is below its fallback; it ranks the
    packages of a draw as the Nash product does, and unlike the product it can be averaged over draws.
    """

    accepts: Ints
    all_accept: Ints
    gain: Floats
    joint: Floats

    def __len__(self) -> int:
        """How many packages there are."""
        return len(self.joint)

    @property
    def least(self) -> Floats:
        """Shares of the draws (packages,), 0..1: how often the party accepts that accepts least often."""
        found: Floats = self.accepts.min(axis=1) / self.joint.shape[1]
        return found

    @property
    def mean_joint(self) -> Floats:
        """The mean joint gain (packages,) in points."""
        found: Floats = self.joint.mean(axis=1)
        return found


def pool(model: Model, settlement: Settlement, nash: Ints) -> Ints:
    """Option positions (packages, issues) of the pool. `settlement` is the central answer; `nash` (draws, issues) holds
    the draws' Nash packages, −1 where there is none. No row when none of them is allowed."""
    named = [candidate.outcome.package for candidate in candidates(settlement)]
    named += [text.package for text in settlement.texts if not text.open_issues]
    points = settlement.frontier.points
    order = sorted(range(len(points)), key=lambda place: (-round(nash_product(settlement, points[place]), 6), place))
    named += [points[place].package for place in order[:POOL_FRONTIER]]
    rows = np.concatenate([_positions(model, named), _most_frequent(nash)])
    return np.unique(rows[allowed(model, rows)], axis=0)


def allowed(model: Model, choice: Ints) -> Bools:
    """Which packages (packages, issues) cross no red line of a deciding party and break no linkage."""
    fine = np.ones(len(choice), dtype=np.bool_)
    for issue, is_open in enumerate(model.open_options):
        fine &= np.array(is_open)[choice[:, issue]]
    for rule in model.rules:
        fine &= ~_all_hold(rule.when, choice) | _all_hold(rule.then, choice)
    return fine


def lay_out(model: Model, draws: Draws) -> Trial:
    """The draws of a model, laid out for `rate`."""
    sizes = [len(options) for options in model.options]
    return Trial(
        model=model,
        units=np.ascontiguousarray(draws.units.transpose(2, 1, 0)),
        bonus=np.ascontiguousarray(draws.bonus.T),
        fallback=np.ascontiguousarray(draws.fallback.T),
        starts=np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64),
    )


def rate(trial: Trial, choice: Ints) -> Rated:
    """What the draws say of packages given as option positions (packages, issues); memory is bounded by `CELLS`
    beside the result."""
    accepts = np.zeros((len(choice), len(trial.units)), dtype=np.int64)
    all_accept = np.zeros(len(choice), dtype=np.int64)
    mean = np.zeros((len(choice), len(trial.units)))
    joint = np.zeros((len(choice), len(trial)))
    step = max(1, CELLS // max(1, len(trial)))
    for start in range(0, len(choice), step):
        part = slice(start, start + step)
        together = np.ones((len(choice[part]), len(trial)), dtype=np.bool_)
        product = np.ones((len(choice[part]), len(trial)))
        for seat in range(len(trial.units)):
            gain = _gain(trial, seat, choice[part])
            accepting = gain >= -NOISE
            accepts[part, seat] = accepting.sum(axis=1)
            mean[part, seat] = gain.mean(axis=1)
            together &= accepting
            product *= np.maximum(gain, 0.0)
        all_accept[part] = together.sum(axis=1)
        joint[part] = product ** (1 / len(trial.units))
    return Rated(accepts, all_accept, mean, joint)


def own_nash(trial: Trial, nash: Ints) -> Floats:
    """The joint gain (draws,) of every draw's own Nash package (draws, issues), 0 where there is none (−1)."""
    found = np.zeros(len(trial))
    held = np.flatnonzero(nash[:, 0] >= 0)
    product = np.ones(len(held))
    for seat in range(len(trial.units)):
        gain = trial.units[seat][(trial.starts + nash[held]).T, held].sum(axis=0) - trial.fallback[seat, held]
        for which, bonus in _bonuses(trial.model, seat):
            gain += np.where(_stands(bonus.when, nash[held]), trial.bonus[which, held], 0.0)
        product *= np.maximum(gain, 0.0)
    found[held] = product ** (1 / len(trial.units))
    return found


def _gain(trial: Trial, seat: int, choice: Ints) -> Floats:
    """One party's gains (packages, draws) in points. Packages that are looked at together are often much alike, so only
    what sets them apart from the most usual option of each issue is added up for each."""
    usual = np.array([np.bincount(column).argmax() for column in choice.T], dtype=np.int64)
    total = np.tile(trial.units[seat][trial.starts + usual].sum(axis=0) - trial.fallback[seat], (len(choice), 1))
    for issue, start in enumerate(trial.starts):
        unusual = np.flatnonzero(choice[:, issue] != usual[issue])
        if len(unusual):
            change = (
                trial.units[seat][start : start + len(trial.model.options[issue])]
                - trial.units[seat][start + usual[issue]]
            )
            total[unusual] += change[choice[unusual, issue]]
    for which, bonus in _bonuses(trial.model, seat):
        total[_stands(bonus.when, choice)] += trial.bonus[which]
    return total


def _bonuses(model: Model, seat: int) -> list[tuple[int, Bonus]]:
    """The interactions of the party in a deciding seat, with their places among the model's."""
    return [(which, bonus) for which, bonus in enumerate(model.bonuses) if bonus.party == model.deciding[seat]]


def _stands(when: Sequence[tuple[int, int]], choice: Ints) -> Bools:
    """In which packages all these options stand together."""
    found = np.ones(len(choice), dtype=np.bool_)
    for issue, option in when:
        found &= choice[:, issue] == option
    return found


def _all_hold(clauses: Sequence[tuple[int, tuple[bool, ...]]], choice: Ints) -> Bools:
    found = np.ones(len(choice), dtype=np.bool_)
    for issue, mask in clauses:
        found &= np.array(mask)[choice[:, issue]]
    return found


def _positions(model: Model, packages: Sequence[Mapping[str, str]]) -> Ints:
    rows = [[model.choice(package)[issue] for issue in range(len(model.issues))] for package in packages]
    return np.array(rows, dtype=np.int64).reshape(-1, len(model.issues))


def _most_frequent(nash: Ints) -> Ints:
    """The distinct Nash packages of the draws; beyond `POOL_NASH` the most frequent of them."""
    distinct, many = np.unique(nash[nash[:, 0] >= 0], axis=0, return_counts=True)
    return distinct[np.argsort(-many, kind="stable")[:POOL_NASH]]
