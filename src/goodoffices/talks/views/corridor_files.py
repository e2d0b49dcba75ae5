"""What is taken out of a corridor: the map as GeoJSON, the windows as a calendar, the plan as a file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.calendar import calendar_text
from goodoffices.talks.domain.corridor_papers import AUDIENCES, as_zip, desk_papers, papers_of
from goodoffices.talks.domain.corridor_windows import (
    CorridorWindow,
    windows_known,
    windows_of_plan,
    windows_of_shown,
)
from goodoffices.talks.domain.corridors import mark_now
from goodoffices.talks.models import CorridorShown, Process
from goodoffices.talks.views.acts import told_or_done
from goodoffices.talks.views.corridor_told import drawn_with_consent
from goodoffices.talks.views.corridors import desk_plan

__all__ = [
    "corridor_calendar",
    "corridor_map",
    "corridor_papers",
    "corridor_shown_calendar",
    "corridor_shown_map",
    "corridor_shown_papers",
    "corridor_text",
    "corridors_calendar",
]


@page("corridors.manage")
def corridor_map(_request: HttpRequest, process: str, plan: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """The map of a plan, exact, with the consent to each stretch."""
    found = desk_plan(plan)
    if not found.is_open():
        raise Http404
    mark, record = mark_now(found)
    return _geojson(drawn_with_consent(found, record, mark.as_of) | {"mark": mark.words})


@page("corridors.read")
def corridor_shown_map(_request: HttpRequest, process: str, shown: str) -> HttpResponse:  # noqa: ARG001 (as above)
    """The map as a room was shown it: exact or coarse, without anybody's consent."""
    found = _shown(shown)
    return _geojson(found.drawn | {"mark": "agreed" if found.is_agreed() else "not agreed"})


@page("corridors.manage")
def corridor_text(_request: HttpRequest, process: str, plan: str) -> HttpResponse:  # noqa: ARG001 (as above)
    """The plan as it was brought in."""
    found = desk_plan(plan)
    if not found.is_open():
        raise Http404
    return _file(found.text, "application/yaml", "plan.yaml")


@page("corridors.manage")
def corridor_papers(request: HttpRequest, process: str, plan: str) -> HttpResponse:
    """All papers of a plan for one audience, in one file."""
    found = desk_plan(plan)
    audience = request.GET.get("for", "desk")
    if audience not in AUDIENCES or not found.is_open():
        raise Http404
    made = told_or_done(request, desk_papers, found, audience, request.GET.getlist("language"))
    if made is None:
        return redirect("corridor", process=process, plan=plan)
    return _sent(as_zip(made), "application/zip", f"corridor-{audience}.zip")


@page("corridors.read")
def corridor_shown_papers(request: HttpRequest, process: str, shown: str) -> HttpResponse:  # noqa: ARG001 (as above)
    """One paper that a room was shown (`file`), or all of them in one file."""
    papers = papers_of(_shown(shown))
    name = request.GET.get("file", "")
    if not name:
        return _sent(as_zip(papers), "application/zip", "corridor.zip")
    one = next((paper for paper in papers if paper.name == name), None)
    if one is None:
        raise Http404
    return _sent(one.content, one.media, one.name)


@page("corridors.read")
def corridors_calendar(_request: HttpRequest, process: str) -> HttpResponse:
    """All windows that one may know of, for one's own calendar."""
    return _calendar(process, windows_known(), "corridors.ics")


@page("corridors.manage")
def corridor_calendar(_request: HttpRequest, process: str, plan: str) -> HttpResponse:
    """The windows of a plan."""
    found = desk_plan(plan)
    if not found.is_open():
        raise Http404
    return _calendar(process, windows_of_plan(found), "corridor.ics")


@page("corridors.read")
def corridor_shown_calendar(_request: HttpRequest, process: str, shown: str) -> HttpResponse:
    """The windows of a corridor as a room was shown it."""
    return _calendar(process, windows_of_shown(_shown(shown)), "corridor.ics")


def _shown(pk: str) -> CorridorShown:
    found = get_object_or_404(CorridorShown, pk=pk)
    if not found.is_open():
        raise Http404
    return found


def _geojson(content: dict[str, Any]) -> HttpResponse:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _file(text, "application/geo+json", "corridor.geojson")


def _calendar(process: str, windows: Iterable[CorridorWindow], name: str) -> HttpResponse:
    text = calendar_text(Process.objects.get(pk=process), (), windows=windows)
    return _file(text.decode(), "text/calendar", name)


def _file(text: str, kind: str, name: str) -> HttpResponse:
    return _sent(text.encode(), f"{kind}; charset=utf-8", name)


def _sent(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
