"""Sweeps over the ways to sort records into persons, compiled.

A person whose records i, j, … number z weighs (Π odds of all its pairs)^(2/z), times e^(shift (z − 1)): z records need
z − 1 links, and their pairs tell the same thing several times. A way to sort all records weighs the product over its
persons. Each record in turn is taken out and drawn anew into one of its neighbours' persons or one of its own.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodoffices.compiled import compiled_freely

__all__ = ["Neighbours", "State", "run"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Neighbours(NamedTuple):
    """Each record's pairs, one record after the other: where those of a record begin (records + 1,), the other record
    and the log odds of each (twice the pairs,). Two records that are no pair have the log odds `apart`."""

    begin: Ints
    others: Ints
    odds: Floats
    apart: float


class State(NamedTuple):
    """Who is who: `person` (records,) of each record; of each person, (records,) each, `size` in records and `told`,
    the log odds of all its pairs added up; `free` (records,), the numbers no person has, of which `many[0]` count."""

    person: Ints
    size: Ints
    told: Floats
    free: Ints
    many: Ints


@compiled_freely
def run(rng: np.random.Generator, near: Neighbours, state: State, shift: float, sweeps: int) -> int:
    """Run `sweeps` sweeps, changing `state`; returns how many pairs of records are then of one person."""
    records = len(near.begin) - 1
    most = 1
    for r in range(records):
        most = max(most, near.begin[r + 1] - near.begin[r])
    choices = np.empty(most + 1, dtype=np.int64)
    gains = np.empty(most + 1)
    weights = np.empty(most + 1)
    for _ in range(sweeps):
        for r in range(records):
            if near.begin[r] == near.begin[r + 1]:
                continue
            _take_out(r, near, state)
            found = 0
            for place in range(near.begin[r], near.begin[r + 1]):
                person = state.person[near.others[place]]
                known = False
                for c in range(found):
                    known = known or choices[c] == person
                if not known:
                    choices[found] = person
                    gains[found] = _gain(r, person, near, state)
                    weights[found] = _change(person, gains[found], shift, state)
                    found += 1
            choices[found], gains[found], weights[found] = -1, 0.0, 0.0
            _put(r, _drawn(rng, weights, found + 1), choices, gains, state)
    links = 0
    for size in state.size:
        links += size * (size - 1) // 2
    return links


@compiled_freely
def _take_out(r: int, near: Neighbours, state: State) -> None:
    person = state.person[r]
    state.person[r] = -1
    state.size[person] -= 1
    if state.size[person]:
        state.told[person] -= _gain(r, person, near, state)
    else:
        state.told[person] = 0.0
        state.free[state.many[0]] = person
        state.many[0] += 1


@compiled_freely
def _gain(r: int, person: int, near: Neighbours, state: State) -> float:
    """The log odds of the pairs of a record with all of a person's."""
    gain, met = 0.0, 0
    for place in range(near.begin[r], near.begin[r + 1]):
        if state.person[near.others[place]] == person:
            gain += near.odds[place]
            met += 1
    return float(gain + (state.size[person] - met) * near.apart)


@compiled_freely
def _change(person: int, gain: float, shift: float, state: State) -> float:
    """By how much the logarithm of a person's weight grows with a record more."""
    size = state.size[person]
    before = 2.0 * state.told[person] / size if size > 1 else 0.0
    return float(2.0 * (state.told[person] + gain) / (size + 1) - before + shift)


@compiled_freely
def _drawn(rng: np.random.Generator, weights: Floats, many: int) -> int:
    """The place of one of the first `many` logarithms of weights, drawn."""
    top = weights[:many].max()
    total = 0.0
    for c in range(many):
        weights[c] = math.exp(weights[c] - top)
        total += weights[c]
    left = rng.random() * total
    for c in range(many - 1):
        left -= weights[c]
        if left < 0:
            return c
    return many - 1


@compiled_freely
def _put(r: int, choice: int, choices: Ints, gains: Floats, state: State) -> None:
    person = choices[choice]
    if person < 0:
        state.many[0] -= 1
        person = state.free[state.many[0]]
    state.person[r] = person
    state.size[person] += 1
    state.told[person] += gains[choice]
