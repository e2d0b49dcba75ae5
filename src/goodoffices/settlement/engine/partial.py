"""Partial packages as rows of whole numbers, and how sets of them are added up, sifted and told apart.

A row carries no list of its options: every issue has a digit of its own in a few whole numbers (a mixed-radix code, the
first issue the most significant), so that adding rows adds their codes, and of two codes the smaller belongs to the
package whose options come first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import moocore
import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.walk import TooManyRowsError

__all__ = ["Codes", "Pairs", "Partial", "concat", "equal_as_one", "non_dominated", "pairs"]

Ints = NDArray[np.int64]
WORD = 2**62
"""Codes in one whole number."""

CHUNK = 1_000_000
"""Pairs of rows formed together: bounds memory to about 100 MB for five parties."""

SPARSE = 100
"""Pairs may be so many times the rows that are allowed to remain: most may fall short of a fallback."""


@dataclass(frozen=True)
class Codes:
    """The code of packages of some issues. `word` and `stride` (issues,): the column in which an issue has its digit,
    and what the digit counts. `radix` (issues,): options of each issue."""

    word: Ints
    stride: Ints
    radix: Ints

    @classmethod
    def of(cls, radix: Sequence[int]) -> Codes:
        """The code for issues with so many options each."""
        word, stride = [0] * len(radix), [1] * len(radix)
        column, size = 0, 1
        for issue in reversed(range(len(radix))):
            if size * radix[issue] > WORD:
                column, size = column + 1, 1
            word[issue], stride[issue] = column, size
            size *= radix[issue]
        last = column
        return cls(*(np.array(part, dtype=np.int64) for part in ([last - w for w in word], stride, radix)))

    @property
    def words(self) -> int:
        """Columns of a code."""
        return int(self.word.max(initial=0)) + 1

    def digit(self, issue: int, option: int) -> Ints:
        """The code, shape (words,), of the one issue settled by `option`."""
        code = np.zeros(self.words, dtype=np.int64)
        code[self.word[issue]] = self.stride[issue] * option
        return code

    def choice(self, code: Ints) -> NDArray[np.uint16]:
        """Option positions (rows, issues) from codes (rows, words)."""
        return (code[:, self.word] // self.stride % self.radix).astype(np.uint16)


@dataclass(frozen=True)
class Partial:
    """Partial packages: `units` (rows, deciding parties), `code` (rows, words), `many` (rows,), the number of packages
    of equal worth that a row stands for (64-bit integers, or Python's own where these might not hold it)."""

    units: Ints
    code: Ints
    many: NDArray[Any]

    def __len__(self) -> int:
        return len(self.units)

    def only(self, rows: NDArray[Any]) -> Partial:
        """The rows that a mask marks or positions name."""
        return Partial(self.units[rows], self.code[rows], self.many[rows])

    @classmethod
    def nothing(cls, parties: int, words: int) -> Partial:
        """One row in which nothing is decided."""
        zero = np.zeros((1, parties), dtype=np.int64)
        return cls(zero, np.zeros((1, words), dtype=np.int64), np.ones(1, dtype=np.int64))


def concat(sets: Sequence[Partial]) -> Partial:
    """All rows of several sets, of which there is at least one."""
    if len(sets) == 1:
        return sets[0]
    many = np.concatenate([one.many for one in sets])
    if many.dtype != object and float(many.sum(dtype=np.float64)) > WORD / 2:
        many = many.astype(object)
    return Partial(np.concatenate([one.units for one in sets]), np.concatenate([one.code for one in sets]), many)


def non_dominated(units: Ints) -> NDArray[np.bool_]:
    """Marks the rows that no other betters: as good everywhere and better somewhere. Rows of equal worth stay."""
    if len(units) <= 1:
        return np.ones(len(units), dtype=bool)
    marks: NDArray[np.bool_] = moocore.is_nondominated(units.astype(np.float64), maximise=True, keep_weakly=True)
    return marks


@dataclass(frozen=True)
class Pairs:
    """Sums of a row of `a` and a row of `b`: `units` (pairs, parties), and `at` (pairs,), position in `a` times the
    length of `b` plus position in `b`. Codes and multiplicities are formed for those that stay only."""

    a: Partial
    b: Partial
    units: Ints
    at: Ints

    def only(self, rows: NDArray[Any]) -> Partial:
        """The pairs that a mask marks or positions name, as rows."""
        of_a, of_b = np.divmod(self.at[rows], len(self.b))
        a, b = self.a.many, self.b.many
        if float(a.sum(dtype=np.float64)) * float(b.sum(dtype=np.float64)) > WORD / 2:
            a, b = a.astype(object), b.astype(object)
        return Partial(self.units[rows], self.a.code[of_a] + self.b.code[of_b], a[of_a] * b[of_b])


def pairs(a: Partial, b: Partial, need: Ints, most: int) -> Pairs:
    """The sums that reach `need` in every column; TooManyRowsError when they are more than `most`."""
    if len(a) * len(b) > SPARSE * most:
        raise TooManyRowsError
    found, places, total = [np.zeros((0, len(need)), dtype=np.int64)], [np.zeros(0, dtype=np.int64)], 0
    size = max(1, CHUNK // max(1, len(b)))
    for start in range(0, len(a), size):
        units = (a.units[start : start + size, None, :] + b.units[None, :, :]).reshape(-1, len(need))
        alive = np.flatnonzero(reaching(units, need))
        total += len(alive)
        if total > most:
            raise TooManyRowsError
        found.append(units[alive] if len(alive) < len(units) else units)
        places.append(alive + start * len(b))
    return Pairs(a, b, np.concatenate(found[1:] or found), np.concatenate(places[1:] or places))


def reaching(units: Ints, need: Ints) -> NDArray[np.bool_]:
    """Marks the rows that are at least `need` in every column."""
    marks = np.ones(len(units), dtype=bool)
    for column, least in zip(units.T, need, strict=True):
        marks &= column >= least
    return marks


def equal_as_one(rows: Partial) -> Partial:
    """One row for all rows of equal worth: the one whose options come first, with the number of all."""
    if not _any_equal(rows.units):
        return rows
    order = np.lexsort((*rows.code.T[::-1], *rows.units.T[::-1]))
    units = rows.units[order]
    first = np.flatnonzero(np.concatenate([[True], np.any(units[1:] != units[:-1], axis=1)]))
    many = rows.many[order]
    if many.dtype != object and float(many.sum(dtype=np.float64)) > WORD / 2:
        many = many.astype(object)
    return Partial(units[first], rows.code[order[first]], np.add.reduceat(many, first))


def _any_equal(units: Ints) -> bool:
    """Whether two rows may be equal: certainly not when no two have the same scrambled sum, modulo 2**64."""
    if len(units) <= 1:
        return False
    odd = np.array([(0x9E3779B97F4A7C15 * (2 * p + 1)) % 2**64 | 1 for p in range(units.shape[1])], dtype=np.uint64)
    mixed = np.sort((units.view(np.uint64) * odd).sum(axis=1, dtype=np.uint64))
    return bool(np.any(mixed[1:] == mixed[:-1]))
