"""What the numbers say of a ceasefire: where it departs, whether the source fell silent, what may come.

    found = scan(counts, expected, nearest_zones(distances_km(latitudes, longitudes), 15))
    find_silence(counts_by_dyad).silent             # days on which the source, and not the war, seems to have stopped
    forecast(counts_by_unit).units                  # the coming four weeks, by what did best on weeks held back

Plain arrays in, frozen results out: this room knows no events and no terms. All chance has a seed; no answer depends on
the number of threads.
"""

from goodoffices.ceasefire.signals.crps import fair_crps
from goodoffices.ceasefire.signals.forecast import METHODS, Forecast, ForecastMethod, ForecastPlan, Forecasts, forecast
from goodoffices.ceasefire.signals.prepare_scan import prepare_scan
from goodoffices.ceasefire.signals.scan import Cluster, Scanned, ScanPlan, scan
from goodoffices.ceasefire.signals.silence import (
    OfficeShift,
    Silence,
    SilencePlan,
    SilentDays,
    find_silence,
    office_shifts,
)
from goodoffices.ceasefire.signals.zones import Zones, distances_km, nearest_zones

__all__ = [
    "METHODS",
    "Cluster",
    "Forecast",
    "ForecastMethod",
    "ForecastPlan",
    "Forecasts",
    "OfficeShift",
    "ScanPlan",
    "Scanned",
    "Silence",
    "SilencePlan",
    "SilentDays",
    "Zones",
    "distances_km",
    "fair_crps",
    "find_silence",
    "forecast",
    "nearest_zones",
    "office_shifts",
    "prepare_scan",
    "scan",
]
