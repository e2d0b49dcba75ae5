"""The SQL that reads a file: its rows of text become typed rows in a working file. `importing` says what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goodoffices.evidence.events import schema
from goodoffices.evidence.events.in_memory import addressed
from goodoffices.evidence.events.layout import Field, Layout, quoted
from goodoffices.evidence.events.reading import LONGEST_RECORD, Sheet
from goodoffices.values import ESCAPED, is_packed

if TYPE_CHECKING:
    import duckdb

__all__ = ["RECORD", "ROWS", "SET_BY_US", "TEXTS", "WORK", "broken_records", "stage"]

# Names of tables and columns are our own, never a user's: what a user gives goes in as a parameter or quoted.
# ruff: noqa: S608

WORK: Final = "work"
ROWS: Final = f"{WORK}.rows"
RECORD: Final = "rowid + 1"
"""The number of a row of `ROWS` among the file's records, from 1: rows are kept in the order of the file, and what
changes later, the reason alone, is changed in its place."""
TEXTS: Final = f"{WORK}.texts"
SET_BY_US: Final = ("source", "release", "flags")
"""Columns of the store that no column of a file is read into."""


def stage(connection: duckdb.DuckDBPyConnection, sheet: Sheet, layout: Layout, *, keep_notes: bool) -> None:
    """Read the file into `ROWS`: the table's columns, total, and reason (NULL where every field can be read).

    Each column is parsed once: its values first, then the fields that lean on them, then what could not be read.
    """
    names = [name for name in schema.TABLES[layout.table] if name not in SET_BY_US]
    fields = {name: layout.fields.get(name, Field("NULL")) for name in names}
    kinds = {name: schema.TABLES[layout.table][name].removesuffix(" NOT NULL") for name in names}
    values = ", ".join(f"TRY_CAST({field.value} AS {kinds[name]}) AS {name}" for name, field in fields.items())
    notes = [name for name in layout.notes if keep_notes and name in sheet.columns]
    kept = "".join(f", {quoted(name)} AS {_given(name)}" for name in notes)
    checked = {field.column for field in fields.values() if field.right}
    given = "".join(f", {quoted(name)} AS {_given(name)}" for name in sorted(checked - set(notes)))
    with addressed(connection, sheet.path) as address:
        connection.execute(
            f"""
            CREATE TABLE {ROWS} AS
            WITH parsed AS ({_parsed(address, sheet, layout, fields)}),
            read AS (SELECT {values}, {layout.total.value} AS total{kept}{given} FROM parsed)
            SELECT {", ".join((*names, "total", f"{_misread(fields)} AS reason", *map(_given, notes)))} FROM read
            """
        )
    if layout.table == schema.EVENTS:
        _set_texts_apart(connection, notes)


def _given(column: str) -> str:
    """The name, as SQL, of a column of the file beside what was read from it."""
    return quoted(f"given {column}")


def _parsed(address: str, sheet: Sheet, layout: Layout, fields: dict[str, Field]) -> str:
    """The file with the values that fields use more than once."""
    expressions = {name: value for field in (*fields.values(), layout.total) for name, value in field.parsed.items()}
    parsed = "".join(f", {value} AS {name}" for name, value in expressions.items())
    return f"SELECT *{parsed} FROM {_reader(address, sheet, layout)}"


def _reader(address: str, sheet: Sheet, layout: Layout) -> str:
    """The file as a table of text with every column that the layout knows, NULL where the file has it not."""
    given = [column or f"passed over {number}" for number, column in enumerate(sheet.columns)]
    columns = ", ".join(f"{_text(column)}: 'VARCHAR'" for column in given)
    absent = "".join(f", NULL::VARCHAR AS {quoted(name)}" for name in layout.columns if name not in sheet.columns)
    texts = f"regexp_replace(COLUMNS(*), {_text(ESCAPED)}, '\\1')" if layout.escaped else "*"
    packing = "gzip" if is_packed(sheet.path) else "none"
    return f"""(SELECT {texts}{absent} FROM read_csv({_text(address)}, columns = {{{columns}}}, auto_detect = false,
        compression = '{packing}', header = false, skip = {sheet.skip},
        delim = {_text(sheet.separator)}, quote = '"', escape = '"', nullstr = '',
        max_line_size = {LONGEST_RECORD}, store_rejects = true))"""


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _misread(fields: dict[str, Field]) -> str:
    """The first field that cannot be read, in words."""
    cases = []
    for name, field in fields.items():
        if field.right:
            given = _given(field.column)
            spared = f" AND {given} <> {_text(field.absent)}" if field.absent else ""
            said = f"{_text(field.column)} || ' ' || left({given}, 40) || {_text(f' is not {field.right}')}"
            cases.append(f"WHEN {name} IS NULL AND {given} IS NOT NULL{spared} THEN {said}")
        if field.needed:
            cases.append(f"WHEN {name} IS NULL THEN {_text(f'{field.column} is empty')}")
    return f"CASE {' '.join(cases)} END"


def _set_texts_apart(connection: duckdb.DuckDBPyConnection, notes: list[str]) -> None:
    """Free text into a table of its own, so that no analysis of events meets it."""
    connection.execute(f"CREATE TABLE {TEXTS} (event_id VARCHAR, record BIGINT, field VARCHAR, text VARCHAR)")
    for name in notes:
        column = _given(name)
        connection.execute(
            f"INSERT INTO {TEXTS} SELECT event_id, {RECORD}, ?, {column} FROM {ROWS} WHERE {column} IS NOT NULL", [name]
        )
        connection.execute(f"ALTER TABLE {ROWS} DROP COLUMN {column}")


def broken_records(connection: duckdb.DuckDBPyConnection) -> list[tuple[int, str, str]]:
    """Records that have not the columns of the file: byte in which each begins (from 1), DuckDB's kind, the reason."""
    rows = connection.execute(
        "SELECT line_byte_position, min(error_type::VARCHAR), min(error_message) FROM reject_errors "
        "GROUP BY line_byte_position ORDER BY line_byte_position"
    ).fetchall()
    connection.execute("DROP TABLE reject_errors; DROP TABLE reject_scans")
    return [(byte, kind, message.splitlines()[0]) for byte, kind, message in rows]
