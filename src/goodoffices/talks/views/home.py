"""The first page of a member, and the first page of a process."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goodoffices.talks.access.guard import page
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.consent import consent_now
from goodoffices.talks.domain.sessions import next_session
from goodoffices.talks.models import Note, Party, ReportRelease, Room, Seat, TextVersion

__all__ = ["home", "process"]


@page("account")
def home(request: HttpRequest) -> HttpResponse:
    """The processes in which the member has a seat."""
    seats = Seat.objects.filter(ended=None).select_related("process", "party")
    return render(request, "talks/home.html", {"seats": seats})


@page("process.read")
def process(request: HttpRequest, process: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """What is going on in a process, as far as one's rooms go."""
    latest = Note.objects.select_related("author__member", "author__party")
    notes = [note for note in latest[:5] if note.is_open()]
    kinds = list(Room.Kind)
    rooms = sorted(current_viewer().known.values(), key=lambda room: (kinds.index(room.kind), str(room)))
    shown: dict[str, Any] = {"notes": notes, "rooms": rooms}
    public = {"room__kind": Room.Kind.PUBLIC}
    is_out = any(one.is_out for one in ReportRelease.objects.filter(**public))
    shown["is_public"] = is_out or any(kind.objects.filter(**public).exists() for kind in (Note, TextVersion))
    shown |= {"states": consent_now(Party.objects.all()), "next": next_session()}
    return render(request, "talks/process.html", shown)
