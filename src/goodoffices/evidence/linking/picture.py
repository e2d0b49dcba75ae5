"""The estimate as if links were certain, and with their error, on one scale."""

from __future__ import annotations

from typing import Any

from goodoffices.evidence.estimates import Figure, spoken_figure
from goodoffices.evidence.linking.linkage import Linkage
from goodoffices.values import Picture, palette, row_labels, row_step, specification

__all__ = ["linkage_picture"]

WIDE = 430
MARGIN = 1.05


def linkage_picture(found: Linkage) -> Picture | None:
    """Both figures with their 95% intervals, and what linking alone does; None without an estimate."""
    carried = found.carried
    if found.figure is None or carried is None or carried.figure is None or carried.linking is None:
        return None
    alone = Figure((carried.linking[0] + carried.linking[1]) / 2, *carried.linking)
    told = (
        ("As if links were certain", found.figure, True),
        ("Error of linking alone", alone, False),
        ("Both together", carried.figure, True),
    )
    ends = [end for _, figure, _ in told for end in (figure.best, figure.high) if end is not None]
    top = max(ends) * MARGIN
    rows = [
        {
            "row": row,
            "best": round(figure.best, 1) if has_best else None,
            "low": round(figure.low, 1),
            "high": round(top if figure.high is None else figure.high, 1),
        }
        for row, (_, figure, has_best) in enumerate(told)
    ]
    labels = [[label] for label, _, _ in told]
    words = "Total with 95% intervals; a dot is the best value. An interval that ends at the edge has no upper end."
    alt = "; ".join(f"{label}: {spoken_figure(figure)}" for label, figure, has_best in told if has_best)
    return Picture("linking", words, f"{alt}.", specification(_chart(rows, labels, found.likely.seen, top)))


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
