"""What words about time mean, seen from the day of a document: the meanings that the rules of a language name."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping

from goodoffices.evidence.reading import named
from goodoffices.evidence.reading.model import Meaning
from goodoffices.evidence.reading.moments import Means, Today, Words, from_to, iso, meant, on_day, whole

__all__ = ["MEANINGS", "Today", "meanings"]

_DAY = dt.timedelta(days=1)


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


def _week(step: int) -> Means:
    def found(_: Words, today: Today) -> list[Meaning]:
        monday = today.plus(-today.day.weekday() + 7 * step)
        sunday = today.plus(-((today.day.weekday() + 1) % 7) + 7 * step)
        saturday = today.plus(-((today.day.weekday() + 2) % 7) + 7 * step)
        six = 6 * _DAY
        known = [
            from_to(monday, monday + six, "weeks begin on Monday"),
            from_to(sunday, sunday + six, "weeks begin on Sunday"),
            from_to(saturday, saturday + six, "weeks begin on Saturday"),
        ]
        return (
            [*known, from_to(today.plus(-7), today.plus(-1), "the seven days before the document")]
            if step < 0
            else known
        )

    return found


def _month(step: int) -> Means:
    def found(_: Words, today: Today) -> list[Meaning]:
        at = today.year * 12 + today.day.month - 1 + step
        return [meant(iso(at // 12, at % 12 + 1), "calendar month")]

    return found


def _year(step: int) -> Means:
    return lambda _, today: [meant(iso(today.year + step), "calendar year")]


def _past_year(_: Words, today: Today) -> list[Meaning]:
    return [
        from_to(_years_back(today.day, 1), today.day, "the twelve months up to the document"),
        meant(iso(today.year - 1), "the calendar year before the document's"),
    ]


def _years_back(day: dt.date, years: int) -> dt.date:
    last = calendar.monthrange(day.year - years, day.month)[1] if day.year > years else 0
    return dt.date(day.year - years, day.month, min(day.day, last))


def _ago(step: int) -> Means:
    """So many days or weeks ago: the day; for weeks also the days about it, half a week to either side."""

    def found(words: Words, today: Today) -> list[Meaning]:
        days = -step * whole(words, "count")
        known = [on_day(today.plus(days), "counted from the document's day")]
        if step > 1:
            known.append(from_to(today.plus(days - 3), today.plus(days + 3), "about so long ago"))
        return known

    return found


def _months_ago(words: Words, today: Today) -> list[Meaning]:
    at = today.year * 12 + today.day.month - 1 - whole(words, "count")
    return [meant(iso(at // 12, at % 12 + 1), "the month, counted from the document's")]


def _years_ago(words: Words, today: Today) -> list[Meaning]:
    years = whole(words, "count")
    return [
        meant(iso(today.year - years), "the year, counted from the document's"),
        on_day(_years_back(today.day, years), "to the day"),
    ]


MEANINGS: Mapping[str, Means] = {
    "date": named.date,
    "numeric": named.numeric,
    "span": named.span,
    "of last year": named.of_last_year,
    "of this year": named.of_this_year,
    "without year": named.without_year,
    "last named": named.last_named,
    "next named": named.next_named,
    "season": named.season_of_year,
    "last season": named.last_season,
    "weekday": named.weekday,
    "last weekday": named.last_weekday,
    "next weekday": named.next_weekday,
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
    "yesterday": lambda _, today: [on_day(today.plus(-1), "the day before the document")],
    "today": lambda _, today: [on_day(today.day, "the document's day")],
    "tomorrow": lambda _, today: [on_day(today.plus(1), "the day after the document")],
    "last night": lambda _, today: [
        on_day(today.plus(-1), "the evening before the document"),
        from_to(today.plus(-1), today.day, "the night before the document's day, past midnight"),
    ],
}
"""Every meaning that rules may name."""
