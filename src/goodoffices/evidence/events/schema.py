"""One table for events of every source: the columns, their meaning and their types. Nothing else knows them.

Words are ours, not the sources': a place or a date says how exact it is, a count says low, best and high. What a source
does not say is NULL. `deaths_*` are as the source gives them: an import flags a row that contradicts itself
(`flags`) and repairs nothing.
"""

from __future__ import annotations

from typing import Final, Literal

__all__ = ["COLUMNS", "EVENTS", "FLAGS", "KEY", "LONGEST_DATED", "DatePrecision", "PlacePrecision"]

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
