"""What both importers of others' records share: rows of a CSV file, plain or gzipped, and what became of them."""

from __future__ import annotations

import csv
import gzip
import io
import os
import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from goodoffices.ceasefire.terms.model import Terms
from goodoffices.dossier import nearest
from goodoffices.errors import EvidenceError, FileError, Where

__all__ = ["Imported", "chosen_rows", "rows_of"]

_LARGEST: Final = 100_000_000
_GZIP: Final = b"\x1f\x8b"


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
    try:
        data = Path(path).read_bytes()
        if data.startswith(_GZIP):
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
                data = stream.read(_LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileError.of(f"the file cannot be read: {reason}", where) from error
    if len(data) > _LARGEST:
        raise FileError.of(f"the file is larger than {_LARGEST // 1_000_000} MB", where)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EvidenceError.of("a letter here is not in UTF-8", where, "Save it as UTF-8.") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in needed if name not in (reader.fieldnames or ())]
    if missing:
        remedy = f"Missing: {', '.join(missing)}. Give the file as its authors publish it."
        raise EvidenceError.of(f"this is no file of {kind}", where, remedy)
    try:
        return [{key: (value or "").strip() for key, value in row.items() if isinstance(key, str)} for row in reader]
    except csv.Error as error:
        raise EvidenceError.of(f"this is no table: {error}", where) from error


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
