"""Commitments at the table: drawn from a clause at the desk, shown to a room, reported by those who are bound, and
verified by whom the agreement names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices import commitments as room_of_commitments
from goodoffices.errors import TalksError
from goodoffices.talks.access.roles import Role
from goodoffices.talks.access.viewer import current_viewer, looking_as_the_system
from goodoffices.talks.domain.commitment_standing import MEDIATOR, MONITOR, bodies_known, body_of_line, today
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.rooms import seats_of
from goodoffices.talks.domain.text_versions import may_hear
from goodoffices.talks.models import Commitment, CommitmentLine, EntryIntoForce, Process, Room, Seat, TextVersion
from goodoffices.talks.wording.clauses import Wording

__all__ = [
    "TOLD",
    "draw_commitment",
    "enter_into_force",
    "may_say",
    "say_of_commitment",
    "withdraw_commitment",
]

TOLD = ("who", "what", "where", "due", "verified_by", "depends_on", "article", "clause", "touches")
"""What a commitment says, by the names of the record."""
_ACTS = {
    "reported done": "commitment.report",
    "disputed": "commitment.dispute",
    "suspended": "commitment.suspend",
    "resumed": "commitment.resume",
    "withdrawn": "commitment.line.withdraw",
}
_BY_TEAM = ("suspended", "resumed")


def own_body() -> str:
    """The body that the viewer speaks for; "" for who speaks for none."""
    viewer = current_viewer()
    if viewer.role in {Role.DELEGATE, Role.GUARANTOR}:
        return viewer.party_id
    return str(viewer.role) if viewer.role in {Role.MEDIATOR, Role.MONITOR} else ""


def may_say(record: Commitment) -> tuple[str, ...]:
    """What the viewer may say of a commitment, as words of `commitments.SAID`; nothing where it is for others."""
    body = own_body()
    if not body or record.withdrawn or not record.is_open():
        return ()
    lines = CommitmentLine.objects.filter(commitment=record).select_related("author")
    spoken = {body_of_line(line) for line in lines}
    found = []
    for said in room_of_commitments.SAID:
        if said in _BY_TEAM and body != MEDIATOR:
            continue
        if said == "disputed" and body in {MEDIATOR, MONITOR}:
            continue
        if said == "withdrawn" and body not in spoken:
            continue
        if not room_of_commitments.why_not(said, body, record.who, record.verified_by):
            found.append(said)
    return tuple(found)


@all_or_nothing
def draw_commitment(
    *, process: Process, author: Seat, room: Room, version: TextVersion | None = None, **told: Any
) -> Commitment:
    """A new commitment, shown to a room. `told` holds the values of TOLD.

    Raises TalksError for who is not of the mediator's team, for one who would verify what it is bound to itself, for
    bodies that are not in the room, for another commitment that the room does not know, for words of a version that is
    not for this room's ears, and for words that do not stand in it.
    """
    if not current_viewer().is_mediator():
        raise TalksError.of(_("only the mediator's team draws commitments"))
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=process.pk)
    if set(told["who"]) & set(told["verified_by"]):
        raise TalksError.of(_("nobody verifies their own commitment"), remedy=_("name another who verifies"))
    _check_there(room, (*told["who"], *told["verified_by"]))
    due = room_of_commitments.parse_due(told["due"])
    others = {*told["depends_on"], *({due.after} - {"", room_of_commitments.IN_FORCE})}
    there = set(Commitment.objects.filter(room=room, withdrawn=None, pk__in=others).values_list("pk", flat=True))
    if others - there:
        what = _("it would wait for a commitment that this room was not shown")
        raise TalksError.of(what, remedy=_("choose one of the same room"))
    record = Commitment(room=room, author=author)
    if version is not None:
        if not may_hear(room, version.room):
            raise TalksError.of(
                _("this version was not shown to all of this room"), remedy=_("show it the version first")
            )
        wording = version.wording
        _check_words(wording, told["clause"])
        record.drawn_from = f"{wording.title}, {version}, {wording.fingerprint()}"
    for name in TOLD:
        setattr(record, name, told[name])
    record.save(force_insert=True)
    record_act("commitment.draw", on=record)
    return record


def _check_words(wording: Wording, clause: str) -> None:
    """What is said to be drawn from a version stands in one of its clauses, in one of its languages."""
    said = " ".join(clause.split())
    if not any(said in " ".join(words.split()) for one in wording.clauses for words in one.words.values()):
        raise TalksError.of(
            _("these words do not stand in this version"),
            remedy=_("copy them from it, or write the commitment without a text"),
        )


def _check_there(room: Room, bodies: Iterable[str]) -> None:
    """Who is bound, or verifies, must be able to read what it is bound to."""
    seats = seats_of(room)
    there = {seat.party_id for seat in seats} | {str(seat.role) for seat in seats} | {MEDIATOR}
    names = {body.id: body.name for body in bodies_known()}
    if absent := [names.get(body, body) for body in bodies if body not in there]:
        raise TalksError.of(
            _("%(name)s has no seat in this room, and could not read it") % {"name": absent[0]},
            remedy=_("choose another room"),
        )


@all_or_nothing
def withdraw_commitment(record: Commitment) -> None:
    """Say that it was drawn wrongly: it is listed no longer. Raises TalksError for others than the mediator's team."""
    if not current_viewer().is_mediator():
        raise TalksError.of(_("only the mediator's team draws commitments"))
    fresh = Commitment.objects.select_for_update(of=("self",)).get(pk=record.pk)
    if fresh.withdrawn is None:
        fresh.withdrawn = timezone.now()
        fresh.save(update_fields=["withdrawn", "changed"])
        record_act("commitment.withdraw", on=fresh)


@all_or_nothing
def enter_into_force(*, author: Seat, room: Room, day: dt.date, words: str = "") -> EntryIntoForce:
    """Tell a room from which day periods run; the newest counts. Raises TalksError for others than the team."""
    if not current_viewer().is_mediator():
        raise TalksError.of(_("only the mediator's team says from which day periods run"))
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=room.process_id)
        last = EntryIntoForce.objects.filter(room=room).aggregate(last=Max("number"))["last"] or 0
    told = EntryIntoForce(room=room, author=author, number=last + 1)
    told.day, told.words = day.isoformat(), words
    told.save(force_insert=True)
    record_act("commitment.force", on=told)
    return told


@all_or_nothing
def say_of_commitment(
    *,
    commitment: Commitment,
    author: Seat,
    said: str,
    done: dt.date | None = None,
    **rests: str,
) -> CommitmentLine:
    """Record what the viewer says of a commitment; `rests` are `source`, `grade` and `words`.

    Raises TalksError for what they may not say, and for a later day.
    """
    fresh = Commitment.objects.select_for_update(of=("self",)).select_related("room").get(pk=commitment.pk)
    if said not in may_say(fresh):
        why = room_of_commitments.why_not(said, own_body(), fresh.who, fresh.verified_by)
        raise TalksError.of(_("this is for others to say") if why else _("this cannot be said of it now"))
    if done and done > today():
        raise TalksError.of(_("this day has not come yet"))
    line = CommitmentLine(commitment=fresh, room=fresh.room, author=author)
    line.party_id = current_viewer().party_id or None
    line.said, line.done = said, done.isoformat() if done else ""
    for name in ("source", "grade", "words"):
        setattr(line, name, rests.get(name, ""))
    line.save(force_insert=True)
    record_act(_ACTS.get(said, "commitment.verify"), on=line)
    return line
