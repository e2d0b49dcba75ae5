"""Notes."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Path, Router, Schema, Status

from goodoffices.talks.api.auth import Seated
from goodoffices.talks.api.bodies import Heard, body_of, filled
from goodoffices.talks.api.shapes import answers
from goodoffices.talks.domain.meanwhile import mark_of
from goodoffices.talks.domain.notes import delete_note, edit_note, write_note
from goodoffices.talks.forms.notes import NoteForm
from goodoffices.talks.models import Note, Room, Seat, Session

router = Router()
EditIn = body_of("EditNoteIn", NoteForm, without={"room"})


class NoteIn(Heard):
    """A note to be written; `about` may name a session."""

    room: str
    title: str = Field(min_length=1, max_length=200)
    text: str = Field(min_length=1, max_length=50_000)
    about: str = ""


class NoteOut(Schema):
    """A note; `about`: a session that one may know of; title and text are null when the seat holds no key. `seen` is
    sent back with a change, which is refused (409) when somebody has changed the note since.
    """

    id: str
    room: str
    author: str | None
    made: dt.datetime
    edited: dt.datetime | None
    about: str | None
    title: str | None
    text: str | None
    seen: str


def note_out(note: Note) -> NoteOut:
    """A note, opened when it can be."""
    seen = note.is_open()
    about = Session.objects.filter(pk=note.about_id).first()
    return NoteOut(
        id=note.pk,
        room=note.room_id,
        author=note.author_id,
        made=note.made,
        edited=note.edited,
        about=about.pk if about else None,
        title=note.title if seen else None,
        text=note.text if seen else None,
        seen=mark_of(note),
    )


@router.get("", response=answers(list[NoteOut]), auth=Seated("notes.read"), operation_id="notes")
def list_notes(request: HttpRequest, process: Path[str]) -> list[NoteOut]:
    """The notes of the seat's rooms, newest first."""
    return [note_out(note) for note in Note.objects.all()]


@router.post("", response=answers(NoteOut, 201), auth=Seated("notes.write"), operation_id="note_write")
def add_note(request: HttpRequest, process: Path[str], given: NoteIn) -> Status:
    """Write a note in one of the seat's rooms."""
    room = get_object_or_404(Room, pk=given.room)
    author = Seat.objects.get(pk=request.viewer.seat_id)
    told = filled(NoteForm(given.dict() | {"room": room.pk}))
    return Status(201, note_out(write_note(author=author, **told)))


@router.put("/{note}", response=answers(NoteOut), auth=Seated("notes.write"), operation_id="note_edit")
def change_note(request: HttpRequest, process: Path[str], note: str, given: EditIn) -> NoteOut:
    """Another wording of one's own note."""
    found = get_object_or_404(Note, pk=note, author_id=request.viewer.seat_id)
    return note_out(edit_note(note=found, **filled(NoteForm(given.dict(), fixed_room=True))))


@router.delete("/{note}", response=answers(None, 204), auth=Seated("notes.write"), operation_id="note_delete")
def remove_note(request: HttpRequest, process: Path[str], note: str) -> Status:
    """Delete one's own note."""
    delete_note(get_object_or_404(Note, pk=note, author_id=request.viewer.seat_id))
    return Status(204, None)
