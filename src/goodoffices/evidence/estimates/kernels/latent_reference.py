"""The sampler of `latent_classes.py`, readable: the same draws from the same generator, in arrays."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from goodoffices.evidence.estimates.kernels.latent_classes import LARGEST_MEAN, State

__all__ = ["run_reference"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def run_reference(
    rng: np.random.Generator, patterns: Ints, counts: Ints, state: State, prior: tuple[float, float], sweeps: int
) -> tuple[Ints, Ints]:
    """As `run`."""
    missing = np.zeros(sweeps, dtype=np.int64)
    exchanged = np.zeros(len(counts) - 1, dtype=np.int64)
    for t in range(sweeps):
        rungs = [State(*(array[r : r + 1] for array in state)) for r in range(len(counts))]
        missing[t], *_ = [_sweep(rng, patterns, row, rung, prior) for row, rung in zip(counts, rungs, strict=True)]
        if len(rungs) == 1:
            continue
        fits = [_log_fit(patterns, rung) for rung in rungs]
        for r, (low, high) in enumerate(pairwise(rungs)):
            if r % 2 == t % 2 and np.log(1 - rng.random()) < (counts[r] - counts[r + 1]) @ (fits[r + 1] - fits[r]):
                for one, other in zip(low, high, strict=True):
                    one[:], other[:] = other.copy(), one.copy()
                exchanged[r] += 1
    return missing, exchanged


def _sweep(rng: np.random.Generator, patterns: Ints, counts: Ints, rung: State, prior: tuple[float, float]) -> int:
    weights = _log_joint(patterns, rung)
    members = np.array(
        [_spread(rng, n, row) if n else 0 * row for n, row in zip(counts, weights, strict=True)], dtype=np.int64
    )
    listed = members.T @ patterns
    lost = _log_joint(np.zeros((1, patterns.shape[1]), dtype=np.int64), rung)[0]
    odds = np.exp(lost).sum() / _found(rung)
    unseen = rng.poisson(min(rng.standard_gamma(float(counts.sum())) * odds, LARGEST_MEAN))
    inside = members.sum(axis=0) + _spread(rng, unseen, lost)
    pairs = np.log(rng.standard_gamma(1 + np.stack([listed, inside[:, None] - listed], axis=-1)))
    both = np.logaddexp(pairs[..., 0], pairs[..., 1])
    rung.present[0], rung.absent[0] = pairs[..., 0] - both, pairs[..., 1] - both
    _draw_sticks(rng, inside, rung, prior)
    _relabel(rng, inside, rung)
    return int(unseen)


def _draw_sticks(rng: np.random.Generator, inside: Ints, rung: State, prior: tuple[float, float]) -> None:
    last = len(inside) - 1
    for k in range(last):
        shape = rung.alpha[0] + inside[k + 1 :].sum()
        one = np.log(rng.standard_gamma(1.0 + inside[k]))
        two = np.log(rng.standard_gamma(shape + 1)) + np.log(1 - rng.random()) / shape
        rung.stick[0, k], rung.rest[0, k] = np.array([one, two]) - np.logaddexp(one, two)
    _set_shares(rung)
    rung.alpha[0] = max(rng.standard_gamma(prior[0] + last) / (prior[1] - rung.share[0, last]), 1e-100)


def _set_shares(rung: State) -> None:
    last = rung.share.shape[1] - 1
    gone = np.concatenate([[0.0], np.cumsum(rung.rest[0, :last])])
    rung.share[0] = gone + np.append(rung.stick[0, :last], 0.0)


def _relabel(rng: np.random.Generator, inside: Ints, rung: State) -> None:
    classes = len(inside)
    if classes == 1:
        return
    k, m = int(rng.random() * classes), int(rng.random() * classes)
    if np.log(1 - rng.random()) < (inside[k] - inside[m]) * (rung.share[0, m] - rung.share[0, k]):
        _swap(k, m, rung.present[0], rung.absent[0], inside)
    if classes == 2:  # noqa: PLR2004 - the last class has no stick of its own
        return
    k = int(rng.random() * (classes - 2))
    if np.log(1 - rng.random()) < inside[k] * rung.rest[0, k + 1] - inside[k + 1] * rung.rest[0, k]:
        _swap(k, k + 1, rung.present[0], rung.absent[0], rung.stick[0], rung.rest[0])
        _set_shares(rung)


def _swap(k: int, m: int, *arrays: NDArray[np.float64] | NDArray[np.int64]) -> None:
    for array in arrays:
        array[[k, m]] = array[[m, k]]


def _log_joint(patterns: Ints, rung: State) -> Floats:
    """The logarithm of the chance of class and cell together (cells, classes)."""
    found: Floats = rung.share[0] + patterns @ rung.present[0].T + (1 - patterns) @ rung.absent[0].T
    return found


def _found(rung: State) -> float:
    """The chance to be on some list."""
    return float(-(np.exp(rung.share[0]) * np.expm1(rung.absent[0].sum(axis=1))).sum())


def _log_fit(patterns: Ints, rung: State) -> Floats:
    found: Floats = np.logaddexp.reduce(_log_joint(patterns, rung), axis=1) - np.log(_found(rung))
    return found


def _spread(rng: np.random.Generator, many: int, weights: Floats) -> Ints:
    """So many among the classes, by the logarithms of their weights."""
    shares = np.exp(weights - weights.max())
    found: Ints = rng.multinomial(many, shares / shares.sum())
    return found
