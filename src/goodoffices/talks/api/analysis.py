"""The mediator's analysis: runs are asked for, watched, cancelled, read, deleted."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Router, Schema, Status

from goodoffices.errors import UserError
from goodoffices.talks.api.auth import Seated
from goodoffices.talks.api.bodies import Heard, NotFilledError, filled
from goodoffices.talks.api.shapes import FileOut, answers, opened
from goodoffices.talks.domain.case import case_dossier
from goodoffices.talks.domain.jobs.acts import cancel_job, delete_job, start_job, take_up
from goodoffices.talks.forms.analysis import FORMS
from goodoffices.talks.models import Job, JobResult, Process
from goodoffices.talks.views.acts import my_seat

router = Router()
MOST_LISTED = 200


class RunIn(Heard):
    """What is asked (settlement, study, blockers, trades, what_if, division), and the fields of that page's form."""

    kind: str
    options: dict[str, Any] = {}


class PackageOut(Schema):
    """A package that came out of a run, and the rule by which it is fair."""

    rule: str
    package: dict[str, str]


class RunOut(Schema):
    """A run; `options` is null when the seat holds no key to it. `progress` is a share, 0 to 1.

    `outdated`: the case has changed since. `problem`: why there is no answer, in the reader's language.
    """

    id: str
    kind: str
    state: str
    phase: str
    progress: float
    author: str | None
    made: dt.datetime
    ended: dt.datetime | None
    options: dict[str, Any] | None
    outdated: bool = False
    problem: str = ""
    packages: list[PackageOut] = []


class NumbersOut(Schema):
    """What came of a run, in numbers, as the command line prints them for the same dossier."""

    numbers: Any


def run_out(job: Job) -> RunOut:
    """A run as a list shows it."""
    return RunOut(
        id=job.pk,
        kind=job.kind,
        state=job.state,
        phase=job.phase,
        progress=job.progress,
        author=job.author_id,
        made=job.made,
        ended=job.ended,
        **opened(job, "options"),
    )


@router.get("", response=answers(list[RunOut]), auth=Seated("analysis.run"), operation_id="runs")
def list_runs(request: HttpRequest, process: Path[str]) -> list[RunOut]:
    """The runs so far, newest first. Those that a restart interrupted begin again."""
    take_up(Process.objects.get(pk=process))
    return [run_out(job) for job in Job.objects.all()[:MOST_LISTED]]


@router.post("", response=answers(RunOut, 201), auth=Seated("analysis.run"), operation_id="run_start")
def start(request: HttpRequest, process: Path[str], given: RunIn) -> Status:
    """Ask for a run on the case as it is now; read it again until its state is done."""
    if given.kind not in FORMS:
        raise NotFilledError({"kind": [f"one of: {', '.join(FORMS)}"]})
    found = Process.objects.get(pk=process)
    form = FORMS[given.kind](case_dossier(found), _with_defaults(given))
    filled(form)
    return Status(201, run_out(start_job(process=found, author=my_seat(), kind=form.kind, options=form.options())))


def _with_defaults(given: RunIn) -> dict[str, Any]:
    """What was sent, beside what the form begins with."""
    fields = FORMS[given.kind].base_fields
    return {name: field.initial for name, field in fields.items() if field.initial is not None} | given.options


@router.get("/{job}", response=answers(RunOut), auth=Seated("analysis.run"), operation_id="run")
def read_run(request: HttpRequest, process: Path[str], job: str) -> RunOut:
    """A run: how far it is, and which packages came of it."""
    found_in = Process.objects.get(pk=process)
    take_up(found_in)
    found = get_object_or_404(Job, pk=job)
    out = run_out(found)
    result = JobResult.objects.filter(job=found).first()
    if not found.is_open() or (result is not None and not result.is_open()):
        return out
    if found.kind != Job.Kind.HOLD:  # that reads a model
        out.outdated = _hash_now(found_in) not in {"", found.dossier_hash}
    if result is not None:
        out.problem = "\n".join(filter(None, (result.problem_in_words(), result.said)))
        out.packages = [PackageOut(rule=rule, package=package) for rule, package in result.packages]
    return out


def _hash_now(process: Process) -> str:
    try:
        return case_dossier(process).hash
    except UserError:  # no case, or one that is closed to the seat
        return ""


@router.get("/{job}/numbers", response=answers(NumbersOut), auth=Seated("analysis.run"), operation_id="run_numbers")
def read_numbers(request: HttpRequest, process: Path[str], job: str) -> NumbersOut:
    """The numbers, once the run is done."""
    result = get_object_or_404(JobResult, job=get_object_or_404(Job, pk=job))
    if not result.is_open() or not result.as_json:
        raise Http404
    return NumbersOut(numbers=json.loads(result.as_json))


@router.get("/{job}/dossier", response=answers(FileOut), auth=Seated("analysis.run"), operation_id="run_dossier")
def read_dossier(request: HttpRequest, process: Path[str], job: str) -> FileOut:
    """The dossier that a run read, as it was then."""
    found = get_object_or_404(Job, pk=job)
    if not found.is_open():
        raise Http404
    return FileOut(name="dossier.yaml", text=found.dossier)


@router.post("/{job}/cancel", response=answers(None, 204), auth=Seated("analysis.run"), operation_id="run_cancel")
def cancel(request: HttpRequest, process: Path[str], job: str) -> Status:
    """Stop a run at once. 409 when it has ended already."""
    cancel_job(get_object_or_404(Job, pk=job))
    return Status(204, None)


@router.delete("/{job}", response=answers(None, 204), auth=Seated("analysis.run"), operation_id="run_delete")
def delete(request: HttpRequest, process: Path[str], job: str) -> Status:
    """Delete a run and what came of it. 409 while it is under way."""
    delete_job(get_object_or_404(Job, pk=job))
    return Status(204, None)
