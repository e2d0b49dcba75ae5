"""The zone in pictures, as a Vega-Lite specification: the frontier by pairs of parties, with what is placed in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goodoffices.dossier import Dossier
from goodoffices.settlement.candidates import Candidate
from goodoffices.settlement.outcomes import gains_of
from goodoffices.settlement.pages.zone import label_places, telling_pairs, thinned
from goodoffices.settlement.result import Frontier, Outcome, RatedText, Settlement
from goodoffices.values import (
    TEXT_LOOK,
    Look,
    Picture,
    candidate_look,
    number,
    palette,
    plural,
    series,
    shortened,
    signed,
    specification,
    wrapped,
)

__all__ = ["SIGNED", "zone_picture"]

GRAIN = 4
"""Pixels: frontier packages that fall into the same cell of this size share a dot, so that pages stay light."""
FEW = 60
"""Up to so many frontier packages, each is drawn as a larger dot."""
LETTER = 6.4
"""Pixels that a letter takes in the name beside an axis, on the average."""
SIGNED = "datum.value ? format(datum.value, '+d') : '0'"
"""How an axis writes gains."""

Domain = tuple[float, float]


@dataclass(frozen=True)
class _Mark:
    label: str
    name: str
    outcome: Outcome
    look: Look
    hollow: bool = False


def zone_picture(dossier: Dossier, settlement: Settlement, chosen: Sequence[Candidate]) -> Picture | None:
    """The frontier by pairs of parties, candidates and texts placed in it; None when there is nothing to see."""
    marks = _marks(settlement, chosen)
    pairs = telling_pairs(dossier, settlement)
    if not pairs or len(marks) < (1 if settlement.frontier.points else 2):
        return None
    names = {party.id: party.name for party in dossier.parties}
    columns = {1: 1, 2: 2, 4: 2}.get(len(pairs), 3)
    size = {1: (430.0, 330.0), 2: (255.0, 220.0), 3: (148.0, 145.0)}[columns]
    domains = {party: _domain(settlement, marks, party) for party in settlement.deciding}
    dot = 7 if len(settlement.frontier.points) > FEW else 26
    panels = [_panel(marks, pair, domains, names, size, dot) for pair in pairs]
    datasets = {_name("frontier", pair): _frontier(settlement, pair, domains, size) for pair in pairs}
    datasets |= {_name("placed", pair): _placed(marks, pair, domains, size) for pair in pairs}
    # Plain Vega-Lite: altair takes over a second to compose so many layers.
    shared = {"scale": dict.fromkeys(("shape", "fill", "stroke"), "shared")}
    chart = {"concat": panels, "columns": columns, "spacing": 22, "resolve": shared}
    every = len(settlement.deciding) * (len(settlement.deciding) - 1) // 2
    shown = "" if len(pairs) == every else f" {len(pairs)} of {every} pairs: principals first, then those most at odds."
    return Picture(
        name="zone",
        caption=_zone_caption(settlement, chosen) + shown,
        alt=_zone_alt(settlement, chosen, names, pairs),
        spec=specification(chart, datasets),
    )


def _zone_caption(settlement: Settlement, chosen: Sequence[Candidate]) -> str:
    words = (
        "Gains over fallback, in points, by pairs of parties; the lines at 0 are the fallbacks, and in the tinted "
        "corner both gain."
    )
    if settlement.frontier.points:
        words += f" Pale dots: {_dots(settlement.frontier)} (close ones share a dot)."
    words += " Letters: candidates." if chosen else ""
    if any(text.outcome for text in settlement.texts):
        words += " Numbers: texts on record, hollow when they cross a red line or break a linkage."
    return words


def _undrawn(frontier: Frontier) -> str:
    """What there is to see where the frontier is empty or not listed."""
    if frontier.complete:
        return "No package is at least as good as no agreement for every deciding party"
    limit = "The frontier is too large to"
    return f"{limit} list; drawn are {_dots(frontier)}" if frontier.points else f"{limit} draw"


def _dots(frontier: Frontier) -> str:
    if frontier.complete:
        return "packages that cannot be bettered"
    within = f"to within {number(frontier.epsilon or 0)} points"
    return f"acceptable packages that stand, {within}, for those that cannot be bettered"


def _marks(settlement: Settlement, chosen: Sequence[Candidate]) -> list[_Mark]:
    found = [
        _Mark(c.letter, f"{c.letter}  {c.name}", c.outcome, candidate_look(place)) for place, c in enumerate(chosen)
    ]
    for place, text in enumerate(settlement.texts, 1):
        if text.outcome is not None:
            name = f"{place}  {shortened(text.title, 46)}"
            broken = bool(blocking(settlement, text) or text.linkages)
            look = TEXT_LOOK.hollow if broken else TEXT_LOOK
            found.append(_Mark(str(place), name, text.outcome, look, broken))
    return found


def blocking(settlement: Settlement, text: RatedText) -> list[str]:
    """The deciding parties whose red lines a text crosses."""
    return [breach.party for breach in text.red_lines if breach.party in settlement.deciding]


def _domain(settlement: Settlement, marks: Sequence[_Mark], party: str) -> Domain:
    front = gains_of(settlement.frontier.points, (party,))
    placed = [0.0, *(mark.outcome.gain[party] for mark in marks)]
    low, high = min(placed), max(placed)
    low, high = float(front.min(initial=low)), float(front.max(initial=high))
    margin = max(high - low, 1.0) * 0.09
    return round(low - margin, 2), round(high + margin, 2)


def _panel(
    marks: Sequence[_Mark],
    pair: tuple[str, str],
    domains: Mapping[str, Domain],
    names: Mapping[str, str],
    size: tuple[float, float],
    dot: int,
) -> dict[str, Any]:
    x, y = (_axis(_title(names[p], side), domains[p]) for p, side in zip(pair, size, strict=True))
    x, y = {"field": "x", **x}, {"field": "y", **y}
    corner = {"values": [{"x": 0, "y": 0, "right": domains[pair[0]][1], "top": domains[pair[1]][1]}]}
    line = {"type": "rule", "color": palette.GREY, "strokeWidth": 1.2}
    dots = {"type": "circle", "color": "#8FA3B5", "size": dot, "opacity": 0.55}
    words = {"x": {"field": "lx", "type": "quantitative"}, "y": {"field": "ly", "type": "quantitative"}}
    both = {"x": x, "y": y}
    frontier, placed = ({"name": _name(kind, pair)} for kind in ("frontier", "placed"))

    def layer(data: Mapping[str, Any], mark: Mapping[str, Any], encoding: Mapping[str, Any]) -> dict[str, Any]:
        return {"data": data, "mark": mark, "encoding": encoding}

    layers = [
        layer(corner, {"type": "rect", "color": "#EEF4F9"}, both | {"x2": {"field": "right"}, "y2": {"field": "top"}}),
        layer(corner, line, {"x": x}),
        layer(corner, line, {"y": y}),
        layer(frontier, dots, both),
        layer(placed, {"type": "point", "size": 62, "strokeWidth": 1.6, "opacity": 1}, both | _legend(marks)),
        layer(placed, {"type": "text", "fontSize": 12, "fontWeight": "bold"}, words | {"text": {"field": "label"}}),
    ]
    return {"width": size[0], "height": size[1], "layer": layers}


def _title(name: str, side: float) -> list[str]:
    """The whole name of a party beside an axis that is `side` pixels long, on two lines if need be."""
    return wrapped(name, int(side // LETTER), 2)


def _axis(title: Sequence[str], domain: Domain) -> dict[str, Any]:
    axis = {"grid": False, "tickCount": 4, "labelFontSize": 11, "labelExpr": SIGNED}
    scale = {"domain": list(domain), "nice": False, "zero": False}
    return {"type": "quantitative", "scale": scale, "axis": {"title": list(title), **axis}}


def _name(kind: str, pair: tuple[str, str]) -> str:
    return f"{kind} {pair[0]} {pair[1]}"


def _frontier(
    settlement: Settlement, pair: tuple[str, str], domains: Mapping[str, Domain], size: tuple[float, float]
) -> list[dict[str, float]]:
    wide, high = (GRAIN * (domains[p][1] - domains[p][0]) / side for p, side in zip(pair, size, strict=True))
    return [{"x": x, "y": y} for x, y in thinned(settlement.frontier.points, pair, (wide, high))]


def _placed(
    marks: Sequence[_Mark], pair: tuple[str, str], domains: Mapping[str, Domain], size: tuple[float, float]
) -> list[dict[str, Any]]:
    across, up = domains[pair[0]], domains[pair[1]]
    wide, high = (across[1] - across[0]) / size[0], (up[1] - up[0]) / size[1]
    gains = [(mark.outcome.gain[pair[0]], mark.outcome.gain[pair[1]]) for mark in marks]
    pixels = [((x - across[0]) / wide, (up[1] - y) / high) for x, y in gains]
    labels = label_places(pixels, size)
    return [
        {
            "name": mark.name,
            "label": mark.label,
            "x": round(x, 2),
            "y": round(y, 2),
            "lx": round(across[0] + at[0] * wide, 2),
            "ly": round(up[1] - at[1] * high, 2),
        }
        for mark, (x, y), at in zip(marks, gains, labels, strict=True)
    ]


def _legend(marks: Sequence[_Mark]) -> dict[str, Any]:
    """Shape, fill and stroke of every mark, in one legend below."""
    names = [mark.name for mark in marks]
    looks = {
        "shape": [mark.look.shape for mark in marks],
        "fill": [mark.look.fill for mark in marks],
        "stroke": [mark.look.edge for mark in marks],
    }
    below = {"orient": "bottom", "columns": 2, "labelLimit": 300, "symbolSize": 80, "title": None}
    return {
        channel: {
            "field": "name",
            "type": "nominal",
            "scale": {"domain": names, "range": looks[channel]},
            "legend": below,
        }
        for channel in looks
    }


def _zone_alt(
    settlement: Settlement, chosen: Sequence[Candidate], names: Mapping[str, str], pairs: Sequence[tuple[str, str]]
) -> str:
    shown = series(f"{names[one]} against {names[other]}" for one, other in pairs)
    size = settlement.frontier.size
    if not size:
        words = _undrawn(settlement.frontier)
    else:
        best = [
            f"{names[p]} at most {signed(settlement.ideal[p] - settlement.fallback[p])}" for p in settlement.deciding
        ]
        words = f"{plural(size, 'package')} cannot be bettered for one without loss to another; gains in points reach: "
        words += series(best)
    placed = "; ".join(_mark_words(mark, settlement.deciding, names) for mark in _marks(settlement, chosen))
    return f"{words}. Placed in it: {placed}. Pairs shown: {shown}."


def _mark_words(mark: _Mark, deciding: Sequence[str], names: Mapping[str, str]) -> str:
    worst = min(deciding, key=lambda party: mark.outcome.gain[party])
    broken = ", crosses a red line or breaks a linkage" if mark.hollow else ""
    return f"{mark.name}, least for {names[worst]} ({signed(mark.outcome.gain[worst])}){broken}"
