"""Stocks above, on the last day of each year; flows below, as lines through each year: two scales, never one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goodoffices.evidence.claims import Measure
from goodoffices.evidence.displacement.figures import Displacement, Series
from goodoffices.evidence.displacement.kinds import Side
from goodoffices.values import Picture, palette, specification

__all__ = ["displacement_picture"]

WIDE, HIGH = 520, 190
COLOURS = (palette.BLUE, palette.VERMILION, palette.GREEN, palette.PURPLE, palette.ORANGE, palette.BLACK)
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
POINT: dict[str, Any] = {"type": "point", "size": 50, "opacity": 1, "strokeWidth": 1.5}
WORDS = {
    "stocks": "People on 31 December of each year: a mark on the line of 2013 is the end of 2012. ",
    "flows": "People during each year: a line as long as the year. ",
}
ABROAD_AND_WITHIN = (Side.FROM, Side.WITHIN)


def displacement_picture(found: Displacement) -> Picture | None:
    """The people who fled from the country and within it; None where the files say nothing of them."""
    panels = []
    data = {}
    for measure, name in ((Measure.STOCK, "stocks"), (Measure.FLOW, "flows")):
        series = found.some(measure, *ABROAD_AND_WITHIN)
        if series:
            data[name] = _rows(series)
            panels.append(_panel(measure, name, series, found))
    if not panels:
        return None
    chart = {"vconcat": panels, "spacing": 28, "resolve": {"scale": {"color": "independent", "shape": "independent"}}}
    words = "".join(WORDS[name] for name in data)
    provisional = " Hollow: provisional." if found.provisional else ""
    return Picture(
        "displacement",
        f"{words}Each series is one source's; none is added to another.{provisional}",
        _alt(found),
        specification(chart, data),
    )


def _rows(series: Sequence[Series]) -> list[dict[str, Any]]:
    """A row a year, with nothing where the file says nothing or 0: there a line is broken."""
    return [row for each in series for row in _years(each)]


def _years(series: Series) -> list[dict[str, Any]]:
    told = {point.year: point for point in series.points if point.people}
    return [
        {
            "series": series.kind.short,
            "first": f"{year}-01-01",
            "middle": f"{year}-07-02",
            "last": f"{year}-12-31",
            "people": told[year].people if year in told else None,
            "provisional": year in told and told[year].provisional,
        }
        for year in range(min(told), max(told) + 1)
    ]


def _panel(measure: Measure, name: str, series: Sequence[Series], found: Displacement) -> dict[str, Any]:
    names = [each.kind.short for each in series]
    years = [point.year for each in found.series for point in each.points]
    ends = [f"{min(years)}-01-01", f"{max(years) + 1}-03-01"]
    stock = measure is Measure.STOCK
    x = {
        "type": "temporal",
        "scale": {"type": "utc", "domain": ends},
        "axis": {"title": None, "format": "%Y", "grid": True, "gridColor": palette.LIGHT},
    }
    title = "People on 31 December" if stock else "People during the year"
    y = {
        "field": "people",
        "type": "quantitative",
        "scale": {"zero": True, "nice": True},
        "axis": {"title": title, "format": "~s", "gridColor": palette.LIGHT, "tickCount": 5},
    }
    legend = {"title": None, "orient": "bottom", "columns": 3, "labelLimit": 220}
    colour = {
        "field": "series",
        "type": "nominal",
        "legend": legend,
        "scale": {"domain": names, "range": list(COLOURS[: len(names)])},
    }
    shape = {**colour, "scale": {"domain": names, "range": list(SHAPES[: len(names)])}}
    spot = {"field": "last" if stock else "middle", **x}
    line: dict[str, Any] = {
        "mark": {"type": "line", "strokeWidth": 1.5},
        "encoding": {"x": spot, "y": y, "color": colour},
    }
    if not stock:
        span = {"x": {"field": "first", **x}, "x2": {"field": "last"}, "y": y, "color": colour}
        line = {"mark": {"type": "rule", "strokeWidth": 3}, "encoding": span}
    looks: tuple[tuple[str, dict[str, Any]], ...] = (
        ("!datum.provisional", {"filled": True}),
        ("datum.provisional", {"filled": False, "fill": "white"}),
    )
    points = [
        {
            "transform": [{"filter": f"isValid(datum.people) && {test}"}],
            "mark": POINT | look,
            "encoding": {"x": spot, "y": y, "color": colour, "shape": shape},
        }
        for test, look in looks
    ]
    return {"width": WIDE, "height": HIGH, "data": {"name": name}, "layer": [line, *points]}


def _alt(found: Displacement) -> str:
    told = []
    for each in found.some(Measure.STOCK, *ABROAD_AND_WITHIN) + found.some(Measure.FLOW, *ABROAD_AND_WITHIN):
        first, last = each.points[0], each.points[-1]
        when = "on 31 December" if each.measure is Measure.STOCK else "during"
        told.append(f"{each.kind.short} {when} {first.year}: {first.people:,}, {last.year}: {last.people:,}")
    return f"{found.name}. {'; '.join(told)}."
