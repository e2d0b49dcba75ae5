"""The record of who did what."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goodoffices.seal import Link, write_log
from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.record import check_record
from goodoffices.talks.models import Entry, Process

__all__ = ["audit", "check", "export"]


@page("audit.read")
def audit(request: HttpRequest, process: str) -> HttpResponse:
    """The record, newest first, and whether its chain holds: what is new, and what is shown, is checked now."""
    entries = Entry.objects.select_related("seat__member", "seat__party")
    shown = Paginator(entries.order_by("-number"), 100).get_page(request.GET.get("page"))
    numbers = [entry.number for entry in shown] or [0]
    checked = check_record(Process.objects.get(pk=process), shown=(numbers[-1], numbers[0]))
    return render(request, "talks/audit.html", {"entries": shown, "checked": checked})


@page("audit.read", "POST")
def check(_request: HttpRequest, process: str) -> HttpResponse:
    """Check the whole record from its first line on."""
    check_record(Process.objects.get(pk=process), whole=True)
    return redirect("audit", process=process)


@page("audit.read")
def export(_request: HttpRequest, process: str) -> HttpResponse:
    """The whole record as lines of JSON, which `goodoffices verify-log` checks without this server."""
    entries = Entry.objects.order_by("number")
    lines = write_log(Link(entry.number, entry.content(), entry.hash) for entry in entries)
    answer = HttpResponse(lines, content_type="application/jsonl; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="record-{process}.jsonl"'
    return answer
