"""The parts of a route in a row, each by how consent to it stands; and the words for that."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final

from goodoffices.corridors.consent import MET, NOT_MET, UNKNOWN
from goodoffices.corridors.plan.study import Study
from goodoffices.values import Picture, palette, series, specification

__all__ = ["LOOKS", "STATES", "state_of", "strip_picture"]

STATES: Final = {MET: "consent of all on record", NOT_MET: "a consent is missing", UNKNOWN: "not known"}
"""How consent to a part of the route stands, in words."""
LOOKS: Final = {MET: (palette.BLUE, [1, 0]), NOT_MET: (palette.PURPLE, [6, 3]), UNKNOWN: (palette.BLACK, [2, 2])}
"""Its colour and its dash; exposure has the warm colours to itself."""
_SIGNS: Final = {MET: "✓", NOT_MET: "✗", UNKNOWN: "?"}
_WIDTH: Final = 560
_ENDS, _BOXES, _NAMES = 18, 50, 82
"""Heights of the three lines."""


def state_of(found: Study, stretch: str) -> str:
    """How the consent to a stretch stands: the worst of its bodies."""
    states = {one.state for one in found.standings if one.stretch == stretch}
    return next((state for state in (NOT_MET, UNKNOWN) if state in states), MET if states else UNKNOWN)


def strip_picture(found: Study) -> Picture:
    """The parts of the route in their order, each a box by how its consent stands; lengths are not to scale."""
    rows = [_part(found, place, ends) for place, ends in enumerate(pairwise(found.plan.route))]
    ends = [{"at": place, "name": name} for place, name in enumerate(found.plan.route)]
    across = {"type": "quantitative", "axis": None, "scale": {"domain": [-0.35, len(rows) + 0.35], "nice": False}}
    colour = {
        "field": "state",
        "type": "nominal",
        "scale": {"domain": list(STATES.values()), "range": [colour for colour, _ in LOOKS.values()]},
        "legend": {"orient": "bottom", "title": None, "labelLimit": 240},
    }
    middle, first = across | {"field": "middle"}, across | {"field": "from"}
    chart = {
        "width": _WIDTH,
        "height": 96,
        "layer": [
            {
                "data": {"values": rows},
                "mark": {"type": "bar", "height": 24, "stroke": "#ffffff"},
                "encoding": {"color": colour, "x": first, "x2": {"field": "to"}, "y": {"value": _BOXES}},
            },
            _text(rows, "sign", middle, _BOXES, fontSize=15, color="#ffffff", fontWeight="bold"),
            _text(rows, "name", middle, _NAMES),
            _text(ends, "name", across | {"field": "at"}, _ENDS, fontWeight="bold"),
        ],
    }
    told = "; ".join(f"{row['said']}" for row in rows)
    caption = "The route, part by part, by how consent to it stands. Not to scale."
    alt = f"The parts of the route in their order. {told}."
    return Picture("corridor-consent", caption, alt, specification(chart))


def _part(found: Study, place: int, ends: tuple[str, str]) -> dict[str, Any]:
    """What is drawn between two neighbouring points: its stretches, and the worst of how they stand."""
    route = found.plan.route
    names = [one.name for one in found.plan.record.stretches if route.index(one.start) <= place < route.index(one.end)]
    states = [state_of(found, name) for name in names]
    state = next((each for each in (NOT_MET, UNKNOWN, MET) if each in states), UNKNOWN)
    said = f"{ends[0]} to {ends[1]}: {STATES[state] if names else 'in no stretch'}"
    shown = {"name": series(names) or "in no stretch", "state": STATES[state], "sign": _SIGNS[state], "said": said}
    return shown | {"from": place, "middle": place + 0.5, "to": place + 1}


def _text(rows: list[dict[str, Any]], field: str, x: dict[str, Any], y: int, **look: Any) -> dict[str, Any]:
    mark = {"type": "text", "fontSize": 11, "limit": 170, **look}
    return {"data": {"values": rows}, "mark": mark, "encoding": {"text": {"field": field}, "x": x, "y": {"value": y}}}
