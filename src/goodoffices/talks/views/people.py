"""Who is at the table: those one may know of."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goodoffices.talks.access.guard import page
from goodoffices.talks.models import Party, Seat

__all__ = ["people"]


@page("people.read")
def people(request: HttpRequest, process: str) -> HttpResponse:
    """The seats one may know of."""
    seats = Seat.objects.filter(process_id=process, ended=None).select_related("member", "party")
    return render(request, "talks/people.html", {"seats": seats, "parties": Party.objects.all()})
