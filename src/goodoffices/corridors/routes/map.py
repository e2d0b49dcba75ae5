"""Routes and danger on a map: the user's own roads as lines, with nothing fetched. For the mediator's desk only."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from goodoffices.corridors.danger import Danger
from goodoffices.corridors.roads import Roads, Shapes
from goodoffices.corridors.routes.looks import COLOURS, DASHES, LEGEND, by_route
from goodoffices.corridors.routes.result import Route, Routes
from goodoffices.values import Picture, palette, series, specification

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["map_picture"]

_WIDTH: Final = 560
_TALLEST: Final = 640
_MARGIN: Final = 0.12
_MOST: Final = 5_000
"""Edges that are drawn at most: those with the most capacity."""
_RAMP: Final = ("#d9d9d9", "#f2c98a", "#E69F00", "#D55E00", "#7f2704")
_STEPS: Final = (0.01, 0.1, 0.5, 1.0)
"""Exposure per metre at which the next colour begins."""
Window = tuple[float, float, float, float]


def map_picture(
    roads: Roads,
    shapes: Shapes,
    danger: Danger,
    found: Routes,
    looks: Sequence[tuple[str, list[int]]] = tuple(zip(COLOURS, DASHES, strict=True)),
    places: Mapping[str, tuple[float, float]] | None = None,
) -> Picture:
    """Roads by exposure per metre, closed ones crossed through by dots, the named routes under them, each with a colour
    and a dash of `looks`; over them the names of `places`, each with its latitude and longitude."""
    routes = found.chosen
    window = _window(roads, routes)
    squeeze = math.cos(math.radians((window[1] + window[3]) / 2))
    high = (window[3] - window[1]) / ((window[2] - window[0]) * squeeze)
    width = round(min(_WIDTH, _TALLEST / high))
    drawn = _drawn(roads, danger, window)
    level = np.searchsorted(_STEPS, danger.per_metre, side="right")
    labels = _level_labels()
    lines = [
        _line(shapes, [edge], squeeze, {"level": labels[level[edge]]})
        for edge in drawn[np.argsort(level[drawn], kind="stable")].tolist()
    ]
    closed = [_line(shapes, [edge], squeeze, {}) for edge in drawn[danger.closed[drawn]].tolist()]
    ways = [_line(shapes, one.edges.tolist(), squeeze, {"route": ", ".join(one.names)}) for one in routes]
    names = [way["properties"]["route"] for way in ways]
    colour: dict[str, Any] = {"field": "properties.level", "type": "ordinal"}
    colour["scale"] = {"domain": labels, "range": list(_RAMP)}
    legend = LEGEND | {"symbolType": "stroke", "symbolStrokeWidth": 3}
    over = {
        "stroke": by_route(names, tuple(colour for colour, _ in looks), "properties.route") | {"legend": legend},
        "strokeDash": by_route(names, tuple(dash for _, dash in looks), "properties.route") | {"legend": None},
    }
    chart = {
        "width": width,
        "height": max(160, round(width * high)),
        "projection": {"type": "identity", "reflectY": True, "fit": [_box(window, squeeze)]},
        "layer": [
            _layer(ways, 7.0, over, opacity=0.6),
            _layer(lines, 1.6, {"stroke": colour | {"legend": legend | {"title": "Exposure per metre"}}}),
            _layer(closed, 4.0, {}, stroke=palette.BLACK, strokeDash=[2, 3]),
            *_named(places or {}, squeeze),
        ],
        "resolve": {"scale": {"stroke": "independent"}},
    }
    alt = f"A map of the roads, darker where exposure is higher, with {series(names)}."
    caption = (
        "The routes on the roads. Exposure compares roads and is no probability of harm; dotted black roads are closed."
    )
    return Picture("routes-map", caption, alt, specification(chart))


def _window(roads: Roads, routes: Iterable[Route]) -> Window:
    """West, south, east, north of the routes, with a margin."""
    nodes = np.concatenate([one.nodes for one in routes])
    east, north = roads.longitude[nodes], roads.latitude[nodes]
    margin = _MARGIN * max(float(np.ptp(east)), float(np.ptp(north)), 0.002)
    return east.min() - margin, north.min() - margin, east.max() + margin, north.max() + margin


def _drawn(roads: Roads, danger: Danger, window: Window) -> NDArray[np.int64]:
    """Edges with an end in the window; of too many those with the most capacity, and those that are closed."""
    west, south, east, north = window
    node = (roads.longitude > west) & (roads.longitude < east) & (roads.latitude > south) & (roads.latitude < north)
    inside = np.flatnonzero(node[roads.tails] & node[roads.heads])
    weight = roads.capacity[inside] + 1e6 * danger.closed[inside]
    return np.sort(inside[np.argsort(-weight, kind="stable")[:_MOST]])


def _level_labels() -> list[str]:
    steps = [f"{step:g}" for step in _STEPS]
    return [
        f"below {steps[0]}",
        *(f"{low} to {up}" for low, up in itertools.pairwise(steps)),
        f"{steps[-1]} and more",
    ]


def _line(shapes: Shapes, edges: Iterable[int], squeeze: float, told: dict[str, str]) -> dict[str, Any]:
    """A feature with the courses of edges; east shortened so that shapes are true."""
    lines = []
    for edge in edges:
        some = slice(shapes.first[edge], shapes.first[edge + 1])
        east, north = np.round(shapes.longitude[some] * squeeze, 6), np.round(shapes.latitude[some], 6)
        lines.append(np.stack([east, north], axis=1).tolist())
    return {"type": "Feature", "properties": told, "geometry": {"type": "MultiLineString", "coordinates": lines}}


def _named(places: Mapping[str, tuple[float, float]], squeeze: float) -> list[dict[str, Any]]:
    """A dot for each place and its name, above and below by turns so that neighbours do not touch."""
    rows = [
        {"name": name, "x": round(longitude * squeeze, 6), "y": round(latitude, 6)}
        for name, (latitude, longitude) in places.items()
    ]
    at = {"longitude": {"field": "x", "type": "quantitative"}, "latitude": {"field": "y", "type": "quantitative"}}
    dot = {"type": "point", "filled": True, "fill": "white", "stroke": palette.BLACK, "size": 60, "opacity": 1}
    layers: list[dict[str, Any]] = [{"data": {"values": rows}, "mark": dot, "encoding": at}] if rows else []
    for begin, below in ((0, -13), (1, 17)):
        if some := rows[begin::2]:
            for outline in ({"stroke": "white", "strokeWidth": 4}, {}):
                mark = {"type": "text", "fontSize": 12, "fontWeight": "bold", "dy": below, **outline}
                layers.append({"data": {"values": some}, "mark": mark, "encoding": {**at, "text": {"field": "name"}}})
    return layers


def _box(window: Window, squeeze: float) -> dict[str, Any]:
    west, south, east, north = window
    corners = [[west * squeeze, south], [east * squeeze, north]]
    return {"type": "Feature", "properties": {}, "geometry": {"type": "MultiPoint", "coordinates": corners}}


def _layer(features: list[dict[str, Any]], width: float, encoding: dict[str, Any], **look: Any) -> dict[str, Any]:
    mark = {"type": "geoshape", "filled": False, "strokeWidth": width, **look}
    return {"data": {"values": features}, "mark": mark, "encoding": encoding}
