"""Would it hold: stability models on the mediator's desk."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Router, Schema, Status

from goodoffices.talks.api.analysis import RunOut, run_out
from goodoffices.talks.api.auth import Seated
from goodoffices.talks.api.bodies import Heard, NotFilledError
from goodoffices.talks.api.shapes import answers, opened
from goodoffices.talks.domain.hold import (
    ask_hold,
    begin_model,
    candidates,
    newest_models,
    run_about,
    versions_of_model,
    write_model,
)
from goodoffices.talks.models import DeskStability, Process
from goodoffices.talks.views.acts import my_seat

router = Router()
MANAGE = "hold.manage"
Key = Path[str]


class HoldIn(Heard):
    """A package to begin a model from, by its key among the candidates; or the text of a model."""

    package: str = ""
    text: str = ""


class HoldTextIn(Heard):
    """The text of another version."""

    text: str


class CandidateOut(Schema):
    """A package that a model can be begun from: of the dossier, shown, a proposal, or what a text settles."""

    key: str
    kind: str
    title: str
    package: dict[str, str]


class HoldOut(Schema):
    """A version of a model; null what the seat holds no key to. `run`: the newest run on it; its numbers are read as
    those of any run."""

    id: str
    number: int
    made: dt.datetime
    title: str | None
    begun: str | None
    text: str | None
    run: RunOut | None


def hold_out(desk: DeskStability) -> HoldOut:
    """A version."""
    job, _result = run_about(desk)
    told: dict[str, Any] = opened(desk, "title", "begun", "text")
    return HoldOut(id=desk.pk, number=desk.number, made=desk.made, run=run_out(job) if job else None, **told)


@router.get("", response=answers(list[HoldOut]), auth=Seated(MANAGE), operation_id="hold_models")
def list_models(request: HttpRequest, process: Path[str]) -> list[HoldOut]:
    """Of each model the newest version."""
    return [hold_out(one) for one in newest_models()]


@router.get("/candidates", response=answers(list[CandidateOut]), auth=Seated(MANAGE), operation_id="hold_candidates")
def list_candidates(request: HttpRequest, process: Path[str]) -> list[CandidateOut]:
    """The packages that a model can be begun from."""
    found = candidates(Process.objects.get(pk=process))
    return [CandidateOut(key=one.key, kind=one.kind, title=one.title, package=dict(one.package)) for one in found]


@router.post("", response=answers(HoldOut, 201), auth=Seated(MANAGE), operation_id="hold_start")
def start(request: HttpRequest, process: Path[str], given: HoldIn) -> Status:
    """Begin a model from a package, or bring one in."""
    found = Process.objects.get(pk=process)
    if not given.package:
        return Status(201, hold_out(write_model(process=found, author=my_seat(), text=given.text)))
    chosen = next((one for one in candidates(found) if one.key == given.package), None)
    if chosen is None:
        raise NotFilledError({"package": ["none of the candidates"]})
    return Status(201, hold_out(begin_model(process=found, author=my_seat(), candidate=chosen)))


@router.get("/{deskstability}", response=answers(HoldOut), auth=Seated(MANAGE), operation_id="hold_model")
def read_model(request: HttpRequest, process: Path[str], deskstability: Key) -> HoldOut:
    """A version with its text."""
    return hold_out(get_object_or_404(DeskStability, pk=deskstability))


@router.get(
    "/{deskstability}/versions", response=answers(list[HoldOut]), auth=Seated(MANAGE), operation_id="hold_versions"
)
def list_versions(request: HttpRequest, process: Path[str], deskstability: Key) -> list[HoldOut]:
    """All versions of the same model, newest first."""
    found = _open(deskstability)
    return [hold_out(one) for one in versions_of_model(found)]


@router.post("/{deskstability}", response=answers(HoldOut, 201), auth=Seated(MANAGE), operation_id="hold_change")
def change(request: HttpRequest, process: Path[str], deskstability: Key, given: HoldTextIn) -> Status:
    """Write another version; this one is kept."""
    before = _open(deskstability)
    own = Process.objects.get(pk=process)
    return Status(201, hold_out(write_model(process=own, author=my_seat(), text=given.text, before=before)))


@router.post("/{deskstability}/run", response=answers(RunOut, 201), auth=Seated(MANAGE), operation_id="hold_run")
def work_out(request: HttpRequest, process: Path[str], deskstability: Key) -> Status:
    """Ask whether it would hold; read the run until its state is done, then its numbers."""
    return Status(201, run_out(ask_hold(desk=_open(deskstability), author=my_seat())))


def _open(pk: str) -> DeskStability:
    found = get_object_or_404(DeskStability, pk=pk)
    if not found.is_open():
        raise Http404
    return found
