"""Reading a file into the store: a row is taken as it is, flagged where it contradicts itself, or rejected.

The file is read once, by DuckDB, with every column as text, into a working file beside the store; there each row is
judged; then, in one transaction, what is new is added. Nothing is repaired, and an import that fails leaves the store
as it was.
"""

from __future__ import annotations

import csv
import hashlib
import io
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TextIO, cast

from goodoffices import __version__
from goodoffices.errors import EvidenceError, FileError, Where
from goodoffices.evidence.events import adding, schema, staging, validation
from goodoffices.evidence.events.in_memory import File, FileInMemory, file_of
from goodoffices.evidence.events.layout import Layout
from goodoffices.evidence.events.reading import Sheet, broken_line, lines_of, look
from goodoffices.values import escaped

if TYPE_CHECKING:
    import duckdb

__all__ = ["Imported", "Tell", "import_file"]

_READING, _VALIDATING, _FINDING, _ADDING = "reading", "validating", "finding rejected lines", "adding"
_EVERY: Final = 0.2
"""Seconds from one share that is told to the next."""


class Tell(Protocol):
    """Is told what is being done (reading, validating, adding …) and, where known, what share is done (0 to 1)."""

    def __call__(self, step: str, share: float | None = None, /) -> None:
        """`step` changes when one step ends and the next begins."""


def _silent(_step: str, _share: float | None = None, /) -> None:
    pass


@dataclass(frozen=True)
class Imported:
    """What came of an import: `read` = `new` + `known` + `rejected` rows."""

    source: str
    release: str
    file: str
    sha256: str
    read: int
    new: int
    known: int
    """Rows that the store has already, by source, release and identifier; they were not touched."""
    changed: int
    """Of the known, those of which the file now says something else than the store."""
    rejected: int
    flagged: int
    """Of the new, those with at least one flag."""
    flags: tuple[tuple[str, int], ...]
    """How many of the new have each flag."""
    passed_over: tuple[str, ...]
    """Columns of the file that nothing was read from."""
    notes: int
    """Texts kept, where that was asked for."""
    rejected_file: str
    """The file in which the rejected rows are told, one line each; empty where there is none."""


def import_file(  # noqa: PLR0913  # what is imported, as what, and three choices
    connection: duckdb.DuckDBPyConnection,
    path: str | Path | FileInMemory,
    layout: Layout,
    *,
    source: str,
    release: str,
    keep_notes: bool = False,
    leave_out: Sequence[str] = (),
    rejected: str | Path | TextIO | None = None,
    tell: Tell = _silent,
) -> Imported:
    """Add the rows of a file to the store that `connection` has open for writing.

    `rejected` is where rejected rows are told: a file or a stream (the file's name with .rejected.csv if not given; of
    a file in memory they are then only counted). `tell` is called at the beginning of each step, and while it lasts
    with the share that is done. Raises FileError and EvidenceError (see `reading.look`), and EvidenceError when every
    row is rejected.
    """
    path = file_of(path)
    sheet = look(path, layout, leave_out)
    with ThreadPoolExecutor(1) as beside, _working_file(connection):
        digest = beside.submit(_sha256, path)
        with _told(connection, tell, _READING):
            _staged(connection, sheet, layout, keep_notes=keep_notes)
        broken = _broken_records(connection, sheet)
        tell(_VALIDATING)
        validation.validate(connection, layout)
        bad = validation.rejected_rows(connection)
        told = ""
        if bad or broken:
            tell(_FINDING)
            where = _where_rejected(path, rejected)
            first = _write_rejected(where, sheet, bad, broken)
            told = str(where) if isinstance(where, Path) else ""
            _refuse_if_all(connection, sheet, len(bad) + len(broken), first)
        with _told(connection, tell, _ADDING):
            return _added(connection, sheet, layout, (source, release), (digest.result(), len(broken), told))


def _staged(connection: duckdb.DuckDBPyConnection, sheet: Sheet, layout: Layout, *, keep_notes: bool) -> None:
    """Raises EvidenceError for a file that breaks the rules of CSV so that no row after it could be trusted."""
    import duckdb  # noqa: PLC0415  # loaded by whoever opened the store

    try:
        staging.stage(connection, sheet, layout, keep_notes=keep_notes)
    except duckdb.InvalidInputException as error:
        line = broken_line(sheet)
        where = Where(str(sheet.path), line, 1) if line else Where(str(sheet.path))
        what = "the file breaks the rules of CSV: a line break or a quotation mark stands where none may"
        raise EvidenceError.of(what, where, "Save it anew, with one kind of line break.") from error


def _added(
    connection: duckdb.DuckDBPyConnection,
    sheet: Sheet,
    layout: Layout,
    key: tuple[str, str],
    told: tuple[str, int, str],
) -> Imported:
    digest, broken, rejected_file = told
    connection.begin()
    try:
        known, changed = adding.known_rows(connection, layout, *key)
        staged, bad = adding.staged_counts(connection)
        flagged, flags = adding.flags_of_new(connection, layout, *key)
        notes = adding.add_notes(connection, *key)
        new = adding.add_new(connection, layout, *key)
        imported = Imported(
            *key, sheet.path.name, digest, staged + broken, new, known, changed, bad + broken, flagged, flags,
            sheet.passed_over, notes, rejected_file,
        )  # fmt: skip
        row = [*key, imported.file, digest, __version__, imported.read, new, known, changed, imported.rejected, flagged]
        connection.execute(f"INSERT INTO {schema.IMPORTS} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    return imported


@contextmanager
def _told(connection: duckdb.DuckDBPyConnection, tell: Tell, step: str) -> Iterator[None]:
    """Tell, beside the work, which share of it DuckDB has done."""
    tell(step)
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(_EVERY):
            share = connection.query_progress() / 100
            if 0 <= share <= 1:
                tell(step, share)

    watcher = threading.Thread(target=watch, daemon=True)
    if tell is not _silent:
        connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
        watcher.start()
    try:
        yield
    finally:
        ended.set()
        if watcher.is_alive():
            watcher.join()


@contextmanager
def _working_file(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """A DuckDB file beside the store that holds the rows while they are judged: it is packed, and so never large."""
    row = connection.execute("SELECT path FROM duckdb_databases() WHERE NOT internal").fetchone()
    name = f"{row[0] if row and row[0] else 'events'}.importing"
    in_file = bool(row and row[0])
    _remove(name)
    connection.execute(f"ATTACH '{name.replace(chr(39), chr(39) * 2) if in_file else ':memory:'}' AS {staging.WORK}")
    try:
        yield
    finally:
        connection.execute(f"DETACH {staging.WORK}")
        _remove(name)


def _remove(name: str) -> None:
    for file in (Path(name), Path(f"{name}.wal")):
        file.unlink(missing_ok=True)


def _where_rejected(path: File, rejected: str | Path | TextIO | None) -> Path | TextIO:
    if isinstance(rejected, str | Path):
        return Path(rejected)
    if rejected is not None:
        return rejected
    return io.StringIO() if isinstance(path, FileInMemory) else path.with_name(f"{_stem(path)}.rejected.csv")


def _sha256(path: File) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(cast("io.BufferedReader", stream), "sha256").hexdigest()


def _broken_records(connection: duckdb.DuckDBPyConnection, sheet: Sheet) -> list[tuple[int, str]]:
    """Records that are no rows of this table, as (byte in which it begins, reason)."""
    broken = staging.broken_records(connection)
    for byte, kind, reason in broken:
        if kind == "INVALID ENCODING":
            line = lines_of(sheet, [], [byte]).get(-byte, 0)
            raise EvidenceError.of(
                "a letter here is not in UTF-8",
                Where(str(sheet.path), line, 1),
                "Save it as CSV (UTF-8) and import that.",
            )
        if kind == "LINE SIZE OVER MAXIMUM":
            raise EvidenceError.of(
                f"a record does not end: {reason}", Where(str(sheet.path)), "Close its quotation mark."
            )
    return [(byte, reason) for byte, _, reason in broken]


def _write_rejected(
    where: Path | TextIO, sheet: Sheet, bad: list[tuple[int, str, str]], broken: list[tuple[int, str]]
) -> tuple[int, str]:
    """Write line, identifier and reason of each; returns line and reason of the first."""
    lines = lines_of(sheet, [record for record, _, _ in bad], [byte for byte, _ in broken])
    rows = [(lines.get(record, 0), event, reason) for record, event, reason in bad]
    rows += [(lines.get(-byte, 0), "", reason) for byte, reason in broken]
    rows.sort()
    try:
        with where.open("w", encoding="utf-8", newline="") if isinstance(where, Path) else nullcontext(where) as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(("line", "event_id", "reason"))
            writer.writerows((line, escaped(event), escaped(reason)) for line, event, reason in rows)
    except OSError as error:
        remedy = "Say with --rejected where the rejected rows are to be told."
        raise FileError.of(f"the file cannot be written: {error.strerror}", Where(str(where)), remedy) from error
    return rows[0][0], rows[0][2]


def _refuse_if_all(connection: duckdb.DuckDBPyConnection, sheet: Sheet, rejected: int, first: tuple[int, str]) -> None:
    row = connection.execute(f"SELECT count(*) FROM {staging.ROWS} WHERE reason IS NULL").fetchone()  # noqa: S608
    if row is None or row[0] == 0:
        line, reason = first
        what = f"none of the {rejected:,} rows can be read; the first: {reason}"
        raise EvidenceError.of(what, Where(str(sheet.path), line, 1), "Is this the kind of file that --source says?")


def _stem(path: Path) -> str:
    return path.name.removesuffix(".gz").removesuffix(".csv")
