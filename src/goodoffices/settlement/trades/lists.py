"""The lists of what could be traded from a text, each exact: nearest first, or best first."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.trades.ground import Choices, Ground, better_for_all
from goodoffices.settlement.trades.moves import Moves, moves
from goodoffices.settlement.trades.nearest import Found
from goodoffices.settlement.trades.order import best_first
from goodoffices.settlement.trades.result import Nearest, Package, TwoIssueTrades
from goodoffices.settlement.trades.wording import package_of, trade_of

__all__ = ["acceptable_near", "better", "better_on_frontier", "single_changes", "two_issue_trades"]

Ints = NDArray[np.int64]

_EQUALS = "packages of equal worth stand behind one of them on the list, so another of them may be nearer"


def better(ground: Ground, start: Sequence[int], limit: int) -> Nearest:
    """The packages better for all than the start, nearest first."""
    mark = ground.worth([start])[0]
    found = ground.search(mark, dict(enumerate(start)), limit, above=mark)
    return _nearest(ground, found, mark, limit, start)


def acceptable_near(ground: Ground, settled: Mapping[int, int], start: Sequence[int] | None, limit: int) -> Nearest:
    """The acceptable packages that change fewest of the settled clauses; differences are measured from the start."""
    found = ground.search(ground.need, settled, limit)
    return _nearest(ground, found, ground.need, limit, start, settled)


def better_on_frontier(ground: Ground, start: Sequence[int], limit: int) -> Nearest | None:
    """The packages of the frontier better for all than the start, nearest first; None when it is not listed."""
    listed, front = ground.listed, ground.settlement.frontier
    if listed is None:
        return None
    mark = ground.worth([start])[0]
    kept = better_for_all(ground.worth(listed) - mark)
    apart = np.count_nonzero(listed[kept] != np.array(start), axis=1)
    found = Found(listed[kept], apart, listed.shape[1], complete=True)
    nearest = _nearest(ground, found, mark, limit, start)
    total = sum(many for many, is_kept in zip(front.equal, kept, strict=True) if is_kept)
    return dataclasses.replace(nearest, total=total, note="" if len(front.points) == front.size else _EQUALS)


def single_changes(ground: Ground, start: Sequence[int]) -> tuple[Package, ...]:
    """All single changes that nobody who decides loses by and somebody gains by, best first."""
    table = moves(ground.model, start)
    alone = table.alone[:, ground.seats]
    good = np.flatnonzero(better_for_all(alone) & table.allowed)
    reached = _changed(start, table, good[:, None])
    order = best_first(alone[good], ground.scale, reached, len(good))
    return tuple(package_of(ground, reached[row].tolist(), start) for row in order)


def two_issue_trades(ground: Ground, start: Sequence[int], limit: int) -> TwoIssueTrades:
    """The two-issue trades, best first: all pairs of changes are looked at."""
    table = moves(ground.model, start)
    costly = np.any(table.alone[:, ground.seats] < 0, axis=1)
    pairs: list[Ints] = [np.zeros((0, 2), dtype=np.int64)]
    won: list[Ints] = [np.zeros((0, len(ground.seats)), dtype=np.int64)]
    for one, others, together, allowed in table.pairs():
        if costly[one]:
            mine = together[:, ground.seats]
            good = costly[others] & allowed & better_for_all(mine)
            pairs.append(np.stack([np.full(int(good.sum()), one), others[good]], axis=1))
            won.append(mine[good])
    chosen = np.concatenate(pairs)
    reached = _changed(start, table, chosen)
    order = best_first(np.concatenate(won), ground.scale, reached, limit)
    return TwoIssueTrades(tuple(trade_of(ground, reached[row].tolist(), start) for row in order), len(chosen))


def _changed(start: Sequence[int], table: Moves, changes: Ints) -> Choices:
    """The packages that changes lead to, shape (packages, issues); `changes` (packages, changes of each)."""
    reached = np.repeat(np.array([start], dtype=np.uint16), len(changes), axis=0)
    for one in changes.T:
        reached[np.arange(len(changes)), table.issue[one]] = table.option[one]
    return reached


def _nearest(
    ground: Ground,
    found: Found,
    mark: Ints,
    limit: int,
    start: Sequence[int] | None,
    settled: Mapping[int, int] | None = None,
) -> Nearest:
    chosen: list[list[int]] = []
    for count in np.unique(found.changes):
        rows = found.choice[found.changes == count]
        order = best_first(ground.worth(rows) - mark, ground.scale, rows, limit - len(chosen))
        chosen += [rows[row].tolist() for row in order]
    given_up = len(found.choice) < limit and not found.complete
    note = f"packages that change more than {found.searched} clauses were not all looked at: that takes too much work"
    return Nearest(
        packages=tuple(package_of(ground, row, start, settled) for row in chosen),
        total=len(found.choice),
        searched=found.searched,
        complete=found.complete,
        note=note if given_up else "",
    )
