"""Calendars: each day a square, darker with more incidents, grey where the source was silent; of the whole by calendar
year, and of each area for the last twelve months, all of these in the same shades."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from goodoffices.ceasefire.report.holding import Holding
from goodoffices.ceasefire.report.span import Span
from goodoffices.ceasefire.report.wording import SIGNS, day_words
from goodoffices.values import MONTHS, Picture, palette, plural, shortened, specification

__all__ = ["areas_calendar", "calendar_picture"]

_EDGES: Final = (0, 1, 2, 4, 8, 16, 32, 64)
_RAMP: Final = ("#f4f7fa", "#c9dcea", "#94bfdb", "#569bc6", "#0072B2", "#004c78", "#00395a", "#002a44")
_SILENT: Final = "source silent"
_MOST_YEARS: Final = 5
_STEP: Final = 10
_MOST_AREAS: Final = 10
_YEAR: Final = 53
"""Weeks of an area's calendar, at most."""
_SMALL: Final = 5
_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class _Shades:
    """The classes of days, by their least number of incidents; the words and colours of the legend."""

    edges: tuple[int, ...]
    labels: tuple[str, ...]
    silent: bool

    def of(self, number: int, *, silent: bool) -> str:
        """The class of a day."""
        return _SILENT if silent else self.labels[max(n for n, edge in enumerate(self.edges) if number >= edge)]

    @property
    def fill(self) -> dict[str, Any]:
        """The encoding, with the legend."""
        domain, colours = list(self.labels), list(_RAMP[: len(self.labels)])
        if self.silent:
            domain, colours = [*domain, _SILENT], [*colours, "#9E9E9E"]
        legend: dict[str, Any] = {"title": "Incidents on a day", "orient": "bottom", "symbolType": "square"}
        legend |= {"direction": "horizontal", "columns": 9, "symbolStrokeColor": palette.GREY}
        return {
            "field": "class",
            "type": "nominal",
            "scale": {"domain": domain, "range": colours},
            "legend": legend,
        }


def _shades(most: int, *, silent: bool) -> _Shades:
    edges = tuple(edge for edge in _EDGES if edge <= max(1, most))
    labels = tuple(_label(low, up) for low, up in zip(edges, [*edges[1:], None], strict=True))
    return _Shades(edges, labels, silent)


def calendar_picture(whole: Holding, span: Span) -> Picture:
    """The last five calendar years at most, a band of weeks for each."""
    first = max(span.first, dt.date(span.last.year - _MOST_YEARS + 1, 1, 1))
    begin = (first - span.first).days
    counts, unseen = whole.unit.kept.counts[begin:], whole.unseen[begin:]
    shades = _shades(int(counts.max(initial=0)), silent=bool(unseen.any()))
    rows = _squares(whole, span, first, shades)
    for row in rows:
        start = dt.date(row["year"], 1, 1)
        row["week"] = ((dt.date.fromisoformat(row["day"]) - start).days + start.weekday()) // 7
    years = sorted({row["year"] for row in rows})
    panels = [_year(year, [row for row in rows if row["year"] == year], shades) for year in years]
    caption = (
        "Dated incidents of all areas together, a square for each day, a column for each week. "
        f"Square with a vermilion edge: {day_words(span.since)}, the first whole day in force."
    )
    silent = f", {int(unseen.sum())} days on which the source was silent" if unseen.any() else ""
    alt = f"Calendar from {day_words(first)} to {day_words(span.last)}: at most {int(counts.max())} on a day{silent}."
    return Picture("ceasefire-calendar", caption, alt, specification({"vconcat": panels, "spacing": 8}))


def areas_calendar(areas: Sequence[Holding], span: Span) -> Picture | None:
    """The last twelve months of each area with an incident in them (those with most in all, at most ten); None where
    there is none. The shades are the same throughout, so that areas compare."""
    monday = span.last - dt.timedelta(span.last.weekday() + 7 * (_YEAR - 1))
    first = max(span.first, monday)
    begin = (first - span.first).days
    told = [one for one in areas if one.unit.kept.counts[begin:].any()]
    shown = told[:_MOST_AREAS]
    if not shown:
        return None
    most = max(int(one.unit.kept.counts[begin:].max()) for one in shown)
    shades = _shades(most, silent=any(one.unseen[begin:].any() for one in shown))
    panels = [_area(one, span, first, shades) for one in shown]
    caption = (
        f"Dated incidents by area, a square for each day from {day_words(first)} to {day_words(span.last)}, a column "
        "for each week from Monday down; the same shades in all areas."
    )
    if first <= span.since:
        caption += f" Square with a vermilion edge: {day_words(span.since)}, the first whole day in force."
    if left := len(told) - len(shown):
        caption += f" {plural(left, 'area')} with fewer incidents: in the table only."
    sums = ((one.unit.area, int(one.unit.kept.counts[begin:].sum())) for one in shown)
    alt = "Incidents by area: " + "; ".join(f"{area} {number}" for area, number in sums) + f". At most {most} on a day."
    return Picture("ceasefire-calendars", caption, alt, specification({"concat": panels, "columns": 2, "spacing": 14}))


def _area(one: Holding, span: Span, first: dt.date, shades: _Shades) -> dict[str, Any]:
    rows = _squares(one, span, first, shades)
    monday = first - dt.timedelta(first.weekday())
    months = {}
    for row in rows:
        day = dt.date.fromisoformat(row["day"])
        row["week"] = (day - monday).days // 7
        if day.day <= 7 and day.weekday() == 0:  # noqa: PLR2004 - the first Monday of its month
            months[row["week"]] = MONTHS[day.month - 1][:3]
    every = max(1, -(-len(months) // 6))
    named = dict(list(months.items())[::every])
    axis: dict[str, Any] = {"title": None, "ticks": False, "domain": False, "labelAngle": 0, "labelFontSize": 9}
    axis |= {"values": list(named), "labelAlign": "left", "labelExpr": f"{named}[datum.value]", "labelOverlap": False}
    title = f"{SIGNS[one.verdict.word]} {shortened(one.unit.area, 34)}"
    panel = _panel(title, rows, (rows[-1]["week"] + 1, _SMALL), axis, shades)
    panel["encoding"]["y"]["axis"] = None
    panel["encoding"]["strokeWidth"] = {"condition": {"test": "datum.start", "value": 1.3}, "value": 0.25}
    return panel


def _squares(one: Holding, span: Span, first: dt.date, shades: _Shades) -> list[dict[str, Any]]:
    """A row for each day from `first` on; its column is still to be told."""
    begin = (first - span.first).days
    days = zip(one.unit.kept.counts[begin:], one.unseen[begin:], strict=True)
    return [
        {
            "day": str(day := first + dt.timedelta(place)),
            "year": day.year,
            "weekday": _WEEKDAYS[day.weekday()],
            "class": shades.of(int(number), silent=bool(silent)),
            "start": day == span.since,
        }
        for place, (number, silent) in enumerate(days)
    ]


def _year(year: int, rows: list[dict[str, Any]], shades: _Shades) -> dict[str, Any]:
    axis: dict[str, Any] = {"title": None, "ticks": False, "domain": False, "labelAngle": 0, "labelFontSize": 10}
    axis |= {"values": [round(month * 365.25 / 12 / 7) for month in range(0, 12, 2)], "labelAlign": "left"}
    axis["labelExpr"] = "['Jan','Mar','May','Jul','Sep','Nov'][round(datum.value / 8.7)]"
    return _panel(str(year), rows, (54, _STEP), axis, shades)


def _panel(
    title: str, rows: list[dict[str, Any]], size: tuple[int, int], axis: dict[str, Any], shades: _Shades
) -> dict[str, Any]:
    """Weeks from left to right, each a column of seven days. `size`: how many weeks, and the pixels of a day."""
    weeks, step = size
    x = {"field": "week", "type": "ordinal", "scale": {"domain": list(range(weeks)), "paddingInner": 0.12}}
    y = {"field": "weekday", "type": "ordinal", "sort": list(_WEEKDAYS), "scale": {"domain": list(_WEEKDAYS)}}
    y["axis"] = {"title": None, "values": ["Mon", "Thu", "Sun"], "ticks": False, "domain": False, "labelFontSize": 10}
    edge = {"condition": {"test": "datum.start", "value": palette.VERMILION}, "value": "#DDDDDD"}
    wide = {"condition": {"test": "datum.start", "value": 2.2}, "value": 0.4}
    return {
        "title": {"text": title, "fontSize": 12, "offset": 2, "frame": "group"},
        "width": weeks * step,
        "height": 7 * step,
        "data": {"values": rows},
        "mark": {"type": "rect"},
        "encoding": {"x": x | {"axis": axis}, "y": y, "fill": shades.fill, "stroke": edge, "strokeWidth": wide},
    }


def _label(low: int, up: int | None) -> str:
    if up is None:
        return f"{low} or more" if low else "none"
    return ("none" if not low else str(low)) if up - low == 1 else f"{low}–{up - 1}"
