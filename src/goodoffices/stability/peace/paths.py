"""The picture: where better moves, one after the other, lead away from the state."""

from __future__ import annotations

from typing import Any

from goodoffices.stability.model import Conflict
from goodoffices.stability.peace.study import PeaceStudy
from goodoffices.stability.peace.words import change_in_words, maker_name, numbered
from goodoffices.values import Picture, palette, plural, specification, wrapped

__all__ = ["Ways", "path_picture", "ways_away"]

_DEEPEST = 3
_MOST_IN_A_LAYER = 6
_WIDTH, _ROW = 600, 64

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
    for here, there, maker in arcs:
        (x, y), (x2, y2) = place[here], place[there]
        lines.append({"x": x + 0.06, "y": y, "x2": x2 - 0.06, "y2": y2, "maker": maker_name(case, maker)})
    seen: dict[tuple[int, int], list[str]] = {}
    for here, there, maker in arcs:
        seen.setdefault((here, there), []).append(maker_name(case, maker))
    labels = [_label(case, place[here], place[there], (here, there), names) for (here, there), names in seen.items()]
    drawn = {"nodes": nodes, "lines": lines, "labels": labels}
    chart: dict[str, Any] = {
        "width": _WIDTH,
        "height": max(120, _ROW * tallest + 40),
        "layer": _marks(len(layers), tallest),
    }
    ends = [state for state in depth if state != study.asked.state and not _goes_on(study, state)]
    words = (
        f"From {numbered(study.asked.state)}, {plural(len(depth) - 1, 'state')} can be reached by at most "
        f"{plural(max(depth.values()), 'better move')} in a row."
    )
    if ends:
        words += f" Nobody would move on from {', '.join(numbered(state) for state in sorted(ends))}."
    if left:
        words += f" {plural(left, 'state')} more {'is' if left == 1 else 'are'} not drawn."
    caption = "Where better moves lead. Each line is a move that is better for its mover at that moment."
    return Picture("ways-away", f"{caption} {words}", words, specification(chart, drawn))


def _goes_on(study: PeaceStudy, state: int) -> bool:
    graph = study.case.graph
    return any(len(graph.improvements(maker, state)) for maker in range(len(graph.makers)))


def _label(
    case: Conflict, start: tuple[float, float], end: tuple[float, float], arc: tuple[int, int], names: list[str]
) -> dict[str, Any]:
    share = 0.5
    x, y = start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])
    change = change_in_words(case, *arc).replace("“", "").replace("”", "")
    return {"x": x, "y": y, "text": wrapped(f"{', '.join(names)}: {change}", 34, 2)}


def _marks(layers: int, tallest: int) -> list[dict[str, Any]]:
    def axis(field: str, domain: list[float]) -> dict[str, Any]:
        scale = {"domain": domain, "nice": False, "zero": False}
        return {"field": field, "type": "quantitative", "scale": scale, "axis": None}

    def both(**more: Any) -> dict[str, Any]:
        x, y = axis("x", [-0.15, layers - 1 + 0.15]), axis("y", [tallest - 0.3, -0.7])
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
    told: dict[str, Any] = {
        "data": {"name": "labels"},
        "mark": {"type": "text", "dy": -6, "fontSize": 10, "lineHeight": 12, "baseline": "middle"},
        "encoding": both(text={"field": "text", "type": "nominal"}),
    }
    head = {
        "data": {"name": "lines"},
        "mark": {
            "type": "point",
            "shape": "triangle-right",
            "filled": True,
            "size": 60,
            "color": palette.GREY,
            "opacity": 1,
        },
        "encoding": both(x=axis("x2", [-0.15, layers - 1 + 0.15]), y=axis("y2", [tallest - 0.3, -0.7])),
    }
    halo = told | {"mark": told["mark"] | {"stroke": "white", "strokeWidth": 5}}  # keeps words clear of lines
    return [line, head, disc, number, halo, told]
