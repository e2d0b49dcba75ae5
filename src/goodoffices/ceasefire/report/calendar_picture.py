"""A calendar of the whole: each day a square, darker with more incidents, grey where the source was silent."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from goodoffices.ceasefire.report.holding import Holding
from goodoffices.ceasefire.report.span import Span
from goodoffices.ceasefire.report.wording import day_words
from goodoffices.values import Picture, palette, specification

__all__ = ["calendar_picture"]

_EDGES: Final = (0, 1, 2, 4, 8, 16, 32, 64)
_RAMP: Final = ("#f4f7fa", "#c9dcea", "#94bfdb", "#569bc6", "#0072B2", "#004c78", "#00395a", "#002a44")
_SILENT: Final = "source silent"
_MOST_YEARS: Final = 5
_STEP: Final = 10
_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def calendar_picture(whole: Holding, span: Span) -> Picture:
    """The last five calendar years at most, a band of weeks for each."""
    first = max(span.first, dt.date(span.last.year - _MOST_YEARS + 1, 1, 1))
    begin = (first - span.first).days
    counts, unseen = whole.unit.kept.counts[begin:], whole.unseen[begin:]
    edges = [edge for edge in _EDGES if edge <= max(1, int(counts.max(initial=0)))]
    labels = [_label(low, up) for low, up in zip(edges, [*edges[1:], None], strict=True)]
    rows = [
        _square(first + dt.timedelta(place), _SILENT if silent else labels[_class(int(number), edges)])
        for place, (number, silent) in enumerate(zip(counts, unseen, strict=True))
    ]
    for row in rows:
        row["start"] = row["day"] == str(span.since)
    domain, colours = list(labels), list(_RAMP[: len(labels)])
    if unseen.any():
        domain, colours = [*domain, _SILENT], [*colours, "#9E9E9E"]
    legend: dict[str, Any] = {"title": "Incidents on a day", "orient": "bottom", "symbolType": "square"}
    legend |= {"direction": "horizontal", "columns": 9, "symbolStrokeColor": palette.GREY}
    years = sorted({row["year"] for row in rows})
    panels = [_year(year, [row for row in rows if row["year"] == year], domain, colours, legend) for year in years]
    caption = (
        "Dated incidents of all areas together, a square for each day, a column for each week. "
        f"Square with a vermilion edge: {day_words(span.since)}, the first whole day in force."
    )
    silent = f", {int(unseen.sum())} days on which the source was silent" if unseen.any() else ""
    alt = f"Calendar from {day_words(first)} to {day_words(span.last)}: at most {int(counts.max())} on a day{silent}."
    return Picture("ceasefire-calendar", caption, alt, specification({"vconcat": panels, "spacing": 8}))


def _year(
    year: int, rows: list[dict[str, Any]], domain: list[str], colours: list[str], legend: dict[str, Any]
) -> dict[str, Any]:
    weeks = 54
    x = {"field": "week", "type": "ordinal", "scale": {"domain": list(range(weeks)), "paddingInner": 0.12}}
    y = {"field": "weekday", "type": "ordinal", "sort": list(_WEEKDAYS), "scale": {"domain": list(_WEEKDAYS)}}
    y["axis"] = {"title": None, "values": ["Mon", "Thu", "Sun"], "ticks": False, "domain": False, "labelFontSize": 10}
    edge = {"condition": {"test": "datum.start", "value": palette.VERMILION}, "value": "#DDDDDD"}
    wide = {"condition": {"test": "datum.start", "value": 2.2}, "value": 0.4}
    fill = {"field": "class", "type": "nominal", "scale": {"domain": domain, "range": colours}, "legend": legend}
    axis: dict[str, Any] = {"title": None, "ticks": False, "domain": False, "labelAngle": 0, "labelFontSize": 10}
    axis |= {"values": [round(month * 365.25 / 12 / 7) for month in range(0, 12, 2)], "labelAlign": "left"}
    axis["labelExpr"] = "['Jan','Mar','May','Jul','Sep','Nov'][round(datum.value / 8.7)]"
    return {
        "title": {"text": str(year), "fontSize": 12, "offset": 2, "frame": "group"},
        "width": weeks * _STEP,
        "height": 7 * _STEP,
        "data": {"values": rows},
        "mark": {"type": "rect"},
        "encoding": {
            "x": x | {"axis": axis},
            "y": y,
            "fill": fill,
            "stroke": edge,
            "strokeWidth": wide,
        },
    }


def _square(day: dt.date, told: str) -> dict[str, Any]:
    first = dt.date(day.year, 1, 1)
    week = ((day - first).days + first.weekday()) // 7
    return {"day": str(day), "year": day.year, "week": week, "weekday": _WEEKDAYS[day.weekday()], "class": told}


def _class(number: int, edges: list[int]) -> int:
    return max(place for place, edge in enumerate(edges) if number >= edge)


def _label(low: int, up: int | None) -> str:
    if up is None:
        return f"{low} or more" if low else "none"
    return ("none" if not low else str(low)) if up - low == 1 else f"{low}–{up - 1}"
