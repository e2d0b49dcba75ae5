"""Rounds, sessions, attendance."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from goodoffices.errors import TalksError
from goodoffices.talks.domain.attendance import could_come
from goodoffices.talks.domain.moments import ZONES, moment
from goodoffices.talks.forms.fields import (
    DayField,
    HourField,
    LongSelect,
    RecordField,
    RecordsField,
    SeenField,
    TextField,
    WordsField,
)
from goodoffices.talks.forms.refusals import refused_on
from goodoffices.talks.forms.rooms import RoomField, RoomForm
from goodoffices.talks.models import AgendaItem, Party, Round, Seat, Session

__all__ = ["AttendanceForm", "RoundForm", "SessionForm", "attendance_as_taken", "session_as_typed"]


class RoundForm(forms.Form):
    """A new round."""

    room = RoomField(label=_("Who may read it"))
    title = WordsField(label=_("Title"))
    first = DayField(label=_("First day"), required=False)
    text = TextField(label=_("What it is about"), required=False)


def readers_zone() -> str:
    """The reader's own time zone, when it is on the list."""
    name = timezone.get_current_timezone_name()
    return name if name in ZONES else "UTC"


class SessionForm(RoomForm):
    """Day and hours as they are on the clocks of the place; `cleaned_data` has them as the moments starts and ends."""

    room = RoomField(label=_("Who may read it"))
    title = WordsField(label=_("Title"))
    round = RecordField(Round, label=_("Of the round"), required=False, empty_label=_("of no round"))
    day = DayField(label=_("Day"))
    begins = HourField(label=_("Begins"))
    ends_at = HourField(label=_("Ends"))
    last_day = DayField(label=_("Last day, when it ends on another"), required=False)
    zone = forms.ChoiceField(
        label=_("Time zone of the place"),
        choices=[(zone, zone.replace("_", " ")) for zone in ZONES],
        widget=LongSelect,
        initial=readers_zone,
        help_text=_("Day and hours are those on the clocks there. Every reader sees them in their own zone as well."),
    )
    place = WordsField(
        label=_("Place"), required=False, max_length=500, help_text=_("Only the people of the room read it.")
    )
    expected = RecordsField(Party, label=_("Who is expected"), required=False)
    agenda = RecordsField(AgendaItem, label=_("What is on the agenda"), required=False)
    text = TextField(label=_("Anything else"), required=False)

    def clean(self) -> dict[str, Any]:
        """The hours on the wall, as moments."""
        found = super().clean() or {}
        day, begins, ends_at, zone = (found.pop(name, None) for name in ("day", "begins", "ends_at", "zone"))
        last_day = found.pop("last_day", None) or day
        if day is None or begins is None or ends_at is None or zone is None:
            return found
        for field, name, on, at in (("begins", "starts", day, begins), ("ends_at", "ends", last_day, ends_at)):
            try:
                found[name] = moment(on, at, zone)
            except TalksError as error:
                refused_on(self, error, field)
        found["zone"] = zone
        return found


def session_as_typed(session: Session) -> dict[str, Any]:
    """What the form of a session shows at first when it is changed: its times on the clocks of its zone."""
    there = zoneinfo.ZoneInfo(session.zone)
    starts: dt.datetime = session.starts.astimezone(there)
    ends: dt.datetime = session.ends.astimezone(there)
    return {
        "title": session.title,
        "round": session.round_id,
        "day": starts.date(),
        "begins": starts.time(),
        "ends_at": ends.time(),
        "last_day": ends.date() if ends.date() != starts.date() else None,
        "zone": session.zone,
        "place": session.place,
        "expected": list(session.expected),
        "agenda": [item.pk for item in session.agenda.all()],
        "text": session.text,
    }


class AttendanceForm(forms.Form):
    """Who came, by seat; and parties that came with people who have none."""

    seen = SeenField()
    people = RecordsField(Seat, label=_("Who came"), required=False)
    came = RecordsField(
        Party,
        label=_("Parties that came without any of these"),
        required=False,
        help_text=_("A party of those ticked above counts as come already."),
    )
    others = WordsField(label=_("Others who were there"), required=False, max_length=1000)

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = [seat.pk for seat in could_come(session)]
        found = Seat.objects.filter(pk__in=seats).select_related("member", "party")
        self.fields["people"].queryset = found.order_by("party__place", "party__name", "made", "pk")


def attendance_as_taken(session: Session) -> dict[str, Any]:
    """What the form of attendance shows at first: what was taken; before, those who were expected."""
    if session.came is not None:
        seated = {seat.party_id for seat in could_come(session) if seat.pk in (session.people or ())}
        alone = [party for party in session.came if party not in seated]
        return {"people": session.people or [], "came": alone, "others": session.others}
    expected = [seat for seat in could_come(session) if seat.party_id in session.expected]
    seated = {seat.party_id for seat in expected}
    alone = [party for party in session.expected if party not in seated]
    return {"people": [seat.pk for seat in expected], "came": alone, "others": session.others}
