"""Components as dots with their intervals, one row a candidate in the order given; and over time, one panel each."""

from __future__ import annotations

from typing import Any, Final

from goodoffices.hosting.comparing import Comparison
from goodoffices.hosting.distances import Spread
from goodoffices.hosting.scales import spoken_time
from goodoffices.hosting.states import name_of
from goodoffices.hosting.wording import spread
from goodoffices.values import Picture, axis_labels, palette, specification

__all__ = ["component_picture", "time_picture"]

_WIDE: Final = 230
_ROW: Final = 22
_PANEL: Final = (165, 84)
_FEWEST_TIMES: Final = 3


def component_picture(found: Comparison) -> Picture | None:
    """Largest distance and balance of every candidate; None where there is no point."""
    each = found.distances.each
    if not each:
        return None
    rows: list[dict[str, Any]] = [
        {"row": row, "what": what, **_ends(value)}
        for row, one in enumerate(each)
        for what, value in (("largest", one.largest), ("balance", one.balance))
    ]
    top = max(0.1, *(row["high"] for row in rows))
    labels = axis_labels([(name_of(one.candidate),) for one in each])
    panels = [
        _panel("largest", "Largest distance to a state of the parties", labels, (len(each), top)),
        _panel("balance", "Balance: largest less smallest", "''", (len(each), top)),
    ]
    chart = {"hconcat": panels, "spacing": 16}
    told = "; ".join(f"{name_of(one.candidate)} {spread(one.largest)}, balance {spread(one.balance)}" for one in each)
    when = spoken_time(found.scale.unit, found.time)
    return Picture(
        "hosts-components",
        f"Distances in ideal points, {when}: the published points, and lines from 5 % to 95 % of the draws. "
        "The order is the one given; it is no rank.",
        f"Largest distance and balance, {when}. {told}.",
        specification(chart, {"components": rows}),
    )


def _ends(value: Spread) -> dict[str, Any]:
    low = value.point if value.low is None else value.low
    high = value.point if value.high is None else value.high
    return {"point": round(value.point, 4), "low": round(low, 4), "high": round(high, 4)}


def _panel(what: str, title: str, labels: str, size: tuple[int, float]) -> dict[str, Any]:
    rows, top = size
    y = {
        "field": "row",
        "type": "quantitative",
        "scale": {"domain": [-0.5, rows - 0.5], "reverse": True, "nice": False},
        "axis": {
            "title": None,
            "values": list(range(rows)),
            "labelExpr": labels,
            "labelLimit": 180,
            "gridColor": palette.LIGHT,
            "domain": False,
            "ticks": False,
        },
    }
    scale = {"domain": [0, top], "nice": True}
    x = {"type": "quantitative", "scale": scale, "axis": {"title": title, "gridColor": palette.LIGHT, "tickCount": 5}}
    span = {"x": {"field": "low", **x}, "x2": {"field": "high"}, "y": y}
    return {
        "width": _WIDE,
        "height": _ROW * rows,
        "data": {"name": "components"},
        "transform": [{"filter": f"datum.what === '{what}'"}],
        "layer": [
            {"mark": {"type": "rule", "strokeWidth": 2, "color": palette.SKY}, "encoding": span},
            {
                "mark": {"type": "point", "filled": True, "size": 55, "opacity": 1, "color": palette.BLUE},
                "encoding": {"x": {"field": "point", **x}, "y": y},
            },
        ],
    }


def time_picture(found: Comparison) -> Picture | None:
    """The largest distance over time, a panel for each candidate; None where there are too few times."""
    over = {one: by_time for one, by_time in found.over.items() if len(by_time) >= _FEWEST_TIMES}
    if not over:
        return None
    rows: list[dict[str, Any]] = [
        {"name": name_of(one), "time": time, **_ends(value)}
        for one, told in over.items()
        for time, value in told.items()
    ]
    times = sorted({row["time"] for row in rows})
    top = max(row["high"] for row in rows)
    x = {
        "field": "time",
        "type": "quantitative",
        "scale": {"domain": [times[0], times[-1]], "nice": False},
        "axis": {"title": None, "format": "d", "tickCount": 4, "gridColor": palette.LIGHT},
    }
    y = {"type": "quantitative", "scale": {"domain": [0, top], "nice": True}}
    axis = {"title": None, "tickCount": 3, "gridColor": palette.LIGHT}
    rule = {"datum": found.time, "type": "quantitative"}
    chart = {
        "data": {"name": "over"},
        "facet": {
            "field": "name",
            "type": "nominal",
            "title": None,
            "sort": [name_of(one) for one in over],
            "header": {"labelFontWeight": "bold"},
        },
        "columns": 3,
        "spec": {
            "width": _PANEL[0],
            "height": _PANEL[1],
            "layer": [
                {
                    "mark": {"type": "area", "color": palette.SKY, "opacity": 0.5},
                    "encoding": {"x": x, "y": {"field": "low", **y, "axis": axis}, "y2": {"field": "high"}},
                },
                {
                    "mark": {"type": "line", "color": palette.BLUE, "strokeWidth": 1.5},
                    "encoding": {"x": x, "y": {"field": "point", **y, "axis": axis}},
                },
                {"mark": {"type": "rule", "color": palette.GREY, "strokeDash": [4, 3]}, "encoding": {"x": rule}},
            ],
        },
    }
    told = "; ".join(
        f"{name_of(one)} {value[min(value)].point:.2f} in {min(value)}, {value[max(value)].point:.2f} in {max(value)}"
        for one, value in over.items()
    )
    word = "session of the General Assembly" if found.scale.unit == "session" else "year"
    return Picture(
        "hosts-over-time",
        f"Largest distance by {word}, with 5 % to 95 % of the draws; dashed: the one compared. Each {word} at which "
        "every state of the parties has a point.",
        f"Largest distance by {word}: {told}.",
        specification(chart, {"over": rows}),
    )
