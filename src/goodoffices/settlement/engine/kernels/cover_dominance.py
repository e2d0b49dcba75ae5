"""Choosing few rows that stand for many: every row's claim is reached, within an allowance, by a row that is kept."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.compiled import compiled

__all__ = ["cover", "cover_reference"]

Ints = NDArray[np.int64]


@compiled
def cover(worth: Ints, claim: Ints, allowance: Ints, most: int) -> tuple[Ints, Ints]:
    """Rows to keep, and what each then claims; more than `most` rows are not kept, so `most` + 1 mean failure.

    `worth` and `claim` (rows, parties), worth <= claim; `allowance` (parties,). Row by row: a row whose claim is at
    most the worth of a kept row plus the allowance, party by party, is left to the first such row, which takes over the
    claim; any other is kept. The row that last took one over is asked first.
    """
    rows, parties = worth.shape
    kept = np.empty(most + 1, dtype=np.int64)
    limit = np.empty((most + 1, parties), dtype=np.int64)
    claims = np.empty((most + 1, parties), dtype=np.int64)
    count, last = 0, 0
    for row in range(rows):
        found = _first_holding(claim[row], limit[:count], last)
        if found < count:
            last = found
            claims[found] = np.maximum(claims[found], claim[row])
            continue
        kept[count] = row
        limit[count] = worth[row] + allowance
        claims[count] = claim[row]
        count += 1
        if count > most:
            break
    return kept[:count], claims[:count]


@compiled
def _first_holding(asked: Ints, limit: Ints, last: int) -> int:
    """The position of the row of `limit` that holds what is asked: `last` if it does, else the first; their number when
    none does."""
    if len(limit) and _holds(asked, limit[last]):
        return last
    for k in range(len(limit)):
        if _holds(asked, limit[k]):
            return k
    return len(limit)


@compiled
def _holds(asked: Ints, limit: Ints) -> bool:
    for p in range(len(asked)):  # noqa: SIM110 - compiled
        if asked[p] > limit[p]:
            return False
    return True


def cover_reference(worth: Ints, claim: Ints, allowance: Ints, most: int) -> tuple[Ints, Ints]:
    """The same, readable."""
    kept: list[int] = []
    claims: list[Ints] = []
    last = 0
    for row, asked in enumerate(claim):
        order = [last, *range(len(kept))] if kept else []
        found = next((k for k in order if np.all(asked <= worth[kept[k]] + allowance)), None)
        if found is None:
            kept.append(row)
            claims.append(asked.copy())
            if len(kept) > most:
                break
        else:
            claims[found] = np.maximum(claims[found], asked)
            last = found
    return np.array(kept, dtype=np.int64), np.array(claims, dtype=np.int64).reshape(-1, worth.shape[1])
