"""The windows of a corridor as iCalendar (RFC 5545, Desruisseaux 2009), in the zone in which they were agreed."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from goodoffices.corridors.papers.sheet import Sheet, Window
from goodoffices.errors import CorridorError

__all__ = ["to_calendar"]

_FIRST_DAY: Final = dt.date(2000, 1, 1)
_AROUND: Final = dt.timedelta(days=400)
"""Days before and after the windows over which the zone is written out: the clock changes that may matter."""


def to_calendar(sheet: Sheet) -> bytes:
    """One event for each window. No place, no organiser, nobody invited: a calendar is copied to servers.

    The identifier of an event rests on the names of corridor and window, so that a window whose hours change stays the
    same event; its sequence rises with the day of the plan. A window that is withdrawn is cancelled, and one of a plan
    that is not agreed is tentative and says so in its title. Raises CorridorError for a sheet without a zone, for one
    that there is not, and for a time that the clock of the zone leaps over or shows twice.
    """
    zone = _zone(sheet.zone)
    calendar = Calendar()
    calendar.add("prodid", "-//Good Offices//Corridors//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{sheet.mark}: {sheet.title}")
    for window in sheet.windows:
        calendar.add_component(_event(sheet, window, zone))
    if sheet.windows:
        days = [window.opens.date() for window in sheet.windows] + [window.closes.date() for window in sheet.windows]
        calendar.add_missing_timezones(min(days) - _AROUND, max(days) + _AROUND)
    made: bytes = calendar.to_ical()
    return made


def _event(sheet: Sheet, window: Window, zone: ZoneInfo) -> Event:
    named = hashlib.sha256(f"{sheet.corridor}\n{window.id}".encode()).hexdigest()[:32]
    event = Event()
    event.add("uid", f"{named}@goodoffices")
    event.add("sequence", max(0, (sheet.as_of - _FIRST_DAY).days))
    event.add("dtstamp", dt.datetime.combine(sheet.as_of, dt.time(), dt.UTC))
    event.add("dtstart", _at(window.opens, zone))
    event.add("dtend", _at(window.closes, zone))
    event.add("summary", f"{'WITHDRAWN, ' if window.withdrawn else ''}{sheet.mark}: {sheet.title}")
    event.add("description", sheet.stamp)
    event.add("class", "CONFIDENTIAL")
    event.add("transp", "OPAQUE" if sheet.agreed and not window.withdrawn else "TRANSPARENT")
    event.add("status", "CANCELLED" if window.withdrawn else "CONFIRMED" if sheet.agreed else "TENTATIVE")
    return event


def _zone(name: str) -> ZoneInfo:
    if not name:
        what = "the plan names no time zone, and a calendar without one shows another hour to each reader"
        raise CorridorError.of(what, remedy="Name the zone, as Asia/Damascus.")
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        what = f"there is no time zone {name!r}"
        raise CorridorError.of(what, remedy="Zones have names as Asia/Damascus or Europe/Zurich.") from error


def _at(local: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """A local time in its zone; one that is none, or two, on the day on which clocks change is refused."""
    first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset():
        what = f"on {local:%Y-%m-%d} clocks change in {zone.key}, and {local:%H:%M} is no time or two"
        raise CorridorError.of(what, remedy="Agree on another hour for the window.")
    return first
