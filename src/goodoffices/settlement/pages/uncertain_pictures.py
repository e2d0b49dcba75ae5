"""Acceptance under uncertainty in a picture, as a Vega-Lite specification: how often all accept, how far gains vary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goodoffices.dossier import Dossier
from goodoffices.settlement.pages.pictures import SHAPES, SIGNED
from goodoffices.settlement.pages.uncertain_words import MARKS, label, share, title
from goodoffices.settlement.result import Settlement
from goodoffices.settlement.uncertain.result import Acceptance, Proposal, Uncertainty
from goodoffices.values import Picture, palette, row_labels, series, shortened, signed, specification, wrapped

__all__ = ["acceptance_picture"]

COLOURS = (
    palette.BLUE,
    palette.VERMILION,
    palette.GREEN,
    palette.BLACK,
    palette.PURPLE,
    palette.ORANGE,
    palette.SKY,
)
"""Seven colours and six shapes: forty-two parties can be told apart."""

BANDS = {"type": "band", "paddingInner": 0.2, "paddingOuter": 0.1}
"""Both halves of the picture part their height alike."""

LETTER = 6.6
"""Pixels of a letter in a label, on average."""

LINE = 12
"""Pixels between two parties of the same proposal."""

TALLEST = 720
"""Pixels that the lines of all parties may take; beyond, each proposal shows its most doubtful party only."""

Data = Mapping[str, Any]


def acceptance_picture(dossier: Dossier, settlement: Settlement, uncertainty: Uncertainty) -> Picture | None:
    """For every allowed proposal the share of draws in which all accept, with its error, and how the gains vary; None
    when there is none."""
    proposals = [one for one in uncertainty.proposals if one.is_allowed]
    if not proposals:
        return None
    every = len(proposals) * len(uncertainty.deciding) * LINE <= TALLEST
    shown = [one.parties if every else (_doubtful(one),) for one in proposals]
    named = {party.id: shortened(party.name, 40) for party in dossier.parties}
    height = len(proposals) * max(36, LINE * len(shown[0]) + 14)
    labels = [wrapped(_label(settlement, one), 26, 2) for one in proposals]
    lines = row_labels(labels)
    # The renderer does not measure labels of two lines, and would cut them off.
    wide = LETTER * max(len(line) for lines_ in labels for line in lines_)
    plain = {"title": None, "domain": False, "ticks": False, "labelFontSize": 11, "labelPadding": 10, "minExtent": wide}
    row = {"field": "row", "type": "ordinal", "scale": {"domain": list(range(len(proposals))), **BANDS}}
    parties = [party for party in uncertainty.deciding if any(a.party == party for row in shown for a in row)]
    seats = {party: place for place, party in enumerate(uncertainty.deciding)}
    gains = _gains({**row, "axis": None}, [(named[party], seats[party]) for party in parties])
    chart = {
        "hconcat": [
            {"width": 120, "height": height, "layer": _shares({**row, "axis": {**lines, **plain, "labelLimit": 200}})},
            {"width": 270, "height": height, "layer": gains},
        ],
        "spacing": 16,
    }
    barred = "" if len(proposals) == len(uncertainty.proposals) else " Only what is allowed is drawn."
    alone = "" if every else " Only the most doubtful party of each proposal is drawn."
    return Picture(
        name="acceptance",
        caption="Left: the share of draws in which all accept, with its 95% error. "
        "Right: gains over fallback, in points; a sign at the mean, a bar over nine draws of ten, a thin line over "
        f"every reading of the file. Left of 0 a party does not accept.{barred}{alone}",
        alt=_alt(settlement, proposals, named),
        spec=specification(
            chart,
            {
                "shares": [_share_row(place, one) for place, one in enumerate(proposals)],
                "gains": _rows(shown, named),
            },
        ),
    )


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


def _rows(shown: Sequence[Sequence[Acceptance]], named: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "row": place,
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


def _shares(row: Data) -> list[dict[str, Any]]:
    axis = {
        "title": "All accept: share of draws",
        "values": [0, 0.5, 1],
        "format": ".1f",
        "gridColor": palette.LIGHT,
        "titleFontSize": 11,
        "labelFontSize": 11,
    }
    x = {"scale": {"domain": [0, 1]}, "axis": axis}
    bar = {"type": "rule", "strokeWidth": 9, "opacity": 0.4, "color": palette.BLUE}
    dot = {"type": "point", "size": 26, "filled": True, "opacity": 1, "color": palette.BLUE}
    return [
        _layer("shares", bar, {"y": row, "x": _quantity("low", **x), "x2": {"field": "high"}}),
        _layer("shares", dot, {"y": row, "x": _quantity("share", **x)}),
    ]


def _gains(row: Data, parties: Sequence[tuple[str, int]]) -> list[dict[str, Any]]:
    """`parties`: the names shown, each with its seat, which chooses its colour and shape."""
    axis = {
        "title": "Gain over fallback, in points",
        "labelExpr": SIGNED,
        "tickCount": 6,
        "grid": False,
        "titleFontSize": 11,
        "labelFontSize": 11,
    }
    names = [name for name, _ in parties]
    below = {"orient": "bottom", "columns": 2, "labelLimit": 240, "labelFontSize": 11, "symbolSize": 60, "title": None}
    below |= {"symbolOpacity": 1}
    looks = {"color": COLOURS, "shape": SHAPES}
    party = {
        channel: {
            "field": "party",
            "type": "nominal",
            "legend": below,
            "scale": {"domain": names, "range": [used[seat % len(used)] for _, seat in parties]},
        }
        for channel, used in looks.items()
    }
    offset = {"yOffset": {"field": "party", "type": "nominal", "scale": {"domain": names, "paddingOuter": 1}}}
    place = {"y": row, **offset}
    thin = {"type": "rule", "strokeWidth": 1, "opacity": 0.55}
    thick = {"type": "rule", "strokeWidth": 3.5, "opacity": 0.55}
    dot = {"type": "point", "size": 42, "filled": True, "opacity": 1}
    zero = {"data": {"values": [{"zero": 0}]}, "mark": {"type": "rule", "color": palette.BLACK, "strokeWidth": 1.2}}
    ends = [("least", "greatest", thin), ("low", "high", thick)]
    return [
        zero | {"encoding": {"x": _quantity("zero", axis=axis)}},
        *(
            _layer(
                "gains", mark, {**place, "color": party["color"], "x": _quantity(low, axis=axis), "x2": {"field": high}}
            )
            for low, high, mark in ends
        ),
        _layer("gains", dot, {**place, **party, "x": _quantity("mean", axis=axis)}),
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
