"""The Pareto frontier of the acceptable packages, exactly, without listing the packages.

Issues are added one at a time. Of the partial packages with the same context only the non-dominated are kept, since
whatever completes a dominated one completes the better one too; and those that cannot reach every fallback with the
best of what remains are dropped. The filter for non-dominated rows is moocore's (Fonseca, Paquete & López-Ibáñez),
applied to whole numbers, so equal worth is equal.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import moocore
import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.walk import Component, Context, TooManyRowsError

__all__ = ["FRONTIER_CAP", "Rows", "pareto_rows"]

Ints = NDArray[np.int64]
FRONTIER_CAP = 50_000
"""Rows beyond which the frontier is reported as incomplete rather than listed."""

CHUNK = 1_000_000
"""Candidate rows looked at together: bounds memory to about 100 MB for five parties."""


@dataclass(frozen=True)
class Rows:
    """Partial packages: `units` (rows, deciding parties) and `choice` (rows, issues), option positions; an issue not
    yet decided holds 0. `many` counts the packages of equal worth that a row stands for."""

    units: Ints
    choice: NDArray[np.uint16]
    many: NDArray[Any]

    def __len__(self) -> int:
        return len(self.units)

    def only(self, mask: NDArray[np.bool_]) -> Rows:
        """The rows that `mask` marks."""
        return Rows(self.units[mask], self.choice[mask], self.many[mask])


def pareto_rows(
    parts: tuple[Component, ...],
    issues: int,
    need: Ints,
    cap: int = FRONTIER_CAP,
    advance: Callable[[str], None] = lambda _: None,
) -> Rows | None:
    """The non-dominated packages among those that reach `need`, or None when a step of the way needs more than `cap`
    rows. `issues` is the number of issues of the model, `advance` is told of progress.

    Packages of equal worth to every deciding party are all listed as long as the cap allows; else one row stands for
    them, the one whose options come first, and `many` counts them.
    """
    merged = _search(_Search(parts, issues, need, cap, advance, merge_equal=True))
    if merged is None or not len(merged) < int(merged.many.sum()) <= cap:
        return merged
    return _search(_Search(parts, issues, need, cap, advance, merge_equal=False)) or merged


@dataclass(frozen=True)
class _Search:
    parts: tuple[Component, ...]
    issues: int
    need: Ints
    cap: int
    advance: Callable[[str], None]
    merge_equal: bool

    def start(self) -> Rows:
        """One row in which nothing is decided."""
        dtype = np.dtype(np.int64) if math.prod(part.allowed for part in self.parts) < 2**62 else np.dtype(object)
        return Rows(
            np.zeros((1, len(self.need)), dtype=np.int64),
            np.zeros((1, self.issues), dtype=np.uint16),
            np.ones(1, dtype=dtype),
        )

    def best_of(self, sets: Iterable[Rows]) -> Rows:
        """The non-dominated among several sets of rows."""
        every = [self.start().only(np.zeros(1, dtype=bool)), *sets]
        rows = Rows(
            np.concatenate([one.units for one in every]),
            np.concatenate([one.choice for one in every]),
            np.concatenate([one.many for one in every]),
        )
        if len(rows) <= 1:
            return rows
        keep = moocore.is_nondominated(rows.units.astype(np.float64), maximise=True, keep_weakly=True)
        rows = rows.only(keep)
        if self.merge_equal:
            rows = _equal_as_one(rows)
        if len(rows) > self.cap:
            raise TooManyRowsError
        return rows


def _search(search: _Search) -> Rows | None:
    tops = [part.best[0].get(()) for part in search.parts]
    if any(top is None for top in tops):
        return search.best_of([])
    rest = [np.asarray(top) for top in tops]
    total = np.sum(rest, axis=0)
    try:
        fronts = []
        for part, top in zip(search.parts, rest, strict=True):
            search.advance(f"Frontier of {len(part.steps)} issues")
            fronts.append((_component(search, part, search.need - (total - top)), top))
        while len(fronts) > 1:
            fronts.sort(key=lambda front: len(front[0]))
            (a, top_a), (b, top_b), *others = fronts
            search.advance(f"Frontier: joining {len(a):,} and {len(b):,} partial packages")
            joined_top = top_a + top_b
            fronts = [(_join(search, b, a, search.need - (total - joined_top)), joined_top), *others]
    except TooManyRowsError:
        return None
    return fronts[0][0]


def _component(search: _Search, part: Component, need: Ints) -> Rows:
    """The front of one component: rows that with the best of the other components can reach `need`."""
    layer: dict[Context, Rows] = {(): search.start()}
    for step, best in zip(part.steps, part.best[1:], strict=True):
        grown: dict[Context, list[Rows]] = {}
        for context, rows in layer.items():
            for option, after, gain in step.moves(context):
                if after in best:
                    units = rows.units + gain
                    alive = np.all(units + best[after] >= need, axis=1)
                    choice = rows.choice[alive]
                    choice[:, step.issue] = option
                    grown.setdefault(after, []).append(Rows(units[alive], choice, rows.many[alive]))
        layer = {context: search.best_of(rows) for context, rows in grown.items()}
        if sum(map(len, layer.values())) > search.cap:
            raise TooManyRowsError
    return search.best_of(layer.values())


def _join(search: _Search, a: Rows, b: Rows, need: Ints) -> Rows:
    """The non-dominated sums of two fronts that can reach `need`; `b` is the smaller."""
    found = search.best_of([])
    size = max(1, CHUNK // max(1, len(b)))
    for start in range(0, len(a), size):
        left = a.units[start : start + size]
        units = (left[:, None, :] + b.units[None, :, :]).reshape(-1, left.shape[1])
        at = np.flatnonzero(np.all(units >= need, axis=1))
        of_a, of_b = start + at // max(1, len(b)), at % max(1, len(b))
        sums = Rows(units[at], a.choice[of_a] | b.choice[of_b], a.many[of_a] * b.many[of_b])
        found = search.best_of([found, sums])
    return found


def _equal_as_one(rows: Rows) -> Rows:
    """One row for all rows of equal worth: the one whose options come first, with the number of all."""
    order = np.lexsort((*rows.choice.T[::-1], *rows.units.T[::-1]))
    units = rows.units[order]
    first = np.flatnonzero(np.concatenate([[True], np.any(units[1:] != units[:-1], axis=1)]))
    if len(first) == len(rows):
        return rows
    return Rows(units[first], rows.choice[order[first]], np.add.reduceat(rows.many[order], first))
