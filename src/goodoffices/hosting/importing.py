"""A file into the store: read row by row, all of it or none; what is wrong is told with line and column."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import os
import zlib
from collections.abc import Callable, Iterator
from typing import IO, BinaryIO, Final, cast

import pyarrow as pa

from goodoffices.errors import EvidenceError, FileError, Problem, Where
from goodoffices.hosting.kinds import KINDS, Bad, Kind, Values, kind_of
from goodoffices.hosting.store import Import, Store, rows_of
from goodoffices.hosting.tables import IMPORTS, TABLES
from goodoffices.values import SAVE_AS_UTF8, opened

__all__ = ["import_file"]

_MOST_PROBLEMS: Final = 200
_BATCH: Final = 50_000
_LONGEST_CELL: Final = 1_000_000
_ARROW: Final = {"VARCHAR": pa.string(), "INTEGER": pa.int32(), "BIGINT": pa.int64(), "DOUBLE": pa.float64()}


def import_file(store: Store, path: str | os.PathLike[str], advance: Callable[[str], None] | None = None) -> Import:
    """Put a file into an open store, plain or gzipped, of whichever kind its columns say. A file of a kind that is
    there already takes its place.

    Raises FileError when it cannot be read, EvidenceError with all that is wrong with it; the store is then as before.
    """
    name = os.fspath(path)
    try:
        with opened(path) as stream:
            digest = hashlib.sha256()
            counted = io.TextIOWrapper(cast("BinaryIO", _Hashed(stream, digest)), encoding="utf-8-sig", newline="")
            return _imported(store, counted, name, digest, advance or (lambda _: None))
    except FileNotFoundError as error:
        raise FileError.of("there is no such file", Where(name), "Check the name and the folder.") from error
    except IsADirectoryError as error:
        raise FileError.of("this is a folder, not a file", Where(name), "Name the file in it.") from error
    except UnicodeDecodeError as error:
        raise EvidenceError.of("a letter here is not in UTF-8", Where(name), SAVE_AS_UTF8) from error
    except (OSError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileError.of(f"the file cannot be read: {reason}", Where(name)) from error


class _Hashed(io.RawIOBase):
    """A stream that takes the hash of what is read from it."""

    def __init__(self, stream: IO[bytes], digest: hashlib._Hash) -> None:
        self._stream, self._digest = stream, digest

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """As the stream's, and the hash goes on."""
        data = self._stream.read(len(buffer))
        self._digest.update(data)
        buffer[: len(data)] = data
        return len(data)


def _imported(
    store: Store, text: io.TextIOBase, name: str, digest: hashlib._Hash, advance: Callable[[str], None]
) -> Import:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(text, strict=True)
    try:
        heading = [cell.strip() for cell in next(reader, [])]
        kind = kind_of(heading)
        if kind is None:
            raise _unknown(heading, name)
        store.begin()
        try:
            where = f"WHERE kind = '{kind.id}'" if kind.table == "points" else ""
            store.execute(f"DELETE FROM {kind.table} {where}")  # noqa: S608 - our own names
            rows = _inserted(store, kind, _Rows(reader, heading, kind, name), advance)
            made = Import(kind.id, os.path.basename(name), f"sha256:{digest.hexdigest()}", rows, _covers(store, kind))  # noqa: PTH119
            store.execute(f"DELETE FROM {IMPORTS} WHERE kind = ?", [kind.id])  # noqa: S608 - our own name
            store.execute(f"INSERT INTO {IMPORTS} VALUES (?, ?, ?, ?, ?)", list(vars(made).values()))  # noqa: S608
        except BaseException:
            store.rollback()
            raise
        store.commit()
    except csv.Error as error:
        raise EvidenceError.of(f"this is no CSV: {error}", Where(name, reader.line_num, 1)) from error
    return made


def _unknown(heading: list[str], name: str) -> EvidenceError:
    near = max(KINDS, key=lambda kind: len(set(kind.needed) & set(heading)))
    missing = [column for column in near.needed if column not in heading]
    if len(missing) <= len(near.needed) / 2:
        told = f"of a file of {near.what} the columns are missing: {', '.join(missing)}"
        return EvidenceError.of(told, Where(name, 1, 1), "Give the file as its authors publish it.")
    told = "; ".join(kind.what for kind in KINDS)
    return EvidenceError.of("the columns are those of no file known here", Where(name, 1, 1), f"Known are: {told}.")


class _Rows:
    """The rows of a file as values of its table; problems are gathered, and raised together at the end."""

    def __init__(self, reader: Iterator[list[str]], heading: list[str], kind: Kind, name: str) -> None:
        self.reader, self.heading, self.kind, self.name = reader, heading, kind, name
        self.problems: list[Problem] = []
        self.seen: dict[str, int] = {}

    def __iter__(self) -> Iterator[Values]:
        line = 1
        for cells in self.reader:
            line, start = getattr(self.reader, "line_num", line), line + 1
            if not any(cells):
                continue
            values = self._values(cells, start)
            if len(self.problems) >= _MOST_PROBLEMS:
                break
            if values is not None and not self._is_again(values, start):
                yield values
        if self.problems:
            raise EvidenceError(*self.problems)

    def _values(self, cells: list[str], line: int) -> Values | None:
        if len(cells) != len(self.heading):
            told = f"the row has {len(cells)} columns where {len(self.heading)} are needed"
            self.problems.append(Problem(told, Where(self.name, line, 1)))
            return None
        try:
            return self.kind.read(dict(zip(self.heading, cells, strict=True)))
        except Bad as bad:
            place = Where(self.name, line, self.heading.index(bad.column) + 1, bad.column)
            self.problems.append(Problem(bad.what, place, bad.remedy))
            return None

    def _is_again(self, values: Values, line: int) -> bool:
        """Whether a row of this key was there; where the file is to have one, that is a problem."""
        if not self.kind.key:
            return False
        # Texts and not tuples: a million tuples would keep the collector of garbage busy.
        first = self.seen.setdefault(" ".join([str(values[place]) for place in self.kind.key]), line)
        if first != line and not self.kind.merged:
            remedy = "Keep one: both together would be counted twice."
            self.problems.append(Problem(f"line {first} says the same already", Where(self.name, line, 1), remedy))
        return first != line


def _inserted(store: Store, kind: Kind, rows: _Rows, advance: Callable[[str], None]) -> int:
    schema = pa.schema([(key, _ARROW[told]) for key, told in TABLES[kind.table].items()])
    count, batch = 0, []
    for values in rows:
        batch.append(values)
        if len(batch) == _BATCH:
            count += _put(store, kind, batch, schema)
            advance(f"Importing {kind.what}: {count:,} rows")
            batch = []
    return count + _put(store, kind, batch, schema)


def _put(store: Store, kind: Kind, batch: list[Values], schema: pa.Schema) -> int:
    if batch:
        columns = [pa.array(column, field.type) for column, field in zip(zip(*batch, strict=True), schema, strict=True)]
        store.register("arriving", pa.table(columns, schema=schema))
        store.execute(f"INSERT INTO {kind.table} SELECT * FROM arriving")  # noqa: S608 - our own name
        store.unregister("arriving")
    return len(batch)


def _covers(store: Store, kind: Kind) -> str:
    """What the file holds, in time."""
    span = {
        "points": ("time", "year" if kind.id.endswith("years") else "session", f"WHERE kind = '{kind.id}'"),
        "calls": ("day", "", ""),
        "ceasefires": ("day", "", "WHERE day <> ''"),
        "agreements": ("day", "", ""),
        "record": ("date", "", ""),
        "practical": ("date", "", ""),
    }.get(kind.table)
    if span is None:
        return ""
    column, word, where = span
    low, high = rows_of(store, f"SELECT min({column}), max({column}) FROM {kind.table} {where}")[0]  # noqa: S608
    if low is None:
        return ""
    return f"{word}s {low} to {high}" if word else f"{low} to {high}"
