"""A sheet as GPX 1.1 (Topografix 2004), for hand-held receivers: the track, the turns as a route, the points."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

from goodoffices.corridors.papers.sheet import Sheet
from goodoffices.corridors.papers.words import distance, spoken_step
from goodoffices.corridors.papers.xml import child, plain, written

__all__ = ["to_gpx"]

_SPACE: Final = "http://www.topografix.com/GPX/1/1"


def to_gpx(sheet: Sheet, language: str = "en") -> bytes:
    """The file. The mark stands in its name and in that of the track and of the route, which is what a receiver shows;
    turns are in `language`."""
    title = f"{sheet.mark}: {sheet.title}"
    root = ET.Element("gpx", {"xmlns": _SPACE, "version": "1.1", "creator": "Good Offices"})
    head = child(root, "metadata")
    child(head, "name", title)
    child(head, "desc", sheet.stamp)
    child(head, "keywords", f"{sheet.mark}, plan {sheet.version}")
    for point in sheet.points:
        _place(root, "wpt", (point.latitude, point.longitude), f"{sheet.mark}: {point.name}", point.kind)
    if sheet.steps:
        route = child(root, "rte")
        child(route, "name", title)
        for n, step in enumerate(sheet.steps):
            said = spoken_step(language, step)
            after = sheet.steps[n + 1].at - step.at if n + 1 < len(sheet.steps) else 0
            told = f"{n + 1}. {said}" + (f" ({distance(language, after)})" if after else "")
            _place(route, "rtept", (step.latitude, step.longitude), told, step.kind)
    if sheet.course:
        track = child(root, "trk")
        child(track, "name", title)
        segment = child(track, "trkseg")
        for place in sheet.course:
            child(segment, "trkpt", told=_degrees(place))
    return written(root)


def _place(parent: ET.Element, name: str, place: tuple[float, float], title: str, kind: str) -> None:
    made = child(parent, name, told=_degrees(place))
    child(made, "name", plain(title))
    child(made, "type", kind)


def _degrees(place: tuple[float, float]) -> dict[str, str]:
    return {"lat": f"{place[0]:.6f}", "lon": f"{place[1]:.6f}"}
