"""XML written one way: declared, indented, and with no letter in it that XML 1.0 does not know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from xml.etree import ElementTree as ET

__all__ = ["child", "plain", "written"]

_NO_LETTER: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Extensible Markup Language 1.0, fifth edition, production 2 (Char): all others are left out."""


def plain(text: str) -> str:
    """The text without what XML does not know."""
    return _NO_LETTER.sub("", text)


def child(parent: ET.Element, name: str, text: str = "", told: Mapping[str, str] | None = None) -> ET.Element:
    """An element below another, with its text and attributes."""
    made = ET.SubElement(parent, name, {key: plain(value) for key, value in (told or {}).items()})
    made.text = plain(text) or None
    return made


def written(root: ET.Element) -> bytes:
    """The document; the same elements give the same bytes."""
    ET.indent(root)
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"
