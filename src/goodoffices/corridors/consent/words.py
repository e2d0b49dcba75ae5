"""What a word of a consent record means. Each reader raises ValueError, to stand after the word."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from goodoffices.corridors.consent.model import AUDIENCES, HOW, Moment
from goodoffices.corridors.marks import EXAMPLES as COMMON
from goodoffices.corridors.marks import clock_time, day

__all__ = ["EXAMPLES", "audience", "how", "moment", "yes_or_no"]


def moment(word: str) -> Moment:
    """A day, or a day and time."""
    found = re.fullmatch(r"(\d{4}-\d{2}-\d{2})(?: (\d{1,2}:\d{2}))?", word, re.ASCII)
    if not found:
        raise ValueError("is no day, and no day and time")
    when = dt.datetime.combine(day(found[1]), clock_time(found[2]) if found[2] else dt.time())
    return Moment(when, exact=bool(found[2]))


def how(word: str) -> str:
    """How a body answered."""
    if word not in HOW:
        raise ValueError(f"is none of {', '.join(HOW)}")
    return word


def audience(word: str) -> str:
    """Who a paper is for."""
    if word not in AUDIENCES:
        raise ValueError(f"is none of {', '.join(AUDIENCES)}")
    return word


def yes_or_no(word: str) -> bool:
    """Yes or no; nothing stands for either."""
    if word.lower() not in {"yes", "no"}:
        raise ValueError("is neither yes nor no")
    return word.lower() == "yes"


EXAMPLES: dict[Callable[[str], object], str] = COMMON | {
    moment: "2031-03-12 09:00",
    how: "written",
    audience: "desk",
    yes_or_no: "yes",
}
