"""The team's own incidents: CSV with the names of the store's columns, with HXL tags, or as KoboToolbox exports them.

A KoboToolbox form names its questions as the columns here (`date_start`, `kind` …); groups before the name are left
off, the position of a point question is read from its columns, and what KoboToolbox adds of the one who filled it in is
not.
What `export` writes can be read back. A ledger of a ceasefire's incidents is read too; its stages are passed over.
"""

from __future__ import annotations

import re
from typing import Final, get_args

from goodoffices.evidence.events import schema
from goodoffices.evidence.events.layout import Field, Layout, day, decimal, outlets, text, whole, words

__all__ = ["LAYOUT"]

_OF_THE_FORM: Final = frozenset(
    """
    start end today deviceid devicephonenum username phonenumber subscriberid simserial simid audit instanceid place
    source release flags cell
    """.split()  # noqa: SIM905  # a list of words reads best as words
)
"""Columns that are passed over: KoboToolbox's own, and those of an export of ours that an import sets anew."""
_OF_A_LEDGER: Final = frozenset(
    """
    time injured claimant accused reported_by reported_on verified_by verified_on finding attributed_by attributed_on
    attributed_to
    """.split()  # noqa: SIM905  # a list of words reads best as words
)
"""Columns of a ledger of a ceasefire's incidents: who complains, verifies and attributes is no part of an event."""
_STATUS: Final = "status_"
_POINT = re.compile(r"_.*_(latitude|longitude)")
_UUID: Final = "_uuid"
_START = day("date_start")
_END = day("date_end", needed=False)
_DATES = words("date_precision", {word: word for word in get_args(schema.DatePrecision)}, needed=False)
_PLACES = words("place_precision", {word: word for word in get_args(schema.PlacePrecision)}, needed=False)
_COUNTRY = "CASE WHEN regexp_full_match(trim(country), '[A-Za-z]{3}') THEN upper(trim(country)) END"

_FIELDS: Final[dict[str, Field]] = {
    "event_id": Field(f"coalesce({text('event_id').value}, {text(_UUID).value})", "event_id", needed=True),
    "date_start": _START,
    "date_end": Field(
        f"CASE WHEN date_end IS NULL THEN {_START.value} ELSE {_END.value} END",
        "date_end",
        _END.right,
        parsed={**_START.parsed, **_END.parsed},
    ),
    "date_precision": Field(
        f"CASE WHEN date_precision IS NOT NULL THEN {_DATES.value} "
        f"WHEN date_end IS NULL OR date_end = date_start THEN 'day' ELSE 'range' END",
        "date_precision",
        _DATES.right,
    ),
    "kind": text("kind", needed=True),
    "subkind": text("subkind"),
    "actor_a": text("actor_a"),
    "actor_b": text("actor_b"),
    "dyad": text("dyad"),
    "dyad_id": text("dyad_id"),
    "country": Field(_COUNTRY, "country", "a code of three letters (ISO 3166-1), as SYR"),
    "admin1": text("admin1"),
    "admin2": text("admin2"),
    "admin3": text("admin3"),
    "latitude": decimal("latitude", -90, 90, "a latitude, from −90 to 90 degrees"),
    "longitude": decimal("longitude", -180, 180, "a longitude, from −180 to 180 degrees"),
    "place_precision": Field(
        f"CASE WHEN place_precision IS NULL THEN 'unknown' ELSE {_PLACES.value} END", "place_precision", _PLACES.right
    ),
    "deaths_low": whole("deaths_low"),
    "deaths_best": whole("deaths_best"),
    "deaths_high": whole("deaths_high"),
    "deaths_civilians": whole("deaths_civilians"),
    "number_of_sources": whole("number_of_sources"),
    "outlets": outlets("outlets"),
}


def _name(heading: str) -> str:
    last = heading.strip().rpartition("/")[2].strip().lower()
    point = _POINT.fullmatch(last)
    return point[1] if point else last


def _is_of_the_form(heading: str) -> bool:
    name = _name(heading)
    return name.startswith(("_", _STATUS)) or name in _OF_THE_FORM | _OF_A_LEDGER


LAYOUT: Final = Layout(
    title="A table of incidents",
    columns=(*_FIELDS, _UUID, "notes"),
    fields=_FIELDS,
    optional=frozenset({*_FIELDS, _UUID, "notes"}) - {"date_start", "kind"},
    semicolons=True,
    escaped=True,
    notes=("notes",),
    tags={tag: column for column, tag in schema.HXL.items()},
    naming=_name,
    headings=_is_of_the_form,
)
