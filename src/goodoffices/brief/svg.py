"""Make a drawing fit to stand inside a page with a strict content policy, next to other drawings."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from goodoffices.brief.theme import FONT

__all__ = ["tidy"]

_SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_ONLY_AT_THE_ROOT = re.compile(r"role|class|pointer-events|cursor|aria-.*|on.*")
_POINTS_TO = re.compile(r"url\(#([^)]+)\)")
_EMPTY_PATHS = {"", "M0,0h0v0h0Z"}
_LONG_NUMBER = re.compile(r"(-?\d+\.\d{2})\d+")
_CIRCLE = re.compile(r"M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0Z?")
_NUMERIC = {"d", "transform", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "r", "dy", "dx"}
# Those that a shape takes from its group, so that a thousand equal points need not repeat them.
_INHERITED = (
    "fill",
    "fill-opacity",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "stroke",
    "stroke-dasharray",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
)

ET.register_namespace("", _SVG)


def tidy(drawing: str, prefix: str, label: str) -> str:
    """An SVG element named `label` for a screen reader, whose ids all begin with `prefix`.

    Roles and labels inside are dropped (one picture is one image to a screen reader), links too; `style` attributes
    become presentation attributes, which a policy without 'unsafe-inline' lets stand.
    """
    root = ET.fromstring(drawing)  # noqa: S314 - drawn by our own renderer, never read from a file
    _prune(root)
    for element in root.iter():
        _clean(element, prefix)
    _hoist(root)
    root.set("font-family", FONT)
    root.set("role", "img")
    root.set("aria-label", label)
    return ET.tostring(root, encoding="unicode")


def _prune(element: ET.Element) -> None:
    """Take out shapes that draw nothing and groups that hold nothing."""
    for child in list(element):
        _prune(child)
        kind = _kind(child)
        draws_nothing = kind == "path" and child.get("d", "") in _EMPTY_PATHS
        if draws_nothing or child.get("display") == "none" or (kind == "g" and len(child) == 0):
            element.remove(child)


def _clean(element: ET.Element, prefix: str) -> None:
    attributes = dict(element.attrib)
    element.attrib.clear()
    for declaration in attributes.pop("style", "").split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            attributes.setdefault(name.strip(), value.strip())
    for name, value in attributes.items():
        if not _goes(name, value):
            element.set(name, _renamed(name, value, prefix))
    circle = _CIRCLE.fullmatch(element.get("d", ""))
    if circle and _kind(element) == "path":
        element.tag = f"{{{_SVG}}}circle"
        del element.attrib["d"]
        element.set("r", circle[1])


def _goes(name: str, value: str) -> bool:
    if name in {_XLINK_HREF, "href", "target"}:
        return not value.startswith("#")
    return (name, value) in {("opacity", "1"), ("font-family", FONT)} or bool(_ONLY_AT_THE_ROOT.fullmatch(name))


def _renamed(name: str, value: str, prefix: str) -> str:
    if name == "id":
        return f"{prefix}-{value}"
    if name in {_XLINK_HREF, "href"}:
        return f"#{prefix}-{value[1:]}"
    if name in _NUMERIC:
        return _LONG_NUMBER.sub(r"\1", value)
    return _POINTS_TO.sub(rf"url(#{prefix}-\1)", value)


def _hoist(element: ET.Element) -> None:
    """Say once, on the group, what all its shapes say alike."""
    for child in element:
        _hoist(child)
    if _kind(element) != "g" or len(element) < 2:  # noqa: PLR2004 - nothing is repeated by one
        return
    for name in _INHERITED:
        values = {child.get(name) for child in element}
        if len(values) == 1 and None not in values:
            element.set(name, str(values.pop()))
            for child in element:
                del child.attrib[name]


def _kind(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
