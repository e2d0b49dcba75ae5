"""A day with an hour and its zone, as terms write it: `2016-12-30 00:00 Asia/Damascus`, or the day alone."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from goodoffices.ceasefire.terms.model import Moment

__all__ = ["parse_moment"]

_MOMENT: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T]+(\d{1,2}):(\d{2})(?::00)?)?\s*(\S.*)?")
_OFFSET: Final = re.compile(r"(?:UTC)?[+-](?:0\d|1[0-4]):(?:00|15|30|45)|UTC|Z", re.IGNORECASE)
_RIGHT: Final = "write 2016-12-30 06:00 +02:00, or the day alone where the hour is not known"


def parse_moment(text: str) -> Moment:
    """Read a moment; 24:00 is the end of its day. Raises ValueError with what would be right."""
    match = _MOMENT.fullmatch(text.strip())
    if not match:
        raise ValueError(f"`{text.strip()}` is no day with an hour; {_RIGHT}")
    told, hour, minute, zone = match.groups()
    try:
        day = dt.date.fromisoformat(told)
    except ValueError as error:
        raise ValueError(f"`{told}` is not a date in the calendar; {_RIGHT}") from error
    if hour is None:
        if zone:
            raise ValueError(f"`{zone}` stands where an hour would; {_RIGHT}")
        return Moment(day, None, "", text.strip())
    if not zone:
        raise ValueError(f"the hour {hour}:{minute} has no zone; {_RIGHT}")
    _check_zone(zone)
    if (hour, minute) == ("24", "00"):
        return Moment(day + dt.timedelta(1), dt.time(0), zone, text.strip())
    try:
        return Moment(day, dt.time(int(hour), int(minute)), zone, text.strip())
    except ValueError as error:
        raise ValueError(f"`{hour}:{minute}` is no hour of the day; {_RIGHT}") from error


def _check_zone(zone: str) -> None:
    if _OFFSET.fullmatch(zone):
        return
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"`{zone}` is no zone; write +03:00, or a name as Asia/Damascus") from error
