"""Who is who, drawn: each draw sorts all records into persons, pairs that hang together being drawn together.

A record that may be one of two persons is one of them in each draw, not both. Which it is goes by the odds of its
pairs; how many pairs are of one person goes by the sum of their probabilities, which the scores told.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from goodoffices.evidence.linking.kernels.partitions import Neighbours, State, run
from goodoffices.evidence.linking.persons import Persons
from goodoffices.evidence.linking.scoring import LOWEST, Pairs

__all__ = ["drawn", "neighbours", "started"]

APART = math.log(LOWEST / (1 - LOWEST))
"""The log odds of two records that are no pair, where a third links them: as of the least probable pair."""
CERTAIN = 60.0
"""The log odds of a pair that a person decided; no sweep ever parts it."""
SUREST = 1 - 1e-6
"""No learned probability counts for more."""
BEFORE, BETWEEN = 100, 5
"""Sweeps before the first draw, in which the shift is found, and between two draws."""
STEP, SLOWER = 4.0, 20.0
FARTHEST = 5.0
"""The log odds are shifted by no more."""


def drawn(pairs: Pairs, draws: int, seed: int) -> Iterator[Persons]:
    """Who each record is, (records,), drawn so many times. The same pairs and seed give the same draws.

    The log odds of all pairs are shifted by one number, found before the first draw, so that as many pairs are of one
    person as the probabilities add up to: without it, those that compete for one record would be lost.
    """
    rng = np.random.default_rng(seed)
    state, near = started(len(pairs.records)), neighbours(pairs)
    wanted = sum(pair.probability for pair in pairs.pairs)
    shift = 0.0
    for sweep in range(BEFORE):
        links = run(rng, near, state, shift, 1)
        step = STEP / (1 + sweep / SLOWER)
        shift += step * (wanted - links) / max(wanted, 1.0)
        shift = min(max(shift, -FARTHEST), FARTHEST)
    for _ in range(draws):
        run(rng, near, state, shift, BETWEEN)
        yield np.unique(state.person, return_inverse=True)[1].astype(np.int64)


def started(records: int) -> State:
    """Every record a person of its own."""
    own = np.arange(records)
    return State(
        own.copy(), np.ones(records, dtype=np.int64), np.zeros(records), own.copy(), np.zeros(1, dtype=np.int64)
    )


def neighbours(pairs: Pairs) -> Neighbours:
    """Each record's pairs with their log odds."""
    one = np.array([pair.one for pair in pairs.pairs], dtype=np.int64)
    other = np.array([pair.other for pair in pairs.pairs], dtype=np.int64)
    chances = np.array([pair.probability for pair in pairs.pairs])
    held = np.minimum(chances, SUREST)
    odds = np.where(chances >= 1, CERTAIN, np.log(held / (1 - held)))
    ends, others = np.concatenate([one, other]), np.concatenate([other, one])
    order = np.lexsort((others, ends))
    begin = np.searchsorted(ends[order], np.arange(len(pairs.records) + 1))
    return Neighbours(begin.astype(np.int64), others[order], np.concatenate([odds, odds])[order], APART)
