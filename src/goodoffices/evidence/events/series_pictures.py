"""Pictures of series: bars for dated events, dashed hollow bars for undated ones where they may lie."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from goodoffices.evidence.events.choice import Tally
from goodoffices.evidence.events.series_query import Group, Series, end_of
from goodoffices.evidence.events.wording import group_name, spoken, spoken_deaths, start_words
from goodoffices.values import Picture, palette, shortened, specification

__all__ = ["MOST_GROUPS", "groups_picture", "series_alt", "small_chart", "whole_picture"]

MOST_GROUPS: Final = 8
_WIDTH: Final = 560
_SMALL: Final = (250, 64, 20)
"""Pixels of a chart that stands beside another: its width, the height of the dated panel, that of an undated one."""
_DAY: Final = 86_400_000
_MOST_RULES: Final = 150
"""Periods from which on the line from low to high would hide the bars."""


def whole_picture(found: Series) -> Picture:
    """Dated events period by period; below, those known to the month only, and those known to the year."""
    panels = _whole_panels(found, 170, 80)
    return Picture("events-series", _caption(found), series_alt(found), specification(_stacked(panels)))


def small_chart(found: Series) -> dict[str, Any]:
    """The same, small: only the lowest panel has years below it."""
    width, tall, low = _SMALL
    panels = _whole_panels(found, tall, low)
    for panel in panels:
        panel["width"] = width
        panel["title"] = {**panel["title"], "fontSize": 10, "offset": 2}
        for layer in panel["layer"]:
            deaths = layer["encoding"]["y"]
            deaths["axis"] = {**deaths["axis"], "tickCount": 2, "title": None}
    for panel in panels[:-1]:
        for layer in panel["layer"]:
            years = layer["encoding"]["x"]
            years["axis"] = {**years["axis"], "labels": False}
    return {"vconcat": panels, "spacing": 8}


def _whole_panels(found: Series, tall: int, low: int) -> list[dict[str, Any]]:
    return [
        _dated(found, found.whole, "Dated events", tall),
        *(
            _panel(found, rows, f"Undated: somewhere in the {within}", low, dashed=True)
            for within in ("month", "year")
            if (rows := _undated_rows(found.whole, within))
        ),
    ]


def _caption(found: Series) -> str:
    """What the panels show."""
    longer = [entry for entry in found.whole.undated if entry.within == "longer"]
    caption = (
        f"Deaths by {found.every}: dated events above, undated below. {_signs(found)} Each panel has its own scale."
    )
    return caption + (f" {len(longer)} undated longer than a year are in no panel." if longer else "")


def groups_picture(found: Series) -> Picture:
    """A panel for each of the largest groups."""
    shown = found.groups[:MOST_GROUPS]
    panels = []
    for group in shown:
        undated = group.undated_sum
        name = shortened(group_name(group.name, found.by), 60)
        title = f"{name}: undated {spoken_deaths(undated)} more" if undated.events else name
        panels.append(_dated(found, group, title, 70))
    names = ", ".join(f"{group_name(group.name, found.by)} ({spoken(group.dated_sum)})" for group in shown)
    caption = (
        f"Dated deaths by {found.every} and {' and '.join(found.by)}. {_signs(found)} Each panel has its own scale."
    )
    return Picture(
        "events-series-groups", caption, f"The largest groups, dated events: {names}.", specification(_stacked(panels))
    )


def _signs(found: Series) -> str:
    return "Bars: best figure; lines: low to high." if _ruled(found) else "Bars: best figure."


def series_alt(found: Series) -> str:
    """The series in words."""
    whole = found.whole
    words = f"Dated: {spoken(whole.dated_sum)}. Undated: {spoken(whole.undated_sum)}."
    if not whole.dated:
        return words
    start, tally = max(whole.dated, key=lambda entry: entry[1].best)
    return f"{words} The highest {found.every}: {start_words(start, found.every)}, {spoken(tally)}."


def _stacked(panels: list[dict[str, Any]]) -> dict[str, Any]:
    return {"vconcat": panels, "spacing": 14}


def _dated(found: Series, group: Group, title: str, height: int) -> dict[str, Any]:
    rows = [_bar(start, end_of(start, found.every), tally) for start, tally in group.dated]
    return _panel(found, rows, title, height)


def _undated_rows(group: Group, within: str) -> list[dict[str, Any]]:
    unit: Any = within
    return [
        _bar(entry.start, end_of(entry.start, unit), entry.tally) for entry in group.undated if entry.within == within
    ]


def _bar(start: dt.date, end: dt.date, tally: Tally) -> dict[str, Any]:
    first, last = _stamp(start), _stamp(end)
    return {"start": first, "middle": (first + last) // 2, "end": last} | {
        "low": tally.low,
        "best": tally.deaths,
        "high": tally.high,
    }


def _panel(
    found: Series, rows: list[dict[str, Any]], title: str, height: int, *, dashed: bool = False
) -> dict[str, Any]:
    scale = {"type": "utc", "domain": _domain(found), "nice": False}
    axis = {"title": None, "grid": False, "tickCount": 6, "labelFlush": True}
    x = {"type": "temporal", "scale": scale, "axis": axis}
    y = {"field": "best", "type": "quantitative", "axis": {"title": "deaths", "tickCount": 4, "format": ",d"}}
    look: dict[str, Any] = {"type": "bar", "fill": palette.SKY}
    if dashed:
        look = {"type": "bar", "fill": "white", "stroke": palette.GREY, "strokeDash": [4, 3], "strokeWidth": 1.2}
    layers: list[dict[str, Any]] = [
        {"mark": look, "encoding": {"x": {"field": "start", **x}, "x2": {"field": "end"}, "y": y, "y2": {"datum": 0}}}
    ]
    if _ruled(found):
        low = {**y, "field": "low"}
        layers.append(
            {
                "transform": [{"filter": "isValid(datum.low) && isValid(datum.high)"}],
                "mark": {"type": "rule", "color": palette.BLACK, "strokeWidth": 1},
                "encoding": {"x": {"field": "middle", **x}, "y": low, "y2": {"field": "high"}},
            }
        )
    head = {"text": title, "fontSize": 12, "offset": 4, "frame": "group"}
    return {"data": {"values": rows}, "title": head, "width": _WIDTH, "height": height, "layer": layers}


def _ruled(found: Series) -> bool:
    """Whether low and high are told, and there is room for them."""
    whole = found.whole.dated_sum
    return whole.low is not None and whole.high is not None and len(found.whole.dated) <= _MOST_RULES


def _domain(found: Series) -> list[int]:
    """From the first to the last day of what is drawn, or asked for."""
    starts = [start for start, _ in found.whole.dated]
    ends = [end_of(start, found.every) for start in starts]
    for entry in found.whole.undated:
        if entry.within != "longer":
            starts.append(entry.start)
            ends.append(end_of(entry.start, entry.within))
    today = found.choice.since or dt.date(2000, 1, 1)
    return [_stamp(min(starts, default=today)), _stamp(max(ends, default=today + dt.timedelta(1)))]


def _stamp(day: dt.date) -> int:
    """Milliseconds since 1970, in UTC."""
    return (day - dt.date(1970, 1, 1)).days * _DAY
