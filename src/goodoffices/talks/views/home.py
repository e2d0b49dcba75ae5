"""The first page of a member, and the first page of a process."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goodoffices.talks.access.guard import page
from goodoffices.talks.models import Note, Process, Room, Seat

__all__ = ["home", "process"]


@page("account")
def home(request: HttpRequest) -> HttpResponse:
    """The processes in which the member has a seat."""
    seats = Seat.objects.filter(ended=None).select_related("process", "party")
    return render(request, "talks/home.html", {"seats": seats})


@page("process.read")
def process(request: HttpRequest, process: str) -> HttpResponse:
    """What is going on in a process, as far as one's rooms go."""
    found = Process.objects.get(pk=process)
    notes = [note for note in Note.objects.select_related("room", "author__member")[:5] if note.is_open()]
    kinds = list(Room.Kind)
    rooms = sorted(Room.objects.prefetch_related("parties"), key=lambda room: (kinds.index(room.kind), str(room)))
    return render(request, "talks/process.html", {"process": found, "notes": notes, "rooms": rooms})
