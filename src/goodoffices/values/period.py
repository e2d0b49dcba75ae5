"""A date or period that is only as precise as its source."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

__all__ = ["Period"]

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, order=True)
class Period:
    """First and last day (both included), and the text it was read from, which keeps its precision.

    `2015` is the whole year, `2015-05` the whole month, `2015-05-25` one day,
    `2015-05-25..2015-05-27` a span whose ends may each be a year, a month or a day.
    """

    first: dt.date
    last: dt.date
    text: str

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a period; raises ValueError with what would be right."""
        start, dots, end = text.strip().partition("..")
        first, first_last = _span(start)
        last = _span(end)[1] if dots else first_last
        if last < first:
            raise ValueError(f"the period {text!r} ends before it begins")
        return cls(first, last, text.strip())

    @property
    def precision(self) -> str:
        """`day`, `month`, `year` for a single date, `span` for two."""
        if ".." in self.text:
            return "span"
        return ("year", "month", "day")[self.text.count("-")]

    def __str__(self) -> str:
        return self.text


def _span(text: str) -> tuple[dt.date, dt.date]:
    match = _DATE.fullmatch(text.strip())
    if not match:
        raise ValueError(f"{text.strip()!r} is not a date; write 2015, 2015-05, 2015-05-25 or 2015-05-25..2015-05-27")
    year, month, day = match[1], match[2], match[3]
    try:
        if day:
            date = dt.date(int(year), int(month), int(day))
            return date, date
        if month:
            first = dt.date(int(year), int(month), 1)
            following = first.replace(day=28) + dt.timedelta(days=4)
            return first, following - dt.timedelta(days=following.day)
        return dt.date(int(year), 1, 1), dt.date(int(year), 12, 31)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text.strip()!r} is not a date in the calendar") from error
