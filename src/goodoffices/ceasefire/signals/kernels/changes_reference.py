"""The tables and recursions of `segments.py` and `changes.py`, readable: the same numbers, in arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln, gammaln, logsumexp

__all__ = [
    "backward_reference",
    "best_segmentation_reference",
    "count_segments_reference",
    "forward_reference",
    "gaussian_segments_reference",
    "numbers_reference",
    "segments_reference",
]

Floats = NDArray[np.float64]


def count_segments_reference(days: Floats, sums: Floats, size: float, prior: tuple[float, float]) -> Floats:
    """As `count_segments`."""
    many, events = _between(days), _between(sums)
    found: Floats = betaln(prior[0] + many * size, prior[1] + events) - betaln(*prior)
    return found


def gaussian_segments_reference(
    days: Floats, sums: Floats, squares: Floats, prior: tuple[float, float, float]
) -> Floats:
    """As `gaussian_segments`."""
    weight, shape, scale = prior
    many, total, square = _between(days), _between(sums), _between(squares)
    after = scale + (square - total**2 / (weight + many)) / 2
    found: Floats = (
        gammaln(shape + many / 2)
        - gammaln(shape)
        + shape * np.log(scale)
        - (shape + many / 2) * np.log(after)
        + np.log(weight / (weight + many)) / 2
        - many * np.log(2 * np.pi) / 2
    )
    return found


def forward_reference(table: Floats, hazard: float) -> Floats:
    """As `forward`."""
    n = len(table)
    found = np.zeros(n + 1)
    for s in range(1, n + 1):
        t = np.arange(s)
        found[s] = logsumexp(found[:s] + table[:s, s - 1] + _stays(hazard, s - t) + _changes(hazard, t > 0))
    return found


def backward_reference(table: Floats, hazard: float) -> Floats:
    """As `backward`."""
    n = len(table)
    found = np.zeros(n + 1)
    for t in range(n - 1, -1, -1):
        s = np.arange(t + 1, n + 1)
        found[t] = logsumexp(found[t + 1 :] + table[t, t:] + _stays(hazard, s - t) + _changes(hazard, s < n))
    return found


def segments_reference(table: Floats, hazard: float, before: Floats, after: Floats) -> Floats:
    """As `add_segments`, to nothing, with weight 1."""
    n = len(table)
    t, s = np.arange(n)[:, None], np.arange(n)[None, :]
    ends = _changes(hazard, t > 0) + _changes(hazard, s < n - 1)
    chance = before[:-1, None] + table + after[None, 1:] + ends + _stays(hazard, s - t + 1) - before[-1]
    return np.where(s >= t, np.exp(np.where(s >= t, chance, 0.0)), 0.0)


def numbers_reference(table: Floats, hazard: float, most: int) -> Floats:
    """As `numbers`."""
    n = len(table)
    ways = np.full((n + 1, most + 1), -np.inf)
    ways[0, 0] = 0.0
    for s in range(1, n + 1):
        ways[s, 0] = table[0, s - 1]
        if s > 1:
            ways[s, 1:] = logsumexp(ways[1:s, :-1] + table[1:s, s - 1, None], axis=0)
    whole = ways[n] + np.arange(most + 1) * np.log(hazard / (1 - hazard))
    found: Floats = np.exp(whole - logsumexp(whole))
    return found


def best_segmentation_reference(table: Floats, hazard: float) -> list[int]:
    """As `best_segmentation`."""
    n = len(table)
    best: list[tuple[float, list[int]]] = [(0.0, [])]
    for s in range(1, n + 1):
        step = np.log(hazard / (1 - hazard))
        ways = [(best[t][0] + table[t, s - 1] + (step if t else 0.0), t) for t in range(s)]
        value, t = max(ways, key=lambda way: (way[0], -way[1]))
        best.append((value, [*best[t][1], t]))
    return best[n][1][1:]


def _between(running: Floats) -> Floats:
    """The sum of each stretch t to s; nothing below the diagonal."""
    found: Floats = np.triu(running[None, 1:] - running[:-1, None])
    return found


def _stays(hazard: float, length: NDArray[np.int64]) -> Floats:
    found: Floats = (length - 1) * np.log1p(-hazard)
    return found


def _changes(hazard: float, there: NDArray[np.bool_]) -> Floats:
    return np.where(there, np.log(hazard), 0.0)
