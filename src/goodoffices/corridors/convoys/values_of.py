"""What a word of a plan means.

Each reader raises ValueError, which says what is wrong with the word, to stand after it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from goodoffices.corridors.convoys.plan import Rest

__all__ = ["EXAMPLES", "NO_WINDOW", "curfew", "minutes", "name", "number", "positive", "rest", "text", "window"]

NO_WINDOW = (dt.datetime(2000, 1, 1), dt.datetime(2000, 1, 1, 1))  # noqa: DTZ001 - local, as agreed
"""Stands for a window that could not be read, so that the rest of a file can be looked at."""
_LONGEST = 200
_MOST = 100_000
_MOST_MINUTES = 24 * 60
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


def minutes(word: str) -> int:
    """Minutes, up to a day."""
    found = number(word.removesuffix("min").strip())
    if found > _MOST_MINUTES:
        raise ValueError("is more than a day; minutes are meant")
    return found


def rest(word: str) -> Rest:
    """Minutes of rest after minutes of driving."""
    found = re.fullmatch(r"(\d{1,4}) after (\d{1,4})", word, re.ASCII)
    if not found or not int(found[1]) or not int(found[2]):
        raise ValueError("does not say how many minutes of rest, and after how many of driving")
    return Rest(int(found[1]), int(found[2]))


def curfew(word: str) -> tuple[dt.time, dt.time]:
    """A time of day, from … to …."""
    found = re.fullmatch(rf"{_HOUR}\s*\.\.\s*{_HOUR}", word, re.ASCII)
    if not found:
        raise ValueError("is no time of day from … to …")
    start, end = _time(found[1]), _time(found[2])
    if start == end:
        raise ValueError("has no length")
    return start, end


def window(word: str) -> tuple[dt.datetime, dt.datetime]:
    """From a day and time to another; of one day, the day is written once."""
    found = re.fullmatch(rf"{_DAY} {_HOUR}\s*\.\.\s*(?:{_DAY} )?{_HOUR}", word, re.ASCII)
    if not found:
        raise ValueError("is no window from a day and time to another")
    opens = dt.datetime.combine(_day(found[1]), _time(found[2]))
    closes = dt.datetime.combine(_day(found[3] or found[1]), _time(found[4]))
    if closes <= opens:
        raise ValueError("closes before it opens")
    if closes - opens > _LONGEST_WINDOW:
        raise ValueError("is longer than seven days")
    return opens, closes


def _day(word: str) -> dt.date:
    try:
        return dt.date.fromisoformat(word)
    except ValueError as error:
        raise ValueError(f"names a day that is none: {word}") from error


def _time(word: str) -> dt.time:
    hour, minute = map(int, word.split(":"))
    if hour > 23 or minute > 59:  # noqa: PLR2004 - a clock
        raise ValueError(f"names a time that is none: {word}")
    return dt.time(hour, minute)


EXAMPLES: dict[Callable[[str], object], str] = {
    text: "a line of text",
    name: "old-town",
    number: "12",
    positive: "1",
    minutes: "20",
    rest: "45 after 270",
    curfew: "19:00 .. 05:00",
    window: "2031-03-14 07:00 .. 17:00",
}
"""What each reader reads, for those who are told how to write it."""
