"""Pictures of small models: who would move from where to where, and what each state is worth holding to whom."""

from __future__ import annotations

import math
from typing import Any

from goodoffices.stability.pages.studied import Study
from goodoffices.stability.pages.wording import strongest
from goodoffices.values import Picture, palette, plural, specification

__all__ = ["MOST_DRAWN", "graph_picture", "table_picture"]

MOST_DRAWN = 40
"""States up to which a model is drawn."""
_COLOURS = (palette.BLUE, palette.VERMILION, palette.GREEN, palette.PURPLE, palette.ORANGE, palette.BLACK)
_DASHES = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2], [4, 4], [10, 4])
_SIDE = 560
_MOST_LEVEL = 3
"""Names of makers that stand side by side without a slant."""
_NODE = 0.045
_KINDS = {"Nash": palette.GREEN, "SEQ": palette.SKY, "GMR only": palette.LIGHT, "does not hold": "#FFFFFF"}


def graph_picture(study: Study) -> Picture:
    """The states on a circle, an arrow for each move that is better for who makes it."""
    graph, makers = study.conflict.graph, study.model.makers
    places = [_place(state, graph.states) for state in range(graph.states)]
    lines, heads = [], []
    for k in range(len(makers)):
        for s in range(graph.states):
            for t in map(int, graph.improvements(k, s)):
                points, angle = _arrow(places[s], places[t], k)
                name, arc = makers[k].called, f"{k}-{s}-{t}"
                lines += [{"arc": arc, "n": n, "x": x, "y": y, "maker": name} for n, (x, y) in enumerate(points)]
                heads.append({"x": points[-1][0], "y": points[-1][1], "angle": angle, "maker": name})
    names = [maker.called for maker in makers]
    scale = {"domain": names, "range": [_COLOURS[k % len(_COLOURS)] for k in range(len(names))]}
    legend = {"title": None, "orient": "bottom", "columns": 2, "labelLimit": 260, "symbolType": "stroke"}
    colour = {"field": "maker", "type": "nominal", "scale": scale, "legend": legend}
    dash = {"field": "maker", "type": "nominal", "legend": legend}
    dash["scale"] = {"domain": names, "range": [_DASHES[k % len(_DASHES)] for k in range(len(names))]}
    along = {"x": _axis("x"), "y": _axis("y")}
    arcs = {
        "data": {"name": "arcs"},
        "mark": {"type": "line", "strokeWidth": 1.2, "interpolate": "basis", "opacity": 0.8},
        "encoding": {
            **along,
            "detail": {"field": "arc"},
            "order": {"field": "n"},
            "color": colour,
            "strokeDash": dash,
        },
    }
    turned = {"field": "angle", "type": "quantitative", "scale": {"domain": [0, 360], "range": [0, 360]}}
    arrows = {
        "data": {"name": "heads"},
        "mark": {"type": "point", "shape": "triangle", "filled": True, "size": 50, "opacity": 1},
        "encoding": {**along, "angle": {**turned, "legend": None}, "color": colour},
    }
    chart = {"width": _SIDE, "height": _SIDE, "layer": [arcs, arrows, *_nodes(along)]}
    caption = "Every state by its number; each arrow is a move that is better for who makes it. "
    caption += "Filled: it holds for everybody (green by itself, blue by answers, grey by threats only)."
    data = {"arcs": lines, "heads": heads, "nodes": _node_rows(study, places)}
    return Picture("state-graph", caption, _alt(study, len(heads)), specification(chart, data))


def _place(state: int, states: int) -> tuple[float, float]:
    turn = 2 * math.pi * state / states
    return math.sin(turn), math.cos(turn)


def _arrow(start: tuple[float, float], end: tuple[float, float], maker: int) -> tuple[list[tuple[float, float]], float]:
    """Points of a slightly bent arrow, and the angle of its head in degrees clockwise from up."""
    (x0, y0), (x1, y1) = start, end
    length = math.hypot(x1 - x0, y1 - y0) or 1.0
    across = ((y1 - y0) / length, -(x1 - x0) / length)
    bend = 0.05 + 0.025 * maker
    middle = ((x0 + x1) / 2 + across[0] * bend, (y0 + y1) / 2 + across[1] * bend)
    end_angle = math.atan2(x1 - middle[0], y1 - middle[1])
    start_angle = math.atan2(middle[0] - x0, middle[1] - y0)
    first = (x0 + _NODE * math.sin(start_angle), y0 + _NODE * math.cos(start_angle))
    last = (x1 - 1.3 * _NODE * math.sin(end_angle), y1 - 1.3 * _NODE * math.cos(end_angle))
    return [first, middle, last], math.degrees(end_angle) % 360


def _axis(field: str) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", "axis": None, "scale": {"domain": [-1.2, 1.2]}}


def _nodes(along: dict[str, Any]) -> list[dict[str, Any]]:
    fill = {
        "field": "kind",
        "type": "nominal",
        "scale": {"domain": list(_KINDS), "range": list(_KINDS.values())},
        "legend": None,
    }
    circles = {
        "data": {"name": "nodes"},
        "mark": {"type": "point", "shape": "circle", "filled": True, "size": 380, "opacity": 1, "stroke": "black"},
        "encoding": {**along, "fill": fill},
    }
    numbers = {
        "data": {"name": "nodes"},
        "mark": {"type": "text", "fontSize": 11, "fontWeight": "bold"},
        "encoding": {**along, "text": {"field": "id"}},
    }
    named = {
        "data": {"name": "nodes"},
        "mark": {"type": "text", "fontSize": 12},
        "encoding": {
            "x": {**_axis("far_x")},
            "y": {**_axis("far_y")},
            "text": {"field": "name"},
        },
    }
    return [circles, numbers, named]


def _node_rows(study: Study, places: list[tuple[float, float]]) -> list[dict[str, Any]]:
    rows = []
    for state, (x, y) in enumerate(places):
        held = {concept: bool(found[:, state].all()) for concept, found in study.solution.stable.items()}
        kind = "Nash" if held["nash"] else "SEQ" if held["seq"] else "GMR only" if held["gmr"] else "does not hold"
        names = [name for name, s in (("agreement", study.agreement), ("status quo", study.status_quo)) if s == state]
        row = {"id": str(state + 1), "x": x, "y": y, "kind": kind, "name": ", ".join(names)}
        rows.append(row | {"far_x": 1.12 * x, "far_y": 1.12 * y})
    return rows


def table_picture(study: Study) -> Picture:
    """For every state and maker the most that can be said of it."""
    graph, makers = study.conflict.graph, study.model.makers
    rows = [
        {"state": str(s + 1), "maker": maker.called, "held": strongest(study.solution, k, s)}
        for s in range(graph.states)
        for k, maker in enumerate(makers)
    ]
    told = [
        word for word in ("Nash", "SSEQ", "SEQ, SMR", "SEQ", "SMR", "GMR", "–") if any(r["held"] == word for r in rows)
    ]
    shade = {"Nash": palette.GREEN, "SSEQ": palette.SKY, "SEQ, SMR": palette.SKY, "SEQ": palette.SKY}
    shade |= {"SMR": palette.LIGHT, "GMR": palette.LIGHT, "–": "#FFFFFF"}
    x: dict[str, Any] = {"field": "maker", "type": "nominal", "sort": [maker.called for maker in makers]}
    slant = {"labelAngle": -30, "labelLimit": 180}
    axis = {"title": None, "orient": "top", **(slant if len(makers) > _MOST_LEVEL else {"labelAngle": 0})}
    x["axis"] = axis
    y = {
        "field": "state",
        "type": "nominal",
        "sort": [str(s + 1) for s in range(graph.states)],
        "axis": {"title": "state"},
    }
    fill = {
        "field": "held",
        "type": "nominal",
        "scale": {"domain": told, "range": [shade[word] for word in told]},
        "legend": None,
    }
    boxes = {"mark": {"type": "rect", "stroke": palette.GREY}, "encoding": {"x": x, "y": y, "color": fill}}
    words = {"mark": {"type": "text", "fontSize": 11}, "encoding": {"x": x, "y": y, "text": {"field": "held"}}}
    chart = {"width": 560, "height": {"step": 18}, "data": {"name": "held"}, "layer": [boxes, words]}
    caption = "For every state and maker the strictest sense in which it holds for it; –: in none."
    stable = study.solution.equilibria("seq")
    alt = f"{plural(graph.states, 'state')} by {plural(len(makers), 'maker')}. Sequentially stable for all: "
    alt += f"{', '.join(str(s + 1) for s in stable) or 'none'}."
    return Picture("stability-table", caption, alt, specification(chart, {"held": rows}))


def _alt(study: Study, arrows: int) -> str:
    nash, seq = (", ".join(str(s + 1) for s in study.solution.equilibria(c)) or "none" for c in ("nash", "seq"))
    told = f"{plural(study.conflict.graph.states, 'state')} on a circle with {plural(arrows, 'arrow')}. "
    return f"{told}Holding by themselves: {nash}; by answers: {seq}."
