"""Longest paths through some of a network's arcs, and who gains what by a path: the oracle of the branch and bound."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.compiled import compiled

__all__ = [
    "Bench",
    "Task",
    "copy",
    "follow",
    "longest_from",
    "longest_to",
    "make_bench",
    "times",
    "weigh",
    "weigh_party",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Task(NamedTuple):
    """What is asked, unchanged while it is searched. Arcs are in the order of the walk, so that an arc's tail is never
    behind the tail of a later one.

    `tail`, `head`, `layer`, `option` (arcs,): where an arc starts and ends, the place of its issue in the walk, the
    option it takes. `points` (arcs, parties): what it adds, in points; `need` (parties,): the fallbacks in points.
    `units`, `unit_need`: the same in whole units, which decide whether a fallback is reached; `scale`: units in a
    point. `rule` is 0 for the product of gains, 1 for a weighted sum, 2 for leximin; `goal` (parties,): 0, 1 whether a
    party counts in the product; its weight in the sum; one over the unit its gain is measured in (0: it counts in
    none). `counted`: parties with a goal. `layers`: issues. `near`: the relative distance within which values count as
    equal. `ties`: whether packages as good as the best known are sought too.
    """

    tail: Ints
    head: Ints
    layer: Ints
    option: Ints
    points: Floats
    need: Floats
    units: Floats
    unit_need: Floats
    scale: Floats
    rule: int
    goal: Floats
    counted: int
    layers: int
    near: float
    ties: bool


class Bench(NamedTuple):
    """Room to work in. `rest` and `way` (nodes,): the longest path from a node to the end, and from the start to it;
    `pick` (nodes,): the arc it leaves by. `weight` (arcs,). `path` (layers,): the arcs of a package, `gains` and
    `unit_gains` (parties,): what it gives, `value` (parties,): its measure. By party: `caps`, the most it can gain;
    `floor`, the least it must gain in a package as good as the best known; `settled`, whether both are equal; `price`,
    its multiplier, and `best_price`, the best found; `slope`, a subgradient. `through` (layers, options): the largest
    value of a package with an option. `size` (parties,): no sum of points along a path is larger."""

    rest: Floats
    way: Floats
    pick: Ints
    weight: Floats
    path: Ints
    gains: Floats
    unit_gains: Floats
    value: Floats
    caps: Floats
    floor: Floats
    settled: NDArray[np.bool_]
    price: Floats
    best_price: Floats
    slope: Floats
    through: Floats
    size: Floats


@compiled
def make_bench(task: Task) -> Bench:
    """Empty room for a task."""
    arcs, parties = task.points.shape
    nodes = int(task.head.max()) + 1
    return Bench(
        np.empty(nodes),
        np.empty(nodes),
        np.zeros(nodes, np.int64),
        np.empty(arcs),
        np.zeros(task.layers, np.int64),
        np.zeros(parties),
        np.zeros(parties),
        np.zeros(parties),
        np.zeros(parties),
        np.zeros(parties),
        np.zeros(parties, np.bool_),
        np.zeros(parties),
        np.zeros(parties),
        np.zeros(parties),
        np.zeros((task.layers, int(task.option.max()) + 1)),
        _sizes(task),
    )


@compiled
def _sizes(task: Task) -> Floats:
    """The largest worth of an arc of each issue, summed, with the fallback, (parties,): it measures rounding."""
    arcs, parties = task.points.shape
    largest, total = np.zeros((task.layers, parties)), np.zeros(parties)
    for p in range(parties):
        total[p] = abs(task.need[p])
    for a in range(arcs):
        for p in range(parties):
            largest[task.layer[a], p] = max(largest[task.layer[a], p], abs(task.points[a, p]))
    for place in range(task.layers):
        for p in range(parties):
            total[p] += largest[place, p]
    return total


@compiled
def weigh(task: Task, arcs: Ints, price: Floats, bench: Bench) -> None:
    """The worth of each of some arcs at these prices."""
    for i in range(len(arcs)):
        a = arcs[i]
        total = 0.0
        for p in range(len(price)):
            total += price[p] * task.points[a, p]
        bench.weight[i] = total


@compiled
def weigh_party(task: Task, arcs: Ints, party: int, bench: Bench) -> None:
    """The worth of each of some arcs for one party."""
    for i in range(len(arcs)):
        bench.weight[i] = task.points[arcs[i], party]


@compiled
def longest_from(task: Task, arcs: Ints, bench: Bench) -> float:
    """Fills `rest` and `pick` for these arcs, and returns the length of the longest path (minus infinity: none)."""
    last = len(bench.rest) - 1
    for i in range(len(arcs)):
        bench.rest[task.tail[arcs[i]]] = -np.inf
        bench.rest[task.head[arcs[i]]] = -np.inf
    bench.rest[0] = -np.inf
    bench.rest[last] = 0.0
    for i in range(len(arcs) - 1, -1, -1):
        a = arcs[i]
        length = bench.weight[i] + bench.rest[task.head[a]]
        if length > bench.rest[task.tail[a]]:
            bench.rest[task.tail[a]] = length
            bench.pick[task.tail[a]] = a
    found: float = bench.rest[0]
    return found


@compiled
def longest_to(task: Task, arcs: Ints, bench: Bench) -> None:
    """Fills `way` for these arcs."""
    for i in range(len(arcs)):
        bench.way[task.tail[arcs[i]]] = -np.inf
        bench.way[task.head[arcs[i]]] = -np.inf
    bench.way[0] = 0.0
    for i in range(len(arcs)):
        a = arcs[i]
        length = bench.weight[i] + bench.way[task.tail[a]]
        bench.way[task.head[a]] = max(bench.way[task.head[a]], length)


@compiled
def follow(task: Task, bench: Bench) -> bool:
    """Writes the package that `pick` leads to into `path`, `gains` and `unit_gains`; whether it is acceptable."""
    for p in range(len(task.need)):
        bench.unit_gains[p] = 0.0
    node, last, place = 0, len(bench.rest) - 1, 0
    while node != last:
        a = bench.pick[node]
        bench.path[place] = a
        place += 1
        for p in range(len(task.need)):
            bench.unit_gains[p] += task.units[a, p]
        node = task.head[a]
    acceptable = True
    for p in range(len(task.need)):
        bench.unit_gains[p] -= task.unit_need[p]
        bench.gains[p] = bench.unit_gains[p] / task.scale[p]
        if bench.unit_gains[p] < 0:
            acceptable = False
    return acceptable


@compiled
def times(price: Floats, gains: Floats) -> float:
    """The worth of gains at these prices."""
    total = 0.0
    for p in range(len(price)):
        total += price[p] * gains[p]
    return total


@compiled
def copy(to: NDArray[Any], row: NDArray[Any]) -> None:
    """Writes a row into another of the same length (a slice would do, and take long to compile)."""
    for k in range(len(row)):
        to[k] = row[k]
