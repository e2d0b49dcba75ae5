"""Incidents: listed, read, entered on a page or sent from a device that had no line."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.crypto import salted_hmac

from goodoffices.errors import UserError
from goodoffices.talks.access.entitled import STAGES
from goodoffices.talks.access.guard import page
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.bodies import who_may
from goodoffices.talks.domain.ceasefire import terms_known
from goodoffices.talks.domain.incident_drafts import open_draft, page_seal
from goodoffices.talks.domain.incident_ledger import ledger_text
from goodoffices.talks.domain.incident_steps import why_not_attribute, why_not_verify
from goodoffices.talks.domain.incidents import report_incident, reported_already, sharers
from goodoffices.talks.forms.incident_choices import kind_in_words
from goodoffices.talks.forms.incidents import IncidentForm, IncidentsFilter
from goodoffices.talks.forms.refusals import refused_on, told
from goodoffices.talks.models import Incident, IncidentStep, Process
from goodoffices.talks.views.acts import my_seat
from goodoffices.talks.views.incident_words import (
    by_whom,
    people_in_words,
    shown_incidents,
    shown_steps,
    when_in_words,
)
from goodoffices.talks.views.parts import STATIC

__all__ = ["incident", "incident_add", "incident_sealed", "incident_worker", "incidents", "incidents_csv"]

ON_A_PAGE = 25


@page("incidents.read")
def incidents(request: HttpRequest, process: str) -> HttpResponse:
    """The incidents that one may know of, newest first; only those of a stage, an area or a kind when asked."""
    found = [one for one, _steps in shown_incidents()]
    areas = sorted({one.area for one in found if one.area})
    kinds = sorted({one.record.kind for one in found if one.stage})
    codes = {_code(process, area): area for area in areas}
    chosen = IncidentsFilter(request.GET or None, areas=list(codes.items()), kinds=kinds, auto_id="only_%s")
    if chosen.is_valid():
        stage, area, kind = (chosen.cleaned_data[name] for name in ("stage", "area", "kind"))
        found = [
            one
            for one in found
            if (not stage or one.stage == stage)
            and (not area or one.area == codes[area])
            and (not kind or (one.stage and one.record.kind == kind))
        ]
    shown = {"filter": chosen, "incidents": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))}
    return render(request, "talks/ceasefire/incidents.html", shown | {"process": Process.objects.get(pk=process)})


def _code(process: str, area: str) -> str:
    """What stands for an area in an address, so that no history and no log holds its name."""
    return salted_hmac("goodoffices/area/1", f"{process} {area}", algorithm="sha256").hexdigest()[:16]


@page("incidents.read")
def incident(request: HttpRequest, process: str, incident: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """One incident: the report, then each stage in the order in which it was recorded."""
    query = Incident.objects.select_related("author", "process")
    found = get_object_or_404(query, pk=incident)
    steps = list(IncidentStep.objects.filter(incident=found).select_related("author", "party"))
    shown: dict[str, Any] = {"incident": found, "by": by_whom(found.author), "steps": shown_steps(steps)}
    if found.is_open():
        titles = {one.name: one.terms.title for one in terms_known()}
        shown |= {
            "kind": kind_in_words(found.kind),
            "when": when_in_words(found.when),
            "spot": dict(Incident.Spot.choices).get(found.where.get("precision", ""), ""),
            "killed": people_in_words(found.killed),
            "injured": people_in_words(found.injured),
            "under": titles.get(found.ceasefire, found.ceasefire),
            "why_not_verify": why_not_verify(found),
            "why_not_attribute": why_not_attribute(found),
            **{stage: who_may(found.process, found.ceasefire, stage) for stage in STAGES},
            "further": set(sharers(found)) - set(found.room.party_list) if current_viewer().is_mediator() else (),
        }
    return render(request, "talks/ceasefire/incident.html", shown)


@page("incidents.report", "GET", "POST")
def incident_add(request: HttpRequest, process: str) -> HttpResponse:
    """Enter an incident. The same entry sent again leads to the incident that it has become."""
    found = Process.objects.get(pk=process)
    form = IncidentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            if (made := _made(found, form)) is not None:
                return redirect("incident", process=process, incident=made.pk)
        except UserError as error:
            refused_on(form, error)
    return _entry_page(request, found, form)


@page("incidents.report", "POST")
def incident_sealed(request: HttpRequest, process: str) -> HttpResponse:
    """An entry that a device kept sealed. A program (`Accept: application/json`) is told where its incident is, or why
    there is none; a person is shown the form, filled in, with what is wrong."""
    found = Process.objects.get(pk=process)
    as_json = request.headers.get("Accept") == "application/json"
    form = IncidentForm(None)
    try:
        fields = open_draft(**{name: request.POST.get(name, "") for name in ("lock", "carried", "box")})
        sent = QueryDict(mutable=True)
        sent.update(fields)
        form = IncidentForm(sent)
        if (made := _made(found, form)) is not None:
            where = reverse("incident", kwargs={"process": process, "incident": made.pk})
            return JsonResponse({"incident": where}, status=201) if as_json else redirect(where)
        reasons = [f"{form.fields[name].label}: {text}" for name, texts in form.errors.items() for text in texts]
    except UserError as error:
        reasons = told(error)
        if form.is_bound:
            refused_on(form, error)
    if as_json:
        return JsonResponse({"reasons": reasons}, status=422)
    return _entry_page(request, found, form, reasons if not form.is_bound else [])


def _made(process: Process, form: IncidentForm) -> Incident | None:
    """The incident of an entry: the first's when it was sent before, whatever it says now; None when it will not do."""
    first = reported_already(form.data.get("client", ""))
    if first is not None:
        return first
    if not form.is_valid():
        return None
    return report_incident(process=process, author=my_seat(), **form.cleaned_data)


def _entry_page(request: HttpRequest, process: Process, form: IncidentForm, reasons: list[str] = []) -> HttpResponse:  # noqa: B006 (never changed)
    shown = {"form": form, "seal": page_seal(process), "reasons": reasons}
    status = 422 if form.errors or reasons else 200
    return render(request, "talks/ceasefire/entry.html", shown, status=status)


@page("incidents.report")
def incident_worker(_request: HttpRequest, process: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """The service worker of the entry page. It is served here, below that page, and so reaches no other."""
    script = (STATIC / "talks" / "entry_worker.js").read_text(encoding="utf-8")
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@page("incidents.read")
def incidents_csv(_request: HttpRequest, process: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """The incidents that one can open, as a monitors' ledger."""
    text = ledger_text((one.record, steps) for one, steps in reversed(shown_incidents()) if one.stage)
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="incidents.csv"'
    return answer
