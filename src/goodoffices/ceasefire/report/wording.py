"""How a report writes its days, figures and verdicts: the same on the page, in the terminal and in pictures."""

from __future__ import annotations

import datetime as dt
from typing import Final

from goodoffices.ceasefire.report.holding import Holding, Now
from goodoffices.ceasefire.report.verdict import Verdict, Word, two_digits
from goodoffices.ceasefire.signals import Change, Estimate
from goodoffices.values import MONTHS, palette

__all__ = [
    "COLOURS",
    "SIGNS",
    "area_words",
    "change_words",
    "day_words",
    "days_words",
    "interval_words",
    "moved_words",
    "verdict_words",
]

SIGNS: Final[dict[Word, str]] = {
    "holding": "▲",
    "strained": "○",
    "eroding": "◊",
    "collapsed": "▼",
    "unobserved": "?",
    "uncertain": "±",
}
"""A sign for each verdict, so that none is told by colour alone."""
COLOURS: Final[dict[Word, str]] = {
    "holding": palette.BLUE,
    "strained": palette.SKY,
    "eroding": palette.ORANGE,
    "collapsed": palette.VERMILION,
    "unobserved": palette.GREY,
    "uncertain": "#FFFFFF",
}


def day_words(day: dt.date) -> str:
    """`6 May 2017`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def days_words(since: dt.date, until: dt.date) -> str:
    """`6 May 2017`, `20–26 May 2016`, `20 May – 3 June 2016`."""
    if since == until:
        return day_words(since)
    if (since.year, since.month) == (until.year, until.month):
        return f"{since.day}–{day_words(until)}"
    first = f"{since.day} {MONTHS[since.month - 1]}" + ("" if since.year == until.year else f" {since.year}")
    return f"{first} – {day_words(until)}"


def verdict_words(found: Verdict) -> str:
    """`collapsed (strained to collapsed)`; the word alone where the whole interval says so."""
    return found.word if found.is_sure else f"{found.word} ({found.best} to {found.worst})"


def interval_words(found: Estimate) -> str:
    """`0.52 (0.38–0.71)`; `–` where there is nothing to compare."""
    if found.value != found.value:
        return "–"
    return f"{two_digits(found.value)} ({two_digits(found.low)}–{two_digits(found.high)})"


def change_words(found: Change) -> str:
    """`rose ×2.6, between 18 and 20 September 2017`: a change with the interval of its date."""
    verb = "rose" if found.ratio.value > 1 else "fell"
    return f"{verb} ×{two_digits(found.ratio.value)}, {days_words(found.since, found.until)}"


def area_words(found: Holding, whole: str = "All areas together") -> str:
    """The area and, where it is told on its own, the dyad."""
    name = found.unit.area or whole
    return f"{name}: {found.unit.dyad}" if found.unit.dyad else name


def moved_words(found: Now) -> str:
    """`31 → 5 incidents, 0.16 (0.06–0.44) of the level before`."""
    return f"{found.before.events} → {found.now.events} incidents, {interval_words(found.ratio)} of the level before"
