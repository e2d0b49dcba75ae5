"""What both importers of others' records share: rows of a CSV file, plain or gzipped, and what became of them."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from goodoffices.ceasefire.terms.model import Terms
from goodoffices.dossier import nearest
from goodoffices.errors import EvidenceError, Where
from goodoffices.values import read_utf8

__all__ = ["Imported", "chosen_rows", "rows_of"]

_LARGEST: Final = 100_000_000


@dataclass(frozen=True)
class Imported:
    """Terms to complete, and how many of the ceasefires of `where` have no end on record (None: not told)."""

    terms: tuple[Terms, ...]
    where: str
    without_end: int | None = None
    rows: int = 0


def rows_of(path: str | os.PathLike[str], needed: Sequence[str], kind: str) -> list[dict[str, str]]:
    """The rows of a file. Raises FileError when it cannot be read, EvidenceError when it is no file of this kind."""
    where = Where(os.fspath(path))
    reader = csv.DictReader(io.StringIO(read_utf8(path, _LARGEST), newline=""))
    try:
        missing = [name for name in needed if name not in (reader.fieldnames or ())]
        if missing:
            remedy = f"Missing: {', '.join(missing)}. Give the file as its authors publish it."
            raise EvidenceError.of(f"this is no file of {kind}", where, remedy)
        return [{key: (value or "").strip() for key, value in row.items() if isinstance(key, str)} for row in reader]
    except csv.Error as error:
        remedy = "Give the file as its authors publish it, as CSV."
        raise EvidenceError.of(f"this is no table: {error}", where, remedy) from error


def chosen_rows(
    rows: Sequence[dict[str, str]], country: str, columns: Sequence[str], path: str | os.PathLike[str]
) -> list[dict[str, str]]:
    """Rows whose country, in any of these columns, is this one. Raises EvidenceError where there is none."""
    wanted = country.strip().casefold()
    found = [row for row in rows if any(wanted in _places(row[column]) for column in columns)]
    if not found:
        known: Collection[str] = {row[columns[0]] for row in rows}
        remedy = nearest(country, known) or "Write the name as the file has it, as Syria."
        raise EvidenceError.of(f"the file has no row of `{country}`", Where(os.fspath(path)), remedy)
    return found


def _places(text: str) -> set[str]:
    """A row may belong to several countries, with a stroke between them."""
    return {text.casefold(), *(part.strip().casefold() for part in text.split("/"))}
