"""Events at the mediator's desk: what there is, importing, asking, taking out, deleting."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from goodoffices.errors import UserError
from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.event_questions import Answered, ask, export_text
from goodoffices.talks.domain.event_store import delete_release, import_events
from goodoffices.talks.forms.evidence_events import SOURCES, AskForm, ExportForm, ImportForm
from goodoffices.talks.forms.refusals import refused_on
from goodoffices.talks.models import EventImport, EventRelease, Process
from goodoffices.talks.views.acts import my_seat

__all__ = ["delete", "events", "export", "load", "rejected", "release"]

_KINDS = {"csv": "text/csv", "geojson": "application/geo+json", "json": "application/json"}


@page("evidence.read")
def events(request: HttpRequest, process: str) -> HttpResponse:  # noqa: ARG001 (as every view is called)
    """What is held, by source and release."""
    found = [described(one) for one in EventRelease.objects.prefetch_related("imports")]
    return render(request, "talks/evidence/events.html", {"releases": found})


@page("evidence.write", "GET", "POST")
def load(request: HttpRequest, process: str) -> HttpResponse:
    """Import a file."""
    sent = request.method == "POST"
    form = ImportForm(request.POST if sent else None, request.FILES if sent else None)
    if sent and form.is_valid():
        try:
            one = import_events(process=Process.objects.get(pk=process), author=my_seat(), sent=form.sent())
        except UserError as error:
            refused_on(form, error)
        else:
            return redirect("evidence_release", process=process, release=one.of_id)
    return render(request, "talks/evidence/import.html", {"form": form}, status=422 if form.errors else 200)


@page("evidence.read", "GET", "POST")
def release(request: HttpRequest, process: str, release: str) -> HttpResponse:  # noqa: ARG001 (the same)
    """One release: what it holds, what was imported, and, when it was asked, the answer."""
    found = _release(release)
    if not found.is_open():
        return render(request, "talks/evidence/release.html", {"release": described(found)})
    sent = request.method == "POST" and found.holds_events()
    form = AskForm(found, request.POST if sent else None, request.FILES if sent else None)
    answer = _answered(found, form) if sent and form.is_valid() else None
    if answer is not None and request.POST.get("as") == "json":
        figures = json.dumps(answer.figures, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
        return _file(figures, f"{form.cleaned_data['what']}.json")
    shown: dict[str, Any] = {"release": described(found), "form": form, "export": ExportForm()}
    if answer is not None:
        # Made just now by our own renderer, which escapes every word of the events.
        shown["findings"] = mark_safe(answer.page())  # noqa: S308
    return render(request, "talks/evidence/release.html", shown, status=422 if form.errors else 200)


@page("evidence.read", "POST")
def export(request: HttpRequest, process: str, release: str) -> HttpResponse:  # noqa: ARG001 (the same)
    """The events of a release as a file, places as coarse as was chosen."""
    found = _release(release)
    form = ExportForm(request.POST)
    if not found.is_open() or not found.holds_events():
        raise Http404
    if form.is_valid():
        try:
            return _file(export_text(found, **form.as_given()), f"events.{form.cleaned_data['form']}")
        except UserError as error:
            refused_on(form, error)
    shown = {"release": described(found), "form": AskForm(found), "export": form}
    return render(request, "talks/evidence/release.html", shown, status=422)


@page("evidence.write", "POST")
def delete(request: HttpRequest, process: str, release: str) -> HttpResponse:
    """Delete all that was imported of a release."""
    delete_release(_release(release))
    messages.success(request, _("The release was deleted."))
    return redirect("evidence_events", process=process)


@page("evidence.read")
def rejected(request: HttpRequest, process: str, one: str) -> HttpResponse:  # noqa: ARG001 (as every view is called)
    """The rows of a file that could not be read: line, identifier, reason."""
    found = get_object_or_404(EventImport, pk=one)
    if not found.is_open() or not found.rejected:
        raise Http404
    return _file(found.rejected, "rejected.csv")


def described(found: EventRelease) -> dict[str, Any]:
    """A release as its pages show it."""
    shown: dict[str, Any] = {"record": found, "open": found.is_open()}
    if found.is_open():
        from goodoffices.evidence.events import FLAGS  # noqa: PLC0415 (half a second of loading)

        flags = found.held.get("flags", {})
        shown |= {"source": dict(SOURCES).get(found.source, found.source), "held": found.held | _days(found.held)}
        shown |= {"flags": [(name, FLAGS.get(name, ""), number) for name, number in flags.items()]}
        shown |= {"flagged": sum(one.told.get("flagged", 0) for one in found.imports.all() if one.is_open())}
        shown |= {"rejected": found.rejected(), "imports": [one for one in found.imports.all() if one.is_open()]}
    return shown


def _days(held: dict[str, Any]) -> dict[str, dt.date]:
    return {name: dt.date.fromisoformat(held[name]) for name in ("first", "last") if held.get(name)}


def _answered(found: EventRelease, form: AskForm) -> Answered | None:
    try:
        return ask(found, form.question())
    except UserError as error:
        refused_on(form, error)
        return None


def _release(key: str) -> EventRelease:
    return get_object_or_404(EventRelease.objects.prefetch_related("imports__author__member"), pk=key)


def _file(content: str | bytes, name: str) -> HttpResponse:
    kind = _KINDS[name.rpartition(".")[2]]
    answer = HttpResponse(content, content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
