"""The first page of a member, and the first page of a process."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.consent import consent_now
from goodoffices.talks.domain.sessions import next_session
from goodoffices.talks.models import Note, Party, Process, ReportRelease, Room, Seat, TextVersion

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
    latest = Note.objects.select_related("author__member", "author__party").prefetch_related("room__parties")
    notes = [note for note in latest[:5] if note.is_open()]
    kinds = list(Room.Kind)
    rooms = sorted(Room.objects.prefetch_related("parties"), key=lambda room: (kinds.index(room.kind), str(room)))
    shown = {"process": found, "notes": notes, "rooms": rooms}
    public = {"room__kind": Room.Kind.PUBLIC}
    is_out = any(one.is_out for one in ReportRelease.objects.filter(**public))
    shown["is_public"] = is_out or any(kind.objects.filter(**public).exists() for kind in (Note, TextVersion))
    shown |= {"states": consent_now(Party.objects.all()), "next": next_session()}
    return render(request, "talks/process.html", shown)
