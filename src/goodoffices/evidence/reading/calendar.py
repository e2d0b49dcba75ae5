"""What words about time mean, seen from the day of a document: the meanings that the rules of a language name."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from goodoffices.evidence.reading.model import Meaning
from goodoffices.values import Period

__all__ = ["MEANINGS", "Today", "meanings"]

_DAY = dt.timedelta(days=1)
_FIRST, _LAST = 1, 9999
Words = Mapping[str, int | tuple[int, int]]
_Means = Callable[["Words", "Today"], list[Meaning]]

_MONTHS = 12
_HALF = 6


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


def meanings(means: str, words: Words, today: Today) -> tuple[Meaning, ...]:
    """All meanings of a form with these words, the usual first; none where the calendar has no such day."""
    try:
        found = MEANINGS[means](words, today)
    except (ValueError, OverflowError):
        return ()
    kept: dict[str, Meaning] = {}
    for one in found:
        kept.setdefault(one.period.text, one)
    return tuple(kept.values())


def _int(words: Words, key: str) -> int:
    value = words[key]
    if isinstance(value, tuple):
        raise TypeError(key)
    return value


def _of(text: str, reading: str) -> Meaning:
    return Meaning(Period.parse(text), reading)


def _day(day: dt.date, reading: str) -> Meaning:
    return _of(day.isoformat(), reading)


def _from(first: dt.date, last: dt.date, reading: str) -> Meaning:
    return _of(f"{first.isoformat()}..{last.isoformat()}", reading)


def _text(year: int, month: int | None = None, day: int | None = None) -> str:
    if not _FIRST <= year <= _LAST:
        raise ValueError(year)
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)])


def _date(words: Words, _: Today) -> list[Meaning]:
    year = _int(words, "year")
    month = words.get("month", words.get("mm"))
    day = words.get("day")
    return [
        _of(_text(year, month if isinstance(month, int) else None, day if isinstance(day, int) else None), "as told")
    ]


def _numeric(words: Words, _: Today) -> list[Meaning]:
    year, one, other = _int(words, "year"), _int(words, "day"), _int(words, "mm")
    found = []
    for day, month, reading in ((one, other, "day before month"), (other, one, "month before day")):
        if 1 <= month <= _MONTHS:
            try:
                found.append(_day(dt.date(year, month, day), reading))
            except ValueError:
                continue
    return found


def _span(words: Words, _: Today) -> list[Meaning]:
    year = words.get("year")
    second = words.get("year2", year)
    ends = ((year, words.get("month")), (second, words.get("month2")))
    texts = [_text(y, m if isinstance(m, int) else None) for y, m in ends if isinstance(y, int)]
    return [_of("..".join(texts), "as told")]


def _named(words: Words, year: int, reading: str) -> Meaning:
    """The month, or the day of it, in a year."""
    return _of(_text(year, _int(words, "month"), _int(words, "day") if "day" in words else None), reading)


def _begins(one: Meaning) -> dt.date:
    return one.period.first


def _of_last_year(words: Words, today: Today) -> list[Meaning]:
    found = [_named(words, today.year - 1, "of the calendar year before the document's")]
    loose = _named(words, today.year, "the last to have passed before the document")
    return [*found, loose] if loose.period.last < today.day else found


def _of_this_year(words: Words, today: Today) -> list[Meaning]:
    return [_named(words, today.year, "of the document's year")]


def _without_year(words: Words, today: Today) -> list[Meaning]:
    """The nearest before, or in, the document's day, then the nearest after."""
    known = [
        _named(words, today.year + step, "") for step in (-8, -4, -1, 0, 1, 4, 8) if _valid(words, today.year + step)
    ]
    past = [one for one in known if _begins(one) <= today.day]
    coming = [one for one in known if one.period.first > today.day]
    found = [Meaning(past[-1].period, "the nearest before the document")] if past else []
    return [*found, *(Meaning(one.period, "the nearest after the document") for one in coming[:1])]


def _valid(words: Words, year: int) -> bool:
    day = _int(words, "day") if "day" in words else 1
    return _FIRST <= year <= _LAST and day <= calendar.monthrange(year, _int(words, "month"))[1]


def _last_named(words: Words, today: Today) -> list[Meaning]:
    recent = today.year if _named(words, today.year, "").period.last < today.day else today.year - 1
    return [
        _named(words, recent, "the last to have passed before the document"),
        _named(words, today.year - 1, "of the calendar year before the document's"),
    ]


def _next_named(words: Words, today: Today) -> list[Meaning]:
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
    ends = [_text(month // 12, month % 12 + 1) for month in (start, start + 2)]
    return _of("..".join(ends), reading)


def _season(words: Words, _: Today) -> list[Meaning]:
    year = _int(words, "year")
    found = [_season_of(words, year, south=False, reading="north of the equator")]
    season = words["season"]
    if isinstance(season, tuple) and season[1] < season[0]:
        found.append(_season_of(words, year - 1, south=False, reading="the one that ends in that year"))
    return [
        *found,
        _season_of(words, year - (found[0].period.first.month > _HALF), south=True, reading="south of the equator"),
    ]


def _last_season(words: Words, today: Today) -> list[Meaning]:
    north = [_season_of(words, today.year - step, south=False, reading="") for step in (0, 1, 2)]
    south = [_season_of(words, today.year - step, south=True, reading="") for step in (0, 1, 2)]
    ended = [one for one in north if one.period.last < today.day]
    found = [Meaning(ended[0].period, "the last to have ended before the document")]
    before = next(one for one in north if one.period.first.year == today.year - 1)
    if before.period.last < today.day:
        found.append(Meaning(before.period, "of the year before the document's"))
    other = next((one for one in south if one.period.last < today.day), None)
    return [*found, *([Meaning(other.period, "south of the equator")] if other else [])]


def _weekday(words: Words, today: Today) -> list[Meaning]:
    back = (today.day.weekday() - _int(words, "weekday")) % 7
    return [
        _day(today.plus(-back), "the nearest before the document, or its own day"),
        _day(today.plus(7 - back), "the nearest after the document"),
    ]


def _last_weekday(words: Words, today: Today) -> list[Meaning]:
    back = (today.day.weekday() - _int(words, "weekday")) % 7 or 7
    week = today.plus(-today.day.weekday() - 7 + _int(words, "weekday"))
    return [_day(today.plus(-back), "the nearest before the document"), _day(week, "of the week before the document's")]


def _next_weekday(words: Words, today: Today) -> list[Meaning]:
    ahead = (_int(words, "weekday") - today.day.weekday()) % 7 or 7
    week = today.plus(-today.day.weekday() + 7 + _int(words, "weekday"))
    return [_day(today.plus(ahead), "the nearest after the document"), _day(week, "of the week after the document's")]


def _week(step: int) -> _Means:
    def found(_: Words, today: Today) -> list[Meaning]:
        monday = today.plus(-today.day.weekday() + 7 * step)
        sunday = today.plus(-((today.day.weekday() + 1) % 7) + 7 * step)
        saturday = today.plus(-((today.day.weekday() + 2) % 7) + 7 * step)
        six = 6 * _DAY
        known = [
            _from(monday, monday + six, "weeks begin on Monday"),
            _from(sunday, sunday + six, "weeks begin on Sunday"),
            _from(saturday, saturday + six, "weeks begin on Saturday"),
        ]
        return (
            [*known, _from(today.plus(-7), today.plus(-1), "the seven days before the document")] if step < 0 else known
        )

    return found


def _month(step: int) -> _Means:
    def found(_: Words, today: Today) -> list[Meaning]:
        at = today.year * 12 + today.day.month - 1 + step
        return [_of(_text(at // 12, at % 12 + 1), "calendar month")]

    return found


def _year(step: int) -> _Means:
    return lambda _, today: [_of(_text(today.year + step), "calendar year")]


def _past_year(_: Words, today: Today) -> list[Meaning]:
    return [
        _from(_years_back(today.day, 1), today.day, "the twelve months up to the document"),
        _of(_text(today.year - 1), "the calendar year before the document's"),
    ]


def _years_back(day: dt.date, years: int) -> dt.date:
    last = calendar.monthrange(day.year - years, day.month)[1] if day.year > years else 0
    return dt.date(day.year - years, day.month, min(day.day, last))


def _ago(step: int) -> _Means:
    """So many days or weeks ago: the day; for weeks also the days about it, half a week to either side."""

    def found(words: Words, today: Today) -> list[Meaning]:
        days = -step * _int(words, "count")
        known = [_day(today.plus(days), "counted from the document's day")]
        if step > 1:
            known.append(_from(today.plus(days - 3), today.plus(days + 3), "about so long ago"))
        return known

    return found


def _months_ago(words: Words, today: Today) -> list[Meaning]:
    at = today.year * 12 + today.day.month - 1 - _int(words, "count")
    return [_of(_text(at // 12, at % 12 + 1), "the month, counted from the document's")]


def _years_ago(words: Words, today: Today) -> list[Meaning]:
    years = _int(words, "count")
    return [
        _of(_text(today.year - years), "the year, counted from the document's"),
        _day(_years_back(today.day, years), "to the day"),
    ]


MEANINGS: Mapping[str, _Means] = {
    "date": _date,
    "numeric": _numeric,
    "span": _span,
    "of last year": _of_last_year,
    "of this year": _of_this_year,
    "without year": _without_year,
    "last named": _last_named,
    "next named": _next_named,
    "season": _season,
    "last season": _last_season,
    "weekday": _weekday,
    "last weekday": _last_weekday,
    "next weekday": _next_weekday,
    "last week": _week(-1),
    "this week": _week(0),
    "next week": _week(1),
    "last month": _month(-1),
    "this month": _month(0),
    "next month": _month(1),
    "last year": _year(-1),
    "this year": _year(0),
    "next year": _year(1),
    "past year": _past_year,
    "days ago": _ago(1),
    "weeks ago": _ago(7),
    "months ago": _months_ago,
    "years ago": _years_ago,
    "yesterday": lambda _, today: [_day(today.plus(-1), "the day before the document")],
    "today": lambda _, today: [_day(today.day, "the document's day")],
    "tomorrow": lambda _, today: [_day(today.plus(1), "the day after the document")],
    "last night": lambda _, today: [
        _day(today.plus(-1), "the evening before the document"),
        _from(today.plus(-1), today.day, "the night before the document's day, past midnight"),
    ],
}
"""Every meaning that rules may name."""
