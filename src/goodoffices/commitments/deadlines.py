"""By when, as a file writes it: a day, `within 30 days of in force`, `standing` or `unknown`; and as a day.

The day from which a period runs is not counted, and its last day belongs to it, as in Council Regulation (EEC, Euratom)
No 1182/71, article 3. A month ends on the day of the same number, or on the last day of a month that has none.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Final

from goodoffices.commitments.model import IN_FORCE, Due
from goodoffices.values import Period, plural, spoken_date

__all__ = ["STANDING", "UNKNOWN", "end_of", "parse_due", "spoken_due", "within_reason", "write_due"]

STANDING: Final = "standing"
UNKNOWN: Final = "unknown"
_WITHIN: Final = re.compile(r"within\s+(\d{1,4})\s+(day|week|month)s?\s+of\s+(\S.*)", re.IGNORECASE)
_RIGHT: Final = "write 2031-05-01, `within 30 days of in force`, `within 10 days of ID`, `standing` or `unknown`"
_MOST: Final = 3660
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


def parse_due(text: str) -> Due:
    """Read it. Raises ValueError with what is wrong and, after `; `, what would be right."""
    words = " ".join(text.split())
    if words.casefold() in {STANDING, UNKNOWN}:
        return Due(standing=words.casefold() == STANDING)
    if "working" in words.casefold() or "business" in words.casefold():
        raise ValueError(f"`{words}` counts working days, and each side has its own; {_RIGHT}")
    if found := _WITHIN.fullmatch(words):
        count = int(found[1])
        if not 1 <= count <= _MOST:
            raise ValueError(f"`{words}` is no period of 1 to {_MOST:,}; {_RIGHT}")
        after = found[3].strip()
        after = IN_FORCE if after.casefold() in {IN_FORCE, "entry into force"} else after
        return Due(count=count, unit=found[2].casefold(), after=after)
    try:
        return Due(day=within_reason(Period.parse(words)))
    except ValueError as error:
        if re.match(r"\d{4}-\d{2}", words):
            raise
        raise ValueError(f"`{words[:60]}` is no day and no period; {_RIGHT}") from error


def within_reason(day: Period) -> Period:
    """The day, of a year from 1900 to 2200. Raises ValueError for others."""
    if not _FIRST_YEAR <= day.first.year <= day.last.year <= _LAST_YEAR:
        raise ValueError(f"`{day.text}` is no day of {_FIRST_YEAR} to {_LAST_YEAR}; {_RIGHT}")
    return day


def write_due(due: Due) -> str:
    """As `parse_due` reads it."""
    if due.day:
        return due.day.text
    if due.after:
        return f"within {due.count} {due.unit}{'' if due.count == 1 else 's'} of {due.after}"
    return STANDING if due.standing else UNKNOWN


def end_of(due: Due, start: dt.date | None) -> dt.date | None:
    """The last day of it; `start` is the day from which a period runs. None where there is none, or it is not known."""
    if due.day:
        return due.day.last
    if not due.after or start is None:
        return None
    try:
        if due.unit == "month":
            return _months_on(start, due.count)
        return start + dt.timedelta(days=due.count * (7 if due.unit == "week" else 1))
    except (ValueError, OverflowError):
        return None


def spoken_due(due: Due) -> str:
    """In words: `by 1 May 2031`, `within 30 days of the entry into force`, `at all times`."""
    if due.day:
        return f"by {spoken_date(due.day)}"
    if due.after:
        after = "the entry into force" if due.after == IN_FORCE else f"the fulfilment of {due.after}"
        return f"within {plural(due.count, due.unit)} of {after}"
    return "at all times" if due.standing else "by a day that is not known"


def _months_on(start: dt.date, months: int) -> dt.date:
    at = start.year * 12 + start.month - 1 + months
    year, month = divmod(at, 12)
    return dt.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
