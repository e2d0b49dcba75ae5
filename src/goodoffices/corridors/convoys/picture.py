"""Who is where when: a line for each vehicle."""

from __future__ import annotations

import datetime as dt
from typing import Any

from goodoffices.corridors.convoys.timetable import Timetable, Trip
from goodoffices.values import Picture, palette, plural, specification

__all__ = ["timetable_picture"]

_STEP = 20
_COLOURS = {
    "drives empty": palette.LIGHT,
    "loads": palette.ORANGE,
    "drives with people": palette.BLUE,
    "waits, is looked at": palette.VERMILION,
    "unloads": palette.GREEN,
    "rests": palette.PURPLE,
}
"""Light, dark and the place in the line tell them apart without colour too."""
_DAYS = "%H:%M"


def timetable_picture(found: Timetable) -> Picture:
    """A line for each vehicle, what it does in colours, and where the window closes."""
    vehicles = [vehicle.name for vehicle in found.problem.vehicles]
    rows = [row for trip in found.trips for row in _row(found, trip)]
    opens, plan = found.problem.plan.opens, found.problem.plan
    latest = max(plan.window, found.ends)
    doing = [name for name in _COLOURS if any(row["doing"] == name for row in rows)]
    x: dict[str, Any] = {
        "type": "temporal",
        "scale": {"type": "utc", "domain": [_at(opens, 0), _at(opens, latest + latest // 30 + 1)]},
        "axis": {"title": None, "format": _DAYS, "gridColor": palette.LIGHT, "tickCount": 10},
    }
    y = {"field": "vehicle", "type": "nominal", "sort": vehicles, "axis": {"title": None, "labelLimit": 140}}
    colour = {
        "field": "doing",
        "type": "nominal",
        "scale": {"domain": doing, "range": [_COLOURS[name] for name in doing]},
        "legend": {"title": None, "orient": "bottom", "columns": 3, "labelLimit": 200},
    }
    bars = {
        "mark": {"type": "bar", "height": {"band": 0.7}},
        "encoding": {"x": {"field": "from", **x}, "x2": {"field": "to"}, "y": y, "color": colour},
    }
    lines = [{"when": _at(opens, plan.window), "label": "window closes"}]
    close: dict[str, Any] = {
        "data": {"values": lines},
        "mark": {"type": "rule", "color": palette.BLACK, "strokeWidth": 1.5, "strokeDash": [4, 3]},
        "encoding": {"x": {"field": "when", **x}},
    }
    words = {
        "data": {"values": lines},
        "mark": {"type": "text", "align": "right", "dx": -4, "dy": -6, "baseline": "bottom", "fontSize": 11},
        "encoding": {"x": {"field": "when", **x}, "y": {"value": 0}, "text": {"field": "label"}},
    }
    chart = {
        "width": 560,
        "height": {"step": _STEP},
        "data": {"name": "timetable"},
        "layer": [bars, close, words],
    }
    caption = "What each vehicle does when. Gaps: it stands, waiting for its turn."
    return Picture("timetable", caption, _alt(found), specification(chart, {"timetable": rows}))


def _row(found: Timetable, trip: Trip) -> list[dict[str, Any]]:
    """The pieces of a trip, each from … to …."""
    problem = found.problem
    kind = problem.plan.kinds[problem.vehicles[trip.vehicle].kind]
    before = [other for other in found.trips if other.vehicle == trip.vehicle and other.sets_out < trip.sets_out]
    point = problem.runs[before[-1].place].to if before else problem.vehicles[trip.vehicle].start
    pieces = [("drives empty", trip.sets_out, trip.sets_out + problem.empty[point, trip.place])]
    if trip.rested:
        pieces.append(("rests", trip.sets_out - trip.rested, trip.sets_out))
    pieces.append(("loads", trip.loads, trip.loads + kind.loading))
    clock = trip.departs
    for stop in trip.stops:
        pieces += [("drives with people", clock, stop.comes), ("waits, is looked at", stop.comes, stop.goes)]
        clock = stop.goes
    pieces += [("drives with people", clock, trip.arrives), ("unloads", trip.arrives, trip.ends)]
    opens, name = problem.plan.opens, problem.vehicles[trip.vehicle].name
    return [
        {"vehicle": name, "doing": doing, "from": _at(opens, start), "to": _at(opens, end)}
        for doing, start, end in pieces
        if end > start
    ]


def _at(opens: dt.datetime, minute: int) -> str:
    return (opens + dt.timedelta(minutes=minute)).isoformat() + "Z"


def _alt(found: Timetable) -> str:
    problem, told = found.problem, []
    for number, vehicle in enumerate(problem.vehicles):
        trips = [trip for trip in found.trips if trip.vehicle == number]
        if trips:
            ends = problem.clock(trips[-1].ends)
            told.append(f"{vehicle.name}: {plural(len(trips), 'trip')}, the last unloaded at {ends:%H:%M}")
        else:
            told.append(f"{vehicle.name}: not needed")
    return f"{'; '.join(told)}. The window closes at {problem.plan.closes:%H:%M}."
