"""The best package that a minimal set opens.

Among the packages that keep everything but the set: the smallest total by which the fallbacks of the set are missed, in
points; among those, the largest Nash product of the gains of the other deciding parties (Nash 1950, with the extension
of `solutions.nash`). The set being minimal, each of these packages crosses all of it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.blockers.constraints import Kept
from goodoffices.settlement.blockers.oracle import Choice, Oracle
from goodoffices.settlement.engine.frontier import Rows, pareto_rows
from goodoffices.settlement.engine.network import Network, network
from goodoffices.settlement.engine.points import best_point
from goodoffices.settlement.engine.solutions import nash
from goodoffices.settlement.engine.walk import components

__all__ = ["FRONT", "Best", "best_package", "equal_lowering"]

Ints = NDArray[np.int64]
FRONT = 4_000
"""Non-dominated packages looked at, beyond which the solver decides."""


@dataclass(frozen=True)
class Best:
    """The package, how many packages the rule cannot tell from it (None: not counted), and whether whole numbers
    say that the rule prefers no other."""

    choice: Choice
    ties: int | None
    exact: bool


def best_package(oracle: Oracle, given: Kept, choice: Choice) -> Best:
    """The best package that the minimal set `given` opens; `choice` is any that it opens."""
    found = _by_front(oracle, given, choice)
    if found is None:
        choice = _by_solver(oracle, given, choice)
        found = _by_front(oracle, given, choice)
    return found or Best(_nash_by_search(oracle, given, choice), None, exact=False)


def equal_lowering(oracle: Oracle) -> tuple[Best | None, bool]:
    """The package with the largest smallest gain (negative here), then the second smallest and so on, among those that
    cross no red line and break no linkage; None when there is none (True), or none was met (False).

    All fallbacks are lowered alike by so many points that every package reaches them; the egalitarian package is then
    the same as without.
    """
    constraints = oracle.constraints
    model = constraints.restricted(frozenset(range(constraints.first_fallback)))
    net = network(model, components(model))
    if net.is_empty:
        return None, True
    units = net.units(model)
    scale = np.array([model.scale[p] for p in model.deciding], dtype=np.int64)
    need = np.array([model.need[p] for p in model.deciding], dtype=np.int64)
    lowered = need - scale * int(np.ceil((need - _least(net, units)) / scale).max(initial=0))
    worth, reached, points = (part.astype(np.float64) for part in (units, lowered, scale))
    found = best_point(net, worth, reached, points, "egalitarian")
    best = None if found.choice is None else Best(found.choice, found.ties, exact=found.ties is not None)
    return best, found.proved


def _least(net: Network, units: Ints) -> Ints:
    """No path adds less for any party, (parties,)."""
    least = [units[net.issue == issue].min(axis=0) for issue in range(net.issues)]
    total: Ints = np.sum(least, axis=0, dtype=np.int64)
    return total


def _by_front(oracle: Oracle, given: Kept, choice: Choice) -> Best | None:
    """By listing all packages not bettered whose shortfalls may be smaller than that of `choice`."""
    model, constraints = oracle.constraints.model, oracle.constraints
    seats = constraints.seats(given)
    allowance = _shortfall(oracle, given, choice)
    need = [
        model.need[p] - (math.floor(allowance * model.scale[p]) if seat in seats else 0)
        for seat, p in enumerate(model.deciding)
    ]
    front = _front(oracle, given, need)
    if front is None:
        return None
    at = np.arange(len(front))
    if seats:
        totals = [_total(oracle, seats, row) for row in front.units]
        least = min(totals)
        at = np.array([row for row, total in enumerate(totals) if total == least])
    others = [seat for seat in range(len(model.deciding)) if seat not in seats]
    gains = (front.units - np.array([model.need[p] for p in model.deciding]))[at][:, others]
    scale = tuple(model.scale[model.deciding[seat]] for seat in others)
    return _first(front, tuple(int(at[row]) for row in nash(gains, scale).rows))


def _front(oracle: Oracle, given: Kept, need: Sequence[int]) -> Rows | None:
    """The non-dominated packages that keep the red lines and linkages not in `given` and reach `need`, in file order;
    None when they are too many."""
    model = oracle.constraints.restricted(oracle.constraints.every - given)
    return pareto_rows(components(model), len(model.issues), np.array(need, dtype=np.int64), FRONT)


def _first(front: Rows, rows: Sequence[int]) -> Best:
    """The first in file order of the rows that a rule prefers alike."""
    choice = tuple(int(option) for option in front.choice[rows[0]])
    return Best(choice, int(front.many[list(rows)].sum()), exact=True)


def _total(oracle: Oracle, seats: Sequence[int], units: Ints) -> Fraction:
    """The sum of what the parties in `seats` lack, in points; `units` by seat."""
    model = oracle.constraints.model
    lacking = ((seat, model.deciding[seat]) for seat in seats)
    return sum((Fraction(model.need[p] - int(units[seat]), model.scale[p]) for seat, p in lacking), Fraction(0))


def _shortfall(oracle: Oracle, given: Kept, choice: Choice) -> Fraction:
    units = oracle.constraints.model.worth(dict(enumerate(choice)))
    return _total(oracle, oracle.constraints.seats(given), units[list(oracle.constraints.model.deciding)])


def _by_solver(oracle: Oracle, given: Kept, choice: Choice) -> Choice:
    """The smallest shortfall as far as the solver sees, or `choice` when that is as good."""
    from goodoffices.settlement.blockers.relaxing import OutOfTimeError  # noqa: PLC0415 - scipy's solver loads slowly

    seats = oracle.constraints.seats(given)
    try:
        answer = oracle.relaxing.best(given, seats) if seats else None
    except OutOfTimeError:
        return choice
    if answer is None or oracle.constraints.crossed(answer.choice) - given:
        return choice
    return min(choice, answer.choice, key=lambda one: _shortfall(oracle, given, one))


def _nash_by_search(oracle: Oracle, given: Kept, choice: Choice) -> Choice:
    """The largest Nash product at this shortfall, as far as a search without any front finds it. With two fallbacks or
    more in the set `choice`: the smallest shortfall decides alone."""
    model, seats = oracle.constraints.restricted(oracle.constraints.every - given), oracle.constraints.seats(given)
    if len(seats) > 1:
        return choice
    worth = model.worth(dict(enumerate(choice)))
    need = [int(worth[p]) if seat in seats else model.need[p] for seat, p in enumerate(model.deciding)]
    net = network(model, components(model))
    scale = np.array([model.scale[p] for p in model.deciding], dtype=np.float64)
    units = net.units(model).astype(np.float64)
    found = best_point(net, units, np.array(need, dtype=np.float64), scale, "nash").choice
    if found is None or oracle.constraints.crossed(found) - given:
        return choice
    return min(choice, found, key=lambda one: (_shortfall(oracle, given, one), one is choice))
