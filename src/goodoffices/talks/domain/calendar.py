"""Sessions, windows of corridors and deadlines of commitments as an iCalendar file, for somebody's own device.

A file leaves the sealed rooms, so it says little: title, time, and the place only when asked for. No organiser, no
attendees, no addresses. Times are in UTC, which every device shows in its owner's zone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from icalendar import Calendar, Event

from goodoffices.commitments import STATUS_WORDS, Standing
from goodoffices.talks.domain.corridor_windows import CorridorWindow
from goodoffices.talks.models import Process, Session

__all__ = ["calendar_text"]


def calendar_text(
    process: Process,
    sessions: Iterable[Session],
    *,
    places: bool = False,
    windows: Iterable[CorridorWindow] = (),
    commitments: Iterable[Standing] = (),
) -> bytes:
    """The calendar of those sessions that the viewer can open, of windows of corridors, and of deadlines."""
    calendar = Calendar()
    calendar.add("prodid", "-//Good Offices//Talks//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", process.title)
    for session in sessions:
        if session.is_open():
            calendar.add_component(_event(session, places=places))
    for window in windows:
        calendar.add_component(_window(window))
    for standing in commitments:
        if standing.deadline:
            calendar.add_component(_deadline(standing, standing.deadline))
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


def _window(window: CorridorWindow) -> Event:
    """Said in English, as in every file we write. What was agreed once and is not any more is cancelled."""
    event = Event()
    event.add("uid", f"{window.uid}@goodoffices")
    event.add("sequence", window.revision)
    event.add("dtstamp", window.changed)
    event.add("dtstart", window.opens.astimezone(dt.UTC))
    event.add("dtend", window.closes.astimezone(dt.UTC))
    event.add("summary", f"{'Agreed' if window.agreed else 'NOT AGREED'}: {window.title}")
    event.add("class", "CONFIDENTIAL")
    event.add("status", "CONFIRMED" if window.agreed else "CANCELLED" if window.ended else "TENTATIVE")
    return event


def _deadline(standing: Standing, day: dt.date) -> Event:
    """The last day of a commitment, whole. How it stands is told in English, as in every file we write."""
    event = Event()
    event.add("uid", f"{standing.commitment.id}@goodoffices")
    event.add("sequence", (standing.as_of - _FIRST_DAY).days)
    event.add("dtstamp", dt.datetime.combine(standing.as_of, dt.time(), dt.UTC))
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(1))
    event.add("summary", f"Deadline, {STATUS_WORDS[standing.status]}: {standing.commitment.what}")
    event.add("class", "CONFIDENTIAL")
    event.add("transp", "TRANSPARENT")
    return event


_FIRST_DAY = dt.date(2025, 1, 1)
"""Sequences count days from here."""
