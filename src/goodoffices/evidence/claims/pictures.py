"""Rivals side by side, their ranges drawn to one scale from 0."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from goodoffices.evidence.claims.compare import ClaimSet, Rival, Verdict
from goodoffices.evidence.claims.figures import Range, spoken_figure, spoken_range
from goodoffices.evidence.claims.model import Ledger
from goodoffices.evidence.claims.words import about, claimant, named
from goodoffices.values import Picture, palette, row_labels, row_step, shortened, specification

__all__ = ["range_picture"]

_WIDE = 460
_MARGIN = Fraction(112, 100)
_ARROW = Fraction(98, 100)
_FINE = 10
"""Below so many the axis needs decimals."""
_PALE = "#A9CBE3"
"""For what only the rounding of a number tells; solid blue is for what the claimant bounds."""


def range_picture(ledger: Ledger, one: ClaimSet, name: str) -> Picture:
    """Each claim of a set on a line of its own, from the lowest: its number, and which numbers it allows."""
    ends = [end for rival in one.rivals for end in (rival.range.low, rival.range.high) if end is not None]
    top = max(max(ends) * _MARGIN, Fraction(1))
    rows = [_row(place, rival, top) for place, rival in enumerate(one.rivals)]
    labels = [[shortened(claimant(r.claim), 38), _second_line(r)] for r in one.rivals]
    axis = {**row_labels(labels), "title": None, "domain": False, "ticks": False, "labelLimit": 300, "labelPadding": 8}
    y = {"field": "row", "type": "ordinal", "axis": axis}
    scale = {"domain": [0, float(top)], "nice": False}
    across = {"title": one.first.unit, "format": ",.0f" if top >= _FINE else "~g", "tickCount": 5, "grid": True}
    x: dict[str, Any] = {"field": "low", "type": "quantitative", "scale": scale, "axis": across}
    layers = _layers(x, y)
    if one.verdict is Verdict.COMPATIBLE and one.common:
        layers.insert(0, _common(one.common, x, top))
    step = {"step": row_step(labels) + 6}
    chart = {"width": _WIDE, "height": step, "data": {"values": rows}, "layer": layers}
    return Picture(name, _caption(one), _alt(ledger, one), specification(chart))


def _layers(x: dict[str, Any], y: dict[str, Any]) -> list[dict[str, Any]]:
    """Bars, thin where they have no end; the numbers claimed; and the heads of the arrows."""
    aside = {"test": "datum.aside", "value": palette.LIGHT}
    fill = {"condition": [aside, {"test": "datum.rounded", "value": _PALE}], "value": palette.BLUE}
    ink = {"condition": {"test": "datum.aside", "value": palette.GREY}, "value": palette.BLUE}
    point: dict[str, Any] = {"type": "point", "filled": True, "opacity": 1}
    bars = [
        {
            "transform": [{"filter": test}],
            "mark": {"type": "bar", "height": height},
            "encoding": {"y": y, "x": x, "x2": {"field": "high"}, "color": fill},
        }
        for test, height in (("!datum.open", 12), ("datum.open", 4))
    ]
    looks: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("isValid(datum.value)", "value", {"shape": "circle", "size": 70, "stroke": "white"}),
        ("datum.open", "high", {"shape": "triangle-right", "size": 170}),
    )
    points = [
        {
            "transform": [{"filter": test}],
            "mark": point | look,
            "encoding": {"y": y, "x": {**x, "field": field}, "color": ink},
        }
        for test, field, look in looks
    ]
    return [*bars, *points]


def _row(place: int, rival: Rival, top: Fraction) -> dict[str, Any]:
    figure, found = rival.claim.figure, rival.range
    rounded = found.high is not None and figure.low is None and found.high not in (found.low, figure.value)
    return {
        "row": place,
        "low": float(found.low),
        "high": float(top * _ARROW if found.high is None else found.high),
        "value": None if figure.value is None else float(figure.value),
        "open": found.high is None,
        "rounded": rounded,
        "aside": not rival.counted,
    }


def _second_line(rival: Rival) -> str:
    claim = rival.claim
    return shortened(f"{spoken_figure(claim.figure)} · {claim.grade} · {claim.id}", 46)


def _common(common: Range, x: dict[str, Any], top: Fraction) -> dict[str, Any]:
    """The numbers that all of them allow, behind all rows."""
    ends = {"low": float(common.low), "high": float(top if common.high is None else common.high)}
    data = {"data": {"values": [ends]}}
    if common.low == common.high:
        return data | {"mark": {"type": "rule", "color": palette.GREEN, "strokeWidth": 2}, "encoding": {"x": x}}
    return data | {"mark": {"type": "rect", "color": "#DDEFE7"}, "encoding": {"x": x, "x2": {"field": "high"}}}


def _caption(one: ClaimSet) -> str:
    words = "A dot is the number claimed, a bar the numbers that the claim allows; pale, as far as only its rounding "
    words += "tells."
    if any(rival.range.high is None for rival in one.rivals):
        words += " An arrow: at least so many, with no upper end."
    if not all(rival.counted for rival in one.rivals):
        words += " Grey: superseded, or a repetition of another."
    if one.verdict is Verdict.COMPATIBLE and one.common:
        words += " Green, behind them: what all of them allow."
    return words


def _alt(ledger: Ledger, one: ClaimSet) -> str:
    told = "; ".join(f"{named(rival.claim)} allows {spoken_range(rival.range)}" for rival in one.rivals)
    return f"{about(ledger, one)}. {told}."
