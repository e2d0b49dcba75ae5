"""The SQL that adds what the store has not: rows that were read and validated. One that is there stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goodoffices.evidence.events import schema
from goodoffices.evidence.events.layout import Layout
from goodoffices.evidence.events.staging import RECORD, ROWS, SET_BY_US, TEXTS, WORK
from goodoffices.evidence.events.validation import FLAGGED

if TYPE_CHECKING:
    import duckdb

__all__ = ["add_new", "add_notes", "flags_of_new", "known_rows", "staged_counts"]

# Names of tables and columns are our own, never a user's.
# ruff: noqa: S608

_VALID: Final = f"""(SELECT valid.*, coalesce(flagged.flags, []::VARCHAR[]) AS flags FROM {ROWS} AS valid
    LEFT JOIN {FLAGGED} AS flagged ON valid.{RECORD} = flagged.record WHERE reason IS NULL)"""
"""The rows that can be taken, with their flags."""


def _is_known(layout: Layout) -> str:
    same = " AND ".join(f"known.{name} = new.{name}" for name in layout.key if name not in SET_BY_US)
    return f"known.source = $source AND known.release = $release AND {same}"


def known_rows(connection: duckdb.DuckDBPyConnection, layout: Layout, source: str, release: str) -> tuple[int, int]:
    """How many rows the store has already, and how many of them now say something else."""
    names = [name for name in schema.TABLES[layout.table] if name not in {"source", "release"}]
    differs = " OR ".join(f"new.{name} IS DISTINCT FROM known.{name}" for name in names)
    row = connection.execute(
        f"""SELECT count(*), count(*) FILTER ({differs}) FROM {_VALID} AS new JOIN {layout.table} AS known
            ON {_is_known(layout)}""",
        {"source": source, "release": release},
    ).fetchone()
    return row or (0, 0)


def _new(layout: Layout, rows: str) -> str:
    return f"{rows} AS new ANTI JOIN (SELECT * FROM {layout.table}) AS known ON {_is_known(layout)}"


def staged_counts(connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    """Rows staged, and rejected among them."""
    return connection.execute(f"SELECT count(*), count(reason) FROM {ROWS}").fetchone() or (0, 0)


def flags_of_new(
    connection: duckdb.DuckDBPyConnection, layout: Layout, source: str, release: str
) -> tuple[int, tuple[tuple[str, int], ...]]:
    """How many of the new rows are flagged, and how many have each flag."""
    flagged = f"""(SELECT rows.*, flagged.flags FROM {FLAGGED} AS flagged
        JOIN {ROWS} AS rows ON rows.{RECORD} = flagged.record)"""
    rows = connection.execute(
        f"""WITH flagged AS (SELECT new.flags FROM {_new(layout, flagged)})
            SELECT NULL, count(*) FROM flagged UNION ALL
            (SELECT flag, count(*) FROM (SELECT unnest(flags) AS flag FROM flagged) GROUP BY flag ORDER BY flag)""",
        {"source": source, "release": release},
    ).fetchall()
    counted = dict(rows)
    number = counted.pop(None, 0)
    return number, tuple(sorted(counted.items()))


def add_new(connection: duckdb.DuckDBPyConnection, layout: Layout, source: str, release: str) -> int:
    """Add the rows that the store has not; returns how many."""
    names = [name for name in schema.TABLES[layout.table] if name not in {"source", "release"}]
    row = connection.execute(
        f"""INSERT INTO {layout.table} (source, release, {", ".join(names)})
            SELECT $source, $release, {", ".join(f"new.{name}" for name in names)} FROM {_new(layout, _VALID)}""",
        {"source": source, "release": release},
    ).fetchone()
    return row[0] if row else 0


def add_notes(connection: duckdb.DuckDBPyConnection, source: str, release: str) -> int:
    """Keep the texts of rows that are new or known, those the store has not; before `add_new`, or after."""
    found = connection.execute("SELECT 1 FROM duckdb_tables() WHERE database_name = ? AND table_name = 'texts'", [WORK])
    if found.fetchone() is None:
        return 0
    row = connection.execute(
        f"""INSERT INTO {schema.NOTES} SELECT $source, $release, text.event_id, text.field, text.text
            FROM {TEXTS} AS text JOIN {ROWS} AS new ON text.record = new.{RECORD}
            ANTI JOIN (SELECT * FROM {schema.NOTES}) AS known ON known.source = $source AND known.release = $release
              AND known.event_id = text.event_id AND known.field = text.field
            WHERE new.reason IS NULL""",
        {"source": source, "release": release},
    ).fetchone()
    return row[0] if row else 0
