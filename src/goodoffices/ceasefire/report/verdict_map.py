"""The map of verdicts: each area by colour and sign, hot spots as the outline of their cells, never as points."""

from __future__ import annotations

from typing import Any, Final

from goodoffices.ceasefire.report.holding import Holding
from goodoffices.ceasefire.report.study import Report
from goodoffices.ceasefire.report.verdict import VERDICTS
from goodoffices.ceasefire.report.wording import COLOURS, SIGNS, verdict_words
from goodoffices.evidence.events import CREDIT, FlatMap, Named, shapes_of_cells
from goodoffices.values import Picture, palette, shortened, specification

__all__ = ["area_shapes", "verdict_map"]

_SIZE: Final = (460, 420)
"""Pixels that the map may be wide and high: beside the table on one sheet."""
_MOST_NAMED: Final = 24
"""Areas up to which each has its name on the map."""
_NONE: Final = "outside the terms, or no event"


def area_shapes(found: Report) -> list[tuple[str, Any]]:
    """The areas that have a shape, by name: all polygons of the user, or the cells with an event; none for names."""
    if isinstance(found.places, Named):
        return []
    areas = getattr(found.places, "areas", None)
    if areas is not None:
        return [(area.name, area.shape) for area in areas]
    return shapes_of_cells(one.unit.area for one in found.areas)


def verdict_map(found: Report) -> Picture | None:
    """None where areas are names: no shape is made up for a name."""
    shapes = area_shapes(found)
    if not shapes:
        return None
    verdicts = {one.unit.area: one for one in found.areas}
    spots = shapes_of_cells(sorted({cell for spot in found.hot.spots for cell in spot.cells}))
    flat = FlatMap.around([shape.bounds for _, shape in (*shapes, *spots)], *_SIZE)
    shaded = [flat.feature(shape.simplify(flat.detail), _properties(verdicts.get(name))) for name, shape in shapes]
    land = flat.land()
    edge = {"fill": None, "stroke": palette.BLACK, "strokeWidth": 1.6, "strokeDash": [3, 2]}
    layers = [
        _layer(land, {"fill": "#FBFAF7", "stroke": palette.GREY, "strokeWidth": 0.8}),
        _shaded(shaded, sorted({row["properties"]["order"] for row in shaded})),
        _layer(land, {"fill": None, "stroke": "#444444", "strokeWidth": 1.1}),
        *([_layer([flat.feature(shape, {}) for _, shape in spots], edge)] if spots else []),
        *_names(found, flat, shapes, verdicts),
    ]
    caption = f"Verdict of each area ({found.places}): by colour and sign."
    caption += " Dashed: cells of the hot spots, 26 km wide or more." if spots else ""
    told = "; ".join(f"{one.unit.area} {verdict_words(one.verdict)}" for one in found.areas[:12])
    spec = specification({**flat.frame, "layer": layers})
    return Picture("ceasefire-map", f"{caption} {CREDIT}", f"Areas by verdict: {told}.", spec)


def _properties(one: Holding | None) -> dict[str, Any]:
    if one is None:
        return {"verdict": _NONE, "order": len(VERDICTS)}
    word = one.verdict.word
    return {"verdict": f"{SIGNS[word]} {word}", "order": VERDICTS.index(word)}


def _shaded(features: list[dict[str, Any]], order: list[int]) -> dict[str, Any]:
    known = [VERDICTS[place] for place in order if place < len(VERDICTS)]
    domain, colours = [f"{SIGNS[word]} {word}" for word in known], [COLOURS[word] for word in known]
    if len(VERDICTS) in order:
        domain, colours = [*domain, _NONE], [*colours, "#F2F2F2"]
    legend = {
        "title": "Verdict",
        "orient": "bottom",
        "direction": "horizontal",
        "columns": 4,
        "symbolType": "square",
        "symbolStrokeColor": palette.GREY,
    }
    scale = {"domain": domain, "range": colours}
    fill = {"field": "properties.verdict", "type": "nominal", "scale": scale, "legend": legend}
    mark = {"type": "geoshape", "stroke": palette.GREY, "strokeWidth": 0.6, "fillOpacity": 0.85}
    return {"data": {"values": features}, "mark": mark, "encoding": {"fill": fill}}


def _names(
    found: Report, flat: FlatMap, shapes: list[tuple[str, Any]], verdicts: dict[str, Holding]
) -> list[dict[str, Any]]:
    """The sign of each area in its middle, with its name where there are few and names are words."""
    named = len(shapes) <= _MOST_NAMED and hasattr(found.places, "areas")
    rows = []
    for name, shape in shapes:
        if one := verdicts.get(name):
            middle = shape.representative_point()
            lines = [SIGNS[one.verdict.word], shortened(name, 16)] if named else [SIGNS[one.verdict.word]]
            rows.append({"x": round(middle.x * flat.squeeze, 4), "y": round(middle.y, 4), "lines": lines})
    encoding = {
        "longitude": {"field": "x", "type": "quantitative"},
        "latitude": {"field": "y", "type": "quantitative"},
        "text": {"field": "lines"},
    }
    halo = {"type": "text", "fontSize": 11, "fontWeight": "bold", "stroke": "white", "strokeWidth": 3, "lineHeight": 12}
    plain = {"type": "text", "fontSize": 11, "fontWeight": "bold", "lineHeight": 12, "color": palette.BLACK}
    data = {"values": rows}
    return [{"data": data, "mark": mark, "encoding": encoding} for mark in (halo, plain)] if rows else []


def _layer(features: list[dict[str, Any]], look: dict[str, Any]) -> dict[str, Any]:
    return {"data": {"values": features}, "mark": {"type": "geoshape", **look}}
