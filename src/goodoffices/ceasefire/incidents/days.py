"""The clause of time: whether the days in which an event lies are days on which the ceasefire was in force.

An event has days and no hour. On the day on which a ceasefire begins or ends in the middle, it may lie on either side.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from goodoffices.ceasefire.incidents.judgement import Judge, Judgement
from goodoffices.ceasefire.terms import Moment, Terms
from goodoffices.values import MONTHS

__all__ = ["DAY_COLUMNS", "day_judge", "day_words"]

DAY_COLUMNS: Final = ("date_start", "date_end")


def day_words(day: dt.date) -> str:
    """`30 December 2016`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_judge(terms: Terms) -> Judge:
    """Judges an event by the days in which it may lie."""

    def judge(row: Mapping[str, Any]) -> Judgement:
        first, last = row["date_start"], row["date_end"]
        if last < first:
            return Judgement("unclear", "its last day lies before its first")
        if terms.start is None:
            return Judgement("unclear", "it is not known when the ceasefire began")
        return _after_start(terms, terms.start, first, last)

    return judge


def _after_start(terms: Terms, start: Moment, first: dt.date, last: dt.date) -> Judgement:
    if last < start.day:
        return Judgement("outside", f"before it began on {day_words(start.day)}")
    if first < start.first_whole_day:
        if first == last:
            hour = "an hour that is not known" if start.hour is None else f"{start.hour:%H:%M}"
            return Judgement("unclear", f"on the day on which it began at {hour}, and the event has no hour")
        return Judgement("unclear", f"between {_both(first, last)}, which may be before it began")
    stop = _stop(terms)
    if stop is not None:
        return _before_end(stop, first, last)
    if terms.open_ended:
        return Judgement(
            "inside", "while it was in force" if first == last else f"all of {_both(first, last)} in force"
        )
    return Judgement("unclear", "it is not known when the ceasefire ended")


def _stop(terms: Terms) -> Moment | None:
    """The end as agreed or, where that is earlier, the end on record."""
    ends = [moment for moment in (terms.end, terms.ended) if moment]
    return min(ends, key=lambda moment: (moment.day, moment.hour or dt.time(0))) if ends else None


def _before_end(stop: Moment, first: dt.date, last: dt.date) -> Judgement:
    if first > stop.last_touched_day:
        return Judgement("outside", f"after it ended on {day_words(stop.day)}")
    if last <= stop.last_whole_day:
        return Judgement(
            "inside", "while it was in force" if first == last else f"all of {_both(first, last)} in force"
        )
    if first == last:
        return Judgement("unclear", f"on the day on which it ended, {day_words(stop.day)}, and the event has no hour")
    return Judgement("unclear", f"between {_both(first, last)}, which may be after it ended")


def _both(first: dt.date, last: dt.date) -> str:
    return f"{day_words(first)} and {day_words(last)}"
