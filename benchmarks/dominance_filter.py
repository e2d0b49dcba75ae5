"""The filter for non-dominated rows alone, on random rows: ours, moocore, paretoset, negmas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from benchmarks.clock import LIMIT, Timed, tell, timed
from benchmarks.plain import Flags, Floats, Ints
from goodoffices.settlement.engine.partial import non_dominated

SCATTERED, ROUND = "scattered", "all on a front"
ROWS = (10**3, 10**4, 10**5)
ASKED = tuple((kind, rows, parties) for kind in (SCATTERED, ROUND) for parties in (2, 3, 4, 5, 6) for rows in ROWS)

QUADRATIC = 10**4
"""Rows on a front up to which the filters that compare row by row are asked: ten times as many take minutes."""

HIGHEST = 2**40
"""Worth is a whole number up to this, so that equal rows hardly occur and floats hold it exactly."""


@dataclass(frozen=True)
class FilterRow:
    """`kept` of `rows` random rows are non-dominated; what each filter took to find them."""

    kind: str
    rows: int
    parties: int
    kept: int
    ours: Timed
    moocore: Timed
    paretoset: Timed
    negmas: Timed


def run() -> list[FilterRow]:
    """All sizes; every filter must keep the same rows."""
    import moocore
    from negmas.preferences.ops import pareto_frontier_numpy
    from paretoset import paretoset

    found = []
    for kind, rows, parties in ASKED:
        units = random_rows(kind, rows, parties)
        points = units.astype(np.float64)
        paretoset(points[:9], sense=["max"] * parties)  # compiled outside the clock
        mine = timed(partial(non_dominated, units))
        others = [timed(partial(moocore.is_nondominated, points, maximise=True, keep_weakly=True), LIMIT)]
        if kind == SCATTERED or rows <= QUADRATIC:
            others += [
                timed(partial(paretoset, points, sense=["max"] * parties, distinct=False), LIMIT),
                timed(partial(_marked, pareto_frontier_numpy, points), LIMIT),
            ]
        else:
            others += [Timed(None, why="not run")] * 2
        for one in others:
            assert one.answer is None or np.array_equal(one.answer, mine.answer)
        found.append(FilterRow(kind, rows, parties, int(mine.answer.sum()), mine, *others))
        tell(f"filter, {rows:,} rows {kind}, {parties} columns: {found[-1].kept:,} kept, same rows")
    return found


def random_rows(kind: str, rows: int, parties: int) -> Ints:
    """Whole numbers: uniform in a cube, or on the part of a sphere on which no row betters another."""
    rng = np.random.default_rng([rows, parties])
    if kind == SCATTERED:
        return rng.integers(0, HIGHEST, (rows, parties))
    spread = np.abs(rng.normal(size=(rows, parties)))
    return np.floor(spread / np.linalg.norm(spread, axis=1)[:, None] * HIGHEST).astype(np.int64)


def _marked(positions: Callable[[Floats], Ints], points: Floats) -> Flags:
    """Marks for the rows whose positions a filter gives."""
    marks = np.zeros(len(points), dtype=bool)
    marks[positions(points)] = True
    return marks
