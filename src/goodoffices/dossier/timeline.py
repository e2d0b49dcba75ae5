"""The record in a picture, as a Vega-Lite specification: which rounds and texts there were, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from goodoffices.dossier.calendar import LETTER, Calendar, calendar_of, stamp
from goodoffices.dossier.model import Dossier
from goodoffices.values import (
    TEXT_LOOK,
    Look,
    Period,
    Picture,
    palette,
    plural,
    row_labels,
    row_step,
    series,
    shortened,
    specification,
    spoken_date,
)

__all__ = ["Entry", "entries", "timeline"]

ROUND, TEXT = "Round of talks", "Text on record"
LOOKS = {ROUND: Look("circle", palette.GREY, palette.GREY), TEXT: TEXT_LOOK}
PALE = {ROUND: palette.LIGHT, TEXT: "#F0C3A0"}
BAR = "M-1.6,-.7H1.6V.7H-1.6Z"
"""The sign, in the legend, of a date known only to the month or the year."""

WIDTH = 640
"""Pixels across titles and dates together: the picture prints on A4."""

LONGEST_TITLE = 54
"""Letters of an entry's title in the timeline; the record has it whole."""


@dataclass(frozen=True)
class Entry:
    """A dated line of the record: a round of talks or a text."""

    date: Period
    title: str
    kind: str
    unverified: bool

    @property
    def how(self) -> str:
        """Whether its date is one `day`, a `span` of days, or `vague`: known only to the month or the year."""
        return {"day": "day", "span": "span"}.get(self.date.precision, "vague")

    @property
    def said(self) -> str:
        """Its kind, and whether it is verified."""
        return self.kind + (", unverified" if self.unverified else "")

    @property
    def sign(self) -> str:
        """What the legend says of its mark."""
        return self.said + (", no exact day" if self.how == "vague" else "")

    @property
    def look(self) -> Look:
        """Its mark: by kind, pale where the day is not known, hollow where it is not verified."""
        plain = LOOKS[self.kind]
        if self.how == "vague":
            plain = Look(BAR, plain.edge, PALE[self.kind])
        return plain.hollow if self.unverified else plain


def entries(dossier: Dossier) -> tuple[Entry, ...]:
    """Rounds and dated texts in the order of time (a round before a text of the same day)."""
    rounds = [Entry(r.date, r.title, ROUND, bool(r.unverified)) for r in dossier.rounds]
    texts = [Entry(t.date, t.title or t.id, TEXT, bool(t.unverified)) for t in dossier.texts if t.date]
    return tuple(sorted([*rounds, *texts], key=lambda e: (e.date.first, e.date.last, e.kind)))


def timeline(dossier: Dossier) -> Picture | None:
    """One row for each round and dated text, so that no label covers another; None when nothing is dated.

    A point is one day, a line through it several days, a pale bar a date known only to the month or the year; what
    is unverified is hollow.
    """
    record = entries(dossier)
    if not record:
        return None
    titles = [[shortened(entry.title, LONGEST_TITLE)] for entry in record]
    width = WIDTH - round(LETTER * max(len(line) for lines in titles for line in lines))
    calendar = calendar_of([entry.date for entry in record], dossier.as_of, width)
    plain: dict[str, Any] = {"title": None, "domain": False, "ticks": False, "labelPadding": 8}
    y = alt.Y("row:O").axis(alt.Axis(grid=True, gridColor="#EEEEEE", labelLimit=390, **row_labels(titles), **plain))
    ticks = alt.Axis(values=list(calendar.ticks), labelExpr=calendar.labels, title=None, grid=False, orient="top")
    scale = alt.Scale(type="utc", domain=list(calendar.domain), nice=False)
    x = alt.X("start:Q").scale(scale).axis(ticks)
    rows = [_row(place, entry, calendar) for place, entry in enumerate(record)]
    base = alt.Chart(alt.InlineData(values=rows)).encode(y=y, x=x)
    layers = [*_as_of(dossier, scale, ticks), *_dates(base), *_marks(base, record)]
    chart = alt.layer(*layers).properties(width=width, height=alt.Step(row_step(titles)))
    return Picture("timeline", _timeline_caption(dossier, record), _timeline_alt(record), specification(chart))


def _timeline_caption(dossier: Dossier, record: Sequence[Entry]) -> str:
    """Only what is drawn is explained."""
    how = {entry.how for entry in record}
    signs = ["a point is one day"] * ("day" in how) + ["a line through a point several days"] * ("span" in how)
    signs += ["a pale bar a date known only to the month or the year"] * ("vague" in how)
    signs += ["hollow: not verified in every respect"] * any(entry.unverified for entry in record)
    signs += [f"dashed: the dossier as of {spoken_date(dossier.as_of)}"] if dossier.as_of else []
    return f"Rounds and texts on record: {'; '.join(signs)}."


def _row(place: int, entry: Entry, calendar: Calendar) -> dict[str, Any]:
    start, end = stamp(entry.date.first), stamp(entry.date.last)
    middle = (start + end) // 2
    if entry.how == "vague":
        end = stamp(entry.date.last, after=1)
    date = spoken_date(entry.date)
    return {
        "row": place,
        "kind": entry.said,
        "sign": entry.sign,
        "edge": entry.look.edge,
        "fill": entry.look.fill,
        "date": date,
        "left": calendar.before(start, end, date),
        "how": entry.how,
        "start": start,
        "middle": middle,
        "end": end,
    }


def _marks(base: Any, record: Sequence[Entry]) -> list[Any]:
    """Bars of vague dates, lines of several days, and points, with a legend of the marks that are there."""
    found = {entry.sign: entry.look for entry in sorted(record, key=lambda e: (e.kind, e.how == "vague", e.unverified))}
    legend = alt.Legend(title=None, orient="bottom", columns=2, labelLimit=330, symbolSize=90)
    shape, fill, edge = (
        alt_of("sign:N")
        .scale(domain=list(found), range=[getattr(look, field) for look in found.values()])
        .legend(legend)
        for alt_of, field in ((alt.Shape, "shape"), (alt.Fill, "fill"), (alt.Stroke, "edge"))
    )
    ends, own = alt.X2("end:Q"), alt.Stroke("edge:N").scale(None)
    bars = base.mark_bar(height=12, strokeWidth=1.2).encode(x2=ends, fill=alt.Fill("fill:N").scale(None), stroke=own)
    span = base.mark_rule(strokeWidth=5, strokeCap="round").encode(x2=ends, color=alt.Color("edge:N").scale(None))
    points = base.mark_point(size=75, strokeWidth=1.8, opacity=1)
    points = points.encode(x=alt.X("middle:Q"), shape=shape, fill=fill, stroke=edge)
    return [
        bars.transform_filter("datum.how == 'vague'"),
        span.transform_filter("datum.how == 'span'"),
        points.transform_filter("datum.how != 'vague'"),
    ]


def _dates(base: Any) -> list[Any]:
    """Every date beside its mark, on a white ground that keeps lines off it."""
    layers = []
    for test, side, way in (("!datum.left", "end", 1), ("datum.left", "start", -1)):
        told = base.encode(text=alt.Text("date:N"), x=alt.X(f"{side}:Q")).transform_filter(test)
        look: dict[str, Any] = {"fontSize": 11, "align": "left" if way > 0 else "right", "dx": way * 10}
        layers += [
            told.mark_text(stroke="white", strokeWidth=6, strokeJoin="round", color="white", **look),
            told.mark_text(color="#444444", **look),
        ]
    return layers


def _as_of(dossier: Dossier, scale: Any, ticks: Any) -> list[Any]:
    if dossier.as_of is None:
        return []
    data = alt.InlineData(values=[{"start": stamp(dossier.as_of.last)}])
    x = alt.X("start:Q").scale(scale).axis(ticks)
    return [alt.Chart(data).mark_rule(strokeDash=[3, 3], color="#8A8A8A").encode(x=x)]


def _timeline_alt(record: Sequence[Entry]) -> str:
    kinds = Counter(entry.kind for entry in record)
    parts = [plural(kinds[ROUND], "round"), plural(kinds[TEXT], "dated text")]
    flagged = sum(entry.unverified for entry in record)
    first, last = record[0], record[-1]
    words = f"{series(parts)} on record, from {spoken_date(first.date)} ({first.title})"
    words += f" to {spoken_date(last.date)} ({last.title})." if len(record) > 1 else "."
    return words + (f" {plural(flagged, 'entry is', 'entries are')} unverified." if flagged else "")
