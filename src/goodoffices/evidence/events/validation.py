"""The SQL that checks the rows that were read: what contradicts itself is rejected or flagged, nothing is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goodoffices.evidence.events import schema
from goodoffices.evidence.events.far import far_places
from goodoffices.evidence.events.layout import Layout
from goodoffices.evidence.events.staging import RECORD, ROWS, SET_BY_US, WORK

if TYPE_CHECKING:
    import duckdb

__all__ = ["FLAGGED", "rejected_rows", "validate"]

# Names of tables and columns are our own, never a user's.
# ruff: noqa: S608

FLAGGED: Final = f"{WORK}.flagged"
"""The records that have flags (`schema.FLAGS`), and which."""


def validate(connection: duckdb.DuckDBPyConnection, layout: Layout) -> None:
    """Set the reason of rows that cannot be taken, and write the flags of the others to `FLAGGED`."""
    if "latitude" in schema.TABLES[layout.table]:
        _reject_half_places(connection)
    _reject_doubles(connection, layout)
    connection.execute("CREATE OR REPLACE TEMP TABLE far (country VARCHAR, latitude DOUBLE, longitude DOUBLE)")
    if layout.table == schema.EVENTS:
        _find_far(connection)
    _flag(connection, layout)


def _reject_half_places(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        f"""UPDATE {ROWS} SET reason = 'one of latitude and longitude is missing'
            WHERE reason IS NULL AND (latitude IS NULL) <> (longitude IS NULL)"""
    )


def _reject_doubles(connection: duckdb.DuckDBPyConnection, layout: Layout) -> None:
    """Of rows with one identifier, reject all but the first."""
    key = ", ".join(name for name in layout.key if name not in SET_BY_US)
    connection.execute(
        f"""
        UPDATE {ROWS} SET reason = 'this identifier stands in an earlier row of the file' WHERE rowid IN (
          SELECT unnest(list_sort(list({ROWS}.rowid))[2:]) FROM {ROWS} JOIN
            (SELECT {key} FROM {ROWS} WHERE reason IS NULL GROUP BY ALL HAVING count(*) > 1) USING ({key})
          WHERE reason IS NULL GROUP BY {key})
        """
    )


def _find_far(connection: duckdb.DuckDBPyConnection) -> None:
    """The places, to a hundredth of a degree, that lie outside the country of their row, into the table `far`."""
    rows = connection.execute(
        f"""SELECT DISTINCT country, round(latitude, 2), round(longitude, 2) FROM {ROWS}
            WHERE reason IS NULL AND country IS NOT NULL AND latitude IS NOT NULL AND place_precision <> 'water'"""
    ).fetchall()
    far = far_places(rows)
    if far:
        columns = [list(column) for column in zip(*far, strict=True)]
        connection.execute("INSERT INTO far SELECT unnest(?), unnest(?), unnest(?)", columns)


def _flag(connection: duckdb.DuckDBPyConnection, layout: Layout) -> None:
    events = layout.table == schema.EVENTS
    cases = {"dates": "date_end < date_start"}
    if events:  # a count is of a whole period, and has neither a low nor a high figure
        cases["span"] = f"date_end - date_start + 1 > {schema.LONGEST_DATED}"
        cases["order"] = "deaths_low > deaths_best OR deaths_best > deaths_high OR deaths_low > deaths_high"
        cases["sum"] = "total <> deaths_best"
        cases["far"] = "far.country IS NOT NULL"
    outside = f"""LEFT JOIN far ON {ROWS}.country = far.country AND place_precision <> 'water'
        AND round({ROWS}.latitude, 2) = far.latitude AND round({ROWS}.longitude, 2) = far.longitude"""
    listed = ", ".join(f"CASE WHEN {case} THEN '{flag}' END" for flag, case in cases.items())
    connection.execute(
        f"""CREATE TABLE {FLAGGED} AS
            SELECT {ROWS}.{RECORD} AS record, list_filter([{listed}], lambda flag: flag IS NOT NULL) AS flags
            FROM {ROWS} {outside if events else ""}
            WHERE reason IS NULL AND ({" OR ".join(f"({case})" for case in cases.values())})"""
    )


def rejected_rows(connection: duckdb.DuckDBPyConnection) -> list[tuple[int, str, str]]:
    """Record, identifier (may be empty) and reason of every rejected row."""
    columns = {row[0] for row in connection.execute(f"DESCRIBE {ROWS}").fetchall()}
    event = "coalesce(event_id, '')" if "event_id" in columns else "''"
    return connection.execute(f"SELECT {RECORD}, {event}, reason FROM {ROWS} WHERE reason IS NOT NULL").fetchall()
