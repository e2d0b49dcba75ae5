"""The exact recursions over all segmentations of a series (Fearnhead 2006; Rigaill, Lebarbier & Robin 2012).

A position p (0 to n) lies before value p. In front of each value but the first there is a change with chance `hazard`,
independently: segments have geometric lengths. `table` is that of `segments.py`. Everything is quadratic in the length.
`changes_reference.py` is the same, readable.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from goodoffices.compiled import compiled_freely

__all__ = ["add_segments", "backward", "best_segmentation", "forward", "numbers"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NOTHING = -42.0
"""The logarithm of a share too small to change a sum of numbers."""


@compiled_freely
def forward(table: Floats, hazard: float) -> Floats:
    """The logarithm of the chance of the values before each position with a segment that ends there (n + 1,); the last
    is the evidence: that of the whole series, over all segmentations."""
    n = len(table)
    change, stay = math.log(hazard), math.log1p(-hazard)
    found = np.empty(n + 1)
    # Kept without the chances of staying: they add up to the same number on every way to a position.
    terms = np.empty(n)
    found[0] = 0.0
    for s in range(1, n + 1):
        top = -np.inf
        for t in range(s):
            terms[t] = found[t] + table[t, s - 1] + (change - stay if t else 0.0)
            top = max(top, terms[t])
        total = 0.0
        for t in range(s):
            if terms[t] - top > NOTHING:
                total += math.exp(terms[t] - top)
        found[s] = top + math.log(total)
    for s in range(1, n + 1):
        found[s] += (s - 1) * stay
    return found


@compiled_freely
def backward(table: Floats, hazard: float) -> Floats:
    """The logarithm of the chance of the values from each position on, given that a segment starts there (n + 1,)."""
    n = len(table)
    change, stay = math.log(hazard), math.log1p(-hazard)
    found = np.empty(n + 1)
    terms = np.empty(n + 1)
    found[n] = 0.0
    for t in range(n - 1, -1, -1):
        top = -np.inf
        for s in range(t + 1, n + 1):
            terms[s] = found[s] + table[t, s - 1] + (change - stay if s < n else 0.0)
            top = max(top, terms[s])
        total = 0.0
        for s in range(t + 1, n + 1):
            if terms[s] - top > NOTHING:
                total += math.exp(terms[s] - top)
        found[t] = top + math.log(total)
    for t in range(n):
        found[t] += (n - t - 1) * stay
    return found


@compiled_freely
def add_segments(table: Floats, hazard: float, before: Floats, after: Floats, weight: float, into: Floats) -> None:
    """Add to `into[t, s]` (n, n) the chance that t to s is a segment, times `weight`; `before` and `after` are what
    `forward` and `backward` gave."""
    n = len(table)
    change, stay = math.log(hazard), math.log1p(-hazard)
    for t in range(n):
        start = before[t] - before[n] + (change if t else 0.0)
        for s in range(t, n):
            chance = start + table[t, s] + (s - t) * stay + after[s + 1] + (change if s < n - 1 else 0.0)
            if chance > NOTHING:
                into[t, s] += weight * math.exp(min(chance, 0.0))


@compiled_freely
def numbers(table: Floats, hazard: float, most: int) -> Floats:
    """The chance of 0, 1, ... `most` changes (most + 1,), given that there are no more."""
    n = len(table)
    odds = hazard / (1.0 - hazard)
    ways = np.zeros((n + 1, most + 1))
    scale = np.zeros(n + 1)
    ways[0, 0] = 1.0
    for s in range(1, n + 1):
        top = -np.inf
        for t in range(s):
            top = max(top, scale[t] + table[t, s - 1])
        for t in range(s):
            part = scale[t] + table[t, s - 1] - top
            if part < NOTHING:
                continue
            part = math.exp(part)
            if t == 0:
                ways[s, 0] += part
                continue
            part *= odds
            for k in range(min(t, most)):
                ways[s, k + 1] += part * ways[t, k]
        largest = ways[s].max()
        ways[s] /= largest
        scale[s] = top + math.log(largest)
    found: Floats = ways[n] / ways[n].sum()
    return found


@compiled_freely
def best_segmentation(table: Floats, hazard: float) -> Ints:
    """Where the most probable segmentation changes: the first value of each segment but the first."""
    n = len(table)
    odds = math.log(hazard) - math.log1p(-hazard)
    best = np.empty(n + 1)
    back = np.zeros(n + 1, dtype=np.int64)
    best[0] = 0.0
    for s in range(1, n + 1):
        top = -np.inf
        for t in range(s):
            value = best[t] + table[t, s - 1] + (odds if t else 0.0)
            if value > top:
                top = value
                back[s] = t
        best[s] = top
    many = 0
    at = back[n]
    while at > 0:
        many += 1
        at = back[at]
    cuts = np.empty(many, dtype=np.int64)
    at = back[n]
    while at > 0:
        many -= 1
        cuts[many] = at
        at = back[at]
    return cuts
