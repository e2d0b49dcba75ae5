"""The record of who did what."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goodoffices.seal import Link, write_log
from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.log import broken_entry
from goodoffices.talks.models import Entry, Process

__all__ = ["audit", "export"]


@page("audit.read")
def audit(request: HttpRequest, process: str) -> HttpResponse:
    """The record, newest first, and whether its chain holds."""
    entries = Entry.objects.select_related("seat__member", "seat__party", "room").order_by("-number")
    shown = Paginator(entries, 100).get_page(request.GET.get("page"))
    broken = broken_entry(Process.objects.get(pk=process))
    return render(request, "talks/audit.html", {"entries": shown, "broken": broken})


@page("audit.read")
def export(_request: HttpRequest, process: str) -> HttpResponse:
    """The whole record as lines of JSON, which `goodoffices verify-log` checks without this server."""
    entries = Entry.objects.order_by("number")
    lines = write_log(Link(entry.number, entry.content(), entry.hash) for entry in entries)
    answer = HttpResponse(lines, content_type="application/jsonl; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="record-{process}.jsonl"'
    return answer
