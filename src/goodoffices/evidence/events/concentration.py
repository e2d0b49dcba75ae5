"""On how few sources events rest: a record that hangs on one observer falls with that observer.

An event is counted as resting on one source where its data set says so (`number_of_sources`), and as told by one outlet
where it names one. The effective number of outlets is the inverse of Simpson's index (Simpson 1949; Hill 1973): the
number of equally large outlets that would be as concentrated. An event told by three outlets is a third each.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from goodoffices.evidence.events.choice import Choice, chosen, no_event_fits, one_release, overlapping

if TYPE_CHECKING:
    import ibis

__all__ = [
    "Concentration",
    "Outlet",
    "Rests",
    "concentrated",
    "effective_number",
    "outlets_expression",
    "rests_expression",
]

Unit = Literal["month", "year"]
_WHOLE: Final = ("events", "with_deaths", "deaths", "alone_events", "alone_deaths")
_UNITS: Final[dict[Unit, str]] = {"month": "M", "year": "Y"}


@dataclass(frozen=True)
class Outlet:
    """An outlet as the source spells it: what it is named for, and what rests on it alone."""

    name: str
    events: int
    with_deaths: int
    """Events that have a figure of deaths; where none has, the figures of deaths below mean nothing."""
    deaths: int
    alone_events: int
    alone_deaths: int
    part_events: float
    """Events, each shared in equal parts among the outlets that it names."""
    part_deaths: float


@dataclass(frozen=True)
class Rests:
    """Of some events, how many rest on one source and how many name one outlet; and the deaths (best) of each."""

    events: int
    with_deaths: int
    """Events that have a figure of deaths; where none has, the figures of deaths below mean nothing."""
    deaths: int
    told: int
    """Events of which the source says on how many sources they rest."""
    told_deaths: int
    one_source: int
    one_source_deaths: int
    named: int
    """Events that name at least one outlet."""
    named_deaths: int
    one_outlet: int
    one_outlet_deaths: int


@dataclass(frozen=True)
class Period:
    """The same in one month or year."""

    start: dt.date
    rests: Rests
    largest: Outlet | None
    effective: float | None
    effective_deaths: float | None


@dataclass(frozen=True)
class Concentration:
    """The whole, outlet by outlet (the largest first), and period by period (by the first day of an event)."""

    choice: Choice
    every: Unit
    rests: Rests
    outlets: tuple[Outlet, ...]
    effective: float | None
    """Effective number of outlets by events; None where none is named."""
    effective_deaths: float | None
    periods: tuple[Period, ...]
    alike: tuple[tuple[str, ...], ...]
    """Spellings that may be one outlet. They are counted as they stand."""


def concentrated(table: ibis.Table, choice: Choice, *, every: Unit = "year") -> Concentration:
    """Ask for it. Raises EvidenceError when more than one release fits, or no event."""
    choice = one_release(table, choice)
    rows = overlapping(chosen(table, choice), choice.since, choice.until)
    rests = rests_expression(rows, every).to_pyarrow().to_pylist()
    if not rests:
        raise no_event_fits(table, choice)
    named = outlets_expression(rows, every).to_pyarrow().to_pylist()
    by_period: dict[dt.date, list[Outlet]] = defaultdict(list)
    for row in named:
        by_period[row["start"]].append(_outlet(row))
    outlets = _merged(outlet for found in by_period.values() for outlet in found)
    periods = tuple(
        _period(row["start"], _rests(row), _sorted(by_period[row["start"]]))
        for row in sorted(rests, key=lambda row: row["start"])
    )
    return Concentration(
        choice,
        every,
        _sum(period.rests for period in periods),
        outlets,
        effective_number([outlet.part_events for outlet in outlets]),
        effective_number([outlet.part_deaths for outlet in outlets]),
        periods,
        _alike(outlets),
    )


def rests_expression(table: ibis.Table, every: Unit) -> ibis.Table:
    """One row for each period: how many events and deaths, and how many of them rest on one."""
    deaths, sources, outlets = table.deaths_best, table.number_of_sources, table.outlets.length()
    counted: dict[str, Any] = {"events": table.count(), "with_deaths": deaths.count(), "deaths": deaths.sum()}
    for name, test in (
        ("told", sources.notnull()),
        ("one_source", sources == 1),
        ("named", outlets > 0),
        ("one_outlet", outlets == 1),
    ):
        counted[name] = test.fill_null(False).ifelse(1, 0).sum()  # noqa: FBT003
        counted[f"{name}_deaths"] = test.fill_null(False).ifelse(deaths, 0).sum()  # noqa: FBT003
    return table.group_by(start=table.date_start.truncate(_UNITS[every]).cast("date")).agg(**counted)


def outlets_expression(table: ibis.Table, every: Unit) -> ibis.Table:
    """One row for each period and outlet."""
    size = table.outlets.length()
    start = table.date_start.truncate(_UNITS[every]).cast("date")
    named = table.filter(size > 0).select(
        start=start, deaths=table.deaths_best, size=size, outlet=table.outlets.unnest()
    )
    alone, deaths = named.size == 1, named.deaths.fill_null(0)
    return named.group_by("start", "outlet").agg(
        events=named.count(),
        with_deaths=named.deaths.count(),
        deaths=deaths.sum(),
        alone_events=alone.ifelse(1, 0).sum(),
        alone_deaths=alone.ifelse(deaths, 0).sum(),
        part_events=(1.0 / named.size).sum(),
        part_deaths=(deaths.cast("float64") / named.size).sum(),
    )


def effective_number(parts: list[float]) -> float | None:
    """The inverse of Simpson's index of these weights, 1 and above; None when they are all nothing."""
    whole = sum(parts)
    return 1 / sum((part / whole) ** 2 for part in parts) if whole > 0 else None


def _outlet(row: dict[str, Any]) -> Outlet:
    whole = {name: int(row[name] or 0) for name in _WHOLE}
    return Outlet(row["outlet"], **whole, part_events=float(row["part_events"]), part_deaths=float(row["part_deaths"]))


def _rests(row: dict[str, Any]) -> Rests:
    return Rests(**{name: int(row[name] or 0) for name in Rests.__dataclass_fields__})


def _sum(parts: Any) -> Rests:
    parts = tuple(parts)
    return Rests(**{name: sum(getattr(part, name) for part in parts) for name in Rests.__dataclass_fields__})


def _merged(parts: Any) -> tuple[Outlet, ...]:
    found: dict[str, list[Outlet]] = defaultdict(list)
    for part in parts:
        found[part.name].append(part)
    numbers = [name for name in Outlet.__dataclass_fields__ if name != "name"]
    return _sorted(
        Outlet(name, **{number: sum(getattr(part, number) for part in same) for number in numbers})
        for name, same in found.items()
    )


def _sorted(outlets: Any) -> tuple[Outlet, ...]:
    return tuple(sorted(outlets, key=lambda outlet: (-outlet.part_events, outlet.name)))


def _period(start: dt.date, rests: Rests, outlets: tuple[Outlet, ...]) -> Period:
    return Period(
        start,
        rests,
        outlets[0] if outlets else None,
        effective_number([outlet.part_events for outlet in outlets]),
        effective_number([outlet.part_deaths for outlet in outlets]),
    )


def _alike(outlets: tuple[Outlet, ...]) -> tuple[tuple[str, ...], ...]:
    """Names that differ in nothing but capitals, blanks and signs."""
    same: dict[str, list[str]] = defaultdict(list)
    for outlet in outlets:
        same["".join(letter for letter in outlet.name.casefold() if letter.isalnum())].append(outlet.name)
    return tuple(tuple(names) for key, names in same.items() if key and len(names) > 1)
