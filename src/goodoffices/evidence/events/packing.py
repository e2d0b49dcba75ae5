"""One release out of a store as pieces of bytes, and back: to be kept elsewhere, as sealed in a database.

A piece is a part of one table in Parquet. Free text that an import was asked to keep is never packed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from goodoffices.errors import EvidenceError
from goodoffices.evidence.events import schema

if TYPE_CHECKING:
    import duckdb

__all__ = ["Piece", "pieces", "put_back"]

ROWS: Final = 50_000
"""Rows of a piece, at most: under a megabyte as a rule."""
_PACKED: Final = (schema.IMPORTS, schema.EVENTS, schema.COUNTS)


@dataclass(frozen=True)
class Piece:
    """Some rows of one table."""

    table: str
    content: bytes = field(repr=False)


def pieces(connection: duckdb.DuckDBPyConnection, source: str, release: str) -> Iterator[Piece]:
    """All that the store holds of a release, but free text, in pieces of at most `ROWS` rows."""
    import pyarrow as pa  # noqa: PLC0415  # loaded where it is needed
    import pyarrow.parquet as pq  # noqa: PLC0415  # the same

    for table in _PACKED:
        found = connection.sql(
            f"SELECT * FROM {table} WHERE source = ? AND release = ? ORDER BY rowid",  # noqa: S608  # our own name
            params=[source, release],
        )
        for batch in found.to_arrow_reader(ROWS):
            out = io.BytesIO()
            pq.write_table(pa.Table.from_batches([batch]), out, compression="zstd")
            yield Piece(table, out.getvalue())


def put_back(connection: duckdb.DuckDBPyConnection, piece: Piece) -> int:
    """Add the rows of a piece to a store; returns how many. Raises EvidenceError for a piece of another version."""
    import pyarrow as pa  # noqa: PLC0415  # loaded where it is needed
    import pyarrow.parquet as pq  # noqa: PLC0415  # the same

    wrong = EvidenceError.of("these rows are not of a kind that this version knows", remedy="Import the file anew.")
    if piece.table not in _PACKED:
        raise wrong
    try:
        rows = pq.read_table(io.BytesIO(piece.content))
    except (pa.ArrowException, OSError) as error:
        raise wrong from error
    columns = list(schema.TABLES[piece.table])
    if rows.column_names != columns:
        raise wrong
    connection.register("piece", rows)
    try:
        connection.execute(f"INSERT INTO {piece.table} SELECT {', '.join(columns)} FROM piece")  # noqa: S608  # our own
    finally:
        connection.unregister("piece")
    return int(rows.num_rows)
