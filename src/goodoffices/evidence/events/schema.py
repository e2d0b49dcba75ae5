"""One table for events of every source: the columns, their meaning and their types. Nothing else knows them.

Words are ours, not the sources': a place or a date says how exact it is, a count says low, best and high. What a source
does not say is NULL. `deaths_*` are as the source gives them: an import flags a row that contradicts itself
(`flags`) and repairs nothing.
"""

from __future__ import annotations

from typing import Final, Literal

__all__ = [
    "COLUMNS",
    "COUNTS",
    "COUNT_COLUMNS",
    "COUNT_KEY",
    "EVENTS",
    "FLAGS",
    "HXL",
    "IMPORTS",
    "KEY",
    "LONGEST_DATED",
    "NOTES",
    "STORE",
    "TABLES",
    "VERSION",
    "DatePrecision",
    "PlacePrecision",
]

VERSION: Final = 1
"""Version of the tables: a store of another version is refused."""

EVENTS: Final = "events"
"""Name of the table."""
KEY: Final = ("source", "release", "event_id")
"""What makes an event the same one: importing a file twice adds nothing."""
LONGEST_DATED: Final = 7
"""Days: an event that may lie anywhere in more days than this is undated, and stands beside a series, not in it."""

DatePrecision = Literal["day", "week", "month", "year", "range"]
"""How exactly a date is known: to the day, within a week, a month, a year, or only between date_start and date_end."""
PlacePrecision = Literal["point", "near", "admin2", "admin1", "line", "country", "water", "unknown"]
"""How exactly a place is known: the place itself, near it (within about 25 km), only the district or the province, a
line or border, only the country (never drawn as a point), at sea or in the air, or not said."""

COLUMNS: Final[dict[str, str]] = {
    "source": "VARCHAR NOT NULL",  # ucdp-ged, ucdp-candidate, acled, own …
    "release": "VARCHAR NOT NULL",  # version or date of the file, as 25.1
    "event_id": "VARCHAR NOT NULL",  # the source's own identifier
    "date_start": "DATE NOT NULL",
    "date_end": "DATE NOT NULL",
    "date_precision": "VARCHAR NOT NULL",  # DatePrecision
    "kind": "VARCHAR NOT NULL",  # state-based, non-state, one-sided; battle, explosion, violence-against-civilians …
    "subkind": "VARCHAR",  # the source's finer word
    "actor_a": "VARCHAR",  # a party to the dyad; the order says nothing of who began
    "actor_b": "VARCHAR",
    "dyad": "VARCHAR",  # name of the dyad
    "dyad_id": "VARCHAR",  # the source's identifier of the dyad
    "country": "VARCHAR",  # ISO 3166-1 alpha-3 where known, else NULL
    "admin1": "VARCHAR",  # the source's own names of province, district, sub-district
    "admin2": "VARCHAR",
    "admin3": "VARCHAR",
    "latitude": "DOUBLE",
    "longitude": "DOUBLE",
    "place_precision": "VARCHAR NOT NULL",  # PlacePrecision
    "deaths_low": "BIGINT",
    "deaths_best": "BIGINT",
    "deaths_high": "BIGINT",
    "deaths_civilians": "BIGINT",  # part of best, where the source tells it apart
    "number_of_sources": "INTEGER",  # as the source counts them; NULL when it does not say
    "outlets": "VARCHAR[]",  # who reported it, as agencies and organisations (never a person)
    "flags": "VARCHAR[]",  # what contradicts itself in the row (FLAGS)
}
"""Column and DuckDB type, in the order of the table."""

FLAGS: Final[dict[str, str]] = {
    "order": "low, best and high are not in this order",
    "sum": "best is not the sum of its parts",
    "dates": "date_end lies before date_start",
    "span": f"the event may lie anywhere in more than {LONGEST_DATED} days",
    "far": "the place lies outside the country that the row names",
}
"""Flags of a row and what each means. Flagged rows are kept and counted; a page that uses them says how many."""

HXL: Final[dict[str, str]] = {
    "event_id": "#event+id",
    "date_start": "#date+occurred+start",
    "date_end": "#date+occurred+end",
    "date_precision": "#date+precision",
    "kind": "#event+type",
    "subkind": "#event+subtype",
    "actor_a": "#group+a",
    "actor_b": "#group+b",
    "dyad": "#group+dyad",
    "dyad_id": "#group+dyad+id",
    "country": "#country+code",
    "admin1": "#adm1+name",
    "admin2": "#adm2+name",
    "admin3": "#adm3+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "place_precision": "#geo+precision",
    "deaths_low": "#affected+killed+min",
    "deaths_best": "#affected+killed",
    "deaths_high": "#affected+killed+max",
    "deaths_civilians": "#affected+killed+civilians",
    "number_of_sources": "#meta+source+num",
    "outlets": "#meta+source",
    "source": "#meta+dataset",
    "release": "#meta+version",
    "flags": "#meta+flags",
}
"""The HXL tag of each column, in what is exported and in what a team brings."""

COUNTS: Final = "counts"
"""Name of the table of counts per period and place. They are no events: nothing adds the two."""
COUNT_KEY: Final = ("source", "release", "country", "place", "kind", "date_start")
"""What makes a count the same one."""
COUNT_COLUMNS: Final[dict[str, str]] = {
    "source": "VARCHAR NOT NULL",
    "release": "VARCHAR NOT NULL",
    "country": "VARCHAR NOT NULL",  # ISO 3166-1 alpha-3
    "place": "VARCHAR NOT NULL",  # p-code of the finest place told; its names where there is none; "" for the country
    "admin1": "VARCHAR",  # the source's own names
    "admin2": "VARCHAR",
    "kind": "VARCHAR NOT NULL",  # as the source groups events: political_violence, civilian_targeting, demonstration
    "date_start": "DATE NOT NULL",  # first and last day of the period that is counted
    "date_end": "DATE NOT NULL",
    "events": "BIGINT",
    "deaths_best": "BIGINT",
    "flags": "VARCHAR[]",
}
"""Column and DuckDB type of the counts, in the order of the table."""

STORE: Final = "store"
NOTES: Final = "notes"
"""Free text of events, kept only where the import was asked to; no export hands it out."""
IMPORTS: Final = "imports"
"""What was imported: one row for each import that read a file to its end."""
TABLES: Final[dict[str, dict[str, str]]] = {
    STORE: {"version": "INTEGER NOT NULL"},
    EVENTS: COLUMNS,
    COUNTS: COUNT_COLUMNS,
    NOTES: {
        **dict.fromkeys(KEY, "VARCHAR NOT NULL"),
        "field": "VARCHAR NOT NULL",  # the source's own name of the column
        "text": "VARCHAR NOT NULL",
    },
    IMPORTS: {
        "source": "VARCHAR NOT NULL",
        "release": "VARCHAR NOT NULL",
        "file": "VARCHAR NOT NULL",  # name without its folder
        "sha256": "VARCHAR NOT NULL",
        "software": "VARCHAR NOT NULL",  # version of goodoffices
        "read": "BIGINT NOT NULL",
        "new": "BIGINT NOT NULL",
        "known": "BIGINT NOT NULL",
        "changed": "BIGINT NOT NULL",  # of the known, those whose row in the file now says something else
        "rejected": "BIGINT NOT NULL",
        "flagged": "BIGINT NOT NULL",  # of the new
    },
}
"""Every table of a store: column and DuckDB type."""
