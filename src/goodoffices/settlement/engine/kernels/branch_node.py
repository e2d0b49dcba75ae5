"""One node of the branch and bound: a set of arcs that stands for the packages made of them.

What a node does: strikes the arcs with which some party misses its floor; improves the prices of the parties' gains by
some steps of a subgradient method, offering the packages it meets; strikes the arcs that miss the bound at the best
prices (Geoffrion 1974); and says on which issue to branch.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.compiled import compiled
from goodoffices.settlement.engine.kernels.branch_paths import (
    Bench,
    Task,
    copy,
    follow,
    longest_from,
    longest_to,
    times,
    weigh,
    weigh_party,
)
from goodoffices.settlement.engine.kernels.branch_rules import (
    LEXIMIN,
    better,
    floors,
    least,
    measure,
    reach,
    step,
    tighten,
)

__all__ = [
    "DONE",
    "EQUALS",
    "KNOWN",
    "NODES",
    "OVERFLOW",
    "ROUNDS",
    "Best",
    "improve_prices",
    "keep_leaf",
    "make_best",
    "place_to_branch",
    "strike_by_floors",
    "strike_by_prices",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ROUNDS = 8
"""Steps of the subgradient method at a node."""

KNOWN, NODES, EQUALS, OVERFLOW, DONE = 0, 1, 2, 3, 4


class Best(NamedTuple):
    """What a search has found. `path` (layers,): the arcs of the best package, `value` (parties,): its measure.
    `equals` (rows, layers): packages as good to within `Task.near`. `bound` (1,): no package measures more.
    `marks`: at KNOWN 1 when a package is known, at NODES the nodes visited, at EQUALS the rows of `equals` in use, at
    OVERFLOW 1 when there were more than rows, at DONE 1 when the search came to its end.
    """

    path: Ints
    value: Floats
    equals: Ints
    marks: Ints
    bound: Floats


@compiled
def make_best(task: Task, rows: int) -> Best:
    """Nothing found as yet; room for `rows` packages as good as the best."""
    bound = np.zeros(1)
    bound[0] = np.inf
    return Best(
        np.zeros(task.layers, np.int64),
        np.zeros(len(task.goal)),
        np.zeros((rows, task.layers), np.int64),
        np.zeros(5, np.int64),
        bound,
    )


@compiled
def offer(task: Task, bench: Bench, best: Best) -> bool:
    """Takes the package in `bench` if it is better than the best known; whether it is at least nearly as good."""
    if not measure(task, bench):
        return False
    order = better(task, bench.value, best.value) if best.marks[KNOWN] else 1
    if order > 0:
        copy(best.path, bench.path)
        copy(best.value, bench.value)
        best.marks[KNOWN] = 1
        best.marks[EQUALS] = 0
    return order >= 0


@compiled
def strike_by_floors(task: Task, arcs: Ints, bench: Bench, best: Best) -> int:
    """Finds the caps and strikes arcs without which no party's floor is missed; how many are left, in front."""
    for p in range(len(task.need)):
        weigh_party(task, arcs, p, bench)
        bench.caps[p] = longest_from(task, arcs, bench) - task.need[p]
        if bench.caps[p] < -task.near:
            return 0
    if not floors(task, bench, best.value, best.marks[KNOWN] > 0):
        return 0
    left = len(arcs)
    for p in range(len(task.need)):
        some = arcs[:left]
        weigh_party(task, some, p, bench)
        longest_from(task, some, bench)
        longest_to(task, some, bench)
        floor = bench.floor[p] - task.near * max(1.0, bench.floor[p]) + task.need[p]
        left = 0
        for i in range(len(some)):
            a = some[i]
            if bench.way[task.tail[a]] + bench.weight[i] + bench.rest[task.head[a]] >= floor:
                arcs[left] = a
                left += 1
    return left


@compiled
def improve_prices(task: Task, arcs: Ints, rounds: int, bench: Bench, best: Best) -> bool:
    """Seeks prices that rule all packages of a node out, offering the packages met; False: they are ruled out."""
    lowest = np.inf
    for turn in range(rounds):
        weigh(task, arcs, bench.price, bench)
        reached = longest_from(task, arcs, bench)
        if reached == -np.inf:
            return False
        reached -= times(bench.price, task.need)
        if follow(task, bench):
            offer(task, bench, best)
        known = best.marks[KNOWN] > 0
        if task.rule == LEXIMIN and known:
            tighten(task, bench, reached)
            if not floors(task, bench, best.value, known):
                return False
        if reached < least(task, bench, best.value, known):
            return False
        excess = reached - times(bench.price, bench.floor)
        if task.rule != LEXIMIN:
            bound = reach(task, bench.price, reached)
            excess = bound - best.value[0] if known else 1.0
        else:
            bound = excess
        if bound < lowest:
            lowest = bound
            copy(bench.best_price, bench.price)
        if turn < rounds - 1 and not step(task, bench, reached, excess / (1.0 + 0.05 * max(0, turn - ROUNDS))):
            break
    copy(bench.price, bench.best_price)
    return True


@compiled
def strike_by_prices(task: Task, arcs: Ints, bench: Bench, best: Best) -> int:
    """Strikes arcs of which the prices show that no package as good as the best known uses them, fills `through`;
    how many are left, in front."""
    weigh(task, arcs, bench.price, bench)
    longest_from(task, arcs, bench)
    longest_to(task, arcs, bench)
    base = times(bench.price, task.need)
    enough = least(task, bench, best.value, best.marks[KNOWN] > 0)
    bench.through.fill(-np.inf)
    left = 0
    for i in range(len(arcs)):
        a = arcs[i]
        value = bench.way[task.tail[a]] + bench.weight[i] + bench.rest[task.head[a]] - base
        if value >= enough:
            arcs[left] = a
            left += 1
            bench.through[task.layer[a], task.option[a]] = max(value, bench.through[task.layer[a], task.option[a]])
    return left


@compiled
def place_to_branch(bench: Bench) -> int:
    """The place with the fewest options left, two or more, and the largest loss between them; -1: all are settled."""
    places, options = bench.through.shape
    chosen, fewest, widest = -1, options + 1, 0.0
    for place in range(places):
        left, low, high = 0, np.inf, -np.inf
        for option in range(options):
            value = bench.through[place, option]
            if value > -np.inf:
                left += 1
                low, high = min(low, value), max(high, value)
        if left > 1 and (left < fewest or (left == fewest and high - low > widest)):
            chosen, fewest, widest = place, left, high - low
    return chosen


@compiled
def keep_leaf(task: Task, arcs: Ints, bench: Bench, best: Best) -> None:
    """The one package that is left: takes it, or adds it to those as good."""
    weigh(task, arcs, bench.price, bench)
    if longest_from(task, arcs, bench) == -np.inf or not follow(task, bench) or not offer(task, bench, best):
        return
    if not task.ties:
        return
    if best.marks[EQUALS] == len(best.equals):
        best.marks[OVERFLOW] = 1
    else:
        copy(best.equals[best.marks[EQUALS]], bench.path)
        best.marks[EQUALS] += 1
