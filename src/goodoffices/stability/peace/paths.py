"""The picture: where better moves, one after the other, lead away from the state."""

from __future__ import annotations

import math
from collections.abc import Mapping
from string import ascii_lowercase
from typing import Any

from goodoffices.stability.model import Conflict
from goodoffices.stability.peace.study import PeaceStudy
from goodoffices.stability.peace.words import change_in_words, maker_name, numbered
from goodoffices.values import Picture, palette, plural, specification, wrapped

__all__ = ["Ways", "path_picture", "ways_away"]

_DEEPEST = 3
_MOST_IN_A_LAYER = 6
_WIDTH, _ROW, _KEY_ROW = 600, 64, 22
_LABEL = 0.35
_KEY_WIDTH = 96
"""Letters in a line of the key."""

Ways = tuple[dict[int, int], list[tuple[int, int, int]], int]


def ways_away(study: PeaceStudy) -> Ways:
    """The states reached by up to three better moves, each with how many it takes at least; the moves (from, to,
    maker), each to a state one further; and how many states were left out."""
    graph, start = study.case.graph, study.asked.state
    depth, arcs, left = {start: 0}, [], 0
    layer = [start]
    for step in range(1, _DEEPEST + 1):
        found: dict[int, None] = {}
        for here in layer:
            for maker in range(len(graph.makers)):
                for there in map(int, graph.improvements(maker, here)):
                    if depth.get(there, step) == step:
                        found.setdefault(there)
                        arcs.append((here, there, maker))
        kept = list(found)[:_MOST_IN_A_LAYER]
        left += len(found) - len(kept)
        depth |= dict.fromkeys(kept, step)
        layer = kept
    return depth, [arc for arc in arcs if arc[1] in depth], left


def path_picture(study: PeaceStudy) -> Picture | None:
    """The picture; None where nobody has a better move."""
    depth, arcs, left = ways_away(study)
    if not arcs:
        return None
    case = study.case
    layers = [[state for state, step in depth.items() if step == n] for n in range(max(depth.values()) + 1)]
    tallest = max(map(len, layers))
    place = {
        state: (n, (tallest - len(layer)) / 2 + row)
        for n, layer in enumerate(layers)
        for row, state in enumerate(layer)
    }
    nodes: list[dict[str, Any]] = [
        {"x": x, "y": y, "state": str(state + 1), "kind": "asked" if x == 0 else "reached"}
        for state, (x, y) in place.items()
    ]
    lines: list[dict[str, Any]] = []
    told: dict[str, list[tuple[int, int]]] = {}
    for here, there, maker in arcs:
        (x, y), (x2, y2) = place[here], place[there]
        lines.append({"x": x + 0.06, "y": y, "x2": x2 - 0.02 * len(layers), "y2": y2})
        lines[-1]["angle"] = _angle(place[here], place[there], _WIDTH / (len(layers) - 0.7))
        moves = told.setdefault(f"{maker_name(case, maker)} {_change(case, here, there)}", [])
        if (here, there) not in moves:
            moves.append((here, there))
    letters = {words: _letters(number) for number, words in enumerate(told)}
    key = [{"row": n, "text": wrapped(f"{letters[words]}: {words}", _KEY_WIDTH, 1)} for n, words in enumerate(told)]
    drawn = {"nodes": nodes, "lines": lines, "labels": _labels(place, told, letters)}
    graph: dict[str, Any] = {"width": _WIDTH, "height": max(90, _ROW * tallest), "layer": _marks(len(layers), tallest)}
    chart = {"vconcat": [graph, _key(len(key))], "spacing": 12}
    drawn["key"] = key
    ends = [state for state in depth if state != study.asked.state and not _goes_on(study, state)]
    words = (
        f"From {numbered(study.asked.state)}, {plural(len(depth) - 1, 'state')} can be reached by at most "
        f"{plural(max(depth.values()), 'better move')} in a row."
    )
    if ends:
        words += f" Nobody would move on from {', '.join(numbered(state) for state in sorted(ends))}."
    if left:
        words += f" {plural(left, 'state')} more {'is' if left == 1 else 'are'} not drawn."
    caption = "Where better moves lead. Each arrow is a move that is better for its mover at that moment."
    return Picture("ways-away", f"{caption} {words}", words, specification(chart, drawn))


def _goes_on(study: PeaceStudy, state: int) -> bool:
    graph = study.case.graph
    return any(len(graph.improvements(maker, state)) for maker in range(len(graph.makers)))


def _change(case: Conflict, here: int, there: int) -> str:
    return change_in_words(case, here, there).replace("“", "").replace("”", "")


def _letters(number: int) -> str:
    """From 0: a, b, …, z, aa, ab and so on."""
    before, last = divmod(number, len(ascii_lowercase))
    return (_letters(before - 1) if before else "") + ascii_lowercase[last]


def _angle(start: tuple[float, float], end: tuple[float, float], column: float) -> float:
    """Degrees clockwise by which the head of an arrow to the right is turned, with columns so far apart."""
    return math.degrees(math.atan2((end[1] - start[1]) * _ROW, (end[0] - start[0]) * column))


def _labels(
    place: Mapping[int, tuple[float, float]], told: dict[str, list[tuple[int, int]]], letters: dict[str, str]
) -> list[dict[str, Any]]:
    """The letters of the moves, each on its arrow before the middle, where crossing arrows are still apart."""
    on: dict[tuple[int, int], list[str]] = {}
    for words, moves in told.items():
        for move in moves:
            on.setdefault(move, []).append(letters[words])
    rows = []
    for (here, there), named in on.items():
        (x, y), (x2, y2) = place[here], place[there]
        rows.append({"x": x + _LABEL * (x2 - x), "y": y + _LABEL * (y2 - y), "text": ", ".join(named)})
    return rows


def _key(rows: int) -> dict[str, Any]:
    """What the letters mean, a line each."""
    place = {
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [rows - 0.5, -0.5], "nice": False, "zero": False},
    }
    mark = {"type": "text", "align": "left", "baseline": "middle", "fontSize": 11, "x": 0}
    told = {"y": {"field": "row", **place}, "text": {"field": "text", "type": "nominal"}}
    return {"width": _WIDTH, "height": _KEY_ROW * rows, "data": {"name": "key"}, "mark": mark, "encoding": told}


def _marks(layers: int, tallest: int) -> list[dict[str, Any]]:
    def axis(field: str, domain: list[float]) -> dict[str, Any]:
        scale = {"domain": domain, "nice": False, "zero": False}
        return {"field": field, "type": "quantitative", "scale": scale, "axis": None}

    def both(**more: Any) -> dict[str, Any]:
        x, y = axis("x", [-0.15, layers - 1 + 0.15]), axis("y", [tallest - 0.5, -0.5])
        return {"x": x, "y": y} | more

    line = {
        "data": {"name": "lines"},
        "mark": {"type": "rule", "color": palette.GREY, "strokeWidth": 1.2},
        "encoding": both(x2={"field": "x2"}, y2={"field": "y2"}),
    }
    disc = {
        "data": {"name": "nodes"},
        "mark": {"type": "point", "filled": True, "size": 620, "opacity": 1},
        "encoding": both(
            color={
                "field": "kind",
                "type": "nominal",
                "legend": None,
                "scale": {"domain": ["asked", "reached"], "range": [palette.BLUE, palette.GREY]},
            }
        ),
    }
    number = {
        "data": {"name": "nodes"},
        "mark": {"type": "text", "color": "white", "fontWeight": "bold"},
        "encoding": both(text={"field": "state", "type": "nominal"}),
    }
    ends = {"x": axis("x2", [-0.15, layers - 1 + 0.15]), "y": axis("y2", [tallest - 0.5, -0.5])}
    turned = {
        "field": "angle",
        "type": "quantitative",
        "legend": None,
        "scale": {"domain": [0, 360], "range": [0, 360]},
    }
    head = {
        "data": {"name": "lines"},
        "mark": {"type": "point", "shape": "triangle-right", "filled": True, "size": 60, "opacity": 1},
        "encoding": both(**ends, angle=turned, color={"value": palette.GREY}),
    }
    ground = {
        "data": {"name": "labels"},
        "mark": {"type": "point", "filled": True, "size": 300, "opacity": 1, "color": "white"},
        "encoding": both(),
    }
    letter = {
        "data": {"name": "labels"},
        "mark": {"type": "text", "fontSize": 12, "baseline": "middle"},
        "encoding": both(text={"field": "text", "type": "nominal"}),
    }
    return [line, head, disc, number, ground, letter]
