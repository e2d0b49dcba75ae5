"""The rules in the branch and bound: how good a package is, and what a functional says of all packages at once.

With prices l >= 0 let L be the largest l . g over some packages with gains g. Then for each of them: the product of
gains is at most (L / n)^n / prod l (the arithmetic mean bounds the geometric); the sum with weights w <= l is at most L
where gains are not negative; and no package gives every party its floor f where L < l . f.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.compiled import compiled
from goodoffices.settlement.engine.kernels.branch_paths import Bench, Task, copy, times

__all__ = ["LEXIMIN", "NASH", "SUM", "begin", "better", "floors", "least", "measure", "reach", "step", "tighten"]

Floats = NDArray[np.float64]
NASH, SUM, LEXIMIN = 0, 1, 2

TINY = 1e-12
"""Points: what stands for a gain of nothing where a logarithm or a quotient is taken."""

ROUNDING = 1e-13
"""Relative error that floats may bring into the length of a path."""

WEIGHTY = 0.01
"""The least part of all prices from which a party's cap is drawn: smaller ones would magnify rounding."""


@compiled
def measure(task: Task, bench: Bench) -> bool:
    """Writes how good the package in `gains` is into `value`: the logarithm of the product, the sum, or the shares in
    ascending order. False when the product is over gains that are not all positive."""
    if task.rule == LEXIMIN:
        filled = 0
        for p in range(len(task.goal)):
            if task.goal[p] > 0:
                bench.value[filled] = bench.gains[p] * task.goal[p]
                filled += 1
        _ascending(bench.value, filled)
        return True
    total = 0.0
    for p in range(len(task.goal)):
        if task.rule == SUM:
            total += task.goal[p] * bench.gains[p]
        elif task.goal[p] > 0:
            if bench.unit_gains[p] <= 0:
                return False
            total += np.log(max(bench.gains[p], TINY))
    bench.value[0] = total
    return True


@compiled
def better(task: Task, new: Floats, old: Floats) -> int:
    """1 where a measure is better than another, -1 where it is worse, 0 where they are nearly equal."""
    entries = task.counted if task.rule == LEXIMIN else 1
    for k in range(entries):
        margin = task.near * max(1.0, abs(old[k]))
        if new[k] > old[k] + margin:
            return 1
        if new[k] < old[k] - margin:
            return -1
    return 0


@compiled
def floors(task: Task, bench: Bench, best: Floats, known: bool) -> bool:
    """Writes into `floor` what each party must gain in a package as good as the best known; False: there is none.

    In leximin, a party that can have no more than the smallest share of the best known must have just that, and what
    is then compared is the next smallest share among the others: so the floors of the others rise to it.
    """
    for p in range(len(task.goal)):
        bench.floor[p] = 0.0
        bench.settled[p] = task.goal[p] <= 0
    if task.rule != LEXIMIN or not known:
        return True
    at = 0
    while at < task.counted:
        level = best[at]
        margin = task.near * max(1.0, abs(level))
        settled = _settle(task, bench, level, margin)
        if settled < 0:
            return False
        if settled == 0:
            break
        at += settled
        if best[at - 1] > level + margin:
            return False
    if at < task.counted:
        for p in range(len(task.goal)):
            if not bench.settled[p]:
                bench.floor[p] = best[at] / task.goal[p]
    return at < task.counted or task.ties


@compiled
def _settle(task: Task, bench: Bench, level: float, margin: float) -> int:
    """How many parties can have just this share and no more; -1 when one cannot have that."""
    settled = 0
    for p in range(len(task.goal)):
        if not bench.settled[p]:
            cap = bench.caps[p] * task.goal[p]
            if cap < level - margin:
                return -1
            if cap <= level + margin:
                bench.settled[p] = True
                bench.floor[p] = level / task.goal[p]
                settled += 1
    return settled


@compiled
def tighten(task: Task, bench: Bench, reached: float) -> None:
    """Lowers the caps by what the prices say: l . g <= reached and g >= floor leave no party more than its floor and
    (reached - l . floor) / l."""
    gap = max(reached + ROUNDING * times(bench.price, bench.size) - times(bench.price, bench.floor), 0.0)
    for p in range(len(task.goal)):
        if not bench.settled[p] and bench.price[p] >= WEIGHTY * task.goal[p]:
            bench.caps[p] = min(bench.caps[p], bench.floor[p] + gap / bench.price[p])


@compiled
def least(task: Task, bench: Bench, best: Floats, known: bool) -> float:
    """What l . gains must reach for a package to be as good as the best known (better, where ties are not sought)."""
    allowance: float = ROUNDING * times(bench.price, bench.size)
    floor: float = times(bench.price, bench.floor) - allowance - task.near
    if task.rule == LEXIMIN or not known:
        return floor
    side = -task.near if task.ties else task.near
    if task.rule == SUM:
        enough: float = best[0] + side * max(1.0, abs(best[0])) - allowance
        return max(enough, floor)
    logs = 0.0
    for p in range(len(task.goal)):
        if task.goal[p] > 0:
            logs += np.log(bench.price[p])
    mean = (best[0] + side * max(1.0, abs(best[0])) + logs) / task.counted
    return float(task.counted * np.exp(mean)) - allowance


@compiled
def reach(task: Task, price: Floats, reached: float) -> float:
    """The bound that l . g <= reached sets: on the logarithm of the product, the sum, or the smallest share."""
    if task.rule == SUM:
        return reached
    if task.rule == LEXIMIN:
        unit = 0.0
        for p in range(len(task.goal)):
            if task.goal[p] > 0:
                unit += price[p] / task.goal[p]
        return reached / unit if unit > TINY else np.inf
    bound = task.counted * np.log(max(reached, TINY) / task.counted)
    for p in range(len(task.goal)):
        if task.goal[p] > 0:
            bound -= np.log(price[p])
    return float(bound)


@compiled
def begin(task: Task, bench: Bench, price: Floats) -> None:
    """The first prices: one over what a party can gain for the product, the weights, or equal shares."""
    parties = len(task.goal)
    for p in range(parties):
        if task.rule == NASH:
            price[p] = (1.0 if task.goal[p] > 0 else 0.1) / max(bench.caps[p], 1e-3)
        elif task.rule == SUM:
            price[p] = task.goal[p]
        else:
            price[p] = (task.goal[p] if task.goal[p] > 0 else 1.0) / parties


@compiled
def step(task: Task, bench: Bench, reached: float, excess: float) -> bool:
    """The next prices: against the subgradient, as far as would end the excess over what is sought if the bound were
    linear (Polyak 1969). Multiplicative for the product, where prices are positive. False at an optimum."""
    parties = len(task.goal)
    norm = 0.0
    for p in range(parties):
        slope = bench.gains[p]
        if task.rule == NASH:
            slope = task.counted * bench.price[p] * slope / max(reached, TINY) - (1.0 if task.goal[p] > 0 else 0.0)
        elif task.rule == SUM:
            slope = 0.0 if slope > 0 and bench.price[p] <= task.goal[p] else slope
        else:
            slope = (slope - bench.floor[p]) * (task.goal[p] if task.goal[p] > 0 else 1.0)
        bench.slope[p] = slope
        norm += slope * slope
    if norm <= TINY * TINY:
        return False
    length = excess / norm
    for p in range(parties):
        if task.rule == NASH:
            bench.price[p] *= np.exp(-min(1.0, max(-1.0, length * bench.slope[p])))
        elif task.rule == SUM:
            bench.price[p] = max(task.goal[p], bench.price[p] - length * bench.slope[p])
        else:
            unit = task.goal[p] if task.goal[p] > 0 else 1.0
            bench.slope[p] = bench.price[p] / unit - length * bench.slope[p]
    if task.rule == LEXIMIN:
        _to_simplex(bench.slope)
        for p in range(parties):
            bench.price[p] = bench.slope[p] * (task.goal[p] if task.goal[p] > 0 else 1.0)
    return True


@compiled
def _to_simplex(point: Floats) -> None:
    """Moves a point to the nearest one whose entries are not negative and add up to 1 (Held, Wolfe & Crowder 1974)."""
    total, shift, parties = 0.0, 0.0, len(point)
    ordered = np.zeros(parties)
    copy(ordered, point)
    _ascending(ordered, parties)
    for k in range(parties):
        entry = ordered[parties - 1 - k]
        total += entry
        if entry > (total - 1.0) / (k + 1):
            shift = (total - 1.0) / (k + 1)
    for k in range(parties):
        point[k] = max(0.0, point[k] - shift)


@compiled
def _ascending(row: Floats, entries: int) -> None:
    """Sorts the first entries of a short row in place."""
    for k in range(1, entries):
        entry, at = row[k], k
        while at > 0 and row[at - 1] > entry:
            row[at] = row[at - 1]
            at -= 1
        row[at] = entry
