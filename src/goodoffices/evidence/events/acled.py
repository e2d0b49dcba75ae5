"""ACLED's CSV, with the columns since 20 March 2023 and with those before.

Source of the codes: ACLED Codebook. A week's or a month's event bears a day in its middle, or at its beginning or end,
so `date_start` and `date_end` are the days that the code leaves open: three either side of the day, or the whole month.
A place of precision 3 is the chief town of its province. ACLED gives one figure of deaths, neither a low nor a high
one, and does not count its sources. Its two actors are named in the order of the alphabet in `dyad`.
"""

from __future__ import annotations

from typing import Final

from goodoffices.evidence.events.layout import Field, Layout, country, day, decimal, outlets, text, whole, words

__all__ = ["LAYOUT"]

_NEW = """
    event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1
    actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude
    longitude geo_precision source source_scale notes fatalities tags timestamp
"""
_OLD_ONLY = "data_id event_id_no_cnty iso3"
_POPULATION = "population_1km population_2km population_5km population_best"

_KINDS = {
    "battles": "battle",
    "explosions/remote violence": "explosion",
    "violence against civilians": "violence-against-civilians",
    "protests": "protest",
    "riots": "riot",
    "strategic developments": "strategic-development",
}
_DATES = {"1": "day", "2": "week", "3": "month"}
_PLACES = {"1": "point", "2": "near", "3": "admin1"}
_FORMATS = ("%d %B %Y", "%d-%B-%Y")

_DAY = day("event_date", _FORMATS)
_SPOKEN = "CASE WHEN actor1 IS NOT NULL AND actor2 IS NOT NULL THEN least(trim(actor1), trim(actor2)) || ' – ' || "


def _within(week: str, month: str) -> Field:
    value = f"CASE trim(time_precision) WHEN '2' THEN {week} WHEN '3' THEN {month} ELSE ({_DAY.value}) END"
    return Field(value, _DAY.column, _DAY.right, needed=True, parsed=_DAY.parsed)


_FIELDS: Final[dict[str, Field]] = {
    "event_id": text("event_id_cnty", needed=True),
    "date_start": _within(f"({_DAY.value}) - 3", f"CAST(date_trunc('month', {_DAY.value}) AS DATE)"),
    "date_end": _within(f"({_DAY.value}) + 3", f"last_day({_DAY.value})"),
    "date_precision": words("time_precision", _DATES),
    "kind": words("event_type", _KINDS),
    "subkind": text("sub_event_type"),
    "actor_a": text("actor1"),
    "actor_b": text("actor2"),
    "dyad": Field(f"{_SPOKEN} greatest(trim(actor1), trim(actor2)) END"),
    "country": country("iso", "m49"),
    "admin1": text("admin1"),
    "admin2": text("admin2"),
    "admin3": text("admin3"),
    "latitude": decimal("latitude", -90, 90, "a latitude, from −90 to 90 degrees"),
    "longitude": decimal("longitude", -180, 180, "a longitude, from −180 to 180 degrees"),
    "place_precision": words("geo_precision", _PLACES),
    "deaths_best": whole("fatalities"),
    "outlets": outlets("source"),
}

_COLUMNS: Final = tuple(f"{_NEW} {_OLD_ONLY} {_POPULATION}".split())

LAYOUT: Final = Layout(
    title="ACLED",
    columns=_COLUMNS,
    fields=_FIELDS,
    optional=frozenset(_COLUMNS) - {field.column for field in _FIELDS.values() if field.column} - {"iso", "source"}
    | {"admin3", "sub_event_type"},
    notes=("notes",),
)
"""Both sets of columns."""
