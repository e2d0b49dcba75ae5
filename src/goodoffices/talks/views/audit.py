"""The record of who did what."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.log import broken_entry
from goodoffices.talks.models import Entry, Process

__all__ = ["audit"]


@page("audit.read")
def audit(request: HttpRequest, process: str) -> HttpResponse:
    """The record, newest first, and whether its chain holds."""
    entries = Entry.objects.select_related("seat__member", "seat__party", "room").order_by("-number")
    shown = Paginator(entries, 100).get_page(request.GET.get("page"))
    broken = broken_entry(Process.objects.get(pk=process))
    return render(request, "talks/audit.html", {"entries": shown, "broken": broken})
