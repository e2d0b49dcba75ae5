"""Acceptance under uncertainty in a picture, as a Vega-Lite specification: how often all accept, how far gains vary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goodoffices.dossier import Dossier
from goodoffices.settlement.pages.pictures import SIGNED
from goodoffices.settlement.pages.uncertain_words import MARKS, label, share, title
from goodoffices.settlement.result import Settlement
from goodoffices.settlement.uncertain.result import Acceptance, Proposal, Uncertainty
from goodoffices.values import (
    ADVICE_LOOK,
    TEXT_LOOK,
    Look,
    Picture,
    candidate_look,
    palette,
    row_labels,
    series,
    shortened,
    signed,
    specification,
    wrapped,
)

__all__ = ["acceptance_picture"]

BANDS = {"type": "band", "paddingInner": 0.12, "paddingOuter": 0.06}
"""Both halves of the picture part their height alike."""

LETTER = 6.2
"""Pixels of a letter in a label, on average."""

LINE = 16
"""Pixels between two parties of the same proposal."""

TALLEST = 900
"""Pixels that the lines of all parties may take; beyond, each proposal shows its most doubtful party only."""

LONGEST_NAME = 24
"""Letters of a party's name beside its line."""

Data = Mapping[str, Any]


def acceptance_picture(dossier: Dossier, settlement: Settlement, uncertainty: Uncertainty) -> Picture | None:
    """For every allowed proposal the share of draws in which all accept, with its error, and how the gains vary; None
    when there is none."""
    proposals = [one for one in uncertainty.proposals if one.is_allowed]
    if not proposals:
        return None
    every = len(proposals) * len(uncertainty.deciding) * LINE <= TALLEST
    shown = [one.parties if every else (_doubtful(one),) for one in proposals]
    named = {party.id: shortened(party.name, LONGEST_NAME) for party in dossier.parties}
    full = {party.id: shortened(party.name, 40) for party in dossier.parties}
    barred = "" if len(proposals) == len(uncertainty.proposals) else " Only what is allowed is drawn."
    alone = "" if every else " Only the most doubtful party of each proposal is drawn."
    return Picture(
        name="acceptance",
        caption="Left: the share of draws in which all accept, with its 95% error. "
        "Right: gains over fallback, in points; a sign at the mean, a bar over nine draws of ten, a thin line over "
        f"every reading of the file. Left of 0 a party does not accept.{barred}{alone}",
        alt=_alt(settlement, proposals, full),
        spec=specification(
            _chart(settlement, proposals, [[named[a.party] for a in parties] for parties in shown], every),
            {
                "shares": [_share_row(place, one) for place, one in enumerate(proposals)],
                "gains": _rows(shown, named, list(uncertainty.deciding) if every else []),
            },
        ),
    )


def _chart(
    settlement: Settlement, proposals: Sequence[Proposal], names: Sequence[Sequence[str]], every: bool
) -> dict[str, Any]:
    """Two charts side by side that share their rows; between them the names of the parties, each at its line."""
    height = len(proposals) * max(40, LINE * len(names[0]) + 12)
    labels = [wrapped(_label(settlement, one), 27, 2) for one in proposals]
    # The renderer does not measure labels of two lines, and would cut them off.
    wide = LETTER * max(len(line) for lines in labels for line in lines)
    plain = {"title": None, "domain": False, "ticks": False, "labelPadding": 10, "minExtent": wide, "labelLimit": 200}
    row = {"field": "row", "type": "ordinal", "scale": {"domain": list(range(len(proposals))), **BANDS}}
    signs = [_look(one) for one in proposals]
    beside = LETTER * max(len(name) for parties in names for name in parties) + 20
    left = _shares({**row, "axis": {**row_labels(labels), **plain}}, signs)
    right = _gains({**row, "axis": None}, signs, len(names[0]) if every else 1)
    return {
        "hconcat": [
            {"width": 84, "height": height, "layer": left},
            {"width": 270, "height": height, "layer": right},
        ],
        "spacing": beside,
        "bounds": "flush",
    }


def _look(proposal: Proposal) -> Look:
    """The sign of a proposal, as in every picture."""
    if proposal.kind == "text":
        return TEXT_LOOK
    if proposal.kind in MARKS:
        return ADVICE_LOOK if proposal.kind == "robust" else ADVICE_LOOK.hollow
    return candidate_look(ord(proposal.id) - ord("A"))


def _label(settlement: Settlement, proposal: Proposal) -> str:
    """The proposals of the advice without their signs, which the font of pictures lacks."""
    return title(proposal) if proposal.kind in MARKS else label(settlement, proposal)


def _doubtful(proposal: Proposal) -> Acceptance:
    return min(proposal.parties, key=lambda one: (one.chance.share, one.gain.mean))


def _share_row(place: int, proposal: Proposal) -> dict[str, Any]:
    chance = proposal.all_accept
    return {
        "row": place,
        "share": round(chance.share, 2),
        "low": round(chance.low, 2),
        "high": round(chance.high, 2),
    }


def _rows(
    shown: Sequence[Sequence[Acceptance]], named: Mapping[str, str], seats: Sequence[str]
) -> list[dict[str, Any]]:
    """`seats`: the parties in the order of their lines; without, each proposal has one line."""
    return [
        {
            "row": place,
            "line": seats.index(one.party) if seats else 0,
            "party": named[one.party],
            "mean": round(one.gain.mean, 2),
            "low": round(one.gain.low, 2),
            "high": round(one.gain.high, 2),
            "least": round(one.least, 2),
            "greatest": round(one.greatest, 2),
        }
        for place, parties in enumerate(shown)
        for one in parties
    ]


def _layer(data: str, mark: Data, encoding: Data) -> dict[str, Any]:
    return {"data": {"name": data}, "mark": dict(mark), "encoding": dict(encoding)}


def _quantity(field: str, **more: Any) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", **more}


def _signed(signs: Sequence[Look]) -> dict[str, Any]:
    """Shape, edge and filling of a mark by its row."""
    channels = {"shape": "shape", "stroke": "edge", "fill": "fill"}
    return {
        channel: {
            "field": "row",
            "type": "nominal",
            "legend": None,
            "scale": {"domain": list(range(len(signs))), "range": [getattr(look, field) for look in signs]},
        }
        for channel, field in channels.items()
    }


def _shares(row: Data, signs: Sequence[Look]) -> list[dict[str, Any]]:
    axis = {"title": ["All accept:", "share of draws"], "values": [0, 0.5, 1], "format": ".1f"}
    x = {"scale": {"domain": [0, 1]}, "axis": axis | {"gridColor": palette.LIGHT}}
    bar = {"type": "rule", "strokeWidth": 9, "opacity": 0.4, "color": palette.GREY}
    dot = {"type": "point", "size": 64, "strokeWidth": 1.6, "opacity": 1}
    return [
        _layer("shares", bar, {"y": row, "x": _quantity("low", **x), "x2": {"field": "high"}}),
        _layer("shares", dot, {"y": row, "x": _quantity("share", **x), **_signed(signs)}),
    ]


def _gains(row: Data, signs: Sequence[Look], lines: int) -> list[dict[str, Any]]:
    """The gains of every party in every proposal: a line for each, with the party's name before it."""
    axis = {"title": "Gain over fallback, in points", "labelExpr": SIGNED, "tickCount": 6, "grid": False}
    scale = {"domain": list(range(lines)), "paddingOuter": 0.5}
    place = {"y": row, "yOffset": {"field": "line", "type": "ordinal", "scale": scale}}
    thin = {"type": "rule", "strokeWidth": 1.2, "color": palette.GREY}
    thick = {"type": "rule", "strokeWidth": 5, "color": "#A9B4BE"}
    dot = {"type": "point", "size": 52, "strokeWidth": 1.6, "opacity": 1}
    words = {"type": "text", "align": "right", "dx": -8, "fontSize": 11, "color": "#333333"}
    zero = {"data": {"values": [{"zero": 0}]}, "mark": {"type": "rule", "color": palette.BLACK, "strokeWidth": 1.2}}
    ends = [("least", "greatest", thin), ("low", "high", thick)]
    return [
        _layer("shares", {"type": "bar", "color": "#F3F5F7"}, {"y": row}),
        zero | {"encoding": {"x": _quantity("zero", axis=axis)}},
        *(
            _layer("gains", mark, {**place, "x": _quantity(low, axis=axis), "x2": {"field": high}})
            for low, high, mark in ends
        ),
        _layer("gains", words, {**place, "x": {"value": 0}, "text": {"field": "party", "type": "nominal"}}),
        _layer("gains", dot, {**place, **_signed(signs), "x": _quantity("mean", axis=axis)}),
    ]


def _alt(settlement: Settlement, proposals: Sequence[Proposal], named: Mapping[str, str]) -> str:
    said = []
    for one in proposals:
        least = _doubtful(one)
        said.append(
            f"{label(settlement, one, 60)}: all accept in {share(one.all_accept)} of the draws; accepted least often "
            f"by {named[least.party]}, mean gain {signed(least.gain.mean)}"
        )
    return f"{series(said)}."
