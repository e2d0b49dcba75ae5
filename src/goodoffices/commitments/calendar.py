"""Deadlines as iCalendar (RFC 5545, Desruisseaux 2009): one whole day each, no place, no organiser, nobody invited."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Final

from icalendar import Alarm, Calendar, Event

from goodoffices.commitments.model import Agreement
from goodoffices.commitments.standing import Standing
from goodoffices.commitments.wording import STATUS_WORDS
from goodoffices.values import series, shortened

__all__ = ["to_calendar"]

_FIRST_DAY: Final = dt.date(2000, 1, 1)
_LONGEST: Final = 160
_DONE: Final = ("verified done", "reported done")


def to_calendar(agreement: Agreement, found: Sequence[Standing]) -> bytes:
    """An event on the last day of each commitment whose deadline is known; nothing of those without one.

    The identifier of an event rests on the names of agreement and commitment, so that a deadline that moves stays the
    same event; its sequence rises with the day that is asked for. A reminder stands three days before what is not done.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Good Offices//Commitments//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Commitments: {agreement.title}")
    for one in found:
        if one.deadline:
            calendar.add_component(_event(agreement, one, one.deadline))
    made: bytes = calendar.to_ical()
    return made


def _event(agreement: Agreement, one: Standing, deadline: dt.date) -> Event:
    named = hashlib.sha256(f"{agreement.id}\n{one.commitment.id}".encode()).hexdigest()[:32]
    who = series(agreement.name_of(body) for body in one.commitment.who)
    event = Event()
    event.add("uid", f"{named}@goodoffices")
    event.add("sequence", max(0, (one.as_of - _FIRST_DAY).days))
    event.add("dtstamp", dt.datetime.combine(one.as_of, dt.time(), dt.UTC))
    event.add("dtstart", deadline)
    event.add("dtend", deadline + dt.timedelta(1))
    event.add("summary", shortened(f"{who}: {one.commitment.what}", _LONGEST))
    event.add("description", f"As of {one.as_of}: {STATUS_WORDS[one.status]}. {agreement.title}, {one.commitment.id}.")
    event.add("class", "CONFIDENTIAL")
    event.add("transp", "TRANSPARENT")
    if one.status not in _DONE:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", shortened(f"In three days: {one.commitment.what}", _LONGEST))
        alarm.add("trigger", dt.timedelta(days=-3))
        event.add_component(alarm)
    return event
