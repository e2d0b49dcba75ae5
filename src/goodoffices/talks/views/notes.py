"""Notes: read, written, deleted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from goodoffices.talks.access.guard import page
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.notes import delete_note, write_note
from goodoffices.talks.forms.notes import NoteForm
from goodoffices.talks.models import Note, Seat

__all__ = ["delete", "notes"]


@page("notes.read", "GET", "POST")
def notes(request: HttpRequest, process: str) -> HttpResponse:
    """The notes of one's rooms, newest first, and a form for another."""
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        author = Seat.objects.get(pk=current_viewer().seat_id)
        write_note(author=author, **form.cleaned_data)
        return redirect("notes", process=process)
    found = Note.objects.select_related("room", "author__member", "author__party").prefetch_related("room__parties")
    return render(request, "talks/notes.html", {"form": form, "notes": found}, status=422 if form.errors else 200)


@page("notes.write", "POST")
def delete(request: HttpRequest, process: str, note: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """Delete one's own note."""
    delete_note(get_object_or_404(Note, pk=note, author_id=current_viewer().seat_id))
    return redirect("notes", process=process)
