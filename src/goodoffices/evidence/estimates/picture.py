"""All methods in one picture: each figure with its interval, models that fit as well and single chains below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from goodoffices.evidence.estimates.loglinear import CLOSE_BIC
from goodoffices.evidence.estimates.result import Estimates, Figure
from goodoffices.evidence.estimates.verdict import spoken_figure
from goodoffices.values import Picture, palette, row_labels, row_step, specification, wrapped

__all__ = ["estimates_picture"]

WIDTH = 430
LABEL = 34
"""Letters of a label's line."""
LETTER = 6.2
MOST_MODELS = 8
MOST_CHAINS = 8
MARGIN = 1.08
FEW_TICKS = 4

KINDS = {
    "method": ("circle", palette.BLUE, 5),
    "model": ("diamond", palette.VERMILION, 2),
    "chain": ("cross", palette.GREY, 2),
}
"""Shape, colour and thickness of what a method says in all, of a model that fits as well, of a chain alone."""
MEANING = {
    "method": "circles: what a method says in all",
    "model": "diamonds: other log-linear models that fit as well",
    "chain": "crosses: chains alone",
}


@dataclass(frozen=True)
class _Row:
    label: str
    kind: str
    figure: Figure


def estimates_picture(found: Estimates) -> Picture | None:
    """Every figure on one scale, logarithmic; None when there is none."""
    rows = _rows(found)
    if not rows:
        return None
    ends = [end for row in rows for end in (row.figure.best, row.figure.high) if end is not None]
    domain = (found.table.seen / MARGIN, max(ends) * MARGIN)
    words = (
        f"Total with 95% intervals on a scale of ratios; the line at {found.table.seen:,} is the people on some list. "
        + _marks(rows)
    )
    return Picture(
        name="estimates",
        caption=words,
        alt="; ".join(f"{row.label}: {spoken_figure(row.figure)}" for row in rows) + ".",
        spec=specification(
            _chart(rows, domain), {"figures": _data(rows, domain[1]), "seen": [{"seen": found.table.seen}]}
        ),
    )


def _marks(rows: Sequence[_Row]) -> str:
    """What the marks that are drawn mean, and no others."""
    drawn = [MEANING[kind] for kind in KINDS if any(row.kind == kind for row in rows)]
    told = "; ".join(drawn)
    if any(row.figure.high is None for row in rows):
        told += "; triangles: the interval has no upper end"
    return f"{told[0].upper()}{told[1:]}."


def _rows(found: Estimates) -> list[_Row]:
    rows: list[_Row] = []
    if found.two_lists:
        rows.append(_Row("Chapman, two lists", "method", found.two_lists.chapman))
    if found.log_linear and found.log_linear.best and found.log_linear.best.figure:
        best = found.log_linear.best
        rows.append(_Row(f"Log-linear {best.name}", "method", found.log_linear.best.figure))
        close = [model for model in found.log_linear.models if model != best and model.bic <= best.bic + CLOSE_BIC]
        rows += [_Row(model.name, "model", model.figure) for model in close if model.figure][:MOST_MODELS]
    if found.averaged:
        rows.append(_Row("Decomposable graphs, averaged", "method", found.averaged.figure))
    if found.latent:
        name = "Latent classes" if found.latent.agree else "Latent classes (chains disagree)"
        rows.append(_Row(name, "method", found.latent.figure))
        rows += [
            _Row(f"chain {place}", "chain", Figure(chain.median, chain.low, chain.high))
            for place, chain in enumerate(found.latent.chains[:MOST_CHAINS], 1)
        ]
    return rows


def _data(rows: Sequence[_Row], end: float) -> list[dict[str, Any]]:
    return [
        {
            "row": place,
            "kind": row.kind,
            "best": round(row.figure.best, 1),
            "low": round(row.figure.low, 1),
            "high": round(end if row.figure.high is None else row.figure.high, 1),
            "open": row.figure.high is None,
        }
        for place, row in enumerate(rows)
    ]


def _chart(rows: Sequence[_Row], domain: tuple[float, float]) -> dict[str, Any]:
    labels = [wrapped(row.label, LABEL, 2) for row in rows]
    # The renderer does not measure labels of two lines, and would cut them off.
    wide = LETTER * max(len(line) for lines in labels for line in lines)
    plain = {"title": None, "domain": False, "ticks": False, "labelPadding": 10, "minExtent": wide, "labelLimit": 260}
    y = {
        "field": "row",
        "type": "ordinal",
        "scale": {"domain": list(range(len(rows)))},
        "axis": {**row_labels(labels), **plain},
    }
    scale = {"type": "log", "domain": [round(end, 1) for end in domain], "nice": False}
    axis = {
        "title": "People in all",
        "format": ",.0f",
        "values": _ticks(*domain),
        "gridColor": palette.LIGHT,
    }
    x = {"type": "quantitative", "scale": scale, "axis": axis}
    kinds = list(KINDS)
    colour = _by_kind("color", kinds, [KINDS[kind][1] for kind in kinds])
    size = _by_kind("strokeWidth", kinds, [KINDS[kind][2] for kind in kinds])
    shape = _by_kind("shape", kinds, [KINDS[kind][0] for kind in kinds])
    ends = {"y": y, "x": {"field": "low", **x}, "x2": {"field": "high"}, **colour}
    return {
        "width": WIDTH,
        "height": len(rows) * row_step(labels),
        "layer": [
            {
                "data": {"name": "seen"},
                "mark": {"type": "rule", "color": palette.BLACK, "strokeDash": [4, 3]},
                "encoding": {"x": {"field": "seen", **x}},
            },
            {"data": {"name": "figures"}, "mark": {"type": "rule", "opacity": 0.55}, "encoding": {**ends, **size}},
            {
                "data": {"name": "figures"},
                "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
                "encoding": {"y": y, "x": {"field": "best", **x}, **colour, **shape},
            },
            {
                "data": {"name": "figures"},
                "transform": [{"filter": "datum.open"}],
                "mark": {"type": "point", "shape": "triangle-right", "filled": True, "size": 70, "opacity": 1},
                "encoding": {"y": y, "x": {"field": "high", **x}, **colour},
            },
        ],
    }


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers inside the domain: 1, 2 and 5 times powers of ten, closer ones where these are few."""
    powers = [10.0**power for power in range(12)]
    found: list[float] = []
    for steps in ((1, 2, 5), (1, 1.5, 2, 3, 4, 5, 6, 8), tuple(n / 2 for n in range(2, 20))):
        found = [step * power for power in powers for step in steps if low <= step * power <= high]
        if len(found) >= FEW_TICKS:
            break
    return found or [round(low), round(high)]


def _by_kind(channel: str, kinds: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
    scale = {"domain": list(kinds), "range": list(values)}
    return {channel: {"field": "kind", "type": "nominal", "legend": None, "scale": scale}}
