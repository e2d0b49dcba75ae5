"""Reads one line of a ledger. No message repeats a free text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from goodoffices.ceasefire.incidents.ledger import FINDINGS, Incident, Signed
from goodoffices.errors import Problem, Where

__all__ = ["STATUS", "Row", "read_incident"]

STATUS: Final = "status_"
"""How the columns of bodies' statuses begin."""
_HOUR: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_MOST_DIGITS: Final = 7


@dataclass(frozen=True)
class Row:
    """A line of a ledger by its columns, and where its problems go."""

    file: str
    line: int
    columns: Mapping[str, int]
    cells: tuple[str, ...]
    problems: list[Problem]

    def text(self, name: str) -> str:
        """The text of a column, "" where it is absent or empty."""
        place = self.columns.get(name, len(self.cells))
        return self.cells[place] if place < len(self.cells) else ""

    def add(self, name: str, what: str, remedy: str = "") -> None:
        """A problem in this column."""
        where = Where(self.file, self.line, self.columns.get(name, 0) + 1, name)
        self.problems.append(Problem(what, where, remedy))

    def needed(self, name: str) -> str:
        """The text of a column that every incident has."""
        text = self.text(name)
        if not text:
            self.add(name, f"the incident has no `{name}`", "Write it; a ledger without it tells nothing.")
        return text

    def day(self, name: str) -> dt.date | None:
        """A day of the calendar."""
        text = self.text(name)
        if not text:
            return None
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            self.add(name, f"`{text[:20]}` is no day of the calendar", "Write year, month and day, as 2031-04-01.")
            return None

    def whole(self, name: str) -> int | None:
        """A count; empty is not known, and not 0."""
        text = self.text(name)
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
            self.add(name, f"`{text[:20]}` is no count", "Write a whole number; leave it empty where it is not known.")
            return None
        return int(text)

    def degrees(self, name: str, limit: int) -> float | None:
        """A latitude or a longitude."""
        text = self.text(name)
        if not text:
            return None
        try:
            found = float(text)
        except ValueError:
            found = limit + 1.0
        if not -limit <= found <= limit:
            self.add(name, f"`{text[:20]}` is no {name}", f"Write degrees with a point, from −{limit} to {limit}.")
            return None
        return found

    def word(self, name: str) -> str:
        """One of `FINDINGS`, or ""."""
        text = self.text(name).casefold()
        if text and text not in FINDINGS:
            self.add(name, f"`{text[:40]}` is no finding", f"Write {', '.join(FINDINGS)}, or nothing.")
            return ""
        return text

    def signed(self, what: str) -> Signed | None:
        """Author and date of a stage, both or neither."""
        by, on = self.text(f"{what}_by"), self.day(f"{what}_on")
        if by and not self.text(f"{what}_on"):
            self.add(f"{what}_on", f"`{what}_by` is told and its day is not", "A stage has its author and its day.")
        if self.text(f"{what}_on") and not by:
            self.add(f"{what}_by", f"`{what}_on` is told and its author is not", "A stage has its author and its day.")
        return Signed(by, on) if by and on else None


def read_incident(row: Row) -> Incident | None:
    """The incident of a line; None where something is wrong with it, which is added to the problems."""
    before = len(row.problems)
    name, kind = row.needed("event_id"), row.needed("kind")
    row.needed("date_start")
    first, last = row.day("date_start"), row.day("date_end")
    if first and last and last < first:
        row.add("date_end", "the incident ends before it begins", "Check the two days.")
    for column in ("reported_by", "reported_on"):
        row.needed(column)
    reported, verified, attributed = (row.signed(what) for what in ("reported", "verified", "attributed"))
    finding = row.word("finding")
    statuses = tuple((each.removeprefix(STATUS), row.word(each)) for each in row.columns if each.startswith(STATUS))
    hour = _hour(row)
    counts = row.whole("deaths_best"), row.whole("injured")
    spot = row.degrees("latitude", 90), row.degrees("longitude", 180)
    if len(row.problems) == before and first:
        _check_stages(row, first, finding, (reported, verified, attributed))
    if len(row.problems) > before or first is None or reported is None:
        return None
    return Incident(
        line=row.line,
        id=name,
        first=first,
        last=last or first,
        hour=hour,
        kind=kind.casefold(),
        place=row.text("place"),
        admin1=row.text("admin1"),
        admin2=row.text("admin2"),
        latitude=spot[0],
        longitude=spot[1],
        deaths=counts[0],
        injured=counts[1],
        claimant=row.text("claimant"),
        accused=row.text("accused"),
        reported=reported,
        verified=verified,
        finding=finding,
        attributed=attributed,
        attributed_to=row.text("attributed_to"),
        statuses=statuses,
    )


def _hour(row: Row) -> dt.time | None:
    text = row.text("time")
    if not text:
        return None
    match = _HOUR.fullmatch(text)
    if match is None:
        row.add("time", f"`{text[:20]}` is no hour", "Write hours and minutes, as 06:30.")
        return None
    return dt.time(int(match[1]), int(match[2]))


def _check_stages(row: Row, first: dt.date, finding: str, stages: tuple[Signed | None, ...]) -> None:
    """Three stages, each after the other, none by those who complain or are accused."""
    reported, verified, attributed = stages
    parties = {text.casefold() for name in ("claimant", "accused") if (text := row.text(name))}
    if reported and reported.on < first:
        row.add("reported_on", "it was reported before it happened", "Check the two days.")
    if finding and not verified:
        row.add("finding", "there is a finding and nobody verified", "Write `verified_by` and `verified_on`.")
    if verified and not finding:
        row.add("finding", "it was verified and there is no finding", f"Write {', '.join(FINDINGS)}.")
    if verified and reported and verified.on < reported.on:
        row.add("verified_on", "it was verified before it was reported", "Check the two days.")
    for name, stage in (("verified_by", verified), ("attributed_by", attributed)):
        if stage and stage.by.casefold() in parties:
            row.add(name, "a party verifies or attributes its own complaint", "Another body does, or nobody yet.")
    _check_attribution(row, finding, verified, attributed)


def _check_attribution(row: Row, finding: str, verified: Signed | None, attributed: Signed | None) -> None:
    if row.text("attributed_to") and not attributed:
        what = "somebody is held responsible, and nobody attributed it"
        row.add("attributed_to", what, "Write `attributed_by` and `attributed_on`; `accused` is for an accusation.")
    if attributed and not row.text("attributed_to"):
        row.add("attributed_to", "it was attributed, and to whom is not told", "Name the party, or `nobody`.")
    if attributed and not verified:
        row.add("attributed_by", "it is attributed and was not verified", "An incident is verified first.")
    elif attributed and finding not in ("confirmed", "partly confirmed"):
        row.add("attributed_by", f"it is attributed, and its finding is `{finding}`", "Only what is confirmed is.")
    elif attributed and verified and attributed.on < verified.on:
        row.add("attributed_on", "it was attributed before it was verified", "Check the two days.")
