"""The stages after a report, each on a page of its own for those entitled to it; and sharing with guarantors."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from goodoffices.talks.access.guard import page
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.incident_steps import attribute, second_attribution, state_status, verify
from goodoffices.talks.domain.incidents import share_incident, sharers
from goodoffices.talks.forms.incident_steps import AttributionForm, FindingForm, ShareIncidentForm
from goodoffices.talks.models import Incident, IncidentStep
from goodoffices.talks.views.acts import form_page, my_seat, told_or_done, was_done

__all__ = ["attribution_second", "incident_attribute", "incident_share", "incident_status", "incident_verify"]


@page("incidents.verify", "GET", "POST")
def incident_verify(request: HttpRequest, process: str, incident: str) -> HttpResponse:
    """Verify an incident that somebody else reported."""
    found = _incident(incident)
    form = FindingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and was_done(form, verify, incident=found, author=my_seat()):
        return redirect("incident", process=process, incident=incident)
    lead = _("What you found, on which grounds. It stays as you write it; another finding is another entry.")
    return _step_page(request, process, incident, form, heading=_("Verify the incident"), lead=lead)


@page("incidents.attribute", "GET", "POST")
def incident_attribute(request: HttpRequest, process: str, incident: str) -> HttpResponse:
    """Propose an attribution."""
    found = _incident(incident)
    form = AttributionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and was_done(form, attribute, incident=found, author=my_seat()):
        return redirect("incident", process=process, incident=incident)
    lead = _("Only the mediator's team sees it until a second person of the team has agreed: not even you, outside it.")
    if current_viewer().is_mediator():
        lead = _("Only the mediator's team sees it until a second person of the team has agreed.")
    return _step_page(request, process, incident, form, heading=_("Attribute the incident"), lead=lead)


@page("incidents.attribute", "POST")
def attribution_second(request: HttpRequest, process: str, step: str) -> HttpResponse:
    """Agree to an attribution as the second person."""
    found = get_object_or_404(IncidentStep, pk=step, stage=IncidentStep.Stage.ATTRIBUTION)
    told_or_done(request, second_attribution, found, seat=my_seat())
    return redirect("incident", process=process, incident=found.incident_id)


@page("incidents.status", "GET", "POST")
def incident_status(request: HttpRequest, process: str, incident: str) -> HttpResponse:
    """Say as a guarantor what one finds of an incident."""
    found = _incident(incident)
    form = FindingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and was_done(form, state_status, incident=found, author=my_seat()):
        return redirect("incident", process=process, incident=incident)
    lead = _("It is read by the mediator's team, the monitors and the guarantors with whom the incident is shared.")
    return _step_page(request, process, incident, form, heading=_("What you say of the incident"), lead=lead)


@page("ceasefire.manage", "GET", "POST")
def incident_share(request: HttpRequest, process: str, incident: str) -> HttpResponse:
    """Share an incident with guarantors, and with parties that verify or attribute it."""
    found = _incident(incident)
    there = set(found.room.party_list)
    among = [party for party in sharers(found) if party not in there]
    form = ShareIncidentForm(request.POST if request.method == "POST" else None, among=among)
    if request.method == "POST" and was_done(form, share_incident, incident=found):
        return redirect("incident", process=process, incident=incident)
    lead = _(
        "They read the report and every stage, those recorded later too, and what the others of them say. "
        "It cannot be taken back."
    )
    return _step_page(request, process, incident, form, heading=_("Share the incident"), lead=lead)


def _incident(pk: str) -> Incident:
    query = Incident.objects.select_related("process")
    return get_object_or_404(query, pk=pk)


def _step_page(request: HttpRequest, process: str, incident: str, form: forms.Form, **words: Any) -> HttpResponse:
    back = reverse("incident", kwargs={"process": process, "incident": incident})
    return form_page(request, form, submit=_("Save"), back=back, **words)
