"""Dates that name a month, a day, a weekday or a season, and what they mean for a document of a given day."""

from __future__ import annotations

import calendar
import datetime as dt

from goodoffices.evidence.reading.model import Meaning
from goodoffices.evidence.reading.moments import Today, Words, iso, meant, on_day, whole

_FIRST, _LAST = 1, 9999
_MONTHS, _HALF = 12, 6

__all__ = [
    "date",
    "last_named",
    "last_season",
    "last_weekday",
    "next_named",
    "next_weekday",
    "numeric",
    "of_last_year",
    "of_this_year",
    "season_of_year",
    "span",
    "weekday",
    "without_year",
]


def date(words: Words, _: Today) -> list[Meaning]:
    """A date as told."""
    year = whole(words, "year")
    month = words.get("month", words.get("mm"))
    day = words.get("day")
    return [
        meant(iso(year, month if isinstance(month, int) else None, day if isinstance(day, int) else None), "as told")
    ]


def numeric(words: Words, _: Today) -> list[Meaning]:
    """A date in digits: the day before the month, and after it."""
    year, one, other = whole(words, "year"), whole(words, "day"), whole(words, "mm")
    found = []
    for day, month, reading in ((one, other, "day before month"), (other, one, "month before day")):
        if 1 <= month <= _MONTHS:
            try:
                found.append(on_day(dt.date(year, month, day), reading))
            except ValueError:
                continue
    return found


def span(words: Words, _: Today) -> list[Meaning]:
    """From one to another."""
    year = words.get("year")
    second = words.get("year2", year)
    ends = ((year, words.get("month")), (second, words.get("month2")))
    texts = [iso(y, m if isinstance(m, int) else None) for y, m in ends if isinstance(y, int)]
    return [meant("..".join(texts), "as told")]


def _named(words: Words, year: int, reading: str) -> Meaning:
    """The month, or the day of it, in a year."""
    return meant(iso(year, whole(words, "month"), whole(words, "day") if "day" in words else None), reading)


def _begins(one: Meaning) -> dt.date:
    return one.period.first


def of_last_year(words: Words, today: Today) -> list[Meaning]:
    """A month or day of last year."""
    found = [_named(words, today.year - 1, "of the calendar year before the document's")]
    loose = _named(words, today.year, "the last to have passed before the document")
    return [*found, loose] if loose.period.last < today.day else found


def of_this_year(words: Words, today: Today) -> list[Meaning]:
    """A month or day of this year."""
    return [_named(words, today.year, "of the document's year")]


def without_year(words: Words, today: Today) -> list[Meaning]:
    """The nearest before, or in, the document's day, then the nearest after."""
    known = [
        _named(words, today.year + step, "") for step in (-8, -4, -1, 0, 1, 4, 8) if _valid(words, today.year + step)
    ]
    past = [one for one in known if _begins(one) <= today.day]
    coming = [one for one in known if one.period.first > today.day]
    found = [Meaning(past[-1].period, "the nearest before the document")] if past else []
    return [*found, *(Meaning(one.period, "the nearest after the document") for one in coming[:1])]


def _valid(words: Words, year: int) -> bool:
    day = whole(words, "day") if "day" in words else 1
    return _FIRST <= year <= _LAST and day <= calendar.monthrange(year, whole(words, "month"))[1]


def last_named(words: Words, today: Today) -> list[Meaning]:
    """The last May."""
    recent = today.year if _named(words, today.year, "").period.last < today.day else today.year - 1
    return [
        _named(words, recent, "the last to have passed before the document"),
        _named(words, today.year - 1, "of the calendar year before the document's"),
    ]


def next_named(words: Words, today: Today) -> list[Meaning]:
    """The next May."""
    near = today.year if _begins(_named(words, today.year, "")) > today.day else today.year + 1
    return [
        _named(words, near, "the nearest after the document"),
        _named(words, today.year + 1, "of the calendar year after the document's"),
    ]


def _season_of(words: Words, year: int, south: bool, reading: str) -> Meaning:
    """A season that begins in a year; south of the equator it is half a year later."""
    season = words["season"]
    first = season[0] if isinstance(season, tuple) else 1
    start = year * 12 + first - 1 + (6 if south else 0)
    ends = [iso(month // 12, month % 12 + 1) for month in (start, start + 2)]
    return meant("..".join(ends), reading)


def season_of_year(words: Words, _: Today) -> list[Meaning]:
    """A season with its year."""
    year = whole(words, "year")
    found = [_season_of(words, year, south=False, reading="north of the equator")]
    season = words["season"]
    if isinstance(season, tuple) and season[1] < season[0]:
        found.append(_season_of(words, year - 1, south=False, reading="the one that ends in that year"))
    return [
        *found,
        _season_of(words, year - (found[0].period.first.month > _HALF), south=True, reading="south of the equator"),
    ]


def last_season(words: Words, today: Today) -> list[Meaning]:
    """The last summer."""
    north = [_season_of(words, today.year - step, south=False, reading="") for step in (0, 1, 2)]
    south = [_season_of(words, today.year - step, south=True, reading="") for step in (0, 1, 2)]
    ended = [one for one in north if one.period.last < today.day]
    found = [Meaning(ended[0].period, "the last to have ended before the document")]
    before = next(one for one in north if one.period.first.year == today.year - 1)
    if before.period.last < today.day:
        found.append(Meaning(before.period, "of the year before the document's"))
    other = next((one for one in south if one.period.last < today.day), None)
    return [*found, *([Meaning(other.period, "south of the equator")] if other else [])]


def weekday(words: Words, today: Today) -> list[Meaning]:
    """A day of the week."""
    back = (today.day.weekday() - whole(words, "weekday")) % 7
    return [
        on_day(today.plus(-back), "the nearest before the document, or its own day"),
        on_day(today.plus(7 - back), "the nearest after the document"),
    ]


def last_weekday(words: Words, today: Today) -> list[Meaning]:
    """The last Tuesday."""
    back = (today.day.weekday() - whole(words, "weekday")) % 7 or 7
    week = today.plus(-today.day.weekday() - 7 + whole(words, "weekday"))
    return [
        on_day(today.plus(-back), "the nearest before the document"),
        on_day(week, "of the week before the document's"),
    ]


def next_weekday(words: Words, today: Today) -> list[Meaning]:
    """The next Tuesday."""
    ahead = (whole(words, "weekday") - today.day.weekday()) % 7 or 7
    week = today.plus(-today.day.weekday() + 7 + whole(words, "weekday"))
    return [
        on_day(today.plus(ahead), "the nearest after the document"),
        on_day(week, "of the week after the document's"),
    ]
