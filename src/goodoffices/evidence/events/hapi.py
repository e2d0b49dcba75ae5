"""Conflict counts of HDX HAPI (ACLED's, by month and place): counts are no events, and go to a table of their own."""

from __future__ import annotations

from typing import Final

from goodoffices.evidence.events import schema
from goodoffices.evidence.events.layout import Field, Layout, day, text, whole

__all__ = ["LAYOUT"]

_HEADER = """
    location_code has_hrp in_gho provider_admin1_name provider_admin2_name admin1_code admin1_name admin2_code
    admin2_name admin_level event_type events fatalities reference_period_start reference_period_end
    resource_hdx_id location_ref location_name admin1_ref admin2_ref dataset_hdx_id warning error
"""
_COLUMNS: Final = tuple(_HEADER.split())
_NAMES = "nullif(concat_ws(' / ', provider_admin1_name, provider_admin2_name), '')"

_FIELDS: Final[dict[str, Field]] = {
    "country": text("location_code", needed=True),
    "place": Field(f"coalesce(admin2_code, admin1_code, {_NAMES}, '')"),
    "admin1": Field("coalesce(admin1_name, provider_admin1_name)"),
    "admin2": Field("coalesce(admin2_name, provider_admin2_name)"),
    "kind": text("event_type", needed=True),
    "date_start": day("reference_period_start"),
    "date_end": day("reference_period_end"),
    "events": whole("events"),
    "deaths_best": whole("fatalities"),
}

LAYOUT: Final = Layout(
    title="HDX HAPI conflict counts",
    columns=_COLUMNS,
    fields=_FIELDS,
    optional=frozenset(_COLUMNS) - {field.column for field in _FIELDS.values() if field.column},
    table=schema.COUNTS,
    key=schema.COUNT_KEY,
)
"""The CSV of the API, with or without a line of HXL tags."""
