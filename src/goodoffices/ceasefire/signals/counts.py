"""Events counted by day: the one input that every signal takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import EvidenceError

__all__ = ["DailyCounts", "daily_counts", "next_day_correlation"]

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class DailyCounts:
    """Events on each day from `first` on. `counts` (days,) are whole numbers of 0 or more; `observed` (days,) is False
    where nobody could have seen (empty: all were observed). Such days count in no signal, whatever number stands there.

    Raises EvidenceError where a count is below 0 or no whole number, or the lengths differ.
    """

    first: dt.date
    counts: Ints
    observed: Flags = field(default_factory=lambda: np.ones(0, dtype=bool))

    def __post_init__(self) -> None:
        given = np.asarray(self.counts)
        if given.ndim != 1 or len(given) == 0:
            raise EvidenceError.of("daily counts are one row of numbers, at least one day long")
        wrong = np.flatnonzero(~(np.isfinite(given.astype(np.float64)) & (given >= 0) & (given == np.floor(given))))
        if len(wrong):
            day = self.first + dt.timedelta(int(wrong[0]))
            raise EvidenceError.of(f"{given[wrong[0]]} on {day} is no count", remedy="Counts are whole, 0 or more.")
        told = np.array(self.observed, dtype=bool)
        seen = told if len(told) else np.ones(len(given), dtype=bool)
        if seen.shape != given.shape:
            raise EvidenceError.of(f"{len(given)} days have counts and {len(seen)} say whether they were observed")
        counts = given.astype(np.int64)
        counts.setflags(write=False)
        seen.setflags(write=False)
        object.__setattr__(self, "counts", counts)
        object.__setattr__(self, "observed", seen)

    @property
    def days(self) -> int:
        """How many days, observed or not."""
        return len(self.counts)

    @property
    def last(self) -> dt.date:
        """The last day."""
        return self.day(self.days - 1)

    @property
    def seen(self) -> Ints:
        """The counts of the observed days alone."""
        return self.counts[self.observed]

    def day(self, position: int) -> dt.date:
        """The date at a position; 0 is the first day."""
        return self.first + dt.timedelta(int(position))

    def between(self, since: dt.date, until: dt.date) -> DailyCounts:
        """The days from `since` to `until`, both inside. Raises EvidenceError where the series does not hold them."""
        if not self.first <= since <= until <= self.last:
            what = f"{since} to {until} does not lie within the series, which runs from {self.first} to {self.last}"
            raise EvidenceError.of(what)
        part = slice((since - self.first).days, (until - self.first).days + 1)
        return DailyCounts(since, self.counts[part], self.observed[part])


def daily_counts(days: Iterable[dt.date], since: dt.date, until: dt.date) -> DailyCounts:
    """Count one event for each date given, from `since` to `until`, both inside; dates outside are left out."""
    length = (until - since).days + 1
    if length < 1:
        raise EvidenceError.of(f"the series would end on {until}, before it starts on {since}")
    positions = np.array([(day - since).days for day in days], dtype=np.int64)
    inside = positions[(positions >= 0) & (positions < length)]
    return DailyCounts(since, np.bincount(inside, minlength=length))


def next_day_correlation(residuals: Floats, observed: Flags) -> float:
    """How residuals (days,) around 0 go with those of the next day, over pairs of observed days: -1 to 1, 0 without
    any spread."""
    both = observed[1:] & observed[:-1]
    pairs = float((residuals[1:] * residuals[:-1])[both].sum())
    spread = float(((residuals[1:] ** 2 + residuals[:-1] ** 2) / 2)[both].sum())
    return pairs / spread if spread else 0.0
