"""UCDP Georeferenced Event Dataset and UCDP Candidate Events: CSV of 49 columns, sometimes without a header.

Source of the codes: Sundberg & Melander (2013), Journal of Peace Research 50(4); Högbladh, UCDP GED Codebook. In the
file the order is best, high, low. A dyad's sides are its parties: the data say nothing of who began.
"""

from __future__ import annotations

from typing import Final

from goodoffices.evidence.events.layout import Field, Layout, country, day, decimal, outlets, text, whole, words

__all__ = ["COLUMNS", "LAYOUT"]

_HEADER = """
    id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id
    dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources
    source_article source_office source_date source_headline source_original where_prec where_coordinates
    where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity
    date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob
"""
COLUMNS: Final = tuple(_HEADER.split())
"""The columns in the order of the file."""

_KINDS = {"1": "state-based", "2": "non-state", "3": "one-sided"}
_DATES = {"1": "day", "2": "week", "3": "week", "4": "month", "5": "year"}
_PLACES = {"1": "point", "2": "near", "3": "admin2", "4": "admin1", "5": "line", "6": "country", "7": "water"}

_FIELDS: Final[dict[str, Field]] = {
    "event_id": text("id", needed=True),
    "date_start": day("date_start"),
    "date_end": day("date_end"),
    "date_precision": words("date_prec", _DATES),
    "kind": words("type_of_violence", _KINDS),
    "actor_a": text("side_a"),
    "actor_b": text("side_b"),
    "dyad": text("dyad_name"),
    "dyad_id": text("dyad_new_id"),
    "country": country("country_id", "gw"),
    "admin1": text("adm_1"),
    "admin2": text("adm_2"),
    "latitude": decimal("latitude", -90, 90, "a latitude, from −90 to 90 degrees"),
    "longitude": decimal("longitude", -180, 180, "a longitude, from −180 to 180 degrees"),
    "place_precision": words("where_prec", _PLACES),
    "deaths_low": whole("low"),
    "deaths_best": whole("best"),
    "deaths_high": whole("high"),
    "deaths_civilians": whole("deaths_civilians"),
    "number_of_sources": whole("number_of_sources", absent="-1"),
    "outlets": outlets("source_office"),
}

_PARTS = tuple(whole(part) for part in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"))
_PARSED = {name: value for part in _PARTS for name, value in part.parsed.items()}
_TOTAL = Field(" + ".join(part.value for part in _PARTS), parsed=_PARSED)

LAYOUT: Final = Layout(
    title="UCDP GED",
    columns=COLUMNS,
    fields=_FIELDS,
    optional=frozenset(COLUMNS)
    - {field.column for field in _FIELDS.values() if field.column in COLUMNS}
    - {*(part.column for part in _PARTS), "country_id", "number_of_sources", "source_office"},
    bare=True,
    notes=("source_article", "source_headline", "source_original", "where_description"),
    total=_TOTAL,
)
"""Both releases have it: `ucdp-ged` and `ucdp-candidate`."""
