"""What is wrong with a table's rows, each kind told once with how often: a wrong file is one mistake, not thousands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from goodoffices.errors import EvidenceError, Problem, Where
from goodoffices.values import count, plural, series

__all__ = ["Faults"]

CELL = "this is neither 0 nor 1"
LISTS = "Write 1 (on the list) or 0; name the columns that are lists with --lists, and no other is read."
FORM = "A table has a column for each list, 1 or 0, and a column `count` or `id`."
SHOWN = 4
"""Of more places with the same fault, so many lines are named."""
FEW = 3
"""So many columns at least must be none of 0 and 1 before the file is called a wrong one."""


class Faults:
    """Collects faults of the rows of `file` whose columns `lists` are taken for lists. No cell's content is kept."""

    def __init__(self, file: str, lists: Sequence[str]) -> None:
        self.many = 0
        self._file = file
        self._lists = tuple(lists)
        self._first: dict[str, Problem] = {}
        self._again: dict[str, list[int]] = {}
        self._count: Counter[str] = Counter()
        self._columns: set[str] = set()

    def add(self, what: str, line: int, column: int = 1, remedy: str = "", kind: str = "", key: str = "") -> None:
        """A fault, and where; faults of one `kind` (`what`, if empty) are told together."""
        self.many += 1
        kind = kind or what
        self._count[kind] += 1
        if kind not in self._first:
            self._first[kind] = Problem(what, Where(self._file, line, column, key), remedy)
        elif self._count[kind] <= 1 + SHOWN:
            self._again.setdefault(kind, []).append(line)

    def add_cell(self, name: str, line: int, column: int) -> None:
        """A cell of the list `name` that is neither 0 nor 1."""
        self._columns.add(name)
        self.add(CELL, line, column, LISTS, f"{CELL} {name}", name)

    def refuse(self) -> None:
        """Raise EvidenceError if anything was wrong: every kind once, in the order met; one alone for a wrong file."""
        if not self.many:
            return
        bad = [name for name in self._lists if name in self._columns]
        if len(bad) >= FEW and 2 * len(bad) > len(self._lists):
            rest = f" and {len(bad) - FEW} more" if len(bad) > FEW else ""
            raise EvidenceError.of(
                f"this is hardly a table of lists: {len(bad)} of {plural(len(self._lists), 'column')} taken for lists "
                f"hold something else than 0 and 1 ({', '.join(bad[:FEW])}{rest})",
                Where(self._file),
                f"{FORM} Where others stand beside them, name the lists with --lists, and no other is read.",
            )
        raise EvidenceError(*(self._problem(kind) for kind in self._first))

    def _problem(self, kind: str) -> Problem:
        first, lines = self._first[kind], self._again.get(kind, [])
        if not lines:
            return first
        more = self._count[kind] - 1 - len(lines)
        told = series([*map(str, lines), *([f"{count(more)} more"] if more else [])])
        return replace(first, what=f"{first.what}; the same in {'line' if told.isdigit() else 'lines'} {told}")
