"""Sessions as an iCalendar file, for the calendar on somebody's own device.

A file leaves the sealed rooms, so it says little: title, time, and the place only when asked for. No organiser, no
attendees, no addresses. Times are in UTC, which every device shows in its owner's zone.
"""

from __future__ import annotations

from collections.abc import Iterable

from icalendar import Calendar, Event

from goodoffices.talks.models import Process, Session

__all__ = ["calendar_text"]


def calendar_text(process: Process, sessions: Iterable[Session], *, places: bool = False) -> bytes:
    """The calendar of those sessions that the viewer can open."""
    calendar = Calendar()
    calendar.add("prodid", "-//Good Offices//Talks//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", process.title)
    for session in sessions:
        if session.is_open():
            calendar.add_component(_event(session, places=places))
    text: bytes = calendar.to_ical()
    return text


def _event(session: Session, *, places: bool) -> Event:
    event = Event()
    event.add("uid", f"{session.pk}@goodoffices")
    event.add("sequence", session.revision)
    event.add("dtstamp", session.changed)
    event.add("dtstart", session.starts)
    event.add("dtend", session.ends)
    event.add("summary", session.title)
    event.add("class", "CONFIDENTIAL")
    event.add("status", "CANCELLED" if session.cancelled else "CONFIRMED")
    if places and session.place:
        event.add("location", session.place)
    return event
