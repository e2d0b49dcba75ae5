"""How many can be out by when."""

from __future__ import annotations

import math

from goodoffices.corridors.flow.result import Quickest
from goodoffices.values import Picture, count, duration, palette, specification

__all__ = ["arrivals_picture"]

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
