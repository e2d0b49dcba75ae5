"""The store of events: one DuckDB file, opened for reading or for writing, and asked through ibis.

A store is written by one program at a time; DuckDB refuses a second. The tables are those of `schema`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import duckdb

from goodoffices.errors import EvidenceError, FileError, Where
from goodoffices.evidence.events import schema

if TYPE_CHECKING:
    import ibis

__all__ = ["MEMORY", "counts", "events", "memory_store", "open_store"]

MEMORY: Final = "600MB"
"""What DuckDB may hold of tables; what is larger goes to a folder beside the store. Its reader of CSV comes on top."""


@contextmanager
def open_store(path: str | Path, *, write: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """The store at `path`; with `write`, made where it is not there yet.

    Raises FileError when the file is missing or no store, and when the disk refuses while it is open; EvidenceError
    when it was made by another version.
    """
    name = str(path)
    if not write and not Path(path).is_file():
        raise FileError.of(
            "there is no store of events here", Where(name), "Make one: goodoffices evidence events import"
        )
    connection = _connected(name, write=write)
    try:
        if write:
            _made(connection, name)
        _checked(connection, name)
        yield connection
    except duckdb.IOException as error:
        raise FileError.of(f"a file cannot be written or read: {str(error).splitlines()[0]}", Where(name)) from error
    finally:
        connection.close()


@contextmanager
def memory_store() -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty store that lies in memory alone, and writes nothing to any disk. It goes with the block.

    Raises EvidenceError when what is put into it, or asked of it, is more than `MEMORY` holds.
    """
    connection = duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": ""})
    try:
        _made(connection, "memory")
        yield connection
    except duckdb.OutOfMemoryException as error:
        remedy = "Import less of it as a release of its own: fewer countries, or fewer years."
        raise EvidenceError.of("this is more than can be held in memory at once", remedy=remedy) from error
    finally:
        connection.close()


def events(connection: duckdb.DuckDBPyConnection) -> ibis.Table:
    """The table of events (`schema.COLUMNS`) as an ibis expression."""
    return _table(connection, schema.EVENTS)


def counts(connection: duckdb.DuckDBPyConnection) -> ibis.Table:
    """The table of counts per period and place (`schema.COUNT_COLUMNS`) as an ibis expression. Counts are no events."""
    return _table(connection, schema.COUNTS)


def _table(connection: duckdb.DuckDBPyConnection, name: str) -> ibis.Table:
    import ibis  # noqa: PLC0415  # takes a second to load, and an import of a file does without

    return ibis.duckdb.from_connection(connection).table(name)


def _connected(name: str, *, write: bool) -> duckdb.DuckDBPyConnection:
    settings: dict[str, Any] = {
        "memory_limit": MEMORY,
        "temp_directory": f"{name}.tmp",
        "preserve_insertion_order": True,  # an import counts a file's records by it
    }
    if not _may_be_store(name):
        raise FileError.of("this file is no store of events", Where(name), "Name a store, or a new file.")
    try:
        if write:
            Path(name).resolve().parent.mkdir(parents=True, exist_ok=True)
        return duckdb.connect(name, read_only=not write, config=settings)
    except OSError as error:
        raise FileError.of(f"the store cannot be made: {error.strerror}", Where(name)) from error
    except duckdb.Error as error:
        text = str(error)
        if "lock" in text.lower():
            remedy = "Wait until it has ended, or close it."
            raise FileError.of("another program is writing to this store", Where(name), remedy) from error
        if re.search(r"not a valid DuckDB|corrupt|serializ|version", text, re.IGNORECASE):
            raise FileError.of(
                "this file is no store of events", Where(name), "Name a store, or a new file."
            ) from error
        raise FileError.of(f"the store cannot be opened: {text.splitlines()[0]}", Where(name)) from error


def _may_be_store(name: str) -> bool:
    """Whether DuckDB would take the file for its own; by its name alone it takes CSV and others for tables to read."""
    try:
        with Path(name).open("rb") as stream:
            start = stream.read(12)
    except OSError:
        return True  # not there, a folder, or forbidden: what follows says so
    return not start or start[8:] == b"DUCK"


def _made(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    found = {row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if found and schema.STORE not in found:
        raise FileError.of("this DuckDB file holds other tables, and is no store of events", Where(name))
    if found:
        return
    connection.begin()
    for table, columns in schema.TABLES.items():
        connection.execute(f"CREATE TABLE {table} ({', '.join(f'{key} {kind}' for key, kind in columns.items())})")
    connection.execute(f"INSERT INTO {schema.STORE} VALUES (?)", [schema.VERSION])  # noqa: S608
    connection.commit()


def _checked(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    try:
        row = connection.execute(f"SELECT max(version) FROM {schema.STORE}").fetchone()  # noqa: S608
    except duckdb.Error as error:
        raise FileError.of("this DuckDB file is no store of events", Where(name)) from error
    if row is None or row[0] != schema.VERSION:
        told = "none" if row is None else row[0]
        raise EvidenceError.of(
            f"the store has version {told} of the table, and this software reads version {schema.VERSION}",
            Where(name),
            "Import the files anew into a new store.",
        )
