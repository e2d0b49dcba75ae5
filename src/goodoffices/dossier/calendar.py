"""The axis of time in a picture: from when to when, where its ticks stand and how all of them are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goodoffices.values import Period

__all__ = ["LETTER", "Calendar", "calendar_of", "stamp"]

LETTER = 6.0
"""Pixels that a letter takes in a picture, on the average."""

DAY_ROOM, MONTH_ROOM, YEAR_ROOM = 84, 62, 48
"""Pixels that a tick needs: `4 Oct 2026`, `Oct 2026`, `2026`."""

ASIDE = 14
"""Pixels between the middle of a mark and its date."""

_DAY = 86_400_000
_EPOCH = dt.date(1970, 1, 1)
_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000, 60000, 120000)
_YEAR = 12


@dataclass(frozen=True)
class Calendar:
    """Time across `width` pixels. Instants are milliseconds since 1970, UTC; `labels` is the expression of the ticks,
    which all are written alike."""

    domain: tuple[int, int]
    ticks: tuple[int, ...]
    labels: str
    width: float
    as_of: int | None

    def before(self, start: int, end: int, date: str) -> bool:
        """Whether the date of a mark from start to end stands before it rather than behind: where there is room, and
        where the line of `as_of` does not cross it."""
        size = LETTER * len(date) + ASIDE
        behind, ahead = self._pixel(end), self._pixel(start) - size
        spans = {False: (behind, behind + size), True: (ahead, ahead + size)}
        return min(spans, key=lambda left: (self._outside(*spans[left]), self._crossed(*spans[left]), left))

    def _pixel(self, instant: int) -> float:
        first, last = self.domain
        return self.width * (instant - first) / (last - first)

    def _outside(self, left: float, right: float) -> float:
        return round(max(0.0, -left, right - self.width))

    def _crossed(self, left: float, right: float) -> bool:
        return self.as_of is not None and left <= self._pixel(self.as_of) <= right


def stamp(day: dt.date, after: int = 0) -> int:
    """The instant at which a day begins, or one so many days later."""
    return ((day - _EPOCH).days + after) * _DAY


def calendar_of(periods: Sequence[Period], as_of: Period | None, width: float) -> Calendar:
    """An axis that holds all periods and `as_of`, with a little room at its ends."""
    days = [day for period in periods for day in (period.first, period.last)]
    days += [as_of.last] if as_of else []
    first, last = min(days), max(days)
    margin = max(_DAY, (stamp(last, 1) - stamp(first)) // 40)
    domain = (stamp(first) - margin, stamp(last, 1) + margin)
    ticks, form = _ticks(first, last, width)
    inside = tuple(tick for tick in ticks if domain[0] <= tick <= domain[1])
    shown = inside or (stamp(first),)
    return Calendar(domain, shown, f"utcFormat(datum.value, '{form}')", width, stamp(as_of.last) if as_of else None)


def _ticks(first: dt.date, last: dt.date, width: float) -> tuple[list[int], str]:
    """The instants of the finest calendar steps that find room, and the form of their labels."""
    length = (last - first).days
    for days in _DAYS:
        if width * days >= DAY_ROOM * length:
            return [stamp(first, shift) for shift in range(0, length + 1, days)], "%-d %b %Y"
    span = (last.year - first.year) * _YEAR + last.month - first.month + 1
    rooms = {months: MONTH_ROOM if months < _YEAR else YEAR_ROOM for months in _MONTHS}
    months = next((step for step, room in rooms.items() if width * step >= room * span), _MONTHS[-1])
    form = "%b %Y" if months < _YEAR else "%Y"
    return [stamp(day) for day in _firsts(first, last, months)], form


def _firsts(first: dt.date, last: dt.date, months: int) -> Iterator[dt.date]:
    """The first days of every so many months, counted from the beginning of the calendar."""
    start = first.year * _YEAR + first.month - 1
    for month in range(start - start % months, last.year * _YEAR + last.month + months, months):
        year, place = divmod(month, _YEAR)
        if dt.MINYEAR <= year <= dt.MAXYEAR:
            yield dt.date(year, place + 1, 1)
