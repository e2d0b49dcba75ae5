"""Every source that can be imported, by the name that the command line and the column `source` know it by."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from goodoffices.evidence.events import acled, hapi, own, reading, ucdp_ged
from goodoffices.evidence.events.layout import Layout

__all__ = ["SIGNS", "SOURCES", "suggested"]

SOURCES: Final[dict[str, Layout]] = {
    "ucdp-ged": ucdp_ged.LAYOUT,
    "ucdp-candidate": ucdp_ged.LAYOUT,
    "acled": acled.LAYOUT,
    "hapi": hapi.LAYOUT,
    "own": own.LAYOUT,
}
SIGNS: Final[dict[str, str]] = {
    "ucdp-ged": "UCDP's yearly file (GEDEvent_v25_1.csv): 49 columns, among them type_of_violence and where_prec",
    "ucdp-candidate": "UCDP's monthly file (GEDEvent_v26_0_8.csv), the same columns, some without a header",
    "acled": "ACLED's file: event_id_cnty, event_date, time_precision, fatalities",
    "hapi": "HDX HAPI's conflict counts: location_code, event_type, reference_period_start; no events one by one",
    "own": "your team's incidents: date_start and kind, HXL tags, or KoboToolbox's export",
}
"""By what a person knows the file of each source."""


def suggested(path: str | Path) -> tuple[str, ...]:
    """The sources whose needed columns a file has. Raises FileError when it cannot be read."""
    return tuple(source for source, layout in SOURCES.items() if reading.fits(Path(path), layout))
