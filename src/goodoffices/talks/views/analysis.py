"""The mediator's analysis: runs are asked for, watched, cancelled, and read."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import mark_safe

from goodoffices.dossier import Dossier, parse_dossier
from goodoffices.errors import TalksError, UserError
from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.case import case_dossier
from goodoffices.talks.domain.jobs.acts import cancel_job, delete_job, start_job, take_up
from goodoffices.talks.forms.analysis import FORMS, AskForm, forms_for
from goodoffices.talks.forms.refusals import refused_on
from goodoffices.talks.models import Job, JobResult, Process
from goodoffices.talks.views.acts import my_seat
from goodoffices.talks.wording.lists import listed

__all__ = ["analysis", "cancel", "delete", "dossier", "numbers", "progress", "run", "runs"]


@page("analysis.run", "GET", "POST")
def analysis(request: HttpRequest, process: str) -> HttpResponse:
    """What can be asked, and the runs so far, newest first."""
    found = Process.objects.get(pk=process)
    case, closed = _case(found)
    asked: AskForm | None = None
    if request.method == "POST":
        asked = FORMS.get(request.POST.get("kind", ""), AskForm)(case, request.POST)
        if request.POST.get("kind") in FORMS and asked.is_valid():
            try:
                job = start_job(process=found, author=my_seat(), kind=asked.kind, options=asked.options())
            except UserError as error:
                refused_on(asked, error)
            else:
                return redirect("analysis_run", process=process, job=job.pk)
    take_up(found)
    offered = forms_for(case)
    if asked is not None and asked.kind in offered:
        offered[asked.kind] = asked
    shown = {"case": case, "closed": closed, "forms": offered.values(), "asked": asked} | _jobs()
    return render(request, "talks/analysis.html", shown, status=422 if request.method == "POST" else 200)


@page("analysis.run")
def runs(request: HttpRequest, process: str) -> HttpResponse:
    """The list alone, for the page that watches it."""
    take_up(Process.objects.get(pk=process))
    return render(request, "talks/analysis_runs.html", _jobs())


@page("analysis.run")
def run(request: HttpRequest, process: str, job: str) -> HttpResponse:
    """A run: how far it is, and what came of it."""
    found_in = Process.objects.get(pk=process)
    take_up(found_in)
    found = _job(job)
    shown: dict[str, Any] = {"job": found}
    result = JobResult.objects.filter(job=found).first()
    if found.is_open() and (result is None or result.is_open()):
        case, _closed = _case(found_in)
        own = found.kind == Job.Kind.HOLD  # what it read is no dossier
        shown |= {"result": result, "outdated": not own and case is not None and case.hash != found.dossier_hash}
        shown |= {"chosen": _in_words(found)}
        if result is not None and result.html and result.is_proved():
            # Made by our own renderer, which escapes every word of the case, and proved to be this installation's.
            shown["findings"] = mark_safe(result.html)  # noqa: S308
            shown["candidates"] = _candidates(found, result) if result.packages else []
            shown["share_to"], shown["propose_to"] = _address("packages", process), _address("proposal_new", process)
    else:
        shown["closed"] = True
    return render(request, "talks/analysis_run.html", shown)


@page("analysis.run")
def progress(request: HttpRequest, process: str, job: str) -> HttpResponse:
    """How far a run is, for the page that watches it; once it has ended, the word to load that page anew."""
    take_up(Process.objects.get(pk=process))
    found = _job(job)
    answer = render(request, "talks/parts/job_progress.html", {"job": found})
    if not found.is_under_way():
        answer["HX-Refresh"] = "true"
    return answer


@page("analysis.run", "POST")
def cancel(request: HttpRequest, process: str, job: str) -> HttpResponse:  # noqa: ARG001 (as every view is called)
    """Stop a run at once."""
    try:
        cancel_job(_job(job))
    except TalksError:  # it ended meanwhile: its page says so
        return redirect("analysis_run", process=process, job=job)
    return redirect("analysis", process=process)


@page("analysis.run", "POST")
def delete(request: HttpRequest, process: str, job: str) -> HttpResponse:  # noqa: ARG001 (the same)
    """Delete a run and what came of it."""
    try:
        delete_job(_job(job))
    except TalksError:  # it is under way again: its page offers to cancel it
        return redirect("analysis_run", process=process, job=job)
    return redirect("analysis", process=process)


@page("analysis.run")
def numbers(_request: HttpRequest, process: str, job: str) -> HttpResponse:  # noqa: ARG001 (the same)
    """The numbers, as the command line prints them for the same dossier."""
    result = get_object_or_404(JobResult, job=_job(job))
    if not result.is_open() or not result.as_json:
        raise Http404
    return _file(result.as_json, "application/json", f"{job}.json")


@page("analysis.run")
def dossier(_request: HttpRequest, process: str, job: str) -> HttpResponse:  # noqa: ARG001 (the same)
    """The dossier that a run read, as it was then."""
    found = _job(job)
    if not found.is_open():
        raise Http404
    return _file(found.dossier, "application/yaml", "dossier.yaml")


def _file(text: str, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _job(job: str) -> Job:
    return get_object_or_404(Job.objects.select_related("author__member", "author__party"), pk=job)


def _jobs() -> dict[str, Any]:
    found = list(Job.objects.select_related("author__member", "author__party")[:200])
    return {"jobs": found, "watch": any(job.is_under_way() for job in found)}


def _case(process: Process) -> tuple[Dossier | None, bool]:
    """The case as it is now, and whether it is there but closed to the viewer."""
    try:
        return case_dossier(process), False
    except TalksError:
        return None, False
    except UserError:
        return None, True


def _in_words(job: Job) -> list[tuple[str, str]]:
    """What was chosen, by the labels of the form."""
    if job.kind not in FORMS:
        return []
    fields = FORMS[job.kind].base_fields
    told = []
    for name, value in job.options.items():
        if value in (None, "", []):
            continue
        told.append((str(fields[name].label) if name in fields else name, _spoken(value)))
    return told


def _spoken(value: Any) -> str:
    """A choice in words: several with commas, a key with its value behind it."""
    if not isinstance(value, list):
        return str(value)
    return listed(" ".join(map(str, one)) if isinstance(one, list) else str(one) for one in value)


def _candidates(job: Job, result: JobResult) -> list[dict[str, Any]]:
    """Packages that could be shown or proposed: title, clauses in words, and the fields that carry them in a form."""
    issues = parse_dossier(job.dossier).issues
    found = []
    for rule, package in result.packages:
        words = [
            (issue.ask, next((option.label for option in issue.options if option.id == package[issue.id]), ""))
            for issue in issues
            if issue.id in package
        ]
        fields = [(f"q{number}", package.get(issue.id, "")) for number, issue in enumerate(issues)]
        found.append(
            {
                "title": _RULES.get(rule, rule),
                "words": words,
                "fields": fields,
            }
        )
    return found


_RULES = {
    "nash": "Nash",
    "kalai_smorodinsky": "Kalai–Smorodinsky",
    "egalitarian": "Egalitarian",
    "utilitarian": "Utilitarian",
}


def _address(name: str, process: str) -> str:
    """The address of a page that may not be part of this installation; empty when it is not."""
    try:
        return reverse(name, kwargs={"process": process})
    except NoReverseMatch:
        return ""
