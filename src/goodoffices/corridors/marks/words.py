"""What a word of a plan means.

Each reader raises ValueError, which says what is wrong with the word, to stand after it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

__all__ = ["EXAMPLES", "NO_WINDOW", "clock_time", "day", "name", "number", "positive", "text", "window"]

NO_WINDOW = (dt.datetime(2000, 1, 1), dt.datetime(2000, 1, 1, 1))  # noqa: DTZ001 - local, as agreed
"""Stands for a window that could not be read, so that the rest of a file can be looked at."""
_LONGEST = 200
_MOST = 100_000
_LONGEST_WINDOW = dt.timedelta(days=7)
_DAY = r"(\d{4}-\d{2}-\d{2})"
_HOUR = r"(\d{1,2}:\d{2})"


def text(word: str) -> str:
    """A line of text, not longer than a page is wide."""
    if len(word) > _LONGEST:
        raise ValueError(f"is longer than {_LONGEST} letters")
    return word


def name(word: str) -> str:
    """The name of a point, a place or a kind of vehicle."""
    if not word or len(word) > 60 or ">" in word:  # noqa: PLR2004
        raise ValueError("is no name: a name has 1 to 60 letters and no `>`")
    return word


def number(word: str) -> int:
    """A whole number."""
    if not re.fullmatch(r"\d{1,3}(,\d{3})+|\d{1,9}", word, re.ASCII) or int(word.replace(",", "")) > _MOST:
        raise ValueError(f"is no whole number up to {_MOST:,}")
    return int(word.replace(",", ""))


def positive(word: str) -> int:
    """A whole number from 1 on."""
    found = number(word)
    if not found:
        raise ValueError("must be 1 or more")
    return found


def window(word: str) -> tuple[dt.datetime, dt.datetime]:
    """From a day and time to another; of one day, the day is written once."""
    found = re.fullmatch(rf"{_DAY} {_HOUR}\s*\.\.\s*(?:{_DAY} )?{_HOUR}", word, re.ASCII)
    if not found:
        raise ValueError("is no window from a day and time to another")
    opens = dt.datetime.combine(day(found[1]), clock_time(found[2]))
    closes = dt.datetime.combine(day(found[3] or found[1]), clock_time(found[4]))
    if closes <= opens:
        raise ValueError("closes before it opens")
    if closes - opens > _LONGEST_WINDOW:
        raise ValueError("is longer than seven days")
    return opens, closes


def day(word: str) -> dt.date:
    """A day of the calendar."""
    if not re.fullmatch(_DAY, word, re.ASCII):
        raise ValueError("is no day of the calendar")
    try:
        return dt.date.fromisoformat(word)
    except ValueError as error:
        raise ValueError(f"names a day that is none: {word}") from error


def clock_time(word: str) -> dt.time:
    """A time of day."""
    hour, minute = map(int, word.split(":"))
    if hour > 23 or minute > 59:  # noqa: PLR2004 - a clock
        raise ValueError(f"names a time that is none: {word}")
    return dt.time(hour, minute)


EXAMPLES: dict[Callable[[str], object], str] = {
    text: "a line of text",
    name: "old-town",
    number: "12",
    positive: "1",
    day: "2031-03-14",
    window: "2031-03-14 07:00 .. 17:00",
}
"""What each reader reads, for those who are told how to write it."""
