"""Notes: read, written, edited, deleted."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from goodoffices.talks.access.guard import page
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.meanwhile import mark_of
from goodoffices.talks.domain.notes import delete_note, edit_note, write_note
from goodoffices.talks.forms.notes import NoteForm, NotesFilter
from goodoffices.talks.models import Note, Session
from goodoffices.talks.views.acts import form_page, my_seat, was_done

__all__ = ["delete", "edit", "notes"]

ON_A_PAGE = 20


@page("notes.read", "GET", "POST")
def notes(request: HttpRequest, process: str) -> HttpResponse:
    """The notes of one's rooms (or of one of them), newest first, and a form for another."""
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        author = my_seat()
        write_note(author=author, **form.cleaned_data)
        return redirect("notes", process=process)
    found = Note.objects.select_related("author__member", "author__party")
    chosen = NotesFilter(request.GET or None, auto_id="only_%s")  # the form below has a room, too
    if chosen.is_valid() and chosen.cleaned_data["room"]:
        found = found.filter(room=chosen.cleaned_data["room"])
    shown = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    sessions = Session.objects.in_bulk()
    for note in shown:
        note.session = sessions.get(note.about_id)
    told = {"form": form, "notes": shown, "filter": chosen}
    return render(request, "talks/notes.html", told, status=422 if form.errors else 200)


@page("notes.write", "GET", "POST")
def edit(request: HttpRequest, process: str, note: str) -> HttpResponse:
    """Another wording of one's own note."""
    found = get_object_or_404(Note, pk=note, author_id=current_viewer().seat_id)
    first = {"title": found.title, "text": found.text, "about": found.about_id} if found.is_open() else {}
    first["seen"] = mark_of(found)
    form = NoteForm(request.POST or None, fixed_room=True, initial=first)
    if request.method == "POST" and was_done(form, edit_note, note=found):
        return redirect("notes", process=process)
    lead = _("The note stays in its room and says that it was edited.")
    back = reverse("notes", args=[process])
    return form_page(request, form, heading=_("Edit the note"), lead=lead, submit=_("Save"), back=back)


@page("notes.write", "POST")
def delete(request: HttpRequest, process: str, note: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """Delete one's own note."""
    delete_note(get_object_or_404(Note, pk=note, author_id=current_viewer().seat_id))
    return redirect("notes", process=process)
