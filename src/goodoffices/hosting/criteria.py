"""What is weighed, from the components: a value for each candidate, and its draws where it has an interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from goodoffices.errors import EvidenceError
from goodoffices.hosting.distances import Distances
from goodoffices.hosting.model import Rating
from goodoffices.hosting.records import Tie
from goodoffices.hosting.weights import Criterion, Weights

__all__ = ["criteria_of"]

_Values = tuple[dict[str, float], dict[str, npt.NDArray[np.float64]]]
Components = tuple[Distances, Mapping[str, int], Sequence[Tie], Sequence[Rating] | None]
"""Distances, how many rounds and mediations by candidate, ties, and ratings (None: confidential here)."""


def criteria_of(
    weights: Weights, components: Components, candidates: Sequence[str], draws: int, seed: int
) -> list[Criterion]:
    """The criteria that the weights name. Ratings that are None are confidential here: weights that name them raise
    EvidenceError."""
    found, hosted, tied, rated = components
    if "rating" in weights.of and rated is None:
        remedy = "Give --desk if what comes out stays at the mediator's desk, or leave `rating` out of the weights."
        raise EvidenceError.of("the parties' ratings are confidential, and the weights name them", remedy=remedy)
    disputes = {
        one: float(sum(each.disputes or 0 for each in tied if each.candidate == one))
        for one in candidates
        if any(each.candidate == one for each in tied)
    }
    made: dict[str, _Values] = {
        "largest_distance": _drawn(found, 0, {each.candidate: each.largest.point for each in found.each}),
        "balance": _drawn(found, 1, {each.candidate: each.balance.point for each in found.each}),
        "hosted": ({one: float(hosted[one]) for one in candidates}, {}),
        "disputes": (disputes, {}),
        "rating": _rated(rated or (), candidates, draws, seed),
    }
    return [Criterion(name, *made[name]) for name in weights.of]


def _drawn(found: Distances, row: int, told: dict[str, float]) -> _Values:
    return told, {candidate: table[row] for candidate, table in found.drawn.items()}


def _rated(rated: Sequence[Rating], candidates: Sequence[str], draws: int, seed: int) -> _Values:
    """The mean of the parties' ratings; each drawn evenly from its interval."""
    told, drawn = {}, {}
    for candidate in candidates:
        own = [each.rating for each in rated if each.candidate == candidate]
        if own:
            chance = np.random.default_rng([seed, *candidate.encode(), *b"rating"])
            told[candidate] = sum(float(each.best) for each in own) / len(own)
            spans = [chance.uniform(float(each.low), float(each.high), draws) for each in own]
            drawn[candidate] = np.mean(spans, axis=0)
    return told, drawn
