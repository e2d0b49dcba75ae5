"""The constraints as a mixed-integer programme in which each can be switched off.

A binary variable for every option, one of each issue chosen; one for every interaction of a deciding party; and one for
every constraint, its switch, 1 when it is given up. A red line: its option only with the switch. A linkage: its row may
exceed by the one that it can. A fallback: worth + M × switch reaches the need, with M exactly what the worst package
lacks. Solved by HiGHS through scipy (Huangfu & Hall 2018).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_array

from goodoffices.settlement.blockers.constraints import Constraints, Kept
from goodoffices.settlement.engine.model import Model

__all__ = ["CALLS", "TIME_LIMIT", "Answer", "OutOfTimeError", "Relaxing"]

Floats = NDArray[np.float64]
Row = tuple[Mapping[int, float], float, float]
"""Coefficients by column, the least and the most."""

TIME_LIMIT = 10
"""Seconds that one programme may take."""

CALLS = 400
"""Programmes solved for one dossier, at most."""

SOLVED, OUT_OF_TIME, INFEASIBLE = 0, 1, 2
"""scipy's status of a programme that was solved, that reached a limit, and that has no solution."""


class OutOfTimeError(Exception):
    """A programme reached its limit of time or failed, or there were too many of them; the message says which."""


@dataclass(frozen=True)
class Answer:
    """A package as option positions; `value` of the goal as the solver saw it; `optimal` when it found no better."""

    choice: tuple[int, ...]
    value: float
    optimal: bool


class Relaxing:
    """The programme of a dossier's constraints. It counts its `calls`, nothing else changes."""

    def __init__(self, constraints: Constraints) -> None:
        model = constraints.model
        self.constraints = constraints
        self.calls = 0
        self.starts = [0, *accumulate(len(options) for options in model.options)]
        self.bonuses = [bonus for bonus in model.bonuses if bonus.party in model.deciding]
        self.switch = self.starts[-1] + len(self.bonuses)
        self.columns = self.switch + len(constraints.blockers)
        self.scale = np.array([model.scale[p] for p in model.deciding], dtype=np.float64)
        self.need = np.array([model.need[p] for p in model.deciding], dtype=np.float64) / self.scale
        self.worth = self._worth(model)
        self.rows = list(self._structure())

    def fewest(self, known: Sequence[Kept], excluded: Sequence[Sequence[int]] = ()) -> Answer | None:
        """A package that gives up the fewest constraints, among those that do not give up all of any `known` set and
        are none of the `excluded` packages; None when there is none. Raises OutOfTimeError."""
        cost = np.zeros(self.columns)
        cost[self.switch :] = 1.0
        cuts = [({self.switch + c: 1.0 for c in one}, -np.inf, len(one) - 1.0) for one in known]
        cuts += [(self._columns(choice), -np.inf, len(choice) - 1.0) for choice in excluded]
        answer = self._solve(cost, self._bounds(frozenset(), self.constraints.every), [*self._fallbacks(), *cuts])
        if answer is not None and not answer.optimal:
            raise OutOfTimeError(f"the solver's limit of {TIME_LIMIT} seconds")
        return answer

    def best(self, given: Kept, seats: Sequence[int] = ()) -> Answer | None:
        """A package that keeps all but `given`, with the largest sum of points for the parties in `seats`; None when
        there is none. Raises OutOfTimeError when none was found in time."""
        cost = np.zeros(self.columns)
        cost[: self.switch] = -self.worth[list(seats)].sum(axis=0)
        return self._solve(cost, self._bounds(given, given), list(self._fallbacks()))

    def _solve(self, cost: Floats, bounds: tuple[Floats, Floats], more: Sequence[Row]) -> Answer | None:
        if self.calls >= CALLS:
            raise OutOfTimeError(f"the limit of {CALLS} programmes")
        self.calls += 1
        rows = [*self.rows, *more]
        answer = self._solved(cost, bounds, rows)
        if answer.status not in {SOLVED, OUT_OF_TIME, INFEASIBLE}:
            # HiGHS now and then ends in an error of its own, which it meets on one way only.
            answer = self._solved(cost, bounds, rows, presolve=False)
        if answer.status == INFEASIBLE:
            return None
        if answer.x is None:
            why = f"limit of {TIME_LIMIT} seconds" if answer.status == OUT_OF_TIME else f"error {answer.status}"
            raise OutOfTimeError(f"the solver's {why}")
        choice = tuple(int(np.argmax(answer.x[start:end])) for start, end in pairwise(self.starts))
        return Answer(choice, float(cost @ answer.x), answer.status == SOLVED)

    def _solved(
        self, cost: Floats, bounds: tuple[Floats, Floats], rows: Sequence[Row], *, presolve: bool = True
    ) -> OptimizeResult:
        return milp(
            cost,
            integrality=np.ones(len(cost)),
            bounds=Bounds(*bounds),
            constraints=LinearConstraint(self._matrix(rows), [low for _, low, _ in rows], [high for *_, high in rows]),
            options={"mip_rel_gap": 0.0, "time_limit": TIME_LIMIT, "presolve": presolve},
        )

    def _matrix(self, rows: Sequence[Row]) -> csr_array:
        entries = [(r, column, value) for r, (row, _, _) in enumerate(rows) for column, value in row.items() if value]
        at, columns, values = zip(*entries, strict=True)
        return csr_array((values, (at, columns)), shape=(len(rows), self.columns))

    def _bounds(self, given: Kept, free: Kept) -> tuple[Floats, Floats]:
        """Bounds of all variables when the constraints of `given` are given up and those not in `free` are kept."""
        low, high = np.zeros(self.columns), np.ones(self.columns)
        for number in range(len(self.constraints.blockers)):
            low[self.switch + number] = float(number in given)
            high[self.switch + number] = float(number in free)
        return low, high

    def _columns(self, choice: Sequence[int]) -> dict[int, float]:
        return {start + option: 1.0 for start, option in zip(self.starts, choice, strict=False)}

    def _worth(self, model: Model) -> Floats:
        """Points of each deciding party (rows) for each option and interaction (columns)."""
        worth = np.zeros((len(model.deciding), self.switch))
        for start, units in zip(self.starts, model.units, strict=False):
            worth[:, start : start + len(units)] = (units[:, list(model.deciding)] / self.scale).T
        for column, bonus in enumerate(self.bonuses, start=self.starts[-1]):
            seat = model.deciding.index(bonus.party)
            worth[seat, column] = bonus.units / self.scale[seat]
        return worth

    def _structure(self) -> Iterator[Row]:
        """One option for each issue, interactions, red lines and linkages with their switches."""
        lines = self.constraints.red_lines
        for start, end in pairwise(self.starts):
            yield dict.fromkeys(range(start, end), 1.0), 1.0, 1.0
        for column, bonus in enumerate(self.bonuses, start=self.starts[-1]):
            members = [self.starts[issue] + option for issue, option in bonus.when]
            for member in members:
                yield {column: 1.0, member: -1.0}, -np.inf, 0.0
            yield {column: -1.0, **dict.fromkeys(members, 1.0)}, -np.inf, len(members) - 1.0
        for number, (issue, option) in enumerate(lines):
            yield {self.starts[issue] + option: 1.0, self.switch + number: -1.0}, -np.inf, 0.0
        for number, rule in enumerate(self.constraints.model.rules, start=len(lines)):
            for issue, mask in rule.then:
                row = {self.starts[issue] + o: -1.0 for o, inside in enumerate(mask) if inside}
                for other, when in rule.when:
                    for column in (self.starts[other] + o for o, inside in enumerate(when) if inside):
                        row[column] = row.get(column, 0.0) + 1.0
                yield {**row, self.switch + number: -1.0}, -np.inf, len(rule.when) - 1.0

    def _fallbacks(self) -> Iterator[Row]:
        """A fallback is reached, to half a unit, or given up: then the worst package will do."""
        for seat, worth in enumerate(self.worth):
            worst = sum(float(worth[start:end].min()) for start, end in pairwise(self.starts))
            worst += float(np.minimum(worth[self.starts[-1] :], 0.0).sum())
            lacking = max(0.0, self.need[seat] - worst)
            column = self.switch + self.constraints.fallback_of(seat)
            yield {**dict(enumerate(worth)), column: lacking}, self.need[seat] - 0.5 / self.scale[seat], np.inf
