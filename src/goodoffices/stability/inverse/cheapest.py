"""The cheapest levers that make a state stable: all sets in ascending order of cost, so that the first found is the
least.

Whether a set suffices need not grow with the set (a sanction can take from somebody the wish to answer), so every set
counts. Sets that hold one already found are passed over. Uniform-cost search (Dijkstra 1959) over sets: each is reached
once, from the one without its last lever.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from goodoffices.stability.inverse.levers import Lever, Levers, effects_of
from goodoffices.stability.model import Conflict
from goodoffices.stability.price import Question, Valued, stands

__all__ = ["Cheapest", "LeverSet", "Willing", "cheapest_levers"]

MOST_SETS = 5
MOST_CHECKS = 4096


@dataclass(frozen=True)
class Willing:
    """Whether a giver would carry a lever out at a state, by what taking (a sanction) or keeping (all else) its option
    changes in its own worth there, all levers of the set counted: it would where that is above 0, or not below it."""

    lever: Lever
    state: int
    gain: float
    would: bool


@dataclass(frozen=True)
class LeverSet:
    """Levers that suffice together, none of which can be left out. `costs` by giver, each on its own scale; `total`
    where all are on one. `willing`: what each giver that is a maker would do when it comes to it."""

    levers: tuple[Lever, ...]
    costs: Mapping[str, float] = field(hash=False)
    total: float | None
    willing: tuple[Willing, ...]


@dataclass(frozen=True)
class Cheapest:
    """`sets`: those that suffice, the cheapest first (the smallest where costs cannot be added). `checked` of
    `all_sets` were looked at; `bound`: nothing cheaper than this (or smaller) is left unlooked at, None where all were
    looked at. `left`: the makers for whom the state stays unstable with every lever within budget that was tried, where
    no set suffices (those of the set that leaves the fewest)."""

    asked: Question
    levers: Levers
    sets: tuple[LeverSet, ...]
    checked: int
    all_sets: int
    bound: float | None
    left: tuple[str, ...]
    needed: bool


def cheapest_levers(
    given: Valued,
    levers: Levers,
    asked: Question,
    *,
    checks: int = MOST_CHECKS,
    advance: Callable[[int, int], None] | None = None,
) -> Cheapest:
    """The cheapest sets of levers with which a state is stable for all; an empty one where none is needed."""
    case, worths = given.case, given.worths
    effects = effects_of(case, levers)
    found: list[tuple[int, ...]] = []
    fewest = tuple(case.graph.makers)
    checked, bound = 0, None
    for key, chosen in _ascending(levers):
        if len(found) >= MOST_SETS or (found and not found[0]):
            bound = key
            break
        if any(set(one) <= set(chosen) for one in found):
            continue
        if checked >= checks:
            bound = key
            break
        checked += 1
        if advance and checked % 64 == 0:
            advance(checked, min(checks, 2 ** len(levers.levers)))
        stable = stands(case.graph, worths.value + effects[list(chosen)].sum(axis=0), asked)
        left = tuple(name for name, holds in zip(case.graph.makers, stable, strict=True) if not holds)
        if not left:
            found.append(chosen)
        if len(left) < len(fewest):
            fewest = left
    sets = tuple(_told(given, levers, effects, one, asked.state) for one in found)
    whole = 2 ** len(levers.levers)
    return Cheapest(asked, levers, sets, checked, whole, bound, () if found else fewest, not (found and not found[0]))


def _ascending(levers: Levers) -> Iterator[tuple[float, tuple[int, ...]]]:
    """All sets within every budget, by cost where costs can be added, else by size; of equal ones the smaller first."""
    costs = [lever.cost if levers.cost_unit else 1.0 for lever in levers.levers]
    waiting: list[tuple[float, int, tuple[int, ...]]] = [(0.0, 0, ())]
    while waiting:
        key, size, chosen = heapq.heappop(waiting)
        yield key, chosen
        for n in range(chosen[-1] + 1 if chosen else 0, len(costs)):
            bigger = (*chosen, n)
            if _within(levers, bigger):
                heapq.heappush(waiting, (round(key + costs[n], 9), size + 1, bigger))


def _spent(levers: Levers, chosen: tuple[int, ...]) -> dict[str, float]:
    spent: dict[str, float] = {}
    for n in chosen:
        lever = levers.levers[n]
        spent[lever.by] = round(spent.get(lever.by, 0.0) + lever.cost, 9)
    return spent


def _within(levers: Levers, chosen: tuple[int, ...]) -> bool:
    return all(cost <= levers.budgets.get(giver, np.inf) for giver, cost in _spent(levers, chosen).items())


def _told(given: Valued, levers: Levers, effects: np.ndarray, chosen: tuple[int, ...], state: int) -> LeverSet:
    value = given.worths.value + effects[list(chosen)].sum(axis=0)
    costs = _spent(levers, chosen)
    picked = tuple(levers.levers[n] for n in chosen)
    willing = tuple(each for lever in picked if lever.done_by for each in _willing(given.case, value, lever, state))
    return LeverSet(picked, costs, sum(costs.values()) if levers.cost_unit else None, willing)


def _willing(case: Conflict, value: np.ndarray, lever: Lever, state: int) -> Iterator[Willing]:
    """A sanction is asked about where somebody has left the state for the better; anything else in the state itself."""
    giver = case.graph.makers.index(lever.by)
    bit = 1 << case.space.options.index(lever.done_by)

    def turned(at: int) -> int | None:
        there = np.flatnonzero(case.space.taken == (int(case.space.taken[at]) ^ bit))
        return int(there[0]) if len(there) and int(there[0]) in case.graph.moves(giver, at) else None

    if lever.kind == "sanction":
        hit = [case.graph.makers.index(name) for name, worth in lever.worth.items() if worth < 0]
        for maker in hit:
            for t in map(int, case.graph.moves(maker, state)):
                there = None if int(case.space.taken[t]) & bit else turned(t)
                if there is not None and case.space.holds(lever.when)[there] and maker != giver:
                    gain = float(value[giver, there] - value[giver, t])
                    yield Willing(lever, t, gain, gain > 0)
    elif int(case.space.taken[state]) & bit:
        without = turned(state)
        if without is not None:
            gain = float(value[giver, state] - value[giver, without])
            yield Willing(lever, state, gain, gain >= 0)
