"""Draws of uncertain preferences: models that say no more than the file does, taken at random.

One draw takes every weight, number, fallback and interaction uniformly from its interval, and for every order a value
function uniformly from those that keep it: the sizes of its steps are uniform on the simplex, under the condition that
each `>>` step is at least as large as each `>` step of the same order. (Stochastic multicriteria acceptability
analysis: Lahdelma, Hokkanen & Salminen 1998; for orders Lahdelma, Miettinen & Salminen 2003.)

Draw k is a function of the dossier, the seed and k alone: it has a generator of its own, seeded by both. So it does not
matter who draws it, or in how large a batch. Dossiers that differ in an interval only get the same random numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.dossier import Dossier, Issue, Preference
from goodoffices.settlement.engine.model import Model
from goodoffices.values import Estimate

__all__ = ["NOISE", "Draws", "draw"]

NOISE = 1e-9
"""Points: a gain this far below 0 is a rounding of floats, and counts as 0."""

Floats = NDArray[np.float64]

MUCH_BETTER = 2
"""The step that `>>` stands for among a preference's `steps`."""

LEAST = 2.0**-54
"""Stands for a random number of 0, whose logarithm would be infinite: half the least other that can come."""


@dataclass(frozen=True)
class Draws:
    """Some draws of a dossier's preferences; axis 0 of every array is the draw.

    `units` (draws, options of all issues one after the other in file order, deciding parties): what an option adds to a
    party's worth, in points. `bonus` (draws, the model's bonuses in order) and `fallback` (draws, deciding parties) are
    in points. `weight` (draws, all parties, issues), 0..10, and `value` (draws, options of all issues, all parties),
    0..1, are the judgements that `units` follow from.
    """

    units: Floats
    bonus: Floats
    fallback: Floats
    weight: Floats
    value: Floats

    def __len__(self) -> int:
        """How many draws there are."""
        return len(self.units)


def draw(dossier: Dossier, model: Model, draws: int, seed: int, start: int = 0) -> Draws:
    """Draws number `start`, `start` + 1, … of a dossier's preferences, `draws` of them.

    `model` is the dossier's central model, whose order of parties, issues and options is kept. `seed` is any whole
    number from 0 up. Silent parties value every option at 0.
    """
    cells = _cells(dossier)
    parties, issues, seats = len(dossier.parties), len(dossier.issues), len(model.deciding)
    chance = _uniform(draws, seed, start, (parties * issues, seats, len(model.bonuses), *map(_numbers, cells)))
    weights = [preference.weight for preference in cells]
    weight = _within(weights, chance[0]).reshape(draws, parties, issues)
    value = _values(dossier.issues, parties, cells, chance[3:])
    fallbacks = [dossier.parties[p].fallback or Estimate.exactly(0) for p in model.deciding]
    seat = list(model.deciding)
    issue_of = np.repeat(np.arange(issues), [len(issue.options) for issue in dossier.issues])
    share = weight[:, seat] / weight[:, seat].sum(axis=2, keepdims=True)
    return Draws(
        units=100.0 * value[:, :, seat] * share[:, :, issue_of].transpose(0, 2, 1),
        bonus=_within(_worths(dossier), chance[2]),
        fallback=_within(fallbacks, chance[1]),
        weight=weight,
        value=value,
    )


def _cells(dossier: Dossier) -> list[Preference]:
    """The preference of every party on every issue, a party's issues one after the other."""
    by_party = [{preference.party: preference for preference in issue.preferences} for issue in dossier.issues]
    return [preferences[party.id] for party in dossier.parties for preferences in by_party]


def _worths(dossier: Dossier) -> list[Estimate]:
    """The worth of every interaction in the order of the model's bonuses: a party's one after the other."""
    return [
        interaction.worth
        for party in dossier.parties
        for interaction in dossier.interactions
        if interaction.party == party.id
    ]


def _numbers(preference: Preference) -> int:
    """How many random numbers the values of a preference are made from."""
    if preference.is_silent:
        return 0
    if _is_order(preference):
        return 2 * sum(step > 0 for step in preference.steps)
    return len(preference.ratings)


def _is_order(preference: Preference) -> bool:
    return all(rating.level is not None for rating in preference.ratings)


def _uniform(draws: int, seed: int, start: int, widths: Sequence[int]) -> list[Floats]:
    """Uniform numbers in [0, 1): for each width an array (draws, width). Every draw has a generator of its own."""
    chance = np.empty((draws, sum(widths)))
    for place in range(draws):
        np.random.default_rng((seed, start + place)).random(out=chance[place])
    return np.split(chance, np.cumsum(widths)[:-1], axis=1)


def _within(estimates: Sequence[Estimate], chance: Floats) -> Floats:
    """Uniform in each interval, its lower end left out: a weight that may be 0 never is, so that weights always have a
    sum to divide by."""
    low = np.array([float(estimate.low) for estimate in estimates])
    high = np.array([float(estimate.high) for estimate in estimates])
    inside: Floats = low + (high - low) * (1.0 - chance)
    return inside


def _values(issues: Sequence[Issue], parties: int, cells: Sequence[Preference], chance: Sequence[Floats]) -> Floats:
    """Values (draws, options of all issues, parties) of the cells, each from its own random numbers."""
    starts = np.concatenate([[0], np.cumsum([len(issue.options) for issue in issues])])
    values = np.zeros((len(chance[0]), starts[-1], parties))
    for cell, (preference, numbers) in enumerate(zip(cells, chance, strict=True)):
        if preference.is_silent:
            continue
        party, issue = divmod(cell, len(issues))
        place = {option.id: starts[issue] + o for o, option in enumerate(issues[issue].options)}
        rows = [place[rating.option] for rating in preference.ratings]
        is_order = _is_order(preference)
        values[:, rows, party] = _ordered(preference.steps, numbers) if is_order else _rated(preference, numbers)
    return values


def _rated(preference: Preference, chance: Floats) -> Floats:
    """Values given as numbers, intervals or `unknown`, each option on its own, in the order of the ratings."""
    return _within([rating.value or Estimate.between(0, 100) for rating in preference.ratings], chance) / 100.0


def _ordered(steps: Sequence[int], chance: Floats) -> Floats:
    """Values that keep an order, best option first: exponential sizes, normalised, are uniform on the simplex, and as
    all their orders are equally likely, handing the largest to the `>>` steps in random order is drawing them under the
    condition that these be the largest."""
    step = np.array(steps, dtype=np.int64)
    taken = np.flatnonzero(step)
    sizes = np.sort(-np.log(np.maximum(chance[:, : len(taken)], LEAST)), axis=1)[:, ::-1]
    turn = np.argsort((step[taken] != MUCH_BETTER) + chance[:, len(taken) :], axis=1, kind="stable")
    size = np.zeros((len(chance), len(steps)))
    np.put_along_axis(size, taken[turn], sizes, axis=1)
    value = np.zeros((len(chance), len(steps) + 1))
    value[:, :-1] = np.cumsum(size[:, ::-1], axis=1)[:, ::-1]
    top = value[:, :1]
    return np.divide(value, top, out=value, where=top > 0)
