"""Versions: published from the draft, never changed, shown to further rooms as copies sealed to each."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.text_drafts import locked
from goodoffices.talks.models import Party, Room, Seat, Text, TextVersion
from goodoffices.talks.wording.clauses import Wording

__all__ = ["may_hear", "publish", "show_version"]


@all_or_nothing
def publish(*, text: Text, author: Seat, note: str = "") -> TextVersion:
    """A version of the draft as it stands now, on the desk. Raises TalksError when nothing changed since the last."""
    text, wording = locked(text)
    if not wording.clauses:
        raise TalksError.of(_("there are no clauses yet"), remedy=_("write or paste some first"))
    last = text.versions.filter(room=text.room).order_by("-number").first()
    if last is not None and last.wording == wording:
        raise TalksError.of(
            _("nothing has changed since version %(number)s") % {"number": last.number},
            remedy=_("show that version instead"),
        )
    return _version(text, text.room, author, wording, note)


@all_or_nothing
def show_version(*, version: TextVersion, room: Room, author: Seat, note: str = "") -> TextVersion:
    """Show a version to another room: a copy sealed to that room. It cannot be taken back.

    The copy for the public says nothing of issues and options of the case, nor where clauses came from.
    """
    first = version.copy_of or version
    if room.pk == first.room_id or TextVersion.objects.filter(copy_of=first, room=room).exists():
        raise TalksError.of(_("this version has been shown there already"))
    wording = version.wording
    if room.kind == Room.Kind.PUBLIC:
        clauses = tuple(replace(clause, issue="", option="", split_from="") for clause in wording.clauses)
        wording = replace(wording, clauses=clauses)
    return _version(version.text, room, author, wording, note, copy_of=first)


def _version(
    text: Text, room: Room, author: Seat, wording: Wording, note: str, copy_of: TextVersion | None = None
) -> TextVersion:
    number = TextVersion.objects.select_for_update().filter(text=text, room=room).count() + 1
    version = TextVersion(text=text, room=room, author=author, number=number, copy_of=copy_of)
    version.content, version.note = wording.plain(), note
    version.save(force_insert=True)
    record_act("text.show" if copy_of else "text.publish", on=version)
    return version


def may_hear(room: Room, of: Room) -> bool:
    """Whether all who belong to `room` belong to the room `of`, so that they may hear of what it was shown."""
    if room.pk == of.pk or room.kind == Room.Kind.DESK or of.kind == Room.Kind.PUBLIC:
        return True
    if of.kind == Room.Kind.PLENARY:
        return room.kind != Room.Kind.PUBLIC
    if of.kind == Room.Kind.DESK or room.kind not in {Room.Kind.CAUCUS, Room.Kind.NAMED}:
        return False
    with looking_as_the_system():
        wide = set(Party.objects.filter(rooms=of).values_list("pk", flat=True))
        return set(Party.objects.filter(rooms=room).values_list("pk", flat=True)) <= wide
