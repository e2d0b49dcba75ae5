"""Is it holding, for one area and those bound in it: the days now against those before, changes, alarms."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from goodoffices.ceasefire.report.span import Span
from goodoffices.ceasefire.report.units import Unit
from goodoffices.ceasefire.report.verdict import Verdict, verdict_of
from goodoffices.ceasefire.signals import (
    Changes,
    DailyCounts,
    Estimate,
    Interrupted,
    Period,
    TooFew,
    Watch,
    changes,
    chart,
    exact_ratio,
    interrupted,
    watch,
)
from goodoffices.ceasefire.terms import Thresholds

__all__ = ["LEARNING", "Holding", "Now", "holding_of"]

Flags = npt.NDArray[np.bool_]

LEARNING: Final = 56
"""Days in force from which the alarm learns what the ceasefire brought; it watches the days after them."""
FEWEST_FOR_CHANGES: Final = 20
"""Events of all days; below, no change points are asked for."""


@dataclass(frozen=True)
class Now:
    """The days now against those before, by counts alone: how many, their ratio, and how it was come by."""

    before: Period
    now: Period
    ratio: Estimate
    few: bool
    """By the exact interval for few events; else by negative-binomial regression."""


@dataclass(frozen=True, eq=False)
class Holding:
    """What is found of one unit. `now` counts events that fit every clause, `at_most` those that may as well;
    `everyone` all events of the area. `since_start` is the whole time in force against the days before."""

    unit: Unit
    now: Now
    at_most: Now
    everyone: Now
    since_start: Interrupted | TooFew
    changes: Changes | None
    alarm: Watch | TooFew | None
    unseen: Flags
    verdict: Verdict
    verdict_at_most: Verdict

    @property
    def recent_alarms(self) -> tuple[dt.date, ...]:
        """Alarms of the days on which the verdict rests."""
        if not isinstance(self.alarm, Watch):
            return ()
        first = self.alarm.counts.last - dt.timedelta(self.now.now.days - 1)
        return tuple(day for day in self.alarm.alarms if day >= first)


def holding_of(unit: Unit, span: Span, limits: Thresholds, unseen: Flags) -> Holding:
    """Look at one unit. `unseen` (days,) are the days of its series on which the source was silent."""
    kept, wider, everybody = (
        DailyCounts(one.first, one.counts, ~unseen) for one in (unit.kept, _sum(unit.kept, unit.unclear), unit.all)
    )
    now, everyone = _now(kept, span), _now(everybody, span)
    at_most = _now(wider, span) if unit.unclear.counts.any() else now
    recent = unseen[(span.now_from - span.first).days :]
    seen_last = np.flatnonzero(~recent)
    tail = len(recent) - 1 - int(seen_last[-1]) if len(seen_last) else len(recent)
    elsewhere = everyone.now.events + everyone.before.events - at_most.now.events - at_most.before.events
    told = {"unseen": int(recent.sum()), "tail": tail, "elsewhere": elsewhere}
    return Holding(
        unit=unit,
        now=now,
        at_most=at_most,
        everyone=everyone,
        since_start=_fitted(kept, span, slopes=True),
        changes=changes(kept) if int(kept.seen.sum()) >= FEWEST_FOR_CHANGES else None,
        alarm=_alarm(kept, span),
        unseen=unseen,
        verdict=verdict_of(now.ratio, now.before, now.now, limits, **told),
        verdict_at_most=verdict_of(at_most.ratio, at_most.before, at_most.now, limits, **told),
    )


def _sum(one: DailyCounts, two: DailyCounts) -> DailyCounts:
    return DailyCounts(one.first, one.counts + two.counts)


def _period(series: DailyCounts, since: dt.date, until: dt.date) -> Period:
    part = series.between(since, until)
    return Period(int(part.observed.sum()), int(part.seen.sum()))


def _now(series: DailyCounts, span: Span) -> Now:
    """The days between the two windows are left out as if nobody had seen them."""
    before = _period(series, span.before_from, span.before_to)
    now = _period(series, span.now_from, span.last)
    apart = series.observed & _outside(series, span.before_to, span.now_from)
    found = _fitted(DailyCounts(series.first, series.counts, apart), span, slopes=False)
    if isinstance(found, Interrupted):
        return Now(before, now, found.ratio, few=False)
    return Now(before, now, exact_ratio(before, now), few=True)


def _fitted(series: DailyCounts, span: Span, *, slopes: bool) -> Interrupted | TooFew:
    """Where the ceasefire began within a day, that day is on neither side."""
    seen = series.observed & _outside(series, span.before_to, span.since)
    before = (span.since - span.before_from).days
    days = DailyCounts(series.first, series.counts, seen)
    return interrupted(days, span.since, before=before, after=span.in_force, slopes=slopes)


def _outside(series: DailyCounts, after: dt.date, before: dt.date) -> Flags:
    """All days but those between two, neither of which is one of these."""
    days = np.datetime64(series.first, "D") + np.arange(series.days)
    found: Flags = (days <= np.datetime64(after, "D")) | (days >= np.datetime64(before, "D"))
    return found


def _alarm(series: DailyCounts, span: Span) -> Watch | TooFew | None:
    """None where the ceasefire is too young for days to learn from and days to watch."""
    learned = span.since + dt.timedelta(LEARNING - 1)
    if learned >= span.last:
        return None
    made = chart(series.between(span.since, learned))
    return made if isinstance(made, TooFew) else watch(made, series.between(learned + dt.timedelta(1), span.last))
