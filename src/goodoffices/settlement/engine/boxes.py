"""Rows that count partial packages, and the walk that makes them.

Partial packages of the same context and equal worth are one row that counts them; a row that reaches every fallback
whatever follows is counted at once, a row that cannot reach one is dropped, and worth beyond what any completion needs
is cut off so that more rows are equal. When the rows pass a limit, neighbours are joined into boxes that remember the
least and the most of each party's worth.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.trail import Trail
from goodoffices.settlement.engine.walk import Context, TooManyRowsError

__all__ = ["Boxes", "Limits", "coarsen", "nothing_settled", "walk_counting"]

Ints = NDArray[np.int64]
Counts = NDArray[Any]
"""Multiplicities: 64-bit integers, or Python's own where a count may pass them."""


@dataclass(frozen=True)
class Limits:
    """`rows` beyond which rows are joined into `boxes`; with no boxes allowed (0), TooManyRowsError is raised."""

    rows: int
    boxes: int = 0

    def shared(self, among: int) -> Limits:
        """The same for each of several sets of rows."""
        return Limits(max(1, self.rows // among), max(1, self.boxes // among) if self.boxes else 0)


@dataclass(frozen=True)
class Boxes:
    """Rows that count partial packages: `low` and `high` (rows, parties) bound their worth in units, `many` says how
    many there are. `exact` when low and high are the same array."""

    low: Ints
    high: Ints
    many: Counts

    @property
    def exact(self) -> bool:
        """Whether every row's worth is known, not only bounded."""
        return self.low is self.high

    def __len__(self) -> int:
        return len(self.low)

    def only(self, mask: NDArray[Any]) -> Boxes:
        """The rows that `mask` marks."""
        low = self.low[mask]
        return Boxes(low, low if self.exact else self.high[mask], self.many[mask])

    def plus(self, gain: Ints) -> Boxes:
        """Every row worth `gain` more."""
        low = self.low + gain
        return Boxes(low, low if self.exact else self.high + gain, self.many)


def walk_counting(
    trail: Trail,
    places: tuple[int, int],
    start: Mapping[Context, Boxes],
    need: Ints,
    other: tuple[Ints, Ints],
    limits: Limits,
) -> tuple[int, dict[Context, Boxes]]:
    """Walk a trail from one place to another; `start` holds the context of the first place with its rows, `other` the
    least and the most that is added from elsewhere.

    Returns how many packages reach `need` whatever follows, all their completions counted, and for each context of the
    last place the rows that may.
    """
    sure = 0
    layer = dict(start)
    for place in range(*places):
        grown: dict[Context, list[Boxes]] = {}
        for context, rows in layer.items():
            for _, after, gain in trail.steps[place].moves(context):
                if trail.leads_on(place + 1, after):
                    grown.setdefault(after, []).append(rows.plus(gain))
        layer = {}
        for context, sets in grown.items():
            floor = need - other[0] - trail.rest("worst", place + 1, context)
            reach = need - other[1] - trail.rest("best", place + 1, context)
            closed, rows = _sift(sets, floor, reach, limits.shared(len(grown)))
            sure += closed * trail.completions(place + 1, context)
            if len(rows):
                layer[context] = rows
    return sure, layer


def nothing_settled(parties: int, dtype: np.dtype[Any]) -> Boxes:
    """One row, worth nothing yet."""
    zero = np.zeros((1, parties), dtype=np.int64)
    return Boxes(zero, zero, np.ones(1, dtype=dtype))


def _sift(sets: list[Boxes], floor: Ints, reach: Ints, limits: Limits) -> tuple[int, Boxes]:
    """Count rows at or above `floor` for every party, drop those below `reach` for one, cut and merge the others."""
    boxes = _concat(sets)
    boxes = boxes.only(np.all(boxes.high >= reach, axis=1))
    done = np.all(boxes.low >= floor, axis=1)
    closed = int(boxes.many[done].sum())
    boxes = boxes.only(~done)
    low = np.minimum(boxes.low, floor)
    boxes = Boxes(low, low if boxes.exact else np.minimum(boxes.high, floor), boxes.many)
    if boxes.exact:
        boxes = _group(boxes, boxes.low)
    if len(boxes) > limits.rows and not limits.boxes:
        raise TooManyRowsError
    return closed, coarsen(boxes, limits.boxes) if len(boxes) > limits.rows or not boxes.exact else boxes


def _concat(sets: list[Boxes]) -> Boxes:
    low = np.concatenate([one.low for one in sets])
    high = low if all(one.exact for one in sets) else np.concatenate([one.high for one in sets])
    return Boxes(low, high, np.concatenate([one.many for one in sets]))


def _group(boxes: Boxes, keys: Ints) -> Boxes:
    """Rows of equal keys as one row that spans them."""
    if len(boxes) <= 1:
        return boxes
    order = np.lexsort(keys.T)
    ordered = keys[order]
    new = np.flatnonzero(np.concatenate([[True], np.any(ordered[1:] != ordered[:-1], axis=1)]))
    if len(new) == len(boxes):
        return boxes
    low, high, many = boxes.low[order], boxes.high[order], np.add.reduceat(boxes.many[order], new)
    floor, ceiling = np.minimum.reduceat(low, new), np.maximum.reduceat(high, new)
    return Boxes(floor, floor if np.array_equal(floor, ceiling) else ceiling, many)


def coarsen(boxes: Boxes, limit: int) -> Boxes:
    """At most `limit` rows, neighbours joined: the finest grid over the ranges of worth that is coarse enough.

    With so many parties that two cells for each would be too many, only the first of them are told apart.
    """
    if len(boxes) <= limit:
        return boxes
    parties = min(boxes.low.shape[1], int(math.log2(limit)) if limit > 1 else 0)
    if not parties:
        return _group(boxes, np.zeros((len(boxes), 1), dtype=np.int64))
    finest = int(2 ** (62 / parties))
    cells = max(2, min(finest, int(limit ** (1 / parties))))
    code = _cells(boxes.low[:, :parties], cells)
    while (
        cells < finest and len(np.unique(finer := _cells(boxes.low[:, :parties], cells + max(1, cells // 4)))) <= limit
    ):
        code, cells = finer, cells + max(1, cells // 4)
    return _group(boxes, code[:, None])


def _cells(low: Ints, cells: int) -> Ints:
    """The number of each row's cell in a grid of `cells` equal parts for every party."""
    least, most = low.min(axis=0), low.max(axis=0)
    place = (low - least).astype(np.float64) * (cells / (most - least + 1.0))
    code = np.zeros(len(low), dtype=np.int64)
    for column in np.minimum(place.astype(np.int64), cells - 1).T:
        code = code * cells + column
    return code
