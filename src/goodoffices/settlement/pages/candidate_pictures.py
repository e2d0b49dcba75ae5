"""Candidates in pictures, as Vega-Lite specifications: what each gives each party, in all and clause by clause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from goodoffices.dossier import Dossier, Party
from goodoffices.settlement.candidates import Candidate
from goodoffices.settlement.clauses import stakes
from goodoffices.settlement.pages.pictures import SIGNED
from goodoffices.settlement.result import Settlement
from goodoffices.values import (
    Picture,
    axis_labels,
    candidate_look,
    palette,
    plural,
    row_labels,
    row_step,
    series,
    shortened,
    signed,
    specification,
    wrapped,
)

__all__ = ["clause_picture", "gain_picture"]

LONGEST_NAME = 24
"""Letters of a party's name that stands upright over its column."""

WIDE_ENOUGH = 72
"""Pixels that the heading of a candidate takes when it is spelled out."""

LANE = 13
"""Pixels between two candidates of the same party."""

NARROWEST = 12
"""Pixels: below so narrow a column the picture of clauses says less than its table, and is left out."""


def gain_picture(dossier: Dossier, settlement: Settlement, chosen: Sequence[Candidate]) -> Picture:
    """Each party's gain in each candidate, from its fallback (0) to the most any acceptable package gives it."""
    parties = [party for party in dossier.parties if party.id in settlement.fallback]
    return Picture(
        name="gains",
        caption="Gains in every candidate. The line at 0 is the party's fallback; the bar ends at the most that any "
        "acceptable package gives it.",
        alt=_gain_alt(dossier, settlement, chosen),
        spec=specification(_gain_chart(settlement, parties, chosen)),
    )


def _gain_chart(settlement: Settlement, parties: Sequence[Party], chosen: Sequence[Candidate]) -> Any:
    ideals = {p: settlement.ideal[p] - settlement.fallback[p] for p in settlement.deciding if p in settlement.ideal}
    rows = [
        {
            "row": row,
            "name": c.name,
            "letter": c.letter,
            "gain": round(c.outcome.gain[party.id], 2),
            "key": f"{c.letter}  {c.name}",
        }
        for row, party in enumerate(parties)
        for c in chosen
    ]
    reach = [{"row": row, "ideal": round(ideals[p.id], 2)} for row, p in enumerate(parties) if p.id in ideals]
    axis = alt.Axis(title="Gain over fallback, in points", labelExpr=SIGNED, tickCount=8, grid=False)
    lines = row_labels([wrapped(_heading(party), 28, 2) for party in parties])
    plain: dict[str, Any] = {"title": None, "domain": False, "ticks": False, "labelLimit": 200, "labelPadding": 8}
    y = alt.Y("row:O").axis(alt.Axis(**lines, **plain))
    domain = [f"{c.letter}  {c.name}" for c in chosen]
    used = [candidate_look(place) for place in range(len(chosen))]
    legend = alt.Legend(title=None, orient="bottom", columns=2, labelLimit=320, symbolSize=80)
    colour = alt.Color("key:N").scale(domain=domain, range=[look.edge for look in used]).legend(legend)
    shape = alt.Shape("key:N").scale(domain=domain, range=[look.shape for look in used]).legend(legend)
    offset = alt.YOffset("key:N").scale(domain=domain, paddingOuter=1)
    step = LANE * (len(chosen) + 1)
    lane = chart_of(rows).encode(x=alt.X("gain:Q").axis(axis), y=y, yOffset=offset)
    dots = lane.mark_point(size=64, filled=True, opacity=1).encode(color=colour, shape=shape)
    letters = lane.mark_text(fontSize=11, fontWeight="bold", align="left", dx=8).encode(text=alt.Text("letter:N"))
    bars = chart_of(reach).mark_bar(color="#E8EEF3", size=step - 5)
    bars = bars.encode(x=alt.X("ideal:Q").axis(axis), y=y)
    ends = chart_of(reach).mark_tick(color=palette.BLACK, thickness=2, size=step - 5)
    ends = ends.encode(x=alt.X("ideal:Q"), y=y)
    zero = chart_of([{"zero": 0}]).mark_rule(color=palette.BLACK, strokeWidth=1.2).encode(x=alt.X("zero:Q"))
    layers = [*([bars, ends] if reach else []), zero, dots, letters]
    return alt.layer(*layers).properties(width=450, height=step * len(parties))


def _gain_alt(dossier: Dossier, settlement: Settlement, chosen: Sequence[Candidate]) -> str:
    least = [(min(c.outcome.gain[p] for p in settlement.deciding), c) for c in chosen]
    worst = {c.letter: min(settlement.deciding, key=lambda p, c=c: c.outcome.gain[p]) for _, c in least}  # type: ignore[misc]
    names = {party.id: party.name for party in dossier.parties}
    said = "; ".join(f"{c.letter} ({c.name}): {names[worst[c.letter]]} {signed(gain)}" for gain, c in least)
    return f"Every candidate gives every deciding party at least its fallback. The smallest gain in points: {said}."


def _heading(party: Party) -> str:
    return party.name + ("" if party.role.decides else " (observer)")


def clause_picture(dossier: Dossier, chosen: Sequence[Candidate]) -> Picture | None:
    """Who gains and who gives on every clause of every candidate; None when it would be too narrow to read."""
    step = min(26.0, 400 / max(1, len(chosen) * len(dossier.parties)))
    if step < NARROWEST:
        return None
    rows = [
        {
            "column": column,
            "row": row,
            "candidate": c.letter,
            "weight": round(stake.weight, 2),
            "stance": "gains" if stake.gains else "gives" if stake.gives else "in between",
        }
        for c in chosen
        for row, issue in enumerate(dossier.issues)
        for stake in stakes(dossier, issue, c.outcome.package[issue.id])
        for column, party in enumerate(dossier.parties)
        if party.id == stake.party and stake.share is not None
    ]
    return Picture(
        name="clauses",
        caption="Who gains and who gives. ▲ at least three quarters of what the party could get on the issue, ▽ less "
        "than half, a dot in between; the larger, the heavier the issue to the party.",
        alt=_clause_alt(dossier, chosen, rows),
        spec=specification(_clause_chart(dossier, chosen, rows, step)),
    )


def _clause_chart(dossier: Dossier, chosen: Sequence[Candidate], rows: Sequence[Mapping[str, Any]], step: float) -> Any:
    plain: dict[str, Any] = {"title": None, "domain": False, "ticks": False, "labelPadding": 6}
    names = axis_labels([[shortened(party.name, LONGEST_NAME)] for party in dossier.parties])
    asks = [wrapped(issue.ask, 36, 2) for issue in dossier.issues]
    x = alt.X("column:O").axis(alt.Axis(orient="top", labelAngle=-90, labelExpr=names, labelOverlap=False, **plain))
    y = alt.Y("row:O").axis(alt.Axis(**row_labels(asks), labelLimit=270, grid=True, gridColor="#EEEEEE", **plain))
    stances = ["gains", "in between", "gives"]
    legend = alt.Legend(title=None, orient="bottom", direction="horizontal", symbolSize=80)
    shape = alt.Shape("stance:N").scale(domain=stances, range=["triangle-up", "circle", "triangle-down"]).legend(legend)
    fill = alt.Fill("stance:N").scale(domain=stances, range=[palette.BLUE, palette.LIGHT, "white"]).legend(legend)
    edge = [palette.BLUE, palette.LIGHT, palette.VERMILION]
    stroke = alt.Stroke("stance:N").scale(domain=stances, range=edge).legend(legend)
    size = alt.Size("weight:Q").scale(domain=[0, 10], range=[6, step * 6.5]).legend(None)
    marks = chart_of(rows).mark_point(strokeWidth=1.5, opacity=1)
    chart = marks.encode(x=x, y=y, shape=shape, fill=fill, stroke=stroke, size=size)
    chart = chart.properties(width=alt.Step(step), height=alt.Step(row_step(asks)))
    wide = step * len(dossier.parties)
    spelled = "'Candidate ' + datum.value" if wide >= WIDE_ENOUGH else "datum.value"
    header = alt.Header(title=None, labelFontWeight="bold", labelLimit=wide + 6, labelExpr=spelled)
    order = [c.letter for c in chosen]
    return chart.facet(column=alt.Column("candidate:N").sort(order).header(header), spacing=10)


def _clause_alt(dossier: Dossier, chosen: Sequence[Candidate], rows: Sequence[Mapping[str, Any]]) -> str:
    def tally(candidate: str, column: int) -> str:
        mine = [row["stance"] for row in rows if row["candidate"] == candidate and row["column"] == column]
        return f"{mine.count('gains')} and {mine.count('gives')}"

    parts = []
    for c in chosen:
        tallies = (f"{party.name} {tally(c.letter, column)}" for column, party in enumerate(dossier.parties))
        parts.append(f"{c.letter} ({c.name}): {series(tallies)}")
    said = "; ".join(parts)
    return f"Of {plural(len(dossier.issues), 'clause')}, how many each party gains and gives: {said}."


def chart_of(rows: Sequence[Mapping[str, Any]]) -> Any:
    """A chart of these rows, which stand in its specification."""
    return alt.Chart(alt.InlineData(values=[dict(row) for row in rows]))
