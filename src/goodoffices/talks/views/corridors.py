"""Corridors: what one's rooms were shown and were asked, and, for the mediator's team, the plans on the desk."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.errors import UserError
from goodoffices.talks.access.guard import page
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.corridor_consent import consent_now
from goodoffices.talks.domain.corridor_papers import AUDIENCES, papers_of
from goodoffices.talks.domain.corridor_showing import newest_shown, show_corridor
from goodoffices.talks.domain.corridor_windows import windows_of_plan, windows_of_shown
from goodoffices.talks.domain.corridors import (
    end_corridor,
    load_corridor,
    mark_now,
    newest_plans,
    notify,
    plan_of,
    versions_of,
)
from goodoffices.talks.forms.corridors import LoadCorridorForm, NotifyForm, ShowCorridorForm, StartCorridorForm
from goodoffices.talks.forms.refusals import refused_on
from goodoffices.talks.models import ConsentAsked, CorridorNotice, CorridorShown, DeskCorridor, Process
from goodoffices.talks.views.acts import form_page, my_seat, told_or_done, was_done
from goodoffices.talks.views.corridor_told import picture_of, shown_windows, stretches_told, trips_told

__all__ = [
    "corridor",
    "corridor_change",
    "corridor_end",
    "corridor_load",
    "corridor_notify",
    "corridor_show",
    "corridor_shown",
    "corridor_start",
    "corridors",
    "desk_plan",
]


@page("corridors.read")
def corridors(request: HttpRequest, process: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """What one was asked, what one was shown; for the mediator's team, the plans."""
    mediator = current_viewer().is_mediator()
    plans = newest_plans() if mediator else []
    closed = any(
        not one.is_open() for kind in (DeskCorridor, CorridorShown, ConsentAsked) for one in kind.objects.all()
    )
    asked = ConsentAsked.objects.select_related("party")
    shown: dict[str, Any] = {
        "plans": [{"record": one, "mark": mark_now(one)[0]} for one in plans],
        "closed": closed,
        "asked": [consent_now(one) for one in asked],
        "shown": [] if mediator else newest_shown(),
    }
    return render(request, "talks/corridors/corridors.html", shown)


@page("corridors.manage", "GET", "POST")
def corridor_load(request: HttpRequest, process: str) -> HttpResponse:
    """Bring in a plan that is new here, or another version of one."""
    return _loaded(request, process, None)


@page("corridors.manage", "GET", "POST")
def corridor_change(request: HttpRequest, process: str, plan: str) -> HttpResponse:
    """Make another version of a plan; roads and drawing stay those of this one unless others are sent."""
    return _loaded(request, process, desk_plan(plan))


def _loaded(request: HttpRequest, process: str, before: DeskCorridor | None) -> HttpResponse:
    sent = request.method == "POST"
    first = {"text": before.text} if before is not None and before.is_open() else {}
    form = LoadCorridorForm(request.POST if sent else None, request.FILES if sent else None, initial=first)
    if sent and form.is_valid():
        try:
            made = load_corridor(
                process=Process.objects.get(pk=process), author=my_seat(), before=before, **form.cleaned_data
            )
        except UserError as error:
            refused_on(form, error)
        else:
            return redirect("corridor", process=process, plan=made.pk)
    shown = {"form": form, "before": before}
    return render(request, "talks/corridors/load.html", shown, status=422 if form.errors else 200)


@page("corridors.manage", "GET", "POST")
def corridor_start(request: HttpRequest, process: str) -> HttpResponse:
    """Begin a plan by form."""
    sent = request.method == "POST"
    form = StartCorridorForm(request.POST if sent else None, request.FILES if sent else None)
    if sent and form.is_valid():
        try:
            made = load_corridor(
                process=Process.objects.get(pk=process),
                author=my_seat(),
                text=form.written(timezone.localdate()),
                roads=form.cleaned_data["roads"],
            )
        except UserError as error:
            refused_on(form, error)
        else:
            return redirect("corridor", process=process, plan=made.pk)
    return render(request, "talks/corridors/start.html", {"form": form}, status=422 if form.errors else 200)


@page("corridors.manage")
def corridor(request: HttpRequest, process: str, plan: str) -> HttpResponse:  # noqa: ARG001 (as above)
    """A plan on the desk: the answer first, then map, consent, timetable, gates."""
    found = desk_plan(plan)
    shown: dict[str, Any] = {"plan": found}
    if found.is_open():
        stated, (mark, record) = plan_of(found), mark_now(found)
        told = stretches_told(found, record, mark.as_of)
        versions = versions_of(found)
        shows = CorridorShown.objects.filter(plan=found)
        shown |= {
            "stated": stated,
            "mark": mark,
            "closed": any(not one.is_open() for one in ConsentAsked.objects.filter(plan=found)),
            "stretches": told,
            "picture": picture_of(found, record, mark.as_of),
            "trips": trips_told(found.answer.get("timetable"), stated),
            "timetable": found.answer.get("timetable"),
            "windows": list(windows_of_plan(found)),
            "versions": versions,
            "is_newest": versions[0].pk == found.pk,
            "notices": [one for one in CorridorNotice.objects.filter(plan=found) if one.is_open()],
            "record": record,
            "audiences": AUDIENCES if found.roads else (),
            "showings": shows,
            "was_ended": any(one.ended for one in shows)
            and not any(one.is_open() and one.is_agreed() for one in shows),
        }
    return render(request, "talks/corridors/corridor.html", shown)


@page("corridors.manage", "GET", "POST")
def corridor_notify(request: HttpRequest, process: str, plan: str) -> HttpResponse:
    """Record that somebody was notified of a window."""
    found = desk_plan(plan)
    if not found.is_open():
        return redirect("corridor", process=process, plan=plan)
    stated = plan_of(found)
    form = NotifyForm(request.POST or None, stated=stated, record=stated.record)
    if request.method == "POST" and was_done(form, notify, plan=found, author=my_seat()):
        return redirect("corridor", process=process, plan=plan)
    return form_page(
        request,
        form,
        heading=_("Who was notified"),
        lead=_("Everybody who controls or monitors has to be told at least 48 hours before a window opens."),
        submit=_("Record it"),
        back=reverse("corridor", args=[process, plan]),
    )


@page("corridors.manage", "GET", "POST")
def corridor_show(request: HttpRequest, process: str, plan: str) -> HttpResponse:
    """Show a plan to a room, with what the gates say now."""
    found = desk_plan(plan)
    if not found.is_open():
        return redirect("corridor", process=process, plan=plan)
    form = ShowCorridorForm(request.POST or None, initial={"title": found.title})
    if request.method == "POST" and was_done(form, show_corridor, plan=found, author=my_seat()):
        return redirect("corridor", process=process, plan=plan)
    return form_page(
        request,
        form,
        heading=_("Show the corridor"),
        lead=_(
            "They read whether it is agreed now, and the windows. Who may not see the route by the plan is shown its "
            "ends within about 5 km. Nobody is shown who consented to what, nor how many people leave."
        ),
        submit=_("Show it"),
        back=reverse("corridor", args=[process, plan]),
    )


@page("corridors.manage", "POST")
def corridor_end(request: HttpRequest, process: str, plan: str) -> HttpResponse:
    """Say that a plan is not agreed any more, wherever it was told to be."""
    told_or_done(request, end_corridor, desk_plan(plan))
    return redirect("corridor", process=process, plan=plan)


@page("corridors.read")
def corridor_shown(request: HttpRequest, process: str, shown: str) -> HttpResponse:  # noqa: ARG001 (as above)
    """A corridor as a room was shown it."""
    found = get_object_or_404(CorridorShown, pk=shown)
    told: dict[str, Any] = {"shown": found}
    if found.is_open():
        newest = next((one for one in newest_shown() if one.name == found.name and one.room_id == found.room_id), found)
        told |= {"windows": list(windows_of_shown(found)), "later": newest if newest.pk != found.pk else None}
        told |= shown_windows(found) | {"papers": papers_of(found)}
    return render(request, "talks/corridors/shown.html", told)


def desk_plan(pk: str) -> DeskCorridor:
    """The plan of this id, for who may know of it."""
    return get_object_or_404(DeskCorridor, pk=pk)
