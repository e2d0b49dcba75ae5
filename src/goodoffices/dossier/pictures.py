"""Pictures of a dossier, as Vega-Lite specifications: when things happened, and what matters to whom."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from goodoffices.dossier.central import central_weight
from goodoffices.dossier.model import Dossier, Issue, Party, Preference
from goodoffices.values import (
    Period,
    Picture,
    axis_labels,
    number,
    palette,
    plural,
    row_labels,
    series,
    shortened,
    specification,
    spoken_date,
    wrapped,
)

__all__ = ["Entry", "entries", "heat_map", "timeline"]

COLOURS = {"Round of talks": palette.BLUE, "Text on record": palette.VERMILION}
PALE = {"Round of talks": "#A6CBE3", "Text on record": "#F0C3A0"}

WIDTH = 650
"""Pixels across a picture without its margins: it prints on A4."""

LONGEST_TITLE = 68
"""Letters of an entry's title in the timeline; the record has it whole."""

LETTER = 5.2
"""Pixels that a letter of a title takes, on the average."""

NAMED_COLUMNS = 7
"""Up to so many parties a column is headed by the party's name; beyond, by its short id."""


@dataclass(frozen=True)
class Entry:
    """A dated line of the record: a round of talks or a text."""

    date: Period
    title: str
    kind: str
    unverified: bool


def entries(dossier: Dossier) -> tuple[Entry, ...]:
    """Rounds and dated texts in the order of time (a round before a text of the same day)."""
    rounds = [Entry(r.date, r.title, "Round of talks", bool(r.unverified)) for r in dossier.rounds]
    texts = [Entry(t.date, t.title or t.id, "Text on record", bool(t.unverified)) for t in dossier.texts if t.date]
    return tuple(sorted([*rounds, *texts], key=lambda e: (e.date.first, e.date.last, e.kind)))


def timeline(dossier: Dossier) -> Picture | None:
    """One row for each round and dated text, so that no label covers another; None when nothing is dated.

    A point is one day, a line through it several days, a pale bar a date known only to the month or the year; what
    is unverified is hollow.
    """
    record = entries(dossier)
    if not record:
        return None
    rows = _rows(record)
    plain: dict[str, Any] = {"title": None, "domain": False, "ticks": False, "labelFontSize": 10.5, "labelPadding": 8}
    titles = [shortened(entry.title, LONGEST_TITLE) for entry in record]
    words = row_labels([[title] for title in titles])
    y = alt.Y("row:O").axis(alt.Axis(grid=True, gridColor="#EEEEEE", labelLimit=390, **words, **plain))
    x = alt.X("start:T").scale(type="utc", nice="month").title(None).axis(grid=False, labelFontSize=11, orient="top")
    base = alt.Chart(alt.InlineData(values=rows)).encode(y=y, x=x)
    shape, fill, stroke = _kinds()
    ends = alt.X2("end:T")
    own = alt.Color("colour:N").scale(None)
    bars = base.mark_bar(height=12, strokeWidth=1.2).encode(x2=ends, fill=alt.Fill("pale:N").scale(None))
    vague = bars.encode(stroke=alt.Stroke("colour:N").scale(None)).transform_filter("datum.how == 'vague'")
    span = base.mark_rule(strokeWidth=5, strokeCap="round").encode(x2=ends, color=own)
    span = span.transform_filter("datum.how == 'span'")
    points = base.mark_point(size=70, strokeWidth=1.8, opacity=1)
    points = points.encode(x=alt.X("middle:T"), shape=shape, fill=fill, stroke=stroke)
    points = points.transform_filter("datum.how != 'vague'")
    dates = base.encode(text=alt.Text("date:N"))
    right = dates.mark_text(fontSize=10, color="#444444", align="left", dx=9).encode(x=alt.X("end:T"))
    left = dates.mark_text(fontSize=10, color="#444444", align="right", dx=-9).encode(x=alt.X("start:T"))
    right, left = right.transform_filter("!datum.late"), left.transform_filter("datum.late")
    chart = alt.layer(*_as_of(dossier), vague, span, points, right, left)
    return Picture(
        name="timeline",
        caption=_timeline_caption(dossier, rows),
        alt=_timeline_alt(record),
        spec=specification(chart.properties(width=WIDTH - round(LETTER * max(map(len, titles))), height=alt.Step(18))),
    )


def _timeline_caption(dossier: Dossier, rows: Sequence[Mapping[str, Any]]) -> str:
    """Only what is drawn is explained."""
    how = {row["how"] for row in rows}
    signs = ["a point is one day"] * ("day" in how) + ["a line through a point several days"] * ("span" in how)
    signs += ["a pale bar a date known only to the month or the year"] * ("vague" in how)
    signs += ["hollow: not verified in every respect"] * any(row["kind"].endswith("unverified") for row in rows)
    signs += [f"dashed: the dossier as of {spoken_date(dossier.as_of)}"] if dossier.as_of else []
    return f"Rounds and texts on record: {'; '.join(signs)}."


def _rows(record: Sequence[Entry]) -> list[dict[str, Any]]:
    first, last = min(entry.date.first for entry in record), max(entry.date.last for entry in record)
    half = first + (last - first) / 2
    return [_row(place, entry, half) for place, entry in enumerate(record)]


def _row(place: int, entry: Entry, half: dt.date) -> dict[str, Any]:
    first, last = entry.date.first, entry.date.last
    how = {"day": "day", "span": "span"}.get(entry.date.precision, "vague")
    end = last + dt.timedelta(days=1 if how == "vague" and last < dt.date.max else 0)
    middle = first + (last - first) / 2
    return {
        "row": place,
        "kind": entry.kind + (", unverified" if entry.unverified else ""),
        "colour": COLOURS[entry.kind],
        "pale": "white" if entry.unverified else PALE[entry.kind],
        "date": spoken_date(entry.date),
        "late": middle > half,
        "how": how,
        "start": first.isoformat(),
        "middle": middle.isoformat(),
        "end": end.isoformat(),
    }


def _kinds() -> tuple[Any, Any, Any]:
    """Shape, fill and stroke of an entry: the kind by shape and colour, what is unverified hollow."""
    kinds = [kind + doubt for kind in COLOURS for doubt in ("", ", unverified")]
    edges = [COLOURS[kind.split(",")[0]] for kind in kinds]
    fills = ["white" if kind.endswith("unverified") else edge for kind, edge in zip(kinds, edges, strict=True)]
    legend = alt.Legend(title=None, orient="bottom", columns=2, labelLimit=300, symbolSize=80)
    shape = alt.Shape("kind:N").scale(domain=kinds, range=["circle", "circle", "diamond", "diamond"]).legend(legend)
    fill = alt.Fill("kind:N").scale(domain=kinds, range=fills).legend(legend)
    return shape, fill, alt.Stroke("kind:N").scale(domain=kinds, range=edges).legend(legend)


def _as_of(dossier: Dossier) -> list[Any]:
    if dossier.as_of is None:
        return []
    data = alt.InlineData(values=[{"start": dossier.as_of.last.isoformat()}])
    return [alt.Chart(data).mark_rule(strokeDash=[3, 3], color="#9A9A9A").encode(x=alt.X("start:T"))]


def _timeline_alt(record: Sequence[Entry]) -> str:
    kinds = Counter(entry.kind for entry in record)
    parts = [plural(kinds["Round of talks"], "round"), plural(kinds["Text on record"], "dated text")]
    flagged = sum(entry.unverified for entry in record)
    first, last = record[0], record[-1]
    words = f"{series(parts)} on record, from {spoken_date(first.date)} ({first.title})"
    words += f" to {spoken_date(last.date)} ({last.title})." if len(record) > 1 else "."
    return words + (f" {plural(flagged, 'entry is', 'entries are')} unverified." if flagged else "")


def heat_map(dossier: Dossier) -> Picture:
    """Issues by parties: the middle of every weight, dark where it is high, red lines framed and marked."""
    cells = [
        _cell(row, column, preference)
        for row, issue in enumerate(dossier.issues)
        for column, party in enumerate(dossier.parties)
        for preference in issue.preferences
        if preference.party == party.id
    ]
    step = min(86, max(26, 420 // max(len(dossier.parties), 1)))
    asks = [wrapped(issue.ask, 38, 2) for issue in dossier.issues]
    names = _headings(dossier.parties)
    plain: dict[str, Any] = {"title": None, "domain": False, "ticks": False, "labelFontSize": 11, "labelLimit": 270}
    above = alt.Axis(
        orient="top", labelAngle=0, labelPadding=len(names[0]) * 14 - 8, labelExpr=axis_labels(names), **plain
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
    chart = alt.layer(*layers).properties(width=alt.Step(step), height=alt.Step(24))
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
