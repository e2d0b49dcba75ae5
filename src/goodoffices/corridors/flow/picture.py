"""How many can be out by when, and when how many leave which place."""

from __future__ import annotations

import math
from fractions import Fraction

from goodoffices.corridors.flow.result import Quickest
from goodoffices.values import Picture, count, duration, palette, specification

__all__ = ["arrivals_picture", "departures_picture"]

_SLICES = 48
_HOURS_FROM = 3 * 3600
"""A time so long is drawn in hours."""


def arrivals_picture(found: Quickest) -> Picture:
    """The most vehicles that can be out by each moment."""
    unit, size = ("hours", 3600) if found.seconds >= _HOURS_FROM else ("minutes", 60)
    rows = [
        {"time": float(round(each.seconds / size, 4)), "vehicles": float(round(each.vehicles, 2))}
        for each in found.arrivals
    ]
    axes = {
        "x": {
            "field": "time",
            "type": "quantitative",
            "scale": {"nice": False, "domain": [0, rows[-1]["time"]]},
            "axis": {"title": f"{unit.capitalize()} after the start", "gridColor": palette.LIGHT, "tickCount": 10},
        },
        "y": {
            "field": "vehicles",
            "type": "quantitative",
            "axis": {"title": "Vehicles out, at most", "format": ",d", "gridColor": palette.LIGHT, "tickCount": 6},
        },
    }
    line = {"mark": {"type": "line", "color": palette.BLUE, "strokeWidth": 2}, "encoding": axes}
    end = {
        "data": {"values": rows[-1:]},
        "mark": {"type": "point", "filled": True, "size": 60, "color": palette.BLUE, "opacity": 1},
        "encoding": axes,
    }
    chart = {"width": 520, "height": 240, "data": {"name": "arrivals"}, "layer": [line, end]}
    half = next(each for each in found.arrivals if 2 * each.vehicles >= found.vehicles)
    words = (
        f"Half of the {count(found.vehicles)} vehicles can be out after {duration(math.ceil(half.seconds / 60))}, "
        f"all after {duration(math.ceil(found.seconds / 60))}."
    )
    caption = "The most vehicles that can be out by each moment. No plan can be above the line at any moment."
    return Picture("arrivals", caption, words, specification(chart, {"arrivals": rows}))


def departures_picture(found: Quickest) -> Picture:
    """When how many leave each place, in equal slices of the time."""
    unit, size = ("hours", 3600) if found.seconds >= _HOURS_FROM else ("minutes", 60)
    names = [name for name, number in found.places if number]
    step = found.seconds / _SLICES
    rows = [
        {
            "place": name,
            "from": float(round(step * n / size, 4)),
            "to": float(round(step * (n + 1) / size, 4)),
            "rate": round(float(rate), 1),
        }
        for name in names
        for n in range(_SLICES)
        if (rate := _left(found, name, step * n, step * (n + 1)) * 3600 / step)
    ]
    end = float(round(found.seconds / size, 4))
    bars = {
        "mark": {"type": "bar", "height": {"band": 0.7}},
        "encoding": {
            "x": {
                "field": "from",
                "type": "quantitative",
                "scale": {"nice": False, "domain": [0, end]},
                "axis": {"title": f"{unit.capitalize()} after the start", "gridColor": palette.LIGHT, "tickCount": 10},
            },
            "x2": {"field": "to"},
            "y": {"field": "place", "type": "nominal", "sort": names, "axis": {"title": None, "labelLimit": 140}},
            "color": {
                "field": "rate",
                "type": "quantitative",
                "scale": {"range": [palette.LIGHT, palette.BLUE], "domainMin": 0},
                "legend": {"title": "Vehicles an hour", "orient": "bottom", "gradientLength": 200},
            },
        },
    }
    chart = {"width": 520, "height": {"step": 28}, "data": {"name": "departures"}, "layer": [bars]}
    told = [
        f"{name}: the first leave after {_minutes(min(own)[0])}, the last after {_minutes(max(e for _, e in own))}"
        for name in names
        if (own := [(each.start, each.end) for each in found.departures if each.place == name])
    ]
    caption = "When vehicles leave each place in this plan; the darker, the more an hour."
    return Picture("departures", caption, "; ".join(told) + ".", specification(chart, {"departures": rows}))


def _left(found: Quickest, name: str, start: Fraction, end: Fraction) -> Fraction:
    """How many leave a place between two moments."""
    parts = (
        each.per_hour * (min(end, each.end) - max(start, each.start)) / 3600
        for each in found.departures
        if each.place == name and each.start < end and start < each.end
    )
    return sum(parts, Fraction())


def _minutes(seconds: Fraction) -> str:
    return duration(math.ceil(seconds / 60))
