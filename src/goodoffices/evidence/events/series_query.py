"""How many events and deaths, period by period: dated events make the series, undated ones stand beside it.

An event that may lie anywhere in more than `schema.LONGEST_DATED` days bears the first day of a month or a year in most
files: summed by that day it makes a wave that nobody recorded. It is told with the month, the year or the longer time
in which it may lie. Dates say when something is recorded to have happened, and nothing of what caused it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from goodoffices.evidence.events.change import Around, around
from goodoffices.evidence.events.choice import (
    Choice,
    Tally,
    chosen,
    dated,
    no_event_fits,
    one_release,
    overlapping,
    tallies,
    tally_of,
)
from goodoffices.evidence.events.places import PROVINCES, Places, placed

if TYPE_CHECKING:
    import ibis

__all__ = [
    "UNITS",
    "By",
    "Every",
    "Group",
    "Series",
    "Undated",
    "beyond_expression",
    "end_of",
    "series",
    "series_expression",
    "straddling_expression",
]

Every = Literal["day", "week", "month"]
By = Literal["place", "dyad", "kind"]
Within = Literal["month", "year", "longer"]
UNITS: Final[dict[Every, str]] = {"day": "D", "week": "W", "month": "M"}
"""How ibis names a period. A week begins on Monday."""


@dataclass(frozen=True)
class Undated:
    """Events that lie somewhere in the month or the year that begins at `start`, or in a time longer than a year."""

    within: Within
    start: dt.date
    tally: Tally


@dataclass(frozen=True)
class Group:
    """A place, a dyad, a kind, or more than one of these (`name` has one entry for each; None: not told so finely)."""

    name: tuple[str | None, ...]
    dated: tuple[tuple[dt.date, Tally], ...]
    """First day of each period in which something is recorded, in order."""
    undated: tuple[Undated, ...]

    @property
    def dated_sum(self) -> Tally:
        """All dated events."""
        return total(tally for _, tally in self.dated)

    @property
    def undated_sum(self) -> Tally:
        """All undated events."""
        return total(entry.tally for entry in self.undated)


@dataclass(frozen=True)
class Series:
    """A series for each group, the largest first; `whole` is all of them together."""

    choice: Choice
    every: Every
    by: tuple[By, ...]
    places: Places
    whole: Group
    groups: tuple[Group, ...]
    straddling: int
    """Dated events that may lie in the period after the one in which they are counted."""
    beyond: Tally
    """Undated events that may lie in the days asked for, or before or after them."""
    halves: Around | None
    """The first and the second half of the time, place by place: does the whole hide what its places show?"""


def total(parts: Any) -> Tally:
    """The sum of tallies."""
    found: Tally | None = None
    for part in parts:
        found = part if found is None else found + part
    return found or Tally(0, 0, 0, 0)


def series(
    table: ibis.Table, choice: Choice, *, every: Every = "month", by: tuple[By, ...] = (), places: Places = PROVINCES
) -> Series:
    """Ask for the series. Raises EvidenceError when more than one release fits, or no event."""
    choice = one_release(table, choice)
    where = placed(chosen(table, choice), places)
    rows = series_expression(where, choice, every, by).to_pyarrow().to_pylist()
    if not rows:
        raise no_event_fits(table, choice)
    groups = _groups(rows, by)
    whole = _groups(rows, ())[0]
    straddling = straddling_expression(where, choice, every).to_pyarrow().to_pylist()[0]["events"]
    asked = beyond_expression(where, choice).to_pyarrow().to_pylist() if choice.since or choice.until else []
    beyond = total(map(tally_of, asked))
    halves = _halves(where, choice, whole, every)
    return Series(choice, every, by, places, whole, groups, int(straddling), beyond, halves)


def series_expression(table: ibis.Table, choice: Choice, every: Every, by: tuple[By, ...]) -> ibis.Table:
    """One row for each period and group: `within` is `dated`, or how undated; `start` its first day."""
    import ibis  # noqa: PLC0415  # takes a second to load

    rows = overlapping(table, choice.since, choice.until)
    month, year = rows.date_start.truncate("M"), rows.date_start.truncate("Y")
    same = {"month": rows.date_end.truncate("M") == month, "year": rows.date_end.truncate("Y") == year}
    is_dated = dated(rows)
    within = ibis.cases((is_dated, "dated"), (same["month"], "month"), (same["year"], "year"), else_="longer")
    start = ibis.cases((is_dated, rows.date_start.truncate(UNITS[every])), (same["month"], month), else_=year)
    keys: dict[str, ibis.Value] = {"within": within, "start": start.cast("date"), **{name: rows[name] for name in by}}
    return rows.group_by(**keys).agg(**tallies(rows))


def straddling_expression(table: ibis.Table, choice: Choice, every: Every) -> ibis.Table:
    """How many dated events may lie in the period after the one in which they are counted."""
    rows = overlapping(table, choice.since, choice.until)
    crosses = rows.date_end.truncate(UNITS[every]) != rows.date_start.truncate(UNITS[every])
    found = rows.filter(dated(rows) & crosses)
    return found.agg(events=found.count())


def beyond_expression(table: ibis.Table, choice: Choice) -> ibis.Table:
    """One row: the undated events that may lie in the days asked for, and before or after them too. Needs a day."""
    import ibis  # noqa: PLC0415  # takes a second to load

    rows = overlapping(table, choice.since, choice.until)
    outside = [rows.date_start < choice.since] if choice.since else []
    outside += [rows.date_end > choice.until] if choice.until else []
    found = rows.filter(~dated(rows), ibis.or_(*outside))
    return found.agg(**tallies(found))


def end_of(start: dt.date, unit: str) -> dt.date:
    """The first day after the day, week, month or year that begins at `start`."""
    if unit == "year":
        return dt.date(start.year + 1, 1, 1)
    if unit == "month":
        return (start + dt.timedelta(32)).replace(day=1)
    return start + dt.timedelta(7 if unit == "week" else 1)


def _groups(rows: list[dict[str, Any]], by: tuple[By, ...]) -> tuple[Group, ...]:
    sums: dict[tuple[Any, ...], dict[tuple[str, dt.date], Tally]] = defaultdict(dict)
    for row in rows:
        name, key = tuple(row[part] for part in by), (row["within"], row["start"])
        tally, before = tally_of(row), sums[name].get(key)
        sums[name][key] = tally if before is None else before + tally
    groups = [_group(name, found) for name, found in sums.items()]
    return tuple(sorted(groups, key=_largest_first))


def _group(name: tuple[str | None, ...], found: dict[tuple[str, dt.date], Tally]) -> Group:
    order = {"month": 0, "year": 1, "longer": 2}
    undated = [Undated(within, start, tally) for (within, start), tally in found.items() if within in order]  # type: ignore[arg-type]
    return Group(
        name,
        tuple(sorted(((start, tally) for (within, start), tally in found.items() if within == "dated"), key=_first)),
        tuple(sorted(undated, key=lambda entry: (order[entry.within], entry.start))),
    )


def _first(entry: tuple[dt.date, Tally]) -> dt.date:
    return entry[0]


def _largest_first(group: Group) -> tuple[bool, int, int, tuple[str, ...]]:
    """What is not told so finely stands last, however large."""
    both = group.dated_sum + group.undated_sum
    return (None in group.name, -both.best, -both.events, tuple(part or "" for part in group.name))


def _halves(where: ibis.Table, choice: Choice, whole: Group, every: Every) -> Around | None:
    """The two halves of the time from the first to the last dated period, by place."""
    if not whole.dated:
        return None
    first, after = whole.dated[0][0], end_of(whole.dated[-1][0], every)
    first = max(first, choice.since or first)
    after = min(after, choice.until + dt.timedelta(1)) if choice.until else after
    days = (after - first).days // 2
    return around(where, choice, first + dt.timedelta(days), days, ("place",)) if days else None
