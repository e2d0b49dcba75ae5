"""The acceptable packages as the feasible points of a mixed-integer linear programme.

A binary variable for every open option, one of each issue chosen; a row for every linkage and interaction; a row for
every fallback. Solved by HiGHS through scipy (Huangfu & Hall 2018). An independent way to what
the branch and bound finds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, lil_array, vstack

from goodoffices.errors import SettlementError
from goodoffices.settlement.engine.model import Model, Rule

__all__ = ["NothingAcceptableError", "Programme", "UnfinishedError", "programme"]

Floats = NDArray[np.float64]
TIME_LIMIT = 30
"""Seconds that one programme may take."""

SOLVED, INFEASIBLE = 0, 2
"""scipy's status of a programme that was solved, and of one that was shown to have no solution."""


class NothingAcceptableError(SettlementError):
    """The programme has no feasible point."""


class UnfinishedError(SettlementError):
    """The solver reached its limit of time, or failed."""


@dataclass(frozen=True)
class Programme:
    """Variables: the options of all issues in order, then one for each interaction of a deciding party.

    `gain` (deciding parties, variables) and `base` (deciding parties) give the gains in points as an affine function;
    `rows`, `low`, `high` are the constraints; `upper` bounds the variables (0 for a closed option).
    """

    gain: Floats
    base: Floats
    rows: csr_array
    low: Floats
    high: Floats
    upper: Floats
    sizes: tuple[int, ...]

    def maximise(
        self,
        weights: Floats,
        extra: Floats | None = None,
        floors: Sequence[tuple[Floats, float]] = (),
        switches: int = 0,
    ) -> Floats:
        """The variables at the optimum of `weights`: a vector over the variables and, behind them, continuous ones.

        `floors` holds further rows over the same variables, each with the least value of the row; `extra` bounds the
        further variables from above. The last `switches` of them are 0 or 1, the others continuous. Raises
        NothingAcceptableError, or UnfinishedError after `TIME_LIMIT`."""
        n, total = self.rows.shape[1], len(weights)
        rows = self.rows.copy()
        rows.resize((rows.shape[0], total))
        further = np.arange(total - n) >= total - n - switches
        below = np.where(further, 0.0, -np.inf)
        above = extra if extra is not None else np.full(total - n, np.inf)
        limits = [LinearConstraint(rows, self.low, self.high)]
        if floors:
            limits.append(LinearConstraint(vstack([csr_array(row[None]) for row, _ in floors]), [f for _, f in floors]))
        answer = milp(
            -weights,
            integrality=np.concatenate([np.ones(n), further]),
            bounds=Bounds(np.concatenate([np.zeros(n), below]), np.concatenate([self.upper, above])),
            constraints=limits,
            options={"mip_rel_gap": 0.0, "time_limit": TIME_LIMIT},
        )
        if answer.status == INFEASIBLE and not floors:
            raise NothingAcceptableError.of("no package is acceptable to all who decide")
        if answer.status != SOLVED or answer.x is None:
            raise UnfinishedError.of(f"the solver gave up ({answer.message.strip()})")
        return np.asarray(answer.x, dtype=np.float64)

    def choice(self, variables: Floats) -> tuple[int, ...]:
        """The option position for every issue."""
        starts = [0, *accumulate(self.sizes)]
        return tuple(int(np.argmax(variables[start:end])) for start, end in pairwise(starts))

    def gains(self, variables: Floats) -> Floats:
        """Gains of the deciding parties in points, of the package that the variables choose."""
        return np.asarray(self.gain @ np.round(variables[: self.gain.shape[1]]) + self.base)


def programme(model: Model) -> Programme:
    """The programme of a model's acceptable packages."""
    deciding = list(model.deciding)
    sizes = tuple(len(options) for options in model.options)
    starts = [0, *accumulate(sizes)]
    bonuses = [bonus for bonus in model.bonuses if bonus.party in model.deciding]
    n = starts[-1] + len(bonuses)
    scale = np.array([model.scale[p] for p in deciding], dtype=np.float64)
    need = np.array([model.need[p] for p in deciding], dtype=np.float64) / scale
    gain = np.zeros((len(deciding), n))
    for start, units in zip(starts, model.units, strict=False):
        gain[:, start : start + len(units)] = (units[:, deciding] / scale).T
    table = _Table(n)
    for start, end in pairwise(starts):
        table.add(dict.fromkeys(range(start, end), 1.0), 1.0, 1.0)
    for rule in model.rules:
        _add_rule(table, rule, starts)
    for b, bonus in enumerate(bonuses, start=starts[-1]):
        gain[deciding.index(bonus.party), b] = bonus.units / model.scale[bonus.party]
        _add_bonus(table, b, [starts[i] + o for i, o in bonus.when])
    for p in range(len(deciding)):
        half_a_unit = 0.5 / scale[p]
        table.add(dict(enumerate(gain[p])), need[p] - half_a_unit, np.inf)
    closed = [float(is_open) for options in model.open_options for is_open in options]
    return Programme(
        gain=gain,
        base=-need,
        rows=table.matrix(),
        low=np.array(table.low),
        high=np.array(table.high),
        upper=np.concatenate([closed, np.ones(len(bonuses))]),
        sizes=sizes,
    )


def _add_rule(table: _Table, rule: Rule, starts: Sequence[int]) -> None:
    """Where every `when` holds, each `then` must: the conditions that hold may exceed all but one only if it does."""
    for issue, mask in rule.then:
        row = {starts[issue] + o: -1.0 for o, inside in enumerate(mask) if inside}
        for other, when in rule.when:
            for v in (starts[other] + o for o, inside in enumerate(when) if inside):
                row[v] = row.get(v, 0.0) + 1.0
        table.add(row, -np.inf, len(rule.when) - 1.0)


def _add_bonus(table: _Table, column: int, members: list[int]) -> None:
    """The interaction's variable is 1 exactly when all its options are chosen."""
    for member in members:
        table.add({column: 1.0, member: -1.0}, -np.inf, 0.0)
    table.add({column: -1.0, **dict.fromkeys(members, 1.0)}, -np.inf, len(members) - 1.0)


class _Table:
    """Rows of a constraint matrix, gathered one by one."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.rows: list[dict[int, float]] = []
        self.low: list[float] = []
        self.high: list[float] = []

    def add(self, row: dict[int, float], low: float, high: float) -> None:
        self.rows.append(row)
        self.low.append(low)
        self.high.append(high)

    def matrix(self) -> csr_array:
        made = lil_array((len(self.rows), self.columns))
        for i, row in enumerate(self.rows):
            for column, value in row.items():
                made[i, column] = value
        return made.tocsr()
