"""A sheet as KML 2.2 (OGC 07-147r2, 2008), for programs that show places on a globe. Nothing in it is fetched from
elsewhere: no icon, no link."""

from __future__ import annotations

import html
from typing import Final
from xml.etree import ElementTree as ET

from goodoffices.corridors.papers.sheet import Course, Sheet
from goodoffices.corridors.papers.xml import child, written

__all__ = ["to_kml"]

_SPACE: Final = "http://www.opengis.net/kml/2.2"
_STYLES: Final = {
    "route": "ff1a1a1a",
    "agreed": "ffb27200",
    "not-agreed": "ff005ed5",
    "unknown": "ff5a5a5a",
}
"""Opacity, blue, green, red. The colours of the pictures: blue is agreed, vermilion is not."""


def to_kml(sheet: Sheet) -> bytes:
    """The file. The mark stands in the name of the document and of every folder and place."""
    root = ET.Element("kml", {"xmlns": _SPACE})
    document = child(root, "Document")
    child(document, "name", f"{sheet.mark}: {sheet.title}")
    _described(document, sheet.stamp)
    for name, colour in _STYLES.items():
        line = child(child(document, "Style", told={"id": name}), "LineStyle")
        child(line, "color", colour)
        child(line, "width", "3" if name == "route" else "5")
    if sheet.course:
        _placemark(document, f"{sheet.mark}: {sheet.title}", "", "route", sheet.course)
    if sheet.stretches:
        folder = child(document, "Folder")
        child(folder, "name", f"{sheet.mark}: stretches")
        for stretch in sheet.stretches:
            bodies = "; ".join(words for _, words in stretch.bodies)
            told = ". ".join(part for part in (bodies, *stretch.conditions) if part)
            name = f"{stretch.name}: {stretch.consent}"
            _placemark(folder, name, told, stretch.consent.replace(" ", "-"), stretch.course)
    if sheet.points:
        folder = child(document, "Folder")
        child(folder, "name", f"{sheet.mark}: points")
        for point in sheet.points:
            told = f"{point.kind}, {point.minutes} min" if point.minutes else point.kind
            _placemark(folder, point.name, told, "", ((point.latitude, point.longitude),))
    return written(root)


def _placemark(parent: ET.Element, name: str, told: str, style: str, course: Course) -> None:
    made = child(parent, "Placemark")
    child(made, "name", name)
    if told:
        _described(made, told)
    if style:
        child(made, "styleUrl", f"#{style}")
    shape = child(made, "LineString" if len(course) > 1 else "Point")
    if len(course) > 1:
        child(shape, "tessellate", "1")
    child(shape, "coordinates", " ".join(f"{lon:.6f},{lat:.6f}" for lat, lon in course))


def _described(parent: ET.Element, told: str) -> None:
    """A description is read as HTML by those who show it: what looks like a tag must not become one."""
    child(parent, "description", html.escape(told, quote=False).strip())
