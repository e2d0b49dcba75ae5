"""What a picture bears when it leaves its page: the caution, and where it comes from."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from goodoffices.brief.page import Brief
from goodoffices.brief.theme import GREY
from goodoffices.values import Picture

__all__ = ["origin_line", "stamped"]

_SIZE = 9
_LETTER = 4.6
"""Pixels that a letter takes on average in Arial at that size."""
_NARROWEST, _WIDEST = 60, 200
_SHORT_HASH = 12
_TOP = ("$schema", "config", "datasets", "background", "padding", "autosize")
"""What a specification says only at its top."""


def stamped(picture: Picture, brief: Brief, width: int) -> Picture:
    """The picture with small lines at its foot, as wide as `width` pixels: the caution and the origin of `brief`."""
    caution = f"Caution: {brief.provenance.caution}" if brief.provenance.caution else ""
    letters = min(max(round(width / _LETTER), _NARROWEST), _WIDEST)
    lines = [*textwrap.wrap(caution, letters), *textwrap.wrap(origin_line(brief), letters)]
    return replace(picture, spec=_with_foot(picture.spec, lines))


def origin_line(brief: Brief) -> str:
    """Dossier and the beginning of its hash, version, day of composing: `dossier x 0123456789ab · goodoffices 1`."""
    made = brief.provenance
    parts = [f"{name} {digest.removeprefix('sha256:')[:_SHORT_HASH]}" for name, digest in made.inputs]
    parts.append(f"goodoffices {made.version}")
    if brief.composed:
        parts.append(f"composed {brief.composed.isoformat()}")
    return " · ".join(parts)


def _with_foot(spec: Mapping[str, Any], lines: list[str]) -> dict[str, Any]:
    foot = {
        "text": lines,
        "orient": "bottom",
        "anchor": "start",
        "frame": "bounds",
        "fontSize": _SIZE,
        "lineHeight": _SIZE + 3,
        "fontWeight": "normal",
        "color": GREY,
        "offset": 12,
    }
    if "title" not in spec:
        return {**spec, "title": foot}
    top = {key: part for key, part in spec.items() if key in _TOP}
    return {**top, "vconcat": [{key: part for key, part in spec.items() if key not in _TOP}], "title": foot}
