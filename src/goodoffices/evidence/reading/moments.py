"""The day of a document, and meanings made of days: what the calendar is built of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from goodoffices.evidence.reading.model import Meaning
from goodoffices.values import Period

__all__ = ["Means", "Today", "Words", "from_to", "iso", "meant", "on_day", "whole"]

_FIRST, _LAST = 1, 9999
Words = Mapping[str, int | tuple[int, int]]
"""The words of a date as numbers, under the names of the form's pieces."""
Means = Callable[[Words, "Today"], list[Meaning]]


@dataclass(frozen=True)
class Today:
    """The day of the document."""

    day: dt.date

    @property
    def year(self) -> int:
        """Its year."""
        return self.day.year

    def plus(self, days: int) -> dt.date:
        """So many days later."""
        return self.day + dt.timedelta(days=days)


def whole(words: Words, key: str) -> int:
    """The number under a name; raises TypeError for a season."""
    value = words[key]
    if isinstance(value, tuple):
        raise TypeError(key)
    return value


def meant(text: str, reading: str) -> Meaning:
    """A meaning by the text of its period."""
    return Meaning(Period.parse(text), reading)


def on_day(day: dt.date, reading: str) -> Meaning:
    """A meaning that is one day."""
    return meant(day.isoformat(), reading)


def from_to(first: dt.date, last: dt.date, reading: str) -> Meaning:
    """A meaning from one day to another, both included."""
    return meant(f"{first.isoformat()}..{last.isoformat()}", reading)


def iso(year: int, month: int | None = None, day: int | None = None) -> str:
    """A year, a month or a day as a period writes it; raises ValueError outside the calendar."""
    if not _FIRST <= year <= _LAST:
        raise ValueError(year)
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)])
