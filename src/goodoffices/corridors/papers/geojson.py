"""A sheet as GeoJSON (RFC 7946, Butler et al. 2016): longitude first, WGS 84, a box, six decimals."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from goodoffices.corridors.papers.sheet import Course, Sheet

__all__ = ["box_of", "features", "to_geojson"]


def to_geojson(sheet: Sheet) -> bytes:
    """A collection of features: the route, its stretches, its points. Each bears the mark, for a feature travels
    without its collection."""
    told: dict[str, Any] = {"type": "FeatureCollection"}
    if box := box_of(sheet.course):
        told["bbox"] = box
    told |= {
        "mark": sheet.mark,
        "agreed": sheet.agreed,
        "title": sheet.title,
        "corridor": sheet.corridor,
        "audience": sheet.audience,
        "as_of": sheet.as_of.isoformat(),
        "version": sheet.version,
        "source": sheet.source,
        "places": "exact" if sheet.exact else "rounded to 0.05 degrees",
        "features": list(features(sheet)),
    }
    return (json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8")


def features(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """The features one by one."""
    marked = {"mark": sheet.mark, "agreed": sheet.agreed}
    if sheet.course:
        yield _feature(_line(sheet.course), {"kind": "route", "name": sheet.title, **marked})
    for stretch in sheet.stretches:
        until = {"valid_until": stretch.until} if stretch.until else {}
        told: dict[str, Any] = {
            "kind": "stretch",
            "name": stretch.name,
            "from": stretch.begins,
            "to": stretch.ends,
            "consent": stretch.consent,
            "controlled_by": [body for body, _ in stretch.bodies],
            "conditions": list(stretch.conditions),
        }
        yield _feature(_line(stretch.course), told | until | marked)
    for point in sheet.points:
        told = {"kind": point.kind, "name": point.name, "metres": round(point.at), "minutes": point.minutes}
        yield _feature(
            {"type": "Point", "coordinates": _place((point.latitude, point.longitude))},
            {**told, **marked},
        )


def box_of(course: Iterable[tuple[float, float]]) -> list[float]:
    """West, south, east, north; empty for no place. A route over the antimeridian has a box around the world."""
    places = [_place(place) for place in course]
    if not places:
        return []
    east, north = zip(*places, strict=True)
    return [min(east), min(north), max(east), max(north)]


def _feature(geometry: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": told}


def _line(course: Course) -> dict[str, Any]:
    """A line; a single place, as coarse ones may be, is a point, for a line has two."""
    if len(course) == 1:
        return {"type": "Point", "coordinates": _place(course[0])}
    return {"type": "LineString", "coordinates": [_place(place) for place in course]}


def _place(place: tuple[float, float]) -> list[float]:
    return [round(place[1], 6), round(place[0], 6)]
