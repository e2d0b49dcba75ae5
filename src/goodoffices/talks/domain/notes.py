"""Notes."""

from __future__ import annotations

from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.models import Note, Room, Seat

__all__ = ["delete_note", "write_note"]


@all_or_nothing
def write_note(*, room: Room, author: Seat, title: str, text: str) -> Note:
    """A new note in a room."""
    note = Note(room=room, author=author, title=title, text=text)
    note.save(force_insert=True)
    record_act("note.write", on=note)
    return note


@all_or_nothing
def delete_note(note: Note) -> None:
    """Delete a note; the record keeps that there was one."""
    record_act("note.delete", on=note)
    note.delete()
