"""Allowed packages drawn at random, every one as likely as any other: how many of them are acceptable.

A path through the network is drawn step by step, each option with the share of the completions that lie behind it
(Jerrum, Valiant & Vazirani 1986). So no draw is thrown away, however few packages red lines and linkages leave.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.network import Network

__all__ = ["SAMPLE", "SEED", "acceptable_drawn", "drawn_rows"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

SAMPLE = 100_000
"""Packages drawn: a share of one half is then known to within 0.003."""

SEED = 1
"""The seed of the draws, always the same: the same file gives the same answer."""


def acceptable_drawn(net: Network, units: Ints, need: Ints, draws: int = SAMPLE, seed: int = SEED) -> int:
    """How many of `draws` packages reach `need` (parties,) for every party. `units` (arcs, parties) is what the arcs of
    `net`, which has a path, add."""
    reached = np.zeros((draws, len(need)), dtype=np.int64)
    for arcs in drawn_rows(net, draws, seed):
        reached += units[arcs]
    return int((reached >= need).all(axis=1).sum())


def drawn_rows(net: Network, draws: int, seed: int) -> list[Ints]:
    """The arcs (draws,) that the packages drawn take, place after place."""
    rng = np.random.default_rng(seed)
    node, taken = np.zeros(draws, dtype=np.int64), []
    for place, shares in enumerate(_running_shares(net)):
        start, first = int(net.layer[place]), int(net.first[net.layer[place]])
        at = first + np.searchsorted(shares, node - start + rng.random(draws), side="right")
        # Running sums of floats may end a breath beside the whole number they mean.
        at = np.clip(at, net.first[node], net.first[node + 1] - 1)
        taken.append(at)
        node = net.head[at]
    return taken


def _running_shares(net: Network) -> list[Floats]:
    """For each place the arcs' shares of their node's completions, added up; each node adds 1."""
    ways = np.ones(len(net.first) - 1)
    found: list[Floats] = []
    for place in range(net.issues - 1, -1, -1):
        start, end = int(net.layer[place]), int(net.layer[place + 1])
        first = net.first[start : end + 1]
        behind = ways[net.head[first[0] : first[-1]]]
        own = np.add.reduceat(behind, first[:-1] - first[0])
        # Divided first: nodes may differ by many orders of magnitude.
        found.append(np.cumsum(behind / np.repeat(own, np.diff(first))))
        # Shares depend on ratios only, which no number of issues then overflows.
        ways[start:end] = np.maximum(own / own.max(), np.finfo(np.float64).tiny)
    return found[::-1]
