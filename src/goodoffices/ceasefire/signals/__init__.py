"""What counts by day say, as plain numbers: when it changed, whether it is lower, an alarm, where, silence, forecasts.

    series = daily_counts(dates, since, until)
    changes(series)                                      # exact change points, each with its window of dates
    interrupted(series, day, before=90, after=90)        # the ratio after to before, with its interval
    watch(chart(reference), later)                       # an alarm with a stated false-alarm rate, forward only
    scan(counts, None, zones, ScanPlan("permutation"))   # where they cluster, with Monte Carlo p-values
    find_silence(counts_by_dyad).silent                  # days on which the source, not the war, seems to have stopped
    forecast(counts_by_unit).units                       # the coming four weeks, by what did best on weeks held back

This room knows no events, no terms and no parties: what is counted, and over which days, is chosen elsewhere.
"""

from goodoffices.ceasefire.signals.above import p_above, p_above_exact
from goodoffices.ceasefire.signals.alert import Baseline, Chart, Watch, average_run_length, chart, watch
from goodoffices.ceasefire.signals.changes import Change, Changes, Phase, changes, mean_changes
from goodoffices.ceasefire.signals.counts import DailyCounts, daily_counts
from goodoffices.ceasefire.signals.crps import fair_crps
from goodoffices.ceasefire.signals.few import exact_ratio
from goodoffices.ceasefire.signals.forecast import METHODS, Forecast, ForecastMethod, ForecastPlan, Forecasts, forecast
from goodoffices.ceasefire.signals.negative_binomial import Estimate
from goodoffices.ceasefire.signals.prepare import prepare
from goodoffices.ceasefire.signals.prepare_scan import prepare_scan
from goodoffices.ceasefire.signals.scan import Cluster, Scanned, ScanPlan, scan
from goodoffices.ceasefire.signals.segmentation import Cut, Prior, Segmentation, number_if
from goodoffices.ceasefire.signals.segmented import Interrupted, Line, Residuals, interrupted
from goodoffices.ceasefire.signals.silence import (
    OfficeShift,
    Silence,
    SilencePlan,
    SilentDays,
    find_silence,
    office_shifts,
)
from goodoffices.ceasefire.signals.too_few import Period, TooFew
from goodoffices.ceasefire.signals.zones import Zones, distances_km, nearest_zones

__all__ = [
    "METHODS",
    "Baseline",
    "Change",
    "Changes",
    "Chart",
    "Cluster",
    "Cut",
    "DailyCounts",
    "Estimate",
    "Forecast",
    "ForecastMethod",
    "ForecastPlan",
    "Forecasts",
    "Interrupted",
    "Line",
    "OfficeShift",
    "Period",
    "Phase",
    "Prior",
    "Residuals",
    "ScanPlan",
    "Scanned",
    "Segmentation",
    "Silence",
    "SilencePlan",
    "SilentDays",
    "TooFew",
    "Watch",
    "Zones",
    "average_run_length",
    "changes",
    "chart",
    "daily_counts",
    "distances_km",
    "exact_ratio",
    "fair_crps",
    "find_silence",
    "forecast",
    "interrupted",
    "mean_changes",
    "nearest_zones",
    "number_if",
    "office_shifts",
    "p_above",
    "p_above_exact",
    "prepare",
    "prepare_scan",
    "scan",
    "watch",
]
