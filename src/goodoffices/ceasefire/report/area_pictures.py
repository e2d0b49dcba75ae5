"""Small multiples: incidents a day in each area, with the start, the phases, the changes and what was not seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from goodoffices.ceasefire.report.holding import Holding
from goodoffices.ceasefire.report.span import Span, pieces
from goodoffices.ceasefire.report.wording import SIGNS, area_words, day_words, days_words, verdict_words
from goodoffices.values import Picture, palette, plural, shortened, specification

__all__ = ["MOST_AREAS", "areas_picture"]

MOST_AREAS: Final = 9
"""Areas drawn; the table has all of them."""
_WIDTH, _HEIGHT = 560, 62
_DAY: Final = 86_400_000
_DAILY: Final = 130
"""Days up to which a bar is a day; beyond, a week."""
_FEWEST: Final = 5
"""Incidents since the record begins; below, a panel would show nothing."""
_SILENT: Final = "#BDBDBD"


def areas_picture(areas: Sequence[Holding], whole: Holding, span: Span) -> Picture:
    """A panel for each area with an incident (those with most), the whole below them."""
    enough = [one for one in areas if int(one.unit.kept.counts.sum()) >= _FEWEST]
    shown = enough[:MOST_AREAS]
    step = 1 if (span.last - span.first).days < _DAILY else 7
    panels = [_panel(one, span, step, labelled=one is whole) for one in (*shown, whole)]
    bars = "day" if step == 1 else "week"
    caption = (
        f"Dated incidents a day, by {bars}; each panel has its own scale. Dashed line: the first whole day in "
        f"force, {day_words(span.since)}. Step line: level of each phase. Orange band: the days within which a change "
        "lies. Grey band: days on which the source was silent."
    )
    left = len(areas) - len(shown)
    caption += f" {plural(left, 'area')} with fewer incidents: in the table only." if left else ""
    told = "; ".join(_told(one) for one in shown)
    alt = f"Incidents in each area before and since {day_words(span.since)}. {told or 'No area had an incident'}."
    return Picture("ceasefire-areas", caption, alt, specification({"vconcat": panels, "spacing": 9}))


def _told(one: Holding) -> str:
    words = f"{area_words(one)}: {verdict_words(one.verdict)}"
    if one.changes and one.changes.changes:
        last = one.changes.changes[-1]
        words += f", last change {days_words(last.since, last.until)}"
    return words


def _panel(one: Holding, span: Span, step: int, *, labelled: bool) -> dict[str, Any]:
    x = {"type": "temporal", "scale": {"type": "utc", "domain": [_stamp(span.first), _stamp(span.last, 1)]}}
    x["axis"] = {"title": None, "grid": False, "tickCount": 6, "labelFlush": True, "labels": labelled}
    top = {"type": "quantitative", "axis": {"title": None, "tickCount": 3, "grid": True}}
    bar = {"mark": {"type": "bar", "fill": palette.SKY}, "data": {"values": _bars(one, step)}}
    bar["encoding"] = _spanned(x) | {"y": {"field": "level", **top}, "y2": {"datum": 0}}
    layers = [_band(_silences(one), x, _SILENT, 0.75), _band(_windows(one), x, palette.ORANGE, 0.45), bar]
    if one.changes:
        level = {"mark": {"type": "rule", "color": palette.BLACK, "strokeWidth": 1.6}}
        level |= {"data": {"values": _phases(one)}, "encoding": _spanned(x) | {"y": {"field": "level", **top}}}
        layers.append(level)
    start = {"mark": {"type": "rule", "color": palette.VERMILION, "strokeWidth": 1.8, "strokeDash": [5, 3]}}
    start |= {"data": {"values": [{"start": _stamp(span.since)}]}, "encoding": {"x": {"field": "start", **x}}}
    layers.append(start)
    title = f"{SIGNS[one.verdict.word]} {shortened(area_words(one), 52)}: {verdict_words(one.verdict)}"
    head = {"text": title, "fontSize": 12, "offset": 3, "frame": "group"}
    return {"title": head, "width": _WIDTH, "height": _HEIGHT, "layer": [each for each in layers if each]}


def _bars(one: Holding, step: int) -> list[dict[str, Any]]:
    """Incidents a day on the days seen; nothing where no day of a bar was seen."""
    counts, seen, first = one.unit.kept.counts, ~one.unseen, one.unit.kept.first
    found = []
    for begin in range(0, len(counts), step):
        part = slice(begin, begin + step)
        days = int(seen[part].sum())
        if days and (events := int(counts[part][seen[part]].sum())):
            since = first + dt.timedelta(begin)
            end = _stamp(since, min(step, len(counts) - begin))
            row = {"start": _stamp(since), "end": end, "level": round(events / days, 3)}
            found.append(row)
    return found


def _silences(one: Holding) -> list[dict[str, Any]]:
    first = one.unit.kept.first
    runs = pieces([int(day) for day in np.flatnonzero(one.unseen)])
    return [
        {"start": _stamp(first + dt.timedelta(begin)), "end": _stamp(first + dt.timedelta(end), 1)}
        for begin, end in runs
    ]


def _windows(one: Holding) -> list[dict[str, Any]]:
    return [
        {"start": _stamp(each.since), "end": _stamp(each.until, 1)}
        for each in (one.changes.changes if one.changes else ())
    ]


def _phases(one: Holding) -> list[dict[str, Any]]:
    return [
        {"start": _stamp(each.since), "end": _stamp(each.until, 1), "level": round(each.level.value, 3)}
        for each in (one.changes.phases if one.changes else ())
    ]


def _band(rows: list[dict[str, Any]], x: dict[str, Any], colour: str, opacity: float) -> dict[str, Any] | None:
    if not rows:
        return None
    mark = {"type": "rect", "fill": colour, "fillOpacity": opacity}
    return {"mark": mark, "data": {"values": rows}, "encoding": _spanned(x)}


def _spanned(x: dict[str, Any]) -> dict[str, Any]:
    return {"x": {"field": "start", **x}, "x2": {"field": "end"}}


def _stamp(day: dt.date, later: int = 0) -> int:
    """Milliseconds since 1970, in UTC, of a day or of so many after it."""
    return ((day - dt.date(1970, 1, 1)).days + later) * _DAY
