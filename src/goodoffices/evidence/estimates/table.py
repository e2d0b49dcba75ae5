"""Who is on which list: how many people were seen with each pattern of lists, and no person."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import EvidenceError, Where

__all__ = ["CaptureTable", "Cells", "cells_of", "full_counts", "table"]

MOST_LISTS = 24
"""Beyond, patterns would hardly repeat, and nothing could be said of overlaps."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class CaptureTable:
    """`lists` in alphabetical order; `counts` maps each pattern that was seen to the people seen with it.

    A pattern is a whole number whose bit j says whether `lists[j]` has the person. `notes` say what was set aside while
    the table was made, one sentence each. The order in which a table was written plays no part.
    """

    lists: tuple[str, ...]
    counts: Mapping[int, int]
    notes: tuple[str, ...] = ()

    @property
    def seen(self) -> int:
        """People on at least one list."""
        return sum(self.counts.values())

    @property
    def hash(self) -> str:
        """The hash of lists and counts: `sha256:…`."""
        content = json.dumps([self.lists, sorted(self.counts.items())], ensure_ascii=False)
        return f"sha256:{hashlib.sha256(content.encode()).hexdigest()}"

    def on(self, *places: int) -> int:
        """People who are on all the lists in these places."""
        mask = sum(1 << place for place in places)
        return sum(many for pattern, many in self.counts.items() if pattern & mask == mask)


@dataclass(frozen=True)
class Cells:
    """The seen patterns as arrays: `patterns` (cells, lists) of 0 and 1, `counts` (cells,), in ascending order."""

    patterns: Ints
    counts: Ints


def table(
    lists: Sequence[str], counts: Mapping[tuple[int, ...], int], notes: Sequence[str] = (), where: Where = Where()
) -> CaptureTable:
    """A table from patterns in the order of `lists`, as `{(1, 0, 1): 12}`; `where` it stands, for messages.

    A list that names nobody says nothing and is left out, with a note. Raises EvidenceError when nobody is on any list,
    when fewer than two lists have somebody, and when there are more than 24.
    """
    used = [j for j in range(len(lists)) if any(many and pattern[j] for pattern, many in counts.items())]
    order = sorted(used, key=lambda j: lists[j])
    merged: dict[int, int] = {}
    for pattern, many in counts.items():
        key = sum(pattern[j] << place for place, j in enumerate(order))
        if many and key:
            merged[key] = merged.get(key, 0) + many
    empty = [lists[j] for j in range(len(lists)) if j not in used]
    told = [f"The list {name} names nobody and was left out." for name in empty]
    if len(order) < 2:  # noqa: PLR2004 - an overlap takes two
        raise EvidenceError.of(
            "fewer than two lists name anybody",
            where,
            "An estimate rests on who is on two lists or more: give a table with at least two.",
        )
    if len(order) > MOST_LISTS:
        raise EvidenceError.of(
            f"the table has {len(order)} lists, more than {MOST_LISTS}",
            where,
            "Merge lists of one kind, or name those to use with --lists.",
        )
    return CaptureTable(tuple(lists[j] for j in order), dict(sorted(merged.items())), (*notes, *told))


def cells_of(table: CaptureTable) -> Cells:
    """The seen patterns as arrays."""
    patterns = [[pattern >> j & 1 for j in range(len(table.lists))] for pattern in table.counts]
    return Cells(np.array(patterns, dtype=np.int64), np.array(list(table.counts.values()), dtype=np.int64))


def full_counts(table: CaptureTable) -> Floats:
    """Counts of all patterns but the empty one, (2^lists − 1,), in the order of their numbers."""
    found = np.zeros(2 ** len(table.lists) - 1)
    for pattern, many in table.counts.items():
        found[pattern - 1] = many
    return found
