"""Figures by area and dyad as CSV, and areas with their verdicts as GeoJSON."""

from __future__ import annotations

import csv
import io
import math
from typing import Any, Final

from goodoffices.ceasefire.report.holding import Holding
from goodoffices.ceasefire.report.study import Report
from goodoffices.ceasefire.report.verdict_map import area_shapes
from goodoffices.ceasefire.signals import Watch

__all__ = ["report_geojson", "report_table"]

_COLUMNS: Final = (
    "area",
    "dyad",
    "verdict",
    "verdict_from",
    "verdict_to",
    "verdict_if_unclear_count",
    "before_days",
    "before_incidents",
    "now_days",
    "now_incidents",
    "ratio",
    "ratio_low",
    "ratio_high",
    "p_not_holding",
    "p_not_holding_corrected",
    "last_change",
    "last_change_since",
    "last_change_until",
    "last_change_ratio",
    "last_alarm",
    "undated",
    "days_unseen",
    "why",
)


def report_table(found: Report) -> str:
    """A row for each area, each dyad, and the whole last (its area is empty)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for one in found.holdings:
        figures = _figures(found, one)
        writer.writerow([_safe(figures[name]) for name in _COLUMNS])
    return out.getvalue()


def report_geojson(found: Report) -> dict[str, Any]:
    """A FeatureCollection: areas that have a shape, with their figures, and the cells of hot spots. No place in it is
    finer than an area or a cell; where areas are names, it holds hot spots alone."""
    import shapely  # noqa: PLC0415  # only shapes need it

    from goodoffices.evidence.events import shapes_of_cells  # noqa: PLC0415

    told = {one.unit.area: one for one in found.areas}
    features = [
        _feature(shapely.geometry.mapping(shape), {"what": "area", "name": name} | _figures(found, told.get(name)))
        for name, shape in area_shapes(found)
    ]
    for spot in found.hot.spots:
        cells = shapely.geometry.mapping(shapely.MultiPolygon([shape for _, shape in shapes_of_cells(spot.cells)]))
        days = {"since": str(spot.since), "until": str(spot.until)}
        figures = {"incidents": spot.count, "expected": float(f"{spot.expected:.3g}"), "p": spot.p_value}
        features.append(_feature(cells, {"what": "hot spot", "name": spot.area} | days | figures))
    return {"type": "FeatureCollection", "features": features}


def _feature(geometry: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _figures(found: Report, one: Holding | None) -> dict[str, Any]:
    """An area that the terms leave out, or without any event, has none."""
    if one is None:
        return {"verdict": None, "why": "outside the terms, or without any event"}
    last = one.changes.changes[-1] if one.changes and one.changes.changes else None
    surely = None if one.unit.dyad else found.many.of(one.unit.area)
    alarms = one.alarm.alarms if isinstance(one.alarm, Watch) else ()
    return {
        "area": one.unit.area,
        "dyad": one.unit.dyad,
        "verdict": one.verdict.word,
        "verdict_from": one.verdict.best,
        "verdict_to": one.verdict.worst,
        "verdict_if_unclear_count": one.verdict_at_most.word,
        "before_days": one.now.before.days,
        "before_incidents": one.now.before.events,
        "now_days": one.now.now.days,
        "now_incidents": one.now.now.events,
        "ratio": _short(one.now.ratio.value),
        "ratio_low": _short(one.now.ratio.low),
        "ratio_high": _short(one.now.ratio.high),
        "p_not_holding": _short(surely.p) if surely else None,
        "p_not_holding_corrected": _short(surely.corrected) if surely else None,
        "last_change": str(last.day) if last else None,
        "last_change_since": str(last.since) if last else None,
        "last_change_until": str(last.until) if last else None,
        "last_change_ratio": _short(last.ratio.value) if last else None,
        "last_alarm": str(alarms[-1]) if alarms else None,
        "undated": one.unit.undated,
        "days_unseen": int(one.unseen[(found.span.now_from - found.span.first).days :].sum()),
        "why": one.verdict.why,
    }


def _short(value: float) -> float | None:
    return float(f"{value:.3g}") if math.isfinite(value) else None


def _safe(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula is written with a mark before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value
