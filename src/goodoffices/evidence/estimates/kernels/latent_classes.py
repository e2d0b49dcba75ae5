"""The Gibbs sampler of latent classes with a stick-breaking prior (Manrique-Vallier 2016), with help between modes.

Several rungs run at once: the first on the table itself, the others on thinner and thinner parts of it, on which the
sampler moves more freely. Neighbouring rungs exchange parameters (parallel tempering; Geyer 1991), so that the first
moves between modes. `latent_reference.py` is the same, readable. Each rung's parameters are in one row of each array of
a State, all in logarithms: a class that nobody is in may have a share of e^-1000.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodoffices.compiled import compiled_freely

__all__ = ["State", "run"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LARGEST_MEAN = 1e12
"""No more than so many people are ever put on no list: beyond, counting stops meaning anything."""


class State(NamedTuple):
    """Parameters of all rungs: `present` and `absent` (rungs, classes, lists), the logarithms of the chance that a list
    has a member of a class, and has not; `share` (rungs, classes), the logarithm of a class's part of all; `stick`
    and `rest` (rungs, classes), of the part broken off and left; `alpha` (rungs,), the concentration."""

    present: Floats
    absent: Floats
    share: Floats
    stick: Floats
    rest: Floats
    alpha: Floats


@compiled_freely
def run(
    rng: np.random.Generator, patterns: Ints, counts: Ints, state: State, prior: tuple[float, float], sweeps: int
) -> tuple[Ints, Ints]:
    """Run `sweeps` sweeps, changing `state`: how many are on no list after each (sweeps,), and how many exchanges each
    pair of neighbouring rungs made (rungs - 1,).

    `patterns` (cells, lists) are 0 or 1, `counts` (rungs, cells). `prior` is shape and rate of alpha's gamma prior.
    """
    rungs, cells = counts.shape
    missing = np.empty(sweeps, dtype=np.int64)
    exchanged = np.zeros(max(rungs - 1, 0), dtype=np.int64)
    fit = np.empty((rungs, cells))
    for t in range(sweeps):
        for r in range(rungs):
            unseen = _sweep(rng, patterns, counts[r], state, r, prior)
            if r == 0:
                missing[t] = unseen
        if rungs == 1:
            continue
        for r in range(rungs):
            _log_fit(patterns, state, r, fit[r])
        for r in range(t % 2, rungs - 1, 2):
            gain = 0.0
            for c in range(cells):
                gain += (counts[r, c] - counts[r + 1, c]) * (fit[r + 1, c] - fit[r, c])
            if math.log(1.0 - rng.random()) < gain:
                _exchange(state, r)
                exchanged[r] += 1
    return missing, exchanged


@compiled_freely
def _sweep(
    rng: np.random.Generator, patterns: Ints, counts: Ints, state: State, r: int, prior: tuple[float, float]
) -> int:
    """One sweep of one rung: members to classes, the unseen, then the parameters. Returns the number of the unseen."""
    cells, lists = patterns.shape
    classes = len(state.share[r])
    weights = np.empty(classes)
    inside = np.zeros(classes, dtype=np.int64)
    listed = np.zeros((classes, lists), dtype=np.int64)
    seen = 0
    for c in range(cells):
        if counts[c] == 0:
            continue
        seen += counts[c]
        for k in range(classes):
            weights[k] = state.share[r, k]
            for j in range(lists):
                weights[k] += state.present[r, k, j] if patterns[c, j] else state.absent[r, k, j]
        left = counts[c]
        _normalise(weights)
        rest = 1.0
        for k in range(classes):
            here = _part(rng, left, weights[k], rest, k == classes - 1)
            inside[k] += here
            for j in range(lists):
                if patterns[c, j]:
                    listed[k, j] += here
            left -= here
            rest -= weights[k]
            if left == 0:
                break
    unseen = _draw_unseen(rng, seen, state, r, inside)
    _draw_rates(rng, inside, listed, state, r)
    _draw_sticks(rng, inside, state, r, prior)
    _relabel(rng, inside, state, r)
    return unseen


@compiled_freely
def _draw_unseen(rng: np.random.Generator, seen: int, state: State, r: int, inside: Ints) -> int:
    """How many are on no list (negative binomial: the prior of the total is 1/N), added to their classes."""
    classes, lists = state.absent.shape[1], state.absent.shape[2]
    weights = np.empty(classes)
    found = 0.0
    for k in range(classes):
        missed = 0.0
        for j in range(lists):
            missed += state.absent[r, k, j]
        weights[k] = state.share[r, k] + missed
        found -= math.exp(state.share[r, k]) * math.expm1(missed)
    lost = 0.0
    for k in range(classes):
        lost += math.exp(weights[k])
    mean = rng.standard_gamma(float(seen)) * lost / max(found, 1e-300)
    unseen = rng.poisson(min(mean, LARGEST_MEAN))
    _normalise(weights)
    left, rest = unseen, 1.0
    for k in range(classes):
        here = _part(rng, left, weights[k], rest, k == classes - 1)
        inside[k] += here
        left -= here
        rest -= weights[k]
        if left == 0:
            break
    return int(unseen)


@compiled_freely
def _draw_rates(rng: np.random.Generator, inside: Ints, listed: Ints, state: State, r: int) -> None:
    """Beta(1 + on the list, 1 + not on it), uniform before the data."""
    classes, lists = listed.shape
    for k in range(classes):
        for j in range(lists):
            one = math.log(rng.standard_gamma(1.0 + listed[k, j]))
            two = math.log(rng.standard_gamma(1.0 + inside[k] - listed[k, j]))
            both = _log_sum(one, two)
            state.present[r, k, j] = one - both
            state.absent[r, k, j] = two - both


@compiled_freely
def _draw_sticks(rng: np.random.Generator, inside: Ints, state: State, r: int, prior: tuple[float, float]) -> None:
    """Beta(1 + in the class, alpha + in later ones) for each stick but the last, which is what is left; then alpha."""
    classes = len(inside)
    later = inside.sum()
    gone = 0.0
    for k in range(classes - 1):
        later -= inside[k]
        one = math.log(rng.standard_gamma(1.0 + inside[k]))
        # A gamma variable of small shape can be too small for a number; its logarithm is not.
        shape = state.alpha[r] + later
        two = math.log(rng.standard_gamma(shape + 1.0)) + math.log(1.0 - rng.random()) / shape
        both = _log_sum(one, two)
        state.stick[r, k] = one - both
        state.rest[r, k] = two - both
        state.share[r, k] = gone + state.stick[r, k]
        gone += state.rest[r, k]
    state.share[r, classes - 1] = gone
    state.alpha[r] = max(rng.standard_gamma(prior[0] + classes - 1.0) / (prior[1] - gone), 1e-100)


@compiled_freely
def _relabel(rng: np.random.Generator, inside: Ints, state: State, r: int) -> None:
    """Two moves between the names of classes (Papaspiliopoulos & Roberts 2008): two change places; two neighbours
    change places with their sticks."""
    classes = len(inside)
    if classes == 1:
        return
    k = int(rng.random() * classes)
    m = int(rng.random() * classes)
    if math.log(1.0 - rng.random()) < (inside[k] - inside[m]) * (state.share[r, m] - state.share[r, k]):
        _swap_classes(state, r, k, m)
        inside[k], inside[m] = inside[m], inside[k]
    if classes == 2:  # noqa: PLR2004 - the last class has no stick of its own
        return
    k = int(rng.random() * (classes - 2))
    ratio = inside[k] * state.rest[r, k + 1] - inside[k + 1] * state.rest[r, k]
    if math.log(1.0 - rng.random()) < ratio:
        _swap_classes(state, r, k, k + 1)
        for array in (state.stick, state.rest):
            array[r, k], array[r, k + 1] = array[r, k + 1], array[r, k]
        gone = 0.0
        for m in range(classes - 1):
            state.share[r, m] = gone + state.stick[r, m]
            gone += state.rest[r, m]
        state.share[r, classes - 1] = gone


@compiled_freely
def _swap_classes(state: State, r: int, k: int, m: int) -> None:
    for j in range(state.present.shape[2]):
        for array in (state.present, state.absent):
            array[r, k, j], array[r, m, j] = array[r, m, j], array[r, k, j]


@compiled_freely
def _exchange(state: State, r: int) -> None:
    """Rungs r and r + 1 change places."""
    for array in (state.present, state.absent):
        kept = array[r].copy()
        array[r] = array[r + 1]
        array[r + 1] = kept
    for line in (state.share, state.stick, state.rest):
        held = line[r].copy()
        line[r] = line[r + 1]
        line[r + 1] = held
    state.alpha[r], state.alpha[r + 1] = state.alpha[r + 1], state.alpha[r]


@compiled_freely
def _log_fit(patterns: Ints, state: State, r: int, fit: Floats) -> None:
    """The logarithm of each cell's chance among those on some list, into `fit` (cells,)."""
    cells, lists = patterns.shape
    classes = len(state.share[r])
    found = 0.0
    for k in range(classes):
        missed = 0.0
        for j in range(lists):
            missed += state.absent[r, k, j]
        found -= math.exp(state.share[r, k]) * math.expm1(missed)
    scale = math.log(max(found, 1e-300))
    for c in range(cells):
        total = -np.inf
        for k in range(classes):
            weight = state.share[r, k]
            for j in range(lists):
                weight += state.present[r, k, j] if patterns[c, j] else state.absent[r, k, j]
            total = _log_sum(total, weight)
        fit[c] = total - scale


@compiled_freely
def _part(rng: np.random.Generator, left: int, weight: float, rest: float, last: bool) -> int:
    """How many of those left are in this class."""
    if last or weight >= rest:
        return left
    return int(rng.binomial(left, weight / rest))


@compiled_freely
def _normalise(weights: Floats) -> None:
    """Logarithms to shares that add up to 1, in place."""
    top = weights.max()
    total = 0.0
    for k in range(len(weights)):
        weights[k] = math.exp(weights[k] - top)
        total += weights[k]
    for k in range(len(weights)):
        weights[k] /= total


@compiled_freely
def _log_sum(one: float, two: float) -> float:
    """The logarithm of e^one + e^two."""
    top, low = max(one, two), min(one, two)
    if low == -np.inf:
        return top
    return top + math.log1p(math.exp(low - top))
