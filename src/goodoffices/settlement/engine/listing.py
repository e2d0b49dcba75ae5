"""The best package from a list of all allowed packages: the definitions word for word, for small networks.

What the branch and bound (`branching.py`) is tested against; used in its place where listing is quicker than loading a
compiled search.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.aims import Aim, Found, Stakes
from goodoffices.settlement.engine.network import Network

__all__ = ["Listing", "count_paths"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
NEAR = 1e-9
"""Relative distance within which floats leave the decision to fractions."""


def count_paths(net: Network) -> float:
    """How many packages are allowed, as a float (exact below 2^53)."""
    if net.is_empty:
        return 0.0
    ways = np.ones(len(net.first) - 1)
    for place in range(net.issues - 1, -1, -1):
        start, end = int(net.layer[place]), int(net.layer[place + 1])
        arcs = slice(int(net.first[start]), int(net.first[end]))
        ways[start:end] = np.add.reduceat(ways[net.head[arcs]], net.first[start:end] - net.first[start])
    return float(ways[0])


@dataclass(frozen=True)
class Listing:
    """Looks at every package."""

    stakes: Stakes

    def best(self, aim: Aim, *, ties: bool = True) -> Found:  # noqa: ARG002 - a list shows them anyway
        """The best acceptable package."""
        paths, gains = self._acceptable
        who = list(aim.counted)
        if aim.kind == "product":
            rows = np.flatnonzero(np.all(gains[:, who] > 0, axis=1))
            paths, gains = paths[rows], gains[rows]
        if not len(paths):
            return Found(None, -math.inf, -math.inf, proved=True)
        shares = gains[:, who] * np.array([float(aim.goal[p]) for p in who])
        if not who:
            score = np.zeros(len(gains))
        elif aim.kind == "product":
            score = np.log(gains[:, who]).sum(axis=1)
        else:
            score = shares.sum(axis=1) if aim.kind == "sum" else shares.min(axis=1)
        value = float(score.max())
        path, many = self.stakes.first(aim, paths[score >= value - NEAR * max(1.0, abs(value))])
        return Found(path, value, value, proved=True, ties=many)

    @cached_property
    def _acceptable(self) -> tuple[Ints, Floats]:
        """The acceptable packages as arcs, (packages, issues), and their gains in points, (packages, parties)."""
        net = self.stakes.net
        paths, node = np.zeros((1, 0), dtype=np.int64), np.zeros(1, dtype=np.int64)
        for _ in range(net.issues):
            many = net.first[node + 1] - net.first[node]
            row = np.repeat(np.arange(len(node)), many)
            arc = net.first[node][row] + np.arange(len(row)) - np.repeat(np.cumsum(many) - many, many)
            paths, node = np.column_stack([paths[row], arc]), net.head[arc]
        total = np.zeros((len(paths), len(self.stakes.need)))
        for arc in paths.T:
            total += self.stakes.units[arc]
        total -= self.stakes.need
        rows = np.all(total >= 0, axis=1)
        return paths[rows], total[rows] / self.stakes.scale
