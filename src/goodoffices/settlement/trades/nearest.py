"""The allowed packages nearest to a text that reach given worth, by number of clauses changed: exactly, and without
listing the packages.

First all packages with one changed clause are looked at, then all with two, and so on. The network of packages is
walked layer by layer; a partial package is dropped when, with the changes it has left, some party cannot reach its
mark, or a weighted sum of the parties cannot reach the weighted sum of the marks. The weights of that sum are found so
that it drops most (Lagrange multipliers by subgradients; Held, Wolfe & Crowder 1974). Any weights are safe: they only
decide how much is dropped early.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.network import Network

__all__ = ["WORK", "Found", "Quest", "nearest_rows"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

WORK = 150_000_000
"""Numbers that a search may compute, beyond which it is given up, and ten times as many as at any one step: some
seconds, and half a gigabyte."""

ROUNDS = 60
"""Steps of the search for weights."""

SLACK = 1e-7
"""Relative slack of a weighted sum, more than its floats can lose."""


@dataclass(frozen=True)
class Found:
    """`choice` (packages, issues) and `changes` (packages,) of every package that was asked for with at most
    `searched` changed clauses; `complete` when there is none with more."""

    choice: NDArray[np.uint16]
    changes: Ints
    searched: int
    complete: bool


@dataclass(frozen=True)
class Quest:
    """What is looked for: paths of `net` that reach `mark` (parties,) and whose packages are `wanted`.

    `units` (arcs, parties) is what every arc adds, `changed` (arcs,) 1 where it changes a clause, else 0. `wanted`
    judges whole packages (packages, issues).
    """

    net: Network
    units: Ints
    mark: Ints
    changed: Ints
    wanted: Callable[[NDArray[np.uint16]], NDArray[np.bool_]]


def nearest_rows(quest: Quest, enough: int, advance: Callable[[str], None] = lambda _: None, work: int = WORK) -> Found:
    """All packages that are looked for, by number of changes, until there are `enough`.

    A number of changes is always looked at as a whole, so more than `enough` may be found; the search ends early, with
    `complete` False, where it needs more than `work` (see `WORK`).
    """
    net, changed = quest.net, quest.changed
    none = np.zeros((0, net.issues), dtype=np.uint16)
    if net.is_empty:
        return Found(none, np.zeros(0, dtype=np.int64), net.issues, complete=True)
    search = _Search(net, *_with_sums(net, quest.units, quest.mark), changed.astype(bool), work)
    found, counts, most = [none], [np.zeros(0, dtype=np.int64)], _most_changes(net, changed)
    for budget in range(most + 1):
        if budget:
            advance(f"Packages that change {budget} of up to {most} clauses")
        search.allow(budget)
        choice = search.walk(budget)
        if choice is None:
            return Found(np.concatenate(found), np.concatenate(counts), budget - 1, complete=False)
        kept = choice[quest.wanted(choice)]
        found.append(kept)
        counts.append(np.full(len(kept), budget))
        if sum(map(len, found)) >= enough:
            return Found(np.concatenate(found), np.concatenate(counts), budget, complete=budget == most)
    return Found(np.concatenate(found), np.concatenate(counts), most, complete=True)


@dataclass
class _Search:
    """`columns` (arcs, parties and sums) is what arcs add, `mark` what must be reached; `rest[j]` (nodes, columns) the
    most of each that the way to the end can add with exactly j changes (minus infinity: there is no such way)."""

    net: Network
    columns: Floats
    mark: Floats
    changed: NDArray[np.bool_]
    work: int
    rest: list[Floats] = field(default_factory=list)
    done: int = 0

    def allow(self, budget: int) -> None:
        """Work out `rest` for this many changes; for fewer it is there already."""
        before = self.rest[-1] if budget else None
        rest = np.full((int(self.net.layer[-1]), self.columns.shape[1]), -np.inf)
        rest[-1] = -np.inf if budget else 0.0
        for nodes, arcs in _backwards(self.net):
            heads, paid = self.net.head[arcs], self.changed[arcs, None]
            onward = np.where(paid, -np.inf if before is None else before[heads], rest[heads])
            starts = self.net.first[nodes] - arcs.start
            rest[nodes] = np.maximum.reduceat(self.columns[arcs] + onward, starts)
        self.rest.append(rest)

    def walk(self, budget: int) -> NDArray[np.uint16] | None:
        """Every package with exactly this many changes that reaches the mark; None when that is too much work."""
        node, left = np.zeros(1, dtype=np.int64), np.full(1, budget)
        have, choice = np.zeros((1, len(self.mark))), np.zeros((1, self.net.issues), dtype=np.uint16)
        table = np.stack(self.rest[: budget + 1])
        for _ in range(len(self.net.layer) - 2):
            many = self.net.first[node + 1] - self.net.first[node]
            cells = int(many.sum()) * len(self.mark)
            self.done += cells
            if cells > self.work / 10 or self.done > self.work:
                return None
            row = np.repeat(np.arange(len(node)), many)
            arc = self.net.first[node][row] + np.arange(len(row)) - np.repeat(np.cumsum(many) - many, many)
            spare = left[row] - self.changed[arc]
            grown = have[row] + self.columns[arc]
            alive = (spare >= 0) & np.all(grown + table[np.maximum(spare, 0), self.net.head[arc]] >= self.mark, axis=1)
            row, arc = row[alive], arc[alive]
            node, left, have, choice = self.net.head[arc], spare[alive], grown[alive], choice[row]
            choice[np.arange(len(arc)), self.net.issue[arc]] = self.net.option[arc]
        return choice


def _backwards(net: Network) -> list[tuple[slice, slice]]:
    """The nodes of every place with the arcs that leave them, last place first."""
    places = zip(net.layer[:-2], net.layer[1:-1], strict=True)
    spans = [(slice(int(a), int(b)), slice(int(net.first[a]), int(net.first[b]))) for a, b in places]
    return spans[::-1]


def _most_changes(net: Network, changed: Ints) -> int:
    """The largest number of changes that a package can have."""
    most = np.zeros(int(net.layer[-1]), dtype=np.int64)
    for nodes, arcs in _backwards(net):
        most[nodes] = np.maximum.reduceat(changed[arcs] + most[net.head[arcs]], net.first[nodes] - arcs.start)
    return int(most[0])


def _with_sums(net: Network, units: Ints, mark: Ints) -> tuple[Floats, Floats]:
    """The parties' columns and marks, exact as floats, with two weighted sums of them behind: all parties alike, and
    the one that leaves least above the mark."""
    exact, goal = units.astype(np.float64), mark.astype(np.float64)
    spread = np.maximum(np.ptp(exact, axis=0), 1.0)
    level = exact / spread
    best = _weights(net, level, goal / spread)
    weights = np.stack([np.full(len(goal), 1.0 / max(1, len(goal))), best], axis=1)
    sums, aims = level @ weights, (goal / spread) @ weights
    slack = SLACK * (np.abs(aims) + np.abs(sums).max(initial=0.0) * net.issues + 1.0)
    return np.concatenate([exact, sums], axis=1), np.concatenate([goal, aims - slack])


def _weights(net: Network, level: Floats, goal: Floats) -> Floats:
    """Weights of the parties, adding up to 1, for which the most that any package has above the mark is smallest."""
    weights = np.full(len(goal), 1.0 / max(1, len(goal)))
    best, least = weights, np.inf
    for step in range(1, ROUNDS + 1):
        over = _heaviest(net, level, weights) - goal
        if float(over @ weights) < least:
            best, least = weights, float(over @ weights)
        size = float(np.abs(over).max())
        if size == 0:
            break
        weights = weights * np.exp(-over / (size * np.sqrt(step)))
        weights = weights / weights.sum()
    return best


def _heaviest(net: Network, level: Floats, weights: Floats) -> Floats:
    """What the package with the largest weighted sum has, party by party."""
    value = level @ weights
    most, turn = np.zeros(int(net.layer[-1])), np.zeros(int(net.layer[-1]), dtype=np.int64)
    for nodes, arcs in _backwards(net):
        sums = value[arcs] + most[net.head[arcs]]
        starts = net.first[nodes] - arcs.start
        most[nodes] = np.maximum.reduceat(sums, starts)
        owner = np.repeat(np.arange(nodes.start, nodes.stop), np.diff(net.first[nodes.start : nodes.stop + 1]))
        best = np.flatnonzero(sums == most[owner])[::-1]
        turn[owner[best]] = best + arcs.start
    node, total = 0, np.zeros(level.shape[1])
    for _ in range(len(net.layer) - 2):
        total = total + level[turn[node]]
        node = int(net.head[turn[node]])
    return total
