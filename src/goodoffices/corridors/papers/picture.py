"""The map of a route as a picture: roads, stretches by consent, points with their names, a scale."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from typing import Any, Final

from goodoffices.corridors.papers.geojson import box_of
from goodoffices.corridors.papers.map_page import CAUTION, COLOURS
from goodoffices.corridors.papers.sheet import Course, Sheet
from goodoffices.corridors.papers.surroundings import RoadLine
from goodoffices.values import Picture, palette, plural, specification

__all__ = ["map_picture"]

_WIDTH: Final = 560
_TALLEST: Final = 620
_MARGIN: Final = 0.1
_METRES: Final = 111_195.0
"""Metres in a degree of latitude, on a sphere with the mean radius of the earth."""
_LETTER: Final = 5.4
"""Pixels that a letter of the caution takes on average."""
_WIDTHS: Final = (2.2, 1.4, 0.8)
_SIGNS: Final = {
    "start": ("circle", "white"),
    "gate": ("square", "white"),
    "checkpoint": ("square", palette.BLACK),
    "end": ("circle", palette.BLACK),
}
"""Shape and filling, as on the map to move about in: two maps of one route speak one language."""
Window = tuple[float, float, float, float]


def map_picture(sheet: Sheet, roads: Sequence[RoadLine]) -> Picture:
    """Raises ValueError for a sheet without a course."""
    if not sheet.course:
        raise ValueError("there is no course to draw")
    west, south, east, north = window = _window(sheet)
    squeeze = math.cos(math.radians((south + north) / 2))
    high = (north - south) / ((east - west) * squeeze)
    width = round(min(_WIDTH, _TALLEST / high))
    layers = [
        _lines([road.course for road in roads if road.rank == rank], squeeze, _WIDTHS[rank]) for rank in (2, 1, 0)
    ]
    layers.append(_lines([sheet.course], squeeze, 6.5, palette.BLACK))
    if sheet.stretches:
        layers.append(_stretches(sheet, squeeze))
    layers += [*_points(sheet, squeeze), *_scale(window, squeeze)]
    chart = {
        "title": _head(sheet, width),
        "width": width,
        "height": max(140, round(width * high)),
        "projection": {
            "type": "identity",
            "reflectY": True,
            "fit": [_feature("MultiPoint", _corners(window, squeeze))],
        },
        "layer": layers,
    }
    shown = plural(len(sheet.stretches), "stretch", "stretches") if sheet.stretches else "the whole route"
    alt = f"A map of the route: {shown}. {sheet.mark}. " + " ".join(
        f"{one.name}: {sheet.spoken_consent(one.consent)}." for one in sheet.stretches
    )
    places = "" if sheet.exact else " Places are rounded to about 5 km."
    return Picture("corridor-map", f"{sheet.mark}.{places} {CAUTION}", alt.strip(), specification(chart))


def _head(sheet: Sheet, width: int) -> dict[str, Any]:
    """The mark and the caution in the picture itself: a file travels without its page."""
    places = "" if sheet.exact else " Places are rounded to about 5 km."
    told = f"{sheet.title}. For: {sheet.reader}.{places} {CAUTION}"
    lines = textwrap.wrap(told, max(40, round(width / _LETTER)))
    return {"text": sheet.mark, "subtitle": lines, "fontSize": 16, "subtitleFontSize": 11, "subtitlePadding": 6}


def _window(sheet: Sheet) -> Window:
    """West, south, east, north with a margin; no side so short that names would not fit beside it."""
    west, south, east, north = box_of(sheet.course)
    squeeze = math.cos(math.radians((south + north) / 2))
    longest = max(east - west, (north - south) / squeeze, 0.004)
    grown = (max(0.0, longest * 0.5 - (end - start)) / 2 for start, end in ((west, east), (south, north)))
    across, up = (more + _MARGIN * longest for more in grown)
    return west - across, south - up, east + across, north + up


def _lines(courses: Sequence[Course], squeeze: float, width: float, colour: str = "#b3afa6") -> dict[str, Any]:
    lines = [[_place(place, squeeze) for place in course] for course in courses]
    return _layer([_feature("MultiLineString", lines)], {}, strokeWidth=width, stroke=colour)


def _stretches(sheet: Sheet, squeeze: float) -> dict[str, Any]:
    features = [
        _feature("LineString", [_place(place, squeeze) for place in stretch.course], {"consent": stretch.consent})
        for stretch in sheet.stretches
    ]
    shown = [word for word in COLOURS if any(one.consent == word for one in sheet.stretches)]
    field: dict[str, Any] = {"field": "properties.consent", "type": "nominal", "sort": None}
    title = f"Consent of {sheet.party}, the others not shown" if sheet.party else "Consent"
    legend = {"title": title, "orient": "bottom", "symbolType": "stroke", "symbolStrokeWidth": 4, "symbolSize": 400}
    colours = {"domain": shown, "range": [COLOURS[word] for word in shown]}
    dashes = {"domain": shown, "range": [[1, 0] if word == "agreed" else [6, 4] for word in shown]}
    looks = {
        "stroke": field | {"scale": colours, "legend": legend},
        "strokeDash": field | {"scale": dashes, "legend": legend},
    }
    return _layer(features, looks, strokeWidth=4.0)


def _points(sheet: Sheet, squeeze: float) -> list[dict[str, Any]]:
    """A sign for each point, its name beside it: above, for every second one, so that neighbours do not touch."""
    if not sheet.points:
        return []
    rows = [
        {
            "x": x,
            "y": y,
            "kind": point.kind,
            "name": f"{point.name}, {point.minutes} min" if point.minutes else point.name,
        }
        for point in sheet.points
        for x, y in [_place((point.latitude, point.longitude), squeeze)]
    ]
    at = {"longitude": {"field": "x", "type": "quantitative"}, "latitude": {"field": "y", "type": "quantitative"}}
    shown = [kind for kind in _SIGNS if any(row["kind"] == kind for row in rows)]
    legend = {"title": "Point", "orient": "bottom"}
    kind: dict[str, Any] = {"field": "kind", "type": "nominal", "sort": None, "legend": legend}
    looks = {
        channel: kind | {"scale": {"domain": shown, "range": [_SIGNS[one][place] for one in shown]}}
        for place, channel in enumerate(("shape", "fill"))
    }
    sign = {"type": "point", "filled": True, "stroke": palette.BLACK, "strokeWidth": 2, "size": 110, "opacity": 1}
    layers: list[dict[str, Any]] = [{"data": {"values": rows}, "mark": sign, "encoding": {**at, **looks}}]
    for start, side in ((0, {"dy": -13}), (1, {"dy": 17})):
        if some := rows[start::2]:
            for stroke in ({"stroke": "white", "strokeWidth": 4}, {}):
                mark = {"type": "text", "fontSize": 12, "fontWeight": "bold", **side, **stroke}
                layers.append({"data": {"values": some}, "mark": mark, "encoding": {**at, "text": {"field": "name"}}})
    return layers


def _scale(window: Window, squeeze: float) -> list[dict[str, Any]]:
    """A bar of a round length in the south-west corner."""
    west, south, east, north = window
    metres = (east - west) * squeeze * _METRES / 4
    power = 10 ** math.floor(math.log10(metres))
    length = max(step * power for step in (1, 2, 5) if step * power <= metres)
    x, y = west + 0.02 * (east - west), south + 0.025 * (north - south)
    end = x + length / (_METRES * squeeze)
    bar = _lines([((y, x), (y, end))], squeeze, 3.0, palette.BLACK)
    said = f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m"  # noqa: PLR2004 - metres
    at = {"longitude": {"field": "x", "type": "quantitative"}, "latitude": {"field": "y", "type": "quantitative"}}
    row = {"x": x * squeeze, "y": y, "said": said}
    mark = {"type": "text", "align": "left", "dy": -9, "fontSize": 11}
    return [bar, {"data": {"values": [row]}, "mark": mark, "encoding": {**at, "text": {"field": "said"}}}]


def _place(place: tuple[float, float], squeeze: float) -> list[float]:
    """East shortened, so that shapes are true."""
    return [round(place[1] * squeeze, 6), round(place[0], 6)]


def _corners(window: Window, squeeze: float) -> list[list[float]]:
    west, south, east, north = window
    return [[west * squeeze, south], [east * squeeze, north]]


def _feature(kind: str, coordinates: Any, told: dict[str, str] | None = None) -> dict[str, Any]:
    return {"type": "Feature", "properties": told or {}, "geometry": {"type": kind, "coordinates": coordinates}}


def _layer(features: list[dict[str, Any]], looks: dict[str, Any], **mark: Any) -> dict[str, Any]:
    return {
        "data": {"values": features},
        "mark": {"type": "geoshape", "filled": False, "clip": True, **mark},
        "encoding": looks,
    }
