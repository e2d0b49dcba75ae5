"""From the weights of pairs to probabilities: how large the share of pairs that are of one person is, and so each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["DIGITS", "LOWEST", "Pair", "Pairs", "scored"]

Floats = NDArray[np.float64]

LOWEST = 0.01
"""Less probable pairs are dropped."""
DIGITS = 6


@dataclass(frozen=True, order=True)
class Pair:
    """Two records by their places among all records, and the probability that they are of one person."""

    one: int
    other: int
    probability: float


@dataclass(frozen=True)
class Pairs:
    """Pairs of at least 0.01, most of all others left unlooked at by blocking. `records` has (list, place in it).

    `expected` is how many pairs of one person there are among those looked at; `looked_at` of `possible` pairs;
    `dropped` how many of one person are expected among the less probable ones.
    """

    records: tuple[tuple[int, int], ...]
    pairs: tuple[Pair, ...]
    looked_at: int
    possible: int
    expected: float
    dropped: float


def scored(records: tuple[tuple[int, int], ...], weights: list[tuple[int, int, float]]) -> Pairs:
    """The shares of pairs that are of one person, one for each two lists and one for each list with itself, by
    expectation and maximisation on the weights; then probabilities."""
    lists = np.array([place for place, _ in records])
    sizes = np.bincount(lists)
    ends = np.array([(one, other) for one, other, _ in weights], dtype=np.int64).reshape(-1, 2)
    factors = np.exp2(np.clip([weight for _, _, weight in weights], -300, 300))
    chances = np.zeros(len(weights))
    for one in range(len(sizes)):
        for other in range(one, len(sizes)):
            here = (lists[ends].min(axis=1) == one) & (lists[ends].max(axis=1) == other)
            possible = sizes[one] * (sizes[one] - 1) // 2 if one == other else sizes[one] * sizes[other]
            chances[here] = _chances(factors[here], int(possible))
    kept = [
        Pair(one, other, round(float(chance), DIGITS))
        for (one, other, _), chance in zip(weights, chances, strict=True)
        if chance >= LOWEST
    ]
    possible = len(records) * (len(records) - 1) // 2
    expected, dropped = float(chances.sum()), float(chances[chances < LOWEST].sum())
    return Pairs(records, tuple(sorted(kept)), len(weights), possible, expected, dropped)


def _chances(factors: Floats, possible: int) -> Floats:
    """How probable each pair is, by its Bayes factor and the share that makes these factors likeliest."""
    prior = 1.0 / max(possible, 2)
    chances = np.zeros(len(factors))
    for _ in range(500):
        odds = factors * prior / (1 - prior)
        chances = odds / (1 + odds)
        now = min(max(float(chances.sum()) / max(possible, 1), 1e-12), 0.5)
        if abs(now - prior) < 1e-9 * prior:
            break
        prior = now
    return chances
