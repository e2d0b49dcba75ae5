"""A picture of a dossier, as a Vega-Lite specification: what matters to whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import altair as alt

from goodoffices.dossier.central import central_weight
from goodoffices.dossier.model import Dossier, Issue, Party, Preference
from goodoffices.values import (
    Picture,
    axis_labels,
    number,
    palette,
    row_labels,
    row_step,
    series,
    shortened,
    specification,
    wrapped,
)

__all__ = ["heat_map"]

ROOM = 430
"""Pixels across all columns: with the questions beside them, they print on A4."""

NAMED_COLUMNS = 7
"""Up to so many parties a column is headed by the party's name; beyond, by its short id."""


def heat_map(dossier: Dossier) -> Picture:
    """Issues by parties: the middle of every weight, dark where it is high, red lines framed and marked."""
    cells = [
        _cell(row, column, preference)
        for row, issue in enumerate(dossier.issues)
        for column, party in enumerate(dossier.parties)
        for preference in issue.preferences
        if preference.party == party.id
    ]
    step = min(100, max(26, ROOM // max(len(dossier.parties), 1)))
    asks = [wrapped(issue.ask, 36, 2) for issue in dossier.issues]
    names = _headings(dossier.parties)
    plain: dict[str, Any] = {"title": None, "domain": False, "ticks": False, "labelLimit": 270, "labelPadding": 6}
    above = alt.Axis(
        orient="top", labelAngle=0, labelExpr=axis_labels(names), **plain | {"labelPadding": len(names[0]) * 14 - 8}
    )
    beside = alt.Axis(**row_labels(asks), **plain)
    x, y = alt.X("column:O").axis(above), alt.Y("row:O").axis(beside)
    base = alt.Chart(alt.InlineData(values=cells)).encode(x=x, y=y)
    shade = alt.Color("weight:Q").scale(domain=[0, 10], range=["#F2F6FA", "#9CC3DE", "#08407A"]).legend(None)
    fill = base.mark_rect(stroke="white", strokeWidth=2).encode(color=shade)
    frame = base.mark_rect(filled=False, stroke=palette.VERMILION, strokeWidth=2.5)
    ink = alt.when("datum.weight > 7.6").then(alt.value("white")).otherwise(alt.value("black"))
    text = base.mark_text(fontSize=12).encode(text=alt.Text("words:N"), color=ink)
    layers = [fill, frame.transform_filter("datum.red"), text]
    chart = alt.layer(*layers).properties(width=alt.Step(step), height=alt.Step(row_step(asks)))
    return Picture(
        name="weights",
        caption="The weight of each issue to each party, 0 to 10 (the middle of the interval): the darker, the "
        "heavier; – where a party is silent. A frame and one × for each red line.",
        alt=_heat_alt(dossier),
        spec=specification(chart),
    )


def _headings(parties: Sequence[Party]) -> list[list[str]]:
    """A heading of equally many lines for each party, its words at the bottom."""
    named = len(parties) <= NAMED_COLUMNS
    found = [wrapped(party.name, 13, 3) if named else [shortened(party.id, 6)] for party in parties]
    deepest = max((len(lines) for lines in found), default=1)
    return [[" "] * (deepest - len(lines)) + lines for lines in found]


def _cell(row: int, column: int, preference: Preference) -> dict[str, Any]:
    red = len(preference.red_lines)
    weight = float(central_weight(preference))
    words = "–" if preference.is_silent else number(weight)
    words += " " + "×" * red if red else ""
    return {"row": row, "column": column, "weight": round(weight, 3), "words": words, "red": bool(red)}


def heaviest(dossier: Dossier, party: str) -> tuple[float, tuple[Issue, ...]]:
    """The largest middle weight of a party and the issues that have it; (0, ()) when it is silent on all."""
    weights = [
        (float(central_weight(p)), issue) for issue in dossier.issues for p in issue.preferences if p.party == party
    ]
    top = max((weight for weight, _ in weights), default=0.0)
    return top, tuple(issue for weight, issue in weights if weight == top and top > 0)


def _heat_alt(dossier: Dossier) -> str:
    parts = []
    for party in dossier.parties:
        top, issues = heaviest(dossier, party.id)
        if issues:
            asks = series(shortened(issue.ask, 60) for issue in issues)
            parts.append(f"{party.name}: {asks} ({number(top)})")
    red = Counter(p.party for issue in dossier.issues for p in issue.preferences for _ in p.red_lines)
    drawn = series(f"{party.name} {red[party.id]}" for party in dossier.parties if red[party.id])
    heavy = f"What weighs most, of 10, for each party: {'; '.join(parts)}." if parts else "No party gave a weight."
    return f"{heavy} Red lines: {drawn or 'none'}."
