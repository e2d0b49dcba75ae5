"""From option positions to packages, changes and trades in points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from goodoffices.settlement.engine.model import Model
from goodoffices.settlement.outcomes import outcome
from goodoffices.settlement.trades.ground import Ground
from goodoffices.settlement.trades.moves import worths
from goodoffices.settlement.trades.result import Change, Package, TwoIssueTrade

__all__ = ["package_of", "trade_of"]


def package_of(
    ground: Ground, reached: Sequence[int], start: Sequence[int] | None, settled: Mapping[int, int] | None = None
) -> Package:
    """A package reached from `start`, with the clauses it changes: of `settled`, or of all the start's.

    Without a start (a partial text that has none), differences are empty, and what a change alone is worth is
    measured in the package reached.
    """
    model, choice = ground.model, [int(option) for option in reached]
    kept = dict(enumerate(start)) if settled is None and start is not None else settled or {}
    base = list(start) if start is not None else choice
    moved = [i for i, option in kept.items() if choice[i] != option]
    before, after = worths(model, np.array([base, choice], dtype=np.int64))
    difference = {p: int(after[k] - before[k]) / model.scale[k] for k, p in enumerate(model.parties)}
    return Package(
        changes=tuple(_change(model, base, i, kept[i], choice[i]) for i in sorted(moved)),
        outcome=outcome(model, choice),
        difference=difference if start is not None else {},
        acceptable=ground.is_acceptable(choice),
        on_frontier=ground.is_on_frontier(choice),
    )


def trade_of(ground: Ground, reached: Sequence[int], start: Sequence[int]) -> TwoIssueTrade:
    """A two-issue trade: `reached` differs from `start` on two issues."""
    model, package = ground.model, package_of(ground, reached, start)
    rows = [list(start) for _ in range(3)] + [list(reached)]
    moved = np.flatnonzero(np.array(reached) != np.array(start)).tolist()
    for row, issue in enumerate(moved, start=1):
        rows[row][issue] = int(reached[issue])
    units = worths(model, np.array(rows, dtype=np.int64))
    beyond = units[3] - units[1] - units[2] + units[0]
    first, second = package.changes
    return TwoIssueTrade(
        first=first,
        second=second,
        outcome=package.outcome,
        difference=package.difference,
        interplay={p: int(beyond[k]) / model.scale[k] for k, p in enumerate(model.parties) if beyond[k]},
        acceptable=package.acceptable,
        on_frontier=package.on_frontier,
    )


def _change(model: Model, base: Sequence[int], issue: int, before: int, after: int) -> Change:
    pair = np.array([base, base], dtype=np.int64)
    pair[:, issue] = before, after
    old, new = worths(model, pair)
    points = {p: int(new[k] - old[k]) / model.scale[k] for k, p in enumerate(model.parties) if new[k] != old[k]}
    return Change(model.issues[issue], model.options[issue][before], model.options[issue][after], points)
