"""Which events an analysis is about, and what it counts of them. Everything here is an ibis expression.

One source and one release at a time: two of them tell of the same events, and their sum would count those twice.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from goodoffices.errors import EvidenceError
from goodoffices.evidence.events import schema
from goodoffices.values import count, plural
from goodoffices.values import series as listed

if TYPE_CHECKING:
    import ibis

__all__ = ["Choice", "Tally", "chosen", "dated", "no_event_fits", "one_release", "overlapping", "tallies", "tally_of"]

_SUGGESTED: Final = 5
"""Countries, dyads or kinds that are told where no event fits."""


@dataclass(frozen=True)
class Choice:
    """One release of one source, and which of its events; what is empty leaves nothing out.

    `since` and `until` are the first and the last day. A dyad is named by its name or by the source's identifier of it.
    """

    source: str = ""
    release: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    country: str = ""
    dyads: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tally:
    """How many events, and the deaths they tell of: low, best, high as the source gives them, added up.

    `low` and `high` are None where an event has none, for a sum of some of them would be no lower and no upper figure.
    """

    events: int
    low: int | None
    best: int
    high: int | None
    untold: int = 0
    """Events without any figure of deaths; `best` leaves them out."""
    disordered: int = 0
    """Events whose low, best and high are not in this order; they are taken as they are."""

    @property
    def deaths(self) -> int | None:
        """`best`; None where there are events and none of them has a figure."""
        return None if 0 < self.events == self.untold else self.best

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.events + other.events,
            None if self.low is None or other.low is None else self.low + other.low,
            self.best + other.best,
            None if self.high is None or other.high is None else self.high + other.high,
            self.untold + other.untold,
            self.disordered + other.disordered,
        )


def one_release(table: ibis.Table, choice: Choice) -> Choice:
    """The choice with its source and release said. Raises EvidenceError where more than one release fits, or none."""
    held = table.group_by("source", "release").agg(events=table.count()).order_by("source", "release")
    rows = held.to_pyarrow().to_pylist()
    if not rows:
        raise EvidenceError.of("the store holds no events", remedy="Import a file: goodoffices evidence events import")
    fitting = [row for row in rows if choice.source in ("", row["source"]) and choice.release in ("", row["release"])]
    told = listed(f"{row['source']} {row['release']} ({plural(row['events'], 'event')})" for row in fitting or rows)
    if not fitting:
        raise EvidenceError.of("the store does not hold this source and release", remedy=f"It holds {told}.")
    if len(fitting) > 1:
        what = f"the store holds {told}, which tell of the same events: one at a time can be added up"
        raise EvidenceError.of(what, remedy="Say which, with --source and --release.")
    return replace(choice, source=fitting[0]["source"], release=fitting[0]["release"])


def chosen(table: ibis.Table, choice: Choice) -> ibis.Table:
    """The rows of the choice, but for its days: dated and undated events lie in them in different ways."""
    tests = []
    if choice.source:
        tests.append(table.source == choice.source)
    if choice.release:
        tests.append(table.release == choice.release)
    if choice.country:
        tests.append(table.country == choice.country)
    if choice.dyads:
        tests.append(table.dyad.isin(choice.dyads) | table.dyad_id.isin(choice.dyads))
    if choice.kinds:
        tests.append(table.kind.isin(choice.kinds))
    return table.filter(*tests) if tests else table


def no_event_fits(table: ibis.Table, choice: Choice) -> EvidenceError:
    """What to say where a release holds no event of the choice: what it holds of each thing that was asked for."""
    held = chosen(table, Choice(choice.source, choice.release))
    parts = []
    for column, plural_of, asked in (
        ("country", "countries", choice.country),
        ("dyad", "dyads", choice.dyads),
        ("kind", "kinds", choice.kinds),
    ):
        if asked:
            known = held.filter(held[column].notnull())
            groups = known.group_by(column).agg(events=known.count())
            rows = sorted(groups.to_pyarrow().to_pylist(), key=lambda row: (-row["events"], row[column]))
            told = [f"{row[column]} ({count(row['events'])})" for row in rows[:_SUGGESTED]]
            told += [f"{len(rows) - _SUGGESTED} more"] if len(rows) > _SUGGESTED else []
            parts.append(f"{plural_of} with events: {listed(told)}" if told else f"no {plural_of}")
    if choice.since or choice.until:
        (days,) = held.agg(first=held.date_start.min(), last=held.date_end.max()).to_pyarrow().to_pylist()
        parts.append(f"days from {days['first']} to {days['last']}")
    remedy = f"It holds {'; '.join(parts)}." if parts else ""
    return EvidenceError.of(f"no event of {choice.source} {choice.release} fits", remedy=remedy)


def dated(table: ibis.Table) -> ibis.Value:
    """Whether an event lies within `schema.LONGEST_DATED` days. One that ends before it begins is not dated."""
    return table.date_end.delta(table.date_start, unit="day").between(0, schema.LONGEST_DATED - 1)


def overlapping(table: ibis.Table, since: dt.date | None, until: dt.date | None) -> ibis.Table:
    """Events that may lie in these days; a dated one counts by its first day, as it does in a series."""
    last = table.date_start if since is None else dated(table).ifelse(table.date_start, table.date_end)
    tests = [last >= since] if since else []
    tests += [table.date_start <= until] if until else []
    return table.filter(*tests) if tests else table


def tallies(table: ibis.Table) -> dict[str, ibis.Value]:
    """What is counted of a group of rows; `tally_of` reads it."""
    misplaced = (table.deaths_low > table.deaths_best) | (table.deaths_best > table.deaths_high)
    return {
        "events": table.count(),
        "told": table.deaths_best.count(),
        "with_low": table.deaths_low.count(),
        "with_high": table.deaths_high.count(),
        "low": table.deaths_low.sum(),
        "best": table.deaths_best.sum(),
        "high": table.deaths_high.sum(),
        "disordered": misplaced.ifelse(1, 0).sum(),
    }


def tally_of(row: dict[str, Any]) -> Tally:
    """One row of `tallies`."""
    number = int(row["events"])
    return Tally(
        number,
        int(row["low"] or 0) if row["with_low"] == number else None,
        int(row["best"] or 0),
        int(row["high"] or 0) if row["with_high"] == number else None,
        number - int(row["told"]),
        int(row["disordered"] or 0),
    )
