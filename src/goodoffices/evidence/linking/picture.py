"""Each estimate as if links were certain, and with their error, on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from goodoffices.evidence.estimates import Figure, spoken_figure
from goodoffices.evidence.linking.carry import Carried
from goodoffices.evidence.linking.linkage import Linkage
from goodoffices.values import Picture, palette, row_labels, row_step, specification, wrapped

__all__ = ["linkage_picture"]

WIDE = 430
MARGIN = 1.05
LABEL = 30
"""Letters of a label's line."""


@dataclass(frozen=True)
class _Row:
    label: str
    figure: Figure
    has_best: bool


def linkage_picture(found: Linkage) -> Picture | None:
    """Each method's figures with their 95% intervals, and what linking alone does; None without an estimate."""
    told = [row for each in found.estimates for row in _rows(each)]
    if not told:
        return None
    ends = [end for row in told for end in (row.figure.best, row.figure.high) if end is not None]
    top = max(ends) * MARGIN
    rows = [
        {
            "row": place,
            "best": round(row.figure.best, 1) if row.has_best else None,
            "low": round(row.figure.low, 1),
            "high": round(top if row.figure.high is None else row.figure.high, 1),
        }
        for place, row in enumerate(told)
    ]
    labels = [wrapped(row.label, LABEL, 2) for row in told]
    words = "Total with 95% intervals; a dot is the best value."
    if any(row.figure.high is None for row in told):
        words += " An interval that ends at the edge has no upper end."
    alt = "; ".join(f"{row.label}: {spoken_figure(row.figure)}" for row in told if row.has_best)
    return Picture("linking", words, f"{alt}.", specification(_chart(rows, labels, found.likely.seen, top)))


def _rows(each: Carried) -> list[_Row]:
    if each.alone is None or each.figure is None or each.linking is None:
        return []
    name = f"{each.method[0].upper()}{each.method[1:]}"
    linking = Figure((each.linking[0] + each.linking[1]) / 2, *each.linking)
    return [
        _Row(f"{name}: as if links were certain", each.alone, has_best=True),
        _Row("error of linking alone", linking, has_best=False),
        _Row("both together", each.figure, has_best=True),
    ]


def _chart(rows: list[dict[str, Any]], labels: list[list[str]], seen: int, top: float) -> dict[str, Any]:
    axis = {**row_labels(labels), "title": None, "domain": False, "ticks": False, "labelLimit": 220, "labelPadding": 8}
    y = {"field": "row", "type": "ordinal", "axis": axis}
    scale = {"domain": [round(seen / MARGIN), round(top)], "nice": False}
    across = {"title": "People in all", "format": ",.0f", "tickCount": 6, "gridColor": palette.LIGHT}
    x = {"type": "quantitative", "scale": scale, "axis": across}
    bar = {"y": y, "x": {"field": "low", **x}, "x2": {"field": "high"}}
    dot = {"y": y, "x": {"field": "best", **x}}
    return {
        "width": WIDE,
        "height": {"step": row_step(labels)},
        "data": {"values": rows},
        "layer": [
            {"mark": {"type": "rule", "strokeWidth": 4, "opacity": 0.55, "color": palette.BLUE}, "encoding": bar},
            {
                "transform": [{"filter": "isValid(datum.best)"}],
                "mark": {"type": "point", "filled": True, "size": 80, "opacity": 1, "color": palette.BLUE},
                "encoding": dot,
            },
        ],
    }
