"""What a word of a convoy plan means, beside those that every plan has.

Each reader raises ValueError, which says what is wrong with the word, to stand after it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from goodoffices.corridors.convoys.plan import Rest
from goodoffices.corridors.marks import EXAMPLES as COMMON
from goodoffices.corridors.marks import clock_time, number

__all__ = ["EXAMPLES", "curfew", "minutes", "rest"]

_MOST_MINUTES = 24 * 60
_HOUR = r"(\d{1,2}:\d{2})"


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
    start, end = clock_time(found[1]), clock_time(found[2])
    if start == end:
        raise ValueError("has no length")
    return start, end


EXAMPLES: dict[Callable[[str], object], str] = COMMON | {
    minutes: "20",
    rest: "45 after 270",
    curfew: "19:00 .. 05:00",
}
"""What each reader reads, for those who are told how to write it."""
