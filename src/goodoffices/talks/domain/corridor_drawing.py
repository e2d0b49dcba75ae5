"""A corridor as features for a map (GeoJSON), exact or coarse, and the same as a picture that needs no script."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from goodoffices.corridors.danger import Drawn
    from goodoffices.corridors.plan import CorridorPlan, Course
    from goodoffices.corridors.roads import Roads, Shapes

__all__ = ["COARSE", "LEFT_OUT", "as_picture", "coarsened", "features_of", "for_a_room"]

Feature = dict[str, Any]

COARSE = 0.05
"""Degrees to which a place is rounded for those who may not see the route: about 5 km."""
LEFT_OUT = ("hazard", "line-of-control", "checkpoint", "closure")
"""Kinds of features that stay at the desk: what the mediator's team holds for dangerous."""

_MOST_ROADS = 4_000
_MARGIN = 0.15
_MAJOR = ("motorway", "trunk", "primary", "secondary", "tertiary")
_WIDE = 3  # degrees of outlines around the corridor
_ORDER = ("land", "road", "street", "bridge", "hazard", "line-of-control", "closure", "stretch", "gap", "about")


def features_of(
    plan: CorridorPlan, network: tuple[Roads, Shapes] | None, course: Course | None, drawn: Iterable[Drawn] = ()
) -> dict[str, Any]:
    """All of a plan, exactly: outlines of countries, roads, what was drawn, the stretches, the points."""
    window = _window(plan, network, course)
    found = [*_land(window), *(_roads(*network, window) if network else ()), *_dangers(drawn, plan)]
    found += _stretches(plan, network, course)
    found += [
        _feature("place", {"type": "Point", "coordinates": _at(point.longitude, point.latitude)}, name=point.name)
        for point in plan.points
        if point.name in plan.route
    ]
    return {"type": "FeatureCollection", "bbox": [round(side, 5) for side in window], "features": found}


def for_a_room(drawn: dict[str, Any]) -> dict[str, Any]:
    """The exact map without what stays at the desk."""
    return drawn | {"features": [one for one in drawn["features"] if one["properties"]["kind"] not in LEFT_OUT]}


def coarsened(drawn: dict[str, Any]) -> dict[str, Any]:
    """Outlines of countries, and a straight line between the ends of the route, each rounded to `COARSE`."""
    places = [one["geometry"]["coordinates"] for one in drawn["features"] if one["properties"]["kind"] == "place"]
    ends = [[_rounded(east), _rounded(north)] for east, north in (places[0], places[-1])]
    if ends[0] == ends[1]:
        ends[1] = [_rounded(ends[1][0] + COARSE), ends[1][1]]
    line = _feature("about", {"type": "LineString", "coordinates": ends})
    land = [one for one in drawn["features"] if one["properties"]["kind"] == "land"]
    east, north = sorted(end[0] for end in ends), sorted(end[1] for end in ends)
    wide = max(east[1] - east[0], north[1] - north[0], COARSE)
    box = [east[0] - wide, north[0] - wide, east[1] + wide, north[1] + wide]
    return {"type": "FeatureCollection", "bbox": [round(side, 3) for side in box], "features": [*land, line]}


def as_picture(drawn: dict[str, Any], states: dict[str, str] | None = None) -> SafeString:
    """The features as SVG, north up. `states` gives a class to a stretch by its id: its consent, at the desk."""
    west, south, east, north = drawn["bbox"]
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = 1000 / max((east - west) * squeeze, (north - south))

    def put(spot: list[float]) -> str:
        return f"{(spot[0] - west) * squeeze * scale:.1f},{(north - spot[1]) * scale:.1f}"

    lines, marks = [], []
    for one in sorted(drawn["features"], key=_layer):
        told = one["properties"]
        name = f"map-{told['kind']}"
        if told["kind"] == "stretch" and states:
            name += f" {states.get(told['id'], '')}"
        if one["geometry"]["type"] == "Point":
            x, y = put(one["geometry"]["coordinates"]).split(",")
            end = float(x) > 700  # noqa: PLR2004 (a name on the right stands to the left of its point)
            anchor, beside = ("end", float(x) - 16) if end else ("start", float(x) + 16)
            marks.append((name, x, y, f"{beside:.1f}", y, anchor, told.get("name", "")))
        else:
            lines.append((name, _path(one["geometry"], put)))
    return format_html(
        '<svg class="corridor-picture" viewBox="0 0 {} {}" role="img" aria-labelledby="corridor-map-name">{}{}</svg>',
        f"{(east - west) * squeeze * scale:.0f}",
        f"{(north - south) * scale:.0f}",
        format_html_join("", '<path class="{}" fill="none" stroke="currentColor" d="{}"/>', lines),
        format_html_join(
            "",
            '<g class="{}"><circle cx="{}" cy="{}" r="9"/><text x="{}" y="{}" dy="9" text-anchor="{}">{}</text></g>',
            marks,
        ),
    )


def _layer(one: Feature) -> int:
    kind = one["properties"]["kind"]
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def _path(geometry: dict[str, Any], put: Any) -> str:
    kind, spots = geometry["type"], geometry["coordinates"]
    if kind == "LineString":
        rings = [spots]
    elif kind in {"MultiLineString", "Polygon"}:
        rings = spots
    else:
        rings = [ring for polygon in spots for ring in polygon]
    return " ".join("M" + " L".join(put(spot) for spot in ring) for ring in rings)


def _feature(kind: str, geometry: dict[str, Any], **told: str) -> Feature:
    return {"type": "Feature", "properties": {"kind": kind, **told}, "geometry": geometry}


def _at(longitude: float, latitude: float) -> list[float]:
    return [round(float(longitude), 6), round(float(latitude), 6)]


def _rounded(degrees: float) -> float:
    return round(round(degrees / COARSE) * COARSE, 2)


def _window(plan: CorridorPlan, network: tuple[Roads, Shapes] | None, course: Course | None) -> tuple[float, ...]:
    """West, south, east, north of the route, with a margin."""
    points = [plan.point(name) for name in plan.route]
    east, north = [point.longitude for point in points], [point.latitude for point in points]
    if network and course:
        east += network[0].longitude[course.nodes].tolist()
        north += network[0].latitude[course.nodes].tolist()
    margin = _MARGIN * max(max(east) - min(east), max(north) - min(north), 0.01)
    return min(east) - margin, min(north) - margin, max(east) + margin, max(north) + margin


def _land(window: tuple[float, ...]) -> Iterator[Feature]:
    west, south, east, north = (round(side) for side in window)
    wide = (max(west - _WIDE, -180), max(south - _WIDE, -85), min(east + _WIDE, 180), min(north + _WIDE, 85))
    for name, shape in _outlines(wide):
        yield _feature("land", shape, name=name)


@lru_cache(maxsize=16)
def _outlines(window: tuple[float, float, float, float]) -> tuple[tuple[str, dict[str, Any]], ...]:
    """The countries near a corridor. Cutting them takes half a second, and its next version lies in the same window."""
    import shapely  # noqa: PLC0415 (only maps need it)

    from goodoffices.evidence.events import outlines  # noqa: PLC0415 (half a second of loading, when it is needed)

    found = outlines(window)
    return tuple((name, shapely.geometry.mapping(shapely.set_precision(shape, 1e-3))) for name, shape in found)


def _roads(roads: Roads, shapes: Shapes, window: tuple[float, ...]) -> Iterator[Feature]:
    """The roads near the route, of too many those with the most capacity: larger ones, smaller ones, bridges."""
    import numpy as np  # noqa: PLC0415 (only networks need it)

    west, south, east, north = window
    node = (roads.longitude >= west) & (roads.longitude <= east) & (roads.latitude >= south) & (roads.latitude <= north)
    inside = np.flatnonzero(node[roads.tails] | node[roads.heads])
    inside = inside[np.argsort(-roads.capacity[inside], kind="stable")[:_MOST_ROADS]]
    groups: dict[str, list[int]] = {"road": [], "street": [], "bridge": []}
    for edge in inside.tolist():
        major = roads.classes[roads.road_class[edge]].startswith(_MAJOR)
        groups["bridge" if roads.bridge[edge] else "road" if major else "street"].append(edge)
    for kind, edges in groups.items():
        if edges:
            yield _feature(kind, _lines(shapes, edges))


def _lines(shapes: Shapes, edges: Iterable[int]) -> dict[str, Any]:
    return {"type": "MultiLineString", "coordinates": [_line(shapes, edge) for edge in edges]}


def _line(shapes: Shapes, edge: int) -> list[list[float]]:
    some = slice(int(shapes.first[edge]), int(shapes.first[edge + 1]))
    return [_at(*spot) for spot in zip(shapes.longitude[some], shapes.latitude[some], strict=True)]


def _dangers(drawn: Iterable[Drawn], plan: CorridorPlan) -> Iterator[Feature]:
    """What was drawn and is in force on a day of the windows of the plan that are not over."""
    import shapely  # noqa: PLC0415 (only maps need it)

    from goodoffices.corridors.plan import windows_days  # noqa: PLC0415 (a second of loading, when it is needed)

    days = windows_days(plan, plan.as_of)

    for one in drawn:
        if any(map(one.in_force, days)):
            yield _feature(one.kind, shapely.geometry.mapping(one.shape), name=one.name)


def _stretches(plan: CorridorPlan, network: tuple[Roads, Shapes] | None, course: Course | None) -> Iterator[Feature]:
    """Each stretch on the roads of the course, straight where there are no roads; what lies in none is a gap."""
    parts = [("stretch", one.name, one.start, one.end) for one in plan.record.stretches]
    parts += [("gap", "", start, end) for start, end in plan.record.uncovered()]
    for kind, name, start, end in parts:
        if network and course:
            edges = [edge for leg in course.between(start, end) for edge in leg.edges.tolist()]
            lines = _lines(network[1], edges)
        else:
            lines = {"type": "MultiLineString", "coordinates": _straight(plan, start, end)}
        yield _feature(kind, lines, id=name)


def _straight(plan: CorridorPlan, start: str, end: str) -> list[list[list[float]]]:
    names = plan.route[plan.route.index(start) : plan.route.index(end) + 1]
    spots = [_at(plan.point(name).longitude, plan.point(name).latitude) for name in names]
    return [[one, other] for one, other in pairwise(spots)]
