"""The tables of the store: their columns, and under which name each is kept."""

from __future__ import annotations

from typing import Final

__all__ = ["IMPORTS", "STORE", "TABLES", "VERSION"]

VERSION: Final = 1
STORE: Final = "hosting_store"
IMPORTS: Final = "imports"
TABLES: Final = {
    STORE: {"version": "INTEGER"},
    IMPORTS: {"kind": "VARCHAR", "file": "VARCHAR", "sha256": "VARCHAR", "rows": "BIGINT", "covers": "VARCHAR"},
    "points": {
        "kind": "VARCHAR",
        "state": "VARCHAR",
        "time": "INTEGER",
        "point": "DOUBLE",
        "low": "DOUBLE",
        "high": "DOUBLE",
        "votes": "INTEGER",
    },
    "calls": {
        "rcid": "INTEGER",
        "session": "INTEGER",
        "day": "VARCHAR",
        "resolution": "VARCHAR",
        "title": "VARCHAR",
        "about": "VARCHAR",
    },
    "votes": {"rcid": "INTEGER", "state": "VARCHAR", "vote": "VARCHAR"},
    "ties": {
        "first": "VARCHAR",
        "second": "VARCHAR",
        "disputes": "INTEGER",
        "pact": "INTEGER",
        "border": "INTEGER",
        "organisations": "INTEGER",
    },
    "ceasefires": {
        "id": "VARCHAR",
        "location": "VARCHAR",
        "day": "VARCHAR",
        "ended": "VARCHAR",
        "mediators": "VARCHAR",
    },
    "agreements": {
        "id": "VARCHAR",
        "conflict": "VARCHAR",
        "states": "VARCHAR",
        "day": "VARCHAR",
        "title": "VARCHAR",
        "stage": "VARCHAR",
        "named": "VARCHAR",
    },
    "record": {
        "candidate": "VARCHAR",
        "date": "VARCHAR",
        "what": "VARCHAR",
        "title": "VARCHAR",
        "parties": "VARCHAR",
        "ended": "VARCHAR",
        "source": "VARCHAR",
    },
    "practical": {
        "candidate": "VARCHAR",
        "topic": "VARCHAR",
        "about": "VARCHAR",
        "says": "VARCHAR",
        "date": "VARCHAR",
        "source": "VARCHAR",
    },
}
"""`points.time` is a session of the General Assembly or a year, as `kind` says; `mediators`, `named` and `states` are
codes with a space between them. The words in which a data set names persons are not kept."""
