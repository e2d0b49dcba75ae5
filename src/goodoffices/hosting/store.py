"""The store of hosts: one DuckDB file that the user keeps, with what was imported and from where."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from goodoffices.errors import EvidenceError, FileError, Where
from goodoffices.hosting.tables import IMPORTS, STORE, TABLES, VERSION

__all__ = ["Import", "Store", "imports_of", "open_store", "rows_of"]

Store = duckdb.DuckDBPyConnection
_MAKE: Final = "Make one: goodoffices hosting import FILE… --store hosts.duckdb"
_NAME_ONE: Final = "Name a store of hosts, or a new file."
_NO_STORE: Final = "this file is no store of hosts"


@dataclass(frozen=True)
class Import:
    """A file that was imported; `covers` says what it holds, as `sessions 1 to 74`."""

    kind: str
    file: str
    sha256: str
    rows: int
    covers: str


@contextmanager
def open_store(path: str | Path, *, write: bool = False) -> Iterator[Store]:
    """The store at `path`; with `write`, made where it is not there yet.

    Raises FileError when the file is missing, in use or no store of hosts, EvidenceError when another version made it.
    """
    name = str(path)
    is_there = Path(path).is_file()
    if not is_there and not write:
        raise FileError.of("there is no store of hosts here", Where(name), _MAKE)
    if is_there and Path(path).stat().st_size and not _is_duckdb(name):
        raise FileError.of(_NO_STORE, Where(name), _NAME_ONE)
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


def rows_of(store: Store, question: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """All rows of an answer."""
    found: list[tuple[Any, ...]] = store.execute(question, list(values)).fetchall()
    return found


def imports_of(store: Store) -> tuple[Import, ...]:
    """What was imported, by kind."""
    return tuple(Import(*row) for row in rows_of(store, f"SELECT * FROM {IMPORTS} ORDER BY kind"))  # noqa: S608


def _is_duckdb(name: str) -> bool:
    """By a name alone DuckDB would take CSV and others for tables to read."""
    try:
        with Path(name).open("rb") as stream:
            return stream.read(12)[8:] == b"DUCK"
    except OSError:
        return True  # forbidden: what follows says so


def _connected(name: str, *, write: bool) -> Store:
    try:
        if write:
            Path(name).resolve().parent.mkdir(parents=True, exist_ok=True)
        return duckdb.connect(name, read_only=not write)
    except OSError as error:
        raise FileError.of(f"the store cannot be made: {error.strerror}", Where(name)) from error
    except duckdb.Error as error:
        told = str(error).splitlines()[0]
        if "lock" in told.lower():
            raise FileError.of("another program is writing to this store", Where(name), "Wait, or close it.") from error
        raise FileError.of(f"the store cannot be opened: {told}", Where(name), _NAME_ONE) from error


def _made(connection: Store, name: str) -> None:
    found = {row[0] for row in rows_of(connection, "SELECT table_name FROM duckdb_tables()")}
    if found and STORE not in found:
        raise FileError.of("this DuckDB file holds other tables, and is no store of hosts", Where(name), _NAME_ONE)
    if found:
        return
    connection.begin()
    for table, columns in TABLES.items():
        connection.execute(f"CREATE TABLE {table} ({', '.join(f'{key} {kind}' for key, kind in columns.items())})")
    connection.execute(f"INSERT INTO {STORE} VALUES (?)", [VERSION])  # noqa: S608 - our own names
    connection.commit()


def _checked(connection: Store, name: str) -> None:
    try:
        rows = rows_of(connection, f"SELECT max(version) FROM {STORE}")  # noqa: S608 - our own name
    except duckdb.Error as error:
        raise FileError.of(_NO_STORE, Where(name), _NAME_ONE) from error
    if rows[0][0] != VERSION:
        told = f"the store has version {rows[0][0]} of the tables, and this software reads version {VERSION}"
        raise EvidenceError.of(told, Where(name), "Import the files anew into a new store.")
