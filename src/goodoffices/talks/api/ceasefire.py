"""The ceasefire: incidents entered and read, their stages, and released issues of the report."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Path, Router, Schema, Status

from goodoffices.errors import TalksError
from goodoffices.talks.api.auth import Seated
from goodoffices.talks.api.bodies import body_of, filled
from goodoffices.talks.api.shapes import answers, opened
from goodoffices.talks.domain.incident_steps import stage_of
from goodoffices.talks.domain.incidents import report_incident, reported_already
from goodoffices.talks.domain.report_issues import make_report
from goodoffices.talks.forms.ceasefire import MakeReportForm
from goodoffices.talks.forms.incidents import IncidentForm
from goodoffices.talks.models import Incident, IncidentStep, Process, ReportRelease
from goodoffices.talks.views.acts import my_seat
from goodoffices.talks.views.incident_words import by_whom

router = Router()
IncidentIn = body_of("IncidentIn", IncidentForm)
IssueIn = body_of(
    "IssueIn",
    MakeReportForm,
    without={"areas"},
    areas=(dict[str, Any] | None, Field(default=None, description="Areas of your own, GeoJSON (may be left out)")),
)


class StepOut(Schema):
    """A stage of an incident, or a guarantor's word: written once. `counts`: an attribution does, once a second person
    of the mediator's team has agreed."""

    id: str
    stage: str
    by: str
    made: dt.datetime
    counts: bool
    finding: str | None
    attributed_to: str | None
    words: str | None


class IncidentOut(Schema):
    """An incident as it was reported; what it says is null when the seat holds no key to it. `accused` is whom the
    claimant accuses, and no finding. `stage`: reported, verified or attributed."""

    id: str
    room: str
    by: str
    made: dt.datetime
    stage: str | None
    ceasefire: str | None
    kind: str | None
    words: str | None
    when: dict[str, Any] | None
    where: dict[str, Any] | None
    claimant: str | None
    accused: str | None
    killed: dict[str, int] | None
    injured: dict[str, int] | None
    source: str | None
    steps: list[StepOut]


class ReportOut(Schema):
    """A released issue: all of its room read the same. Null when the seat holds no key to it."""

    id: str
    room: str
    number: int | None
    opens: dt.datetime
    title: str | None
    hash: str | None


class ReportPageOut(ReportOut):
    """A released issue with its page, byte for byte, and its figures."""

    page: str
    data: dict[str, Any]


class IssueOut(Schema):
    """An issue on the mediator's desk, released to nobody yet. `data` is what a program reads of it; null when the seat
    holds no key to it."""

    id: str
    number: int
    made: dt.datetime
    title: str | None
    hash: str | None
    data: dict[str, Any] | None


def incident_out(incident: Incident) -> IncidentOut:
    """An incident with its stages, as far as the seat may know of them."""
    steps = list(IncidentStep.objects.filter(incident=incident).select_related("author", "party"))
    names = ("ceasefire", "kind", "words", "when", "where", "claimant", "accused", "killed", "injured", "source")
    return IncidentOut(
        id=incident.pk,
        room=incident.room_id,
        by=by_whom(incident.author),
        made=incident.made,
        stage=stage_of(steps) if incident.is_open() else None,
        steps=[_step_out(step) for step in steps],
        **opened(incident, *names),
    )


def _step_out(step: IncidentStep) -> StepOut:
    told = opened(step, "finding", "attributed_to", "words")
    by = by_whom(step.author, step.party)
    return StepOut(id=step.pk, stage=step.stage, by=by, made=step.made, counts=step.counts, **told)


def report_out(release: ReportRelease) -> ReportOut:
    """A released issue, without its page."""
    told = opened(release, "title", "hash")
    return ReportOut(id=release.pk, room=release.room_id, number=release.number, opens=release.opens, **told)


@router.get("/incidents", response=answers(list[IncidentOut]), auth=Seated("incidents.read"), operation_id="incidents")
def list_incidents(request: HttpRequest, process: Path[str]) -> list[IncidentOut]:
    """The incidents of one's rooms, newest first, with their stages."""
    return [incident_out(one) for one in Incident.objects.select_related("author")]


@router.post(
    "/incidents", response=answers(IncidentOut, 201), auth=Seated("incidents.report"), operation_id="incident_report"
)
def report(request: HttpRequest, process: Path[str], given: IncidentIn) -> Status:
    """Report an incident. `client` is 22 letters and digits made by the program: sent again, it gives the first's."""
    first = reported_already(given.client)
    if first is None:
        told = filled(IncidentForm(given.dict()))
        first = report_incident(process=Process.objects.get(pk=process), author=my_seat(), **told)
    return Status(201, incident_out(first))


@router.get(
    "/incidents/{incident}", response=answers(IncidentOut), auth=Seated("incidents.read"), operation_id="incident"
)
def read_incident(request: HttpRequest, process: Path[str], incident: str) -> IncidentOut:
    """One incident with its stages."""
    return incident_out(get_object_or_404(Incident.objects.select_related("author"), pk=incident))


@router.get("/reports", response=answers(list[ReportOut]), auth=Seated("ceasefire.read"), operation_id="reports")
def list_reports(request: HttpRequest, process: Path[str]) -> list[ReportOut]:
    """The issues that are out in one's rooms, newest first."""
    return [report_out(one) for one in ReportRelease.objects.all() if one.is_out]


@router.post("/reports", response=answers(IssueOut, 201), auth=Seated("reports.release"), operation_id="report_make")
def make(request: HttpRequest, process: Path[str], given: IssueIn) -> Status:
    """Make an issue of what is known now, with events if they are chosen; it lies on the desk, released to nobody."""
    told = given.dict()
    areas = told.pop("areas")
    sent = SimpleUploadedFile("areas.geojson", json.dumps(areas).encode()) if areas is not None else None
    form = MakeReportForm(told, {"areas": sent} if sent else None)
    filled(form)
    made = make_report(process=Process.objects.get(pk=process), author=my_seat(), asked=form.asked())
    return Status(
        201, IssueOut(id=made.pk, number=made.number, made=made.made, **opened(made, "title", "hash", "data"))
    )


@router.get(
    "/reports/{reportrelease}", response=answers(ReportPageOut), auth=Seated("ceasefire.read"), operation_id="report"
)
def read_report(request: HttpRequest, process: Path[str], reportrelease: str) -> ReportPageOut:
    """A released issue: its page, of which `hash` is the hash, and its figures."""
    found = get_object_or_404(ReportRelease, pk=reportrelease)
    if not found.is_out:
        raise Http404
    if not found.is_open():
        raise TalksError.of(
            "this is closed to you", remedy="somebody who is in this room has to share its key with you"
        )
    return ReportPageOut(**report_out(found).dict(), page=found.page, data=found.data)
