"""What a release can be asked for: the countries, kinds and dyads that stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from goodoffices.evidence.events import schema

if TYPE_CHECKING:
    import duckdb

__all__ = ["Offer", "offered"]

MOST: Final = 300
"""Names of one sort that are offered: those with most events."""


@dataclass(frozen=True)
class Offer:
    """What stands in the events of a release, by name; of more than `MOST` dyads those with most events."""

    countries: tuple[str, ...]
    kinds: tuple[str, ...]
    dyads: tuple[str, ...]


def offered(connection: duckdb.DuckDBPyConnection) -> Offer:
    """Ask the store, which holds one release."""
    return Offer(*(_names(connection, column) for column in ("country", "kind", "dyad")))


def _names(connection: duckdb.DuckDBPyConnection, column: str) -> tuple[str, ...]:
    rows = connection.execute(
        f"""SELECT {column} FROM (SELECT {column}, count(*) AS events FROM {schema.EVENTS} WHERE {column} IS NOT NULL
            GROUP BY {column} ORDER BY events DESC, {column} LIMIT {MOST}) ORDER BY {column}"""  # noqa: S608  # our own
    ).fetchall()
    return tuple(name for (name,) in rows)
