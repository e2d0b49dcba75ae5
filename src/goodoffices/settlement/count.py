"""How many packages all could accept: counted exactly without listing them, or between two proved bounds.

The components are split in two halves. Each half is walked issue by issue; partial packages of the same context and
equal worth are merged into one row that counts them; a row that reaches every fallback whatever follows is counted at
once, a row that cannot reach one is dropped, and worth beyond what any completion needs is cut off so that more rows
are equal. The rows left in the two halves are then matched by counting (`dominance`). Counting solutions of several
knapsack constraints is hard in general (#P-hard): when the rows pass a stated limit, neighbouring rows are joined into
boxes that remember the least and the most of each party's worth, and the count becomes a lower and an upper bound.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.dominance import PLANE, count_pairs
from goodoffices.settlement.walk import Component, Context

__all__ = ["COUNT_ROWS", "PAIR_LIMIT", "count_acceptable", "count_allowed"]

Ints = NDArray[np.int64]
Counts = NDArray[Any]
"""Multiplicities: 64-bit integers, or Python's own where a count may pass them."""

COUNT_ROWS = 300_000
"""Rows of a half beyond which they are joined into boxes, `BOX_ROWS` of them; four times as many for two parties, whose
halves are matched faster. Bounds memory to about 600 MB."""

BOX_ROWS = 100_000
"""Boxes kept: fewer than the rows before them, since a box no longer merges with its equals."""

PAIR_LIMIT = 2 * 10**10
"""Pairs of rows of the two halves beyond which they are joined into boxes: some ten seconds of work."""

BOX_PAIRS = 2 * 10**9
"""Pairs of boxes matched, twice, once they no longer count exactly."""


@dataclass(frozen=True)
class Boxes:
    """Rows that count partial packages: `low` and `high` (rows, parties) bound their worth in units, `many` says how
    many there are. `exact` when low and high are the same array."""

    low: Ints
    high: Ints
    many: Counts

    @property
    def exact(self) -> bool:
        return self.low is self.high

    def __len__(self) -> int:
        return len(self.low)

    def only(self, mask: NDArray[Any]) -> Boxes:
        low = self.low[mask]
        return Boxes(low, low if self.exact else self.high[mask], self.many[mask])

    def plus(self, gain: Ints) -> Boxes:
        low = self.low + gain
        return Boxes(low, low if self.exact else self.high + gain, self.many)


def count_allowed(parts: Sequence[Component]) -> int:
    """Packages that cross no red line of a deciding party and break no linkage."""
    return math.prod(part.allowed for part in parts)


def count_acceptable(
    parts: tuple[Component, ...],
    need: Ints,
    rows: int | None = None,
    pairs: int = PAIR_LIMIT,
    boxes: int = BOX_ROWS,
    advance: Callable[[str], None] = lambda _: None,
) -> tuple[int, int]:
    """The least and the most that the number of acceptable packages can be; equal when it was counted exactly.

    `need` holds the units that reach each deciding party's fallback; `rows` (of a half), `pairs` (of rows)
    and `boxes` (kept once they do not count exactly) limit the work.
    """
    allowed = count_allowed(parts)
    if not allowed:
        return 0, 0
    dtype = np.dtype(np.int64) if allowed < 2**62 else np.dtype(object)
    rows = rows or (4 * COUNT_ROWS if len(need) <= PLANE else COUNT_ROWS)
    left, right = _halves(parts)
    worst, best = (np.sum([np.asarray(getattr(p, side)[0][()]) for p in right], axis=0) for side in ("worst", "best"))
    zero = np.zeros(len(need), dtype=np.int64)
    advance("counting acceptable packages")
    sure, a = _walk(left, need, (worst + zero, best + zero), (rows, boxes), dtype)
    certain = possible = sure * count_allowed(right)
    if len(a):
        advance("counting acceptable packages: second half")
        sure, b = _walk(right, need, (a.low.min(axis=0), a.high.max(axis=0)), (rows, boxes), dtype)
        certain += sure * int(a.many.sum())
        possible = certain
        if len(b):
            advance(f"matching {len(a)} × {len(b)}")
            exact = a.exact and b.exact
            if len(a) * len(b) > (pairs if exact else BOX_PAIRS) and not (exact and len(need) == PLANE):
                a, b = (_coarsen(side, min(boxes, math.isqrt(BOX_PAIRS))) for side in (a, b))
            lower = count_pairs(a.low, a.many, b.low, b.many, need)
            certain, possible = (
                certain + lower,
                possible + (lower if a.exact and b.exact else count_pairs(a.high, a.many, b.high, b.many, need)),
            )
    return certain, possible


def _halves(parts: tuple[Component, ...]) -> tuple[list[Component], list[Component]]:
    """Two lists of components with about the same number of packages each, the larger one first."""
    halves: list[list[Component]] = [[], []]
    sizes = [0.0, 0.0]
    for part in sorted(parts, key=lambda p: -p.allowed):
        side = sizes.index(min(sizes))
        halves[side].append(part)
        sizes[side] += math.log(part.allowed)
    order = sorted((0, 1), key=lambda side: -sizes[side])
    return halves[order[0]], halves[order[1]]


def _walk(
    parts: Sequence[Component], need: Ints, other: tuple[Ints, Ints], limits: tuple[int, int], dtype: np.dtype[Any]
) -> tuple[int, Boxes]:
    """Walk the components of one half; `other` holds the least and the most that the other half adds.

    Returns the packages of this half that reach `need` whatever the other half holds, and rows for those that may.
    """
    sure = 0
    start = np.zeros((1, len(need)), dtype=np.int64)
    boxes = Boxes(start, start, np.ones(1, dtype=dtype))
    later = [np.sum([getattr(p, side)[0][()] for p in parts], axis=0) for side in ("worst", "best")]
    ways = [*_products([part.allowed for part in parts])]
    for part, ways_after in zip(parts, ways, strict=True):
        later = [later[0] - part.worst[0][()], later[1] - part.best[0][()]]
        layer: dict[Context, Boxes] = {(): boxes}
        for t, step in enumerate(part.steps, start=1):
            grown: dict[Context, list[Boxes]] = {}
            for context, rows in layer.items():
                for _, after, gain in step.moves(context):
                    if after in part.best[t]:
                        grown.setdefault(after, []).append(rows.plus(gain))
            layer = {}
            for context, sets in grown.items():
                floor = need - other[0] - later[0] - part.worst[t][context]
                reach = need - other[1] - later[1] - part.best[t][context]
                closed, layer[context] = _sift(
                    sets, floor, reach, (max(1, limits[0] // len(grown)), max(1, limits[1] // len(grown)))
                )
                sure += closed * part.completions[t][context] * ways_after
        boxes = _concat(list(layer.values())) if layer else boxes.only(np.zeros(len(boxes), dtype=bool))
    return sure, boxes


def _products(numbers: list[int]) -> Iterable[int]:
    """For each number, the product of those after it."""
    for i in range(len(numbers)):
        yield math.prod(numbers[i + 1 :])


def _sift(sets: list[Boxes], floor: Ints, reach: Ints, limits: tuple[int, int]) -> tuple[int, Boxes]:
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
    return closed, _coarsen(boxes, limits[1]) if len(boxes) > limits[0] or not boxes.exact else boxes


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


def _coarsen(boxes: Boxes, limit: int) -> Boxes:
    """At most `limit` rows, neighbours joined: the finest grid over the ranges of worth that is coarse enough."""
    if len(boxes) <= limit:
        return boxes
    parties = boxes.low.shape[1]
    finest = int(2 ** (62 / parties))
    cells = max(2, min(finest, int(limit ** (1 / parties))))
    code = _cells(boxes.low, cells)
    while cells < finest and len(np.unique(finer := _cells(boxes.low, cells + max(1, cells // 4)))) <= limit:
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
