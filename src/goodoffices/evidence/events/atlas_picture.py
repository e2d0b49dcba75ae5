"""The map's picture: areas shaded by deaths, signs for what is known less finely."""

from __future__ import annotations

from typing import Any, Final

from goodoffices.evidence.events.atlas_query import Atlas
from goodoffices.evidence.events.choice import Tally
from goodoffices.evidence.events.flat_map import FlatMap, shapes_of_cells
from goodoffices.evidence.events.places import Cells
from goodoffices.evidence.events.wording import NO_FIGURE, spoken
from goodoffices.values import Picture, count, palette, specification

__all__ = ["atlas_alt", "atlas_picture", "small_map"]

_SMALL: Final = (190, 150)
"""Pixels that a map beside another chart may be wide and high."""
_EDGES: Final = (1, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000)
_RAMP: Final = ("#f4f7fa", "#c9dcea", "#94bfdb", "#569bc6", "#0072B2", "#004c78", "#002a44")
_UNKNOWN: Final = "#e8dcc0"
"""Sand: events are recorded, and none has a figure of deaths."""
_SIGNS: Final = {
    "near": ("circle", "near a place (about 25 km)"),
    "admin2": ("square", "somewhere in a district"),
    "admin1": ("diamond", "somewhere in a province"),
    "point": ("circle", "exact place"),
}


def atlas_picture(found: Atlas) -> Picture:
    """Areas shaded by deaths, best figure; open signs for coarser places; dots for exact ones where asked for."""
    chart = _map(found)
    return Picture("events-map", _caption(found), atlas_alt(found), specification(chart))


def small_map(found: Atlas) -> dict[str, Any]:
    """The same map, small enough to stand beside another chart."""
    chart = _map(found, *_SMALL)
    for layer in chart["layer"]:
        for channel in ("fill", "shape"):
            if legend := layer.get("encoding", {}).get(channel, {}).get("legend"):
                legend |= {"labelFontSize": 9, "titleFontSize": 9, "symbolSize": 60, "rowPadding": 1}
    return chart


def _map(found: Atlas, *size: int) -> dict[str, Any]:
    """The map in Vega-Lite, as large as fits into so many pixels, or as fills its page."""
    shapes = _shapes(found)
    spots = [(spot.longitude, spot.latitude) * 2 for spot in (*found.signs, *found.points)]
    flat = FlatMap.around([*(shape.bounds for _, shape, _ in shapes), *spots], *size)
    edges = _edges(max((tally.best for _, _, tally in shapes if tally), default=0))
    land = flat.land()
    shaded = [
        flat.feature(shape.simplify(flat.detail), {"name": name, "class": _class(tally, edges)})
        for name, shape, tally in shapes
    ]
    domain = [_label(low, up) for low, up in zip(edges, (*edges[1:], None), strict=True)]
    unknown = [NO_FIGURE] if any(tally and tally.deaths is None for _, _, tally in shapes) else []
    return {
        **flat.frame,
        "layer": [
            _layer(land, {"fill": "#FBFAF7", "stroke": palette.GREY, "strokeWidth": 0.8}),
            _areas(shaded, [*domain, *unknown]),
            _layer(land, {"fill": None, "stroke": "#444444", "strokeWidth": 1.1}),
            *_signs(found, flat.squeeze),
        ],
    }


def _shapes(found: Atlas) -> list[tuple[str, Any, Tally | None]]:
    """Name, shape and tally of every area that is drawn: all of the user's, and the cells that hold something."""
    tallies = dict(found.areas)
    if not isinstance(found.places, Cells):
        return [(area.name, area.shape, tallies.get(area.name)) for area in found.places.areas]
    return [(cell, shape, tallies[cell]) for cell, shape in shapes_of_cells(tallies)]


def _edges(largest: int) -> tuple[int, ...]:
    """Where each class of deaths begins: no more classes than there are shades, ending at the largest figure."""
    fitting = [edge for edge in _EDGES if edge <= max(largest, 1)]
    return (0, 1, *fitting[-(len(_RAMP) - 2) :]) if 1 not in fitting[-(len(_RAMP) - 2) :] else (0, *fitting)


def _class(tally: Tally | None, edges: tuple[int, ...]) -> str | None:
    if tally is None:
        return None
    if tally.deaths is None:
        return NO_FIGURE
    place = max(index for index, edge in enumerate(edges) if tally.best >= edge)
    return _label(edges[place], edges[place + 1] if place + 1 < len(edges) else None)


def _label(low: int, up: int | None) -> str:
    if up is None:
        return f"{count(low)} and more"
    return count(low) if up - low == 1 else f"{count(low)}–{count(up - 1)}"


def _areas(features: list[dict[str, Any]], domain: list[str]) -> dict[str, Any]:
    shades = [_UNKNOWN if name == NO_FIGURE else _RAMP[place] for place, name in enumerate(domain)]
    scale = {"domain": domain, "range": shades}
    legend = {
        "title": "Deaths, best figure",
        "orient": "right",
        "symbolType": "square",
        "symbolStrokeColor": palette.GREY,
    }
    fill = {
        "condition": {"test": "datum.properties.class === null", "value": "white"},
        "field": "properties.class",
        "type": "nominal",
        "scale": scale,
        "legend": legend,
    }
    mark = {"type": "geoshape", "stroke": palette.GREY, "strokeWidth": 0.5}
    return {"data": {"values": features}, "mark": mark, "encoding": {"fill": fill}}


def _signs(found: Atlas, squeeze: float) -> list[dict[str, Any]]:
    spots = [*found.signs, *found.points]
    if not spots:
        return []
    kinds = [kind for kind in _SIGNS if any(spot.precision == kind for spot in spots)]
    rows = [
        {
            "x": round(spot.longitude * squeeze, 4),
            "y": round(spot.latitude, 4),
            "deaths": spot.tally.best,
            "sign": _SIGNS[spot.precision][1],
            "fill": palette.VERMILION if spot.precision == "point" else "transparent",
        }
        for spot in spots
    ]
    domain, shapes = [_SIGNS[kind][1] for kind in kinds], [_SIGNS[kind][0] for kind in kinds]
    legend = {
        "title": "Known less finely" if not found.points else "Signs",
        "orient": "right",
        "symbolFillColor": "white",
    }
    size = {"field": "deaths", "type": "quantitative", "scale": {"type": "sqrt", "range": [12, 420]}, "legend": None}
    position = {
        "longitude": {"field": "x", "type": "quantitative"},
        "latitude": {"field": "y", "type": "quantitative"},
    }
    shape = {"field": "sign", "type": "nominal", "scale": {"domain": domain, "range": shapes}, "legend": legend}
    fill = {"field": "fill", "type": "nominal", "scale": None, "legend": None}
    mark = {"type": "point", "stroke": palette.VERMILION, "strokeWidth": 1.6, "fillOpacity": 0.45, "opacity": 1}
    return [
        {"data": {"values": rows}, "mark": mark, "encoding": {**position, "shape": shape, "size": size, "fill": fill}}
    ]


def _layer(features: list[dict[str, Any]], look: dict[str, Any]) -> dict[str, Any]:
    return {"data": {"values": features}, "mark": {"type": "geoshape", **look}}


def _caption(found: Atlas) -> str:
    """What the map shows."""
    words = f"Deaths recorded, best figure, by {found.places}; white: nothing recorded."
    if found.signs:
        words += " Open signs, larger with more deaths: places known less finely, at the middle that the source gives."
    return words


def atlas_alt(found: Atlas) -> str:
    """The map in words."""
    if isinstance(found.places, Cells):
        return f"{len(found.areas)} cells in which deaths are recorded, darker with more deaths."
    named = "; ".join(f"{name} {spoken(tally)}" for name, tally in found.areas[:8])
    return f"Areas by deaths recorded, the largest first: {named}."
