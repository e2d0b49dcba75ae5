"""The house style of pictures: one configuration that every Vega-Lite specification is merged into."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goodoffices.values import palette

__all__ = ["FONT", "house_theme", "with_theme"]

FONT = "Arial, Liberation Sans, Noto Sans, DejaVu Sans, sans-serif"
"""Arial and Liberation Sans measure alike, so a picture laid out on one machine fits on another."""

INK, GREY = "#1a1a1a", "#5a5a5a"

_CATEGORIES = [
    palette.BLUE,
    palette.VERMILION,
    palette.GREEN,
    palette.PURPLE,
    palette.ORANGE,
    palette.SKY,
    palette.BLACK,
]
"""Masataka Okabe and Kei Ito (2008), "Color universal design"; the darker ones first, as they print better."""

_RAMP = ["#f4f7fa", "#c9dcea", "#94bfdb", "#569bc6", "#0072B2", "#004c78", "#002a44"]
"""From near white to dark blue with falling lightness, so that it orders in grey too."""

_DIVERGING = ["#8c3a00", "#D55E00", "#f0b48a", "#f7f7f7", "#94c3de", "#0072B2", "#004c78"]


def house_theme() -> dict[str, Any]:
    """A Vega-Lite `config`: fonts, Okabe–Ito palette, light grid, labels that stay readable when printed."""
    return {
        "background": "white",
        "font": FONT,
        "padding": 6,
        "view": {"stroke": None, "continuousWidth": 420, "continuousHeight": 260},
        "title": {"fontSize": 14, "fontWeight": "bold", "anchor": "start", "color": INK, "offset": 10},
        "axis": {
            "labelFontSize": 12,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "labelColor": INK,
            "titleColor": INK,
            "gridColor": "#e6e6e6",
            "domainColor": GREY,
            "tickColor": GREY,
            "labelLimit": 260,
            "titlePadding": 8,
        },
        "legend": {
            "labelFontSize": 12,
            "titleFontSize": 12,
            "titleFontWeight": "bold",
            "labelColor": INK,
            "titleColor": INK,
            "labelLimit": 260,
            "symbolSize": 90,
        },
        "header": {"labelFontSize": 12, "titleFontSize": 12, "labelColor": INK, "titleColor": INK},
        "text": {"fontSize": 12, "color": INK},
        "point": {"filled": True, "size": 40},
        "line": {"strokeWidth": 2},
        "rule": {"color": GREY},
        "range": {
            "category": _CATEGORIES,
            "ordinal": _RAMP,
            "heatmap": _RAMP,
            "ramp": _RAMP,
            "diverging": _DIVERGING,
            "symbol": ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"],
        },
    }


def with_theme(spec: Mapping[str, Any]) -> dict[str, Any]:
    """The specification with the house style under its own `config`: what a picture says for itself holds."""
    return {**spec, "config": _merged(house_theme(), spec.get("config", {}))}


def _merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(under)
    for key, value in over.items():
        below = result.get(key)
        both = isinstance(below, Mapping) and isinstance(value, Mapping)
        result[key] = _merged(below, value) if both else value  # type: ignore[arg-type]
    return result
