"""Branch and bound over the allowed packages: the best by a rule, and all others as good, without listing any front.

A node of the search is a set of arcs of the network, and stands for the packages made of those. Multipliers (prices of
the parties' gains) turn many aims into one, whose best package is a longest path; `branch_rules.py` says what that
bounds. At every node the prices are improved from those of the node above, arcs are struck that no good package can
use, and the issue with the fewest options left is settled by each of them in turn, the most promising first (Land &
Doig 1960; Geoffrion 1974). The readable reference is `engine/listing.py`, which looks at every package.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.compiled import compiled
from goodoffices.settlement.engine.kernels.branch_node import (
    DONE,
    EQUALS,
    KNOWN,
    NODES,
    OVERFLOW,
    ROUNDS,
    Best,
    improve_prices,
    keep_leaf,
    make_best,
    place_to_branch,
    strike_by_floors,
    strike_by_prices,
)
from goodoffices.settlement.engine.kernels.branch_paths import Bench, Task, copy, make_bench
from goodoffices.settlement.engine.kernels.branch_rules import LEXIMIN, NASH, SUM, begin, reach

__all__ = [
    "DONE",
    "EQUALS",
    "KNOWN",
    "LEXIMIN",
    "NASH",
    "NODES",
    "SUM",
    "Best",
    "Task",
    "make_best",
    "search",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FIRST_ROUNDS = 100
"""Steps of the subgradient method at the first node of a search."""


class Tree(NamedTuple):
    """The nodes from the first to the one searched, by depth: prices, the place that is branched on, the options left
    there with the largest value of a package with it, their number, and the next to be tried."""

    prices: Floats
    place: Ints
    options: Ints
    values: Floats
    many: Ints
    turn: Ints


@compiled
def _enter(task: Task, arcs: Ints, depth: int, bench: Bench, best: Best, tree: Tree) -> int:
    """Looks at a node: how many of its arcs are left, 0 when it need not be branched on."""
    tree.many[depth] = 0
    left = strike_by_floors(task, arcs, bench, best)
    if left == 0:
        return 0
    if depth == 0:
        begin(task, bench, tree.prices[0])
    copy(bench.price, tree.prices[depth])
    if not improve_prices(task, arcs[:left], FIRST_ROUNDS if depth == 0 else ROUNDS, bench, best):
        return 0
    copy(tree.prices[depth], bench.price)
    left = strike_by_prices(task, arcs[:left], bench, best)
    place = place_to_branch(bench)
    if left > 0 and place < 0:
        keep_leaf(task, arcs[:left], bench, best)
    if left == 0 or place < 0:
        return 0
    _branch(bench, tree, depth, place)
    return left


@compiled
def _branch(bench: Bench, tree: Tree, depth: int, place: int) -> None:
    """Lines up the options of a place, the most promising first."""
    many = 0
    for option in range(bench.through.shape[1]):
        value = bench.through[place, option]
        if value > -np.inf:
            at = many
            while at > 0 and tree.values[depth, at - 1] < value:
                tree.values[depth, at] = tree.values[depth, at - 1]
                tree.options[depth, at] = tree.options[depth, at - 1]
                at -= 1
            tree.values[depth, at] = value
            tree.options[depth, at] = option
            many += 1
    tree.place[depth], tree.many[depth], tree.turn[depth] = place, many, 0


@compiled
def _open_bound(task: Task, tree: Tree, depth: int) -> float:
    """No package in the nodes not searched measures more."""
    bound = -np.inf
    for d in range(depth + 1):
        for at in range(tree.turn[d], tree.many[d]):
            bound = max(bound, reach(task, tree.prices[d], tree.values[d, at]))
    return bound


@compiled
def _doubled(arena: Ints) -> Ints:
    """A copy with as much room again."""
    larger = np.zeros(2 * len(arena), np.int64)
    larger[: len(arena)] = arena
    return larger


@compiled
def search(task: Task, best: Best, limit: int) -> None:
    """Fills `best`, which may hold a package already. Stops after `limit` nodes, or when more packages are as good as
    the best than there is room for."""
    bench = make_bench(task)
    total, options = len(task.head), bench.through.shape[1]
    deepest = task.layers + 1
    tree = Tree(
        np.zeros((deepest, len(task.goal))),
        np.zeros(deepest, np.int64),
        np.zeros((deepest, options), np.int64),
        np.zeros((deepest, options)),
        np.zeros(deepest, np.int64),
        np.zeros(deepest, np.int64),
    )
    start, length = np.zeros(deepest + 1, np.int64), np.zeros(deepest + 1, np.int64)
    arena = np.zeros(3 * total, np.int64)
    for a in range(total):
        arena[a] = a
    # A constant to begin with would have what follows compiled twice.
    depth: int = np.int64(0)  # type: ignore[assignment]
    length[depth] = _enter(task, arena[:total], depth, bench, best, tree)
    best.marks[NODES] = 1
    while depth >= 0 and best.marks[OVERFLOW] == 0:
        if tree.turn[depth] >= tree.many[depth]:
            depth -= 1
            continue
        if best.marks[NODES] >= limit:
            break
        option = tree.options[depth, tree.turn[depth]]
        tree.turn[depth] += 1
        first, after = start[depth], start[depth] + length[depth]
        if after + length[depth] > len(arena):
            arena = _doubled(arena)
        many = 0
        for a in arena[first:after]:
            if task.layer[a] != tree.place[depth] or task.option[a] == option:
                arena[after + many] = a
                many += 1
        copy(tree.prices[depth + 1], tree.prices[depth])
        depth += 1
        start[depth] = after
        length[depth] = _enter(task, arena[after : after + many], depth, bench, best, tree)
        best.marks[NODES] += 1
    best.marks[DONE] = 1 if depth < 0 else 0
    best.bound[0] = best.value[0] if best.marks[KNOWN] else -np.inf
    if depth >= 0:
        best.bound[0] = max(best.bound[0], _open_bound(task, tree, depth))
