"""Decomposable graphs on a few lists, as what their likelihoods are made of.

A graph is decomposable when its lists can be taken out one by one, each together with its remaining neighbours being
all linked. The likelihood of such a graph is the product over that order of p(list | neighbours), that is of
p(list and neighbours) / p(neighbours): sets of lists with a coefficient of +1 or −1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from goodoffices.evidence.estimates.hierarchy import model_name

__all__ = ["Graphs", "decomposable", "graph_name"]

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Graphs:
    """All decomposable graphs: `parts` (graphs, 2^lists), the coefficient of each set of lists, that of none being 0;
    `sets` (graphs, lists), each list with its neighbours when it was taken out."""

    parts: Ints
    sets: Ints


@cache
def decomposable(lists: int) -> Graphs:
    """All decomposable graphs on so many lists (3: 8, 4: 61, 5: 822, 6: 18,154)."""
    near = _neighbours(lists)
    every = len(near)
    left = np.full(every, 2**lists - 1)
    parts = np.zeros((every, 2**lists), dtype=np.int64)
    sets = np.zeros((every, lists), dtype=np.int64)
    alive = np.ones(every, dtype=np.bool_)
    for step in range(lists):
        out = _first_removable(near, left, lists)
        alive &= out >= 0
        rows = np.flatnonzero(alive)
        bit = np.left_shift(1, out[rows])
        around = near[rows, out[rows]] & left[rows]
        sets[rows, step] = around | bit
        parts[rows, around | bit] += 1
        parts[rows, around] -= 1
        left[rows] &= ~bit
    parts[:, 0] = 0
    return Graphs(parts[alive], sets[alive])


def graph_name(graphs: Graphs, place: int, lists: Sequence[str]) -> str:
    """The graph in this place by its cliques."""
    return model_name([int(one) for one in graphs.sets[place]], lists)


def _neighbours(lists: int) -> Ints:
    """Of every graph and list the neighbours, as bits (graphs, lists)."""
    pairs = list(combinations(range(lists), 2))
    graphs = np.arange(2 ** len(pairs))
    near = np.zeros((len(graphs), lists), dtype=np.int64)
    for place, (one, other) in enumerate(pairs):
        linked = graphs >> place & 1
        near[:, one] |= linked << other
        near[:, other] |= linked << one
    return near


def _first_removable(near: Ints, left: Ints, lists: int) -> Ints:
    """The first remaining list whose remaining neighbours are all linked with each other (graphs,); −1 for none."""
    out = np.full(len(near), -1)
    for v in reversed(range(lists)):
        fine = (left >> v & 1) == 1
        around = near[:, v] & left
        for w in range(lists):
            asked = (around >> w & 1) == 1
            fine &= ~asked | ((around & ~(1 << w) & ~near[:, w]) == 0)
        out[fine] = v
    return out
