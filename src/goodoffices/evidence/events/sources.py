"""Every source that can be imported, by the name that the command line and the column `source` know it by."""

from __future__ import annotations

from typing import Final

from goodoffices.evidence.events import acled, hapi, own, ucdp_ged
from goodoffices.evidence.events.layout import Layout

__all__ = ["SOURCES"]

SOURCES: Final[dict[str, Layout]] = {
    "ucdp-ged": ucdp_ged.LAYOUT,
    "ucdp-candidate": ucdp_ged.LAYOUT,
    "acled": acled.LAYOUT,
    "hapi": hapi.LAYOUT,
    "own": own.LAYOUT,
}
