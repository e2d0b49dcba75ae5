"""A note, and whose notes are shown."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.forms.fields import RecordField, TextField, WordsField
from goodoffices.talks.forms.rooms import RoomField, RoomForm
from goodoffices.talks.models import Session

__all__ = ["NoteForm", "NotesFilter"]


class NoteForm(RoomForm):
    """Title, text, the room whose people may read it, and the session it is about, if any."""

    room = RoomField(label=_("Who may read it"))
    title = WordsField(label=_("Title"))
    text = TextField(label=_("Text"), rows=6)
    about = RecordField(Session, label=_("About the session"), required=False, empty_label=_("no session"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.fields["about"].queryset.exists():
            del self.fields["about"]


class NotesFilter(forms.Form):
    """Only the notes of one of the viewer's rooms."""

    room = RoomField(label=_("Only of"), required=False, empty_label=_("all your rooms"))
