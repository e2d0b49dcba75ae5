"""The Pareto frontier of the acceptable packages, exactly, without listing the packages.

Issues are added one at a time. Of the partial packages with the same context only the non-dominated are kept, since
whatever completes a dominated one completes the better one too; and those that cannot reach every fallback with the
best of what remains are dropped. Issues tied by linkages or interactions come first, each group on its own; then one
free issue after another joins. The filter for non-dominated rows is moocore's (Fonseca, Paquete & López-Ibáñez),
applied to whole numbers, so equal worth is equal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.partial import (
    Codes,
    Pairs,
    Partial,
    concat,
    equal_as_one,
    non_dominated,
    pairs,
    reaching,
)
from goodoffices.settlement.engine.walk import Component, Context, TooManyRowsError

__all__ = ["EFFORT", "FRONTIER_CAP", "MEMORY", "Rows", "as_rows", "codes", "joining_order", "most_rows", "pareto_rows"]

Ints = NDArray[np.int64]
FRONTIER_CAP = 200_000
"""Rows beyond which the frontier is covered within a stated distance rather than listed."""

EFFORT = 24_000_000
"""Rows looked at in one step times the square of the deciding parties: a few seconds of one processor."""

MEMORY = 500_000_000
"""Bytes that the rows of one step may take: of each its worth twice (once as floats for the filter), its code, its
multiplicity and its place."""


@dataclass(frozen=True)
class Rows:
    """Packages: `units` (rows, deciding parties) and `choice` (rows, issues), option positions. `many` counts the
    packages of equal worth that a row stands for."""

    units: Ints
    choice: NDArray[np.uint16]
    many: NDArray[Any]

    def __len__(self) -> int:
        return len(self.units)

    def only(self, mask: NDArray[Any]) -> Rows:
        """The rows that `mask` marks."""
        return Rows(self.units[mask], self.choice[mask], self.many[mask])


def pareto_rows(
    parts: tuple[Component, ...],
    issues: int,
    need: Ints,
    cap: int = FRONTIER_CAP,
    advance: Callable[[str], None] = lambda _: None,
) -> Rows | None:
    """The non-dominated packages among those that reach `need`, or None when a step of the way keeps more than `cap`
    rows or looks at more than `most_rows`. `issues` is the model's number of issues, `advance` is told of progress.

    They come in the order of the file's options. Packages of equal worth to every deciding party are all listed as
    long as the cap allows; else one row stands for them, the one whose options come first, and `many` counts them.
    """
    code = codes(parts, issues)
    merged = _search(_Search(parts, code, need, cap, advance, merge_equal=True))
    if merged is None:
        return None
    if not len(merged) < int(merged.many.sum()) <= cap:
        return as_rows(merged, code)
    every = _search(_Search(parts, code, need, cap, advance, merge_equal=False))
    return as_rows(every or merged, code)


def codes(parts: tuple[Component, ...], issues: int) -> Codes:
    """The code of the packages that the components make together."""
    radix = [1] * issues
    for part in parts:
        for step in part.steps:
            radix[step.issue] = len(step.units)
    return Codes.of(radix)


def as_rows(rows: Partial, code: Codes) -> Rows:
    """Whole packages with their options, those first whose options come first in the order of the file."""
    choice = code.choice(rows.code)
    order = np.lexsort(choice.T[::-1])
    return Rows(rows.units[order], choice[order], rows.many[order])


def most_rows(parties: int, words: int) -> int:
    """How many rows one step may look at, by `EFFORT` and `MEMORY`."""
    return min(EFFORT // parties**2, MEMORY // (8 * (2 * parties + words + 2)))


Front = TypeVar("Front", bound=tuple[Any, ...])


def joining_order(fronts: Sequence[Front]) -> list[Front]:
    """Fronts of components (each a tuple of its rows, the most each party can get, its number of issues, and anything
    more) in the order in which they are best joined: groups of tied issues first, the largest before the others, so
    that later steps add few rows each; then the free issues, those with the fewest options that matter first."""
    return sorted(fronts, key=lambda front: (front[2] == 1, len(front[0]) if front[2] == 1 else -len(front[0])))


@dataclass(frozen=True)
class _Search:
    parts: tuple[Component, ...]
    code: Codes
    need: Ints
    cap: int
    advance: Callable[[str], None]
    merge_equal: bool

    @property
    def most(self) -> int:
        return most_rows(len(self.need), self.code.words)

    def best_of(self, rows: Partial | Pairs) -> Partial:
        """The non-dominated among the rows."""
        kept = rows.only(np.flatnonzero(non_dominated(rows.units)))
        kept = equal_as_one(kept) if self.merge_equal else kept
        if len(kept) > self.cap:
            raise TooManyRowsError
        return kept


def _search(search: _Search) -> Partial | None:
    nothing = Partial.nothing(len(search.need), search.code.words)
    tops = [part.best[0].get(()) for part in search.parts]
    if any(top is None for top in tops):
        return nothing.only(np.zeros(1, dtype=bool))
    rest = [np.asarray(top) for top in tops]
    total = np.sum(rest, axis=0)
    try:
        fronts = []
        for part, top in zip(search.parts, rest, strict=True):
            if len(part.steps) > 1:
                search.advance(f"Frontier of {len(part.steps)} issues")
            fronts.append((_component(search, part, search.need - (total - top)), top, len(part.steps)))
        found, waiting = nothing, total
        for front, top, _ in joining_order(fronts):
            waiting = waiting - top
            search.advance(f"Frontier: joining {len(found):,} and {len(front):,} partial packages")
            found = search.best_of(pairs(found, front, search.need - waiting, search.most))
    except TooManyRowsError:
        return None
    return found


def _component(search: _Search, part: Component, need: Ints) -> Partial:
    """The front of one component: rows that with the best of the other components can reach `need`."""
    layer: dict[Context, Partial] = {(): Partial.nothing(len(need), search.code.words)}
    for place in range(len(part.steps)):
        grown = grow(part, place, layer, need, search.code)
        if sum(map(len, grown.values())) > search.most:
            raise TooManyRowsError
        layer = {context: search.best_of(rows) for context, rows in grown.items()}
        if sum(map(len, layer.values())) > search.cap:
            raise TooManyRowsError
    # Behind the last step nothing waits: there is one context, or none when nothing can reach the need.
    return layer.get((), Partial.nothing(len(need), search.code.words).only(np.zeros(1, dtype=bool)))


def grow(part: Component, place: int, layer: dict[Context, Partial], need: Ints, code: Codes) -> dict[Context, Partial]:
    """The rows of a layer, each settled by every allowed option of the step at `place`, by the context after it; those
    left out cannot reach `need`. Units may hold the parties several times, all of which grow alike."""
    step, best = part.steps[place], part.best[place + 1]
    copies = next(iter(layer.values())).units.shape[1] // len(need) if layer else 1
    need = np.tile(need, copies)
    grown: dict[Context, list[Partial]] = {}
    for context, rows in layer.items():
        for option, after, gain in step.moves(context):
            if after in best:
                more = np.tile(gain, copies)
                alive = np.flatnonzero(reaching(rows.units, need - np.tile(best[after], copies) - more))
                kept = rows.only(alive) if len(alive) < len(rows) else rows
                further = Partial(kept.units + more, kept.code + code.digit(step.issue, option), kept.many)
                grown.setdefault(after, []).append(further)
    return {context: concat(sets) for context, sets in grown.items()}
