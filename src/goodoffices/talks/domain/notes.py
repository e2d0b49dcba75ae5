"""Notes."""

from __future__ import annotations

from django.utils import timezone

from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.meanwhile import refuse_changed
from goodoffices.talks.models import Note, Room, Seat, Session

__all__ = ["delete_note", "edit_note", "write_note"]


@all_or_nothing
def write_note(*, room: Room, author: Seat, title: str, text: str, about: Session | None = None) -> Note:
    """A new note in a room, about a session if one is named."""
    note = Note(room=room, author=author, title=title, text=text, about=about)
    note.save(force_insert=True)
    record_act("note.write", on=note)
    return note


@all_or_nothing
def edit_note(*, note: Note, title: str, text: str, about: Session | None = None, seen: str = "") -> Note:
    """Another wording of a note, in the room where it is. The note says that it was edited, and when."""
    refuse_changed(note, seen)
    note.title, note.text, note.about = title, text, about
    note.edited = timezone.now()
    note.save()
    record_act("note.edit", on=note)
    return note


@all_or_nothing
def delete_note(note: Note) -> None:
    """Delete a note; the record keeps that there was one."""
    record_act("note.delete", on=note)
    note.delete()
