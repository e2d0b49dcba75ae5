"""Issues of the report: made and released by the mediator's team, read by all of a room from the same moment on."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any

from csp.decorators import csp_exempt
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from goodoffices.errors import UserError
from goodoffices.talks.access.guard import page
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.report_changes import report_changes
from goodoffices.talks.domain.report_issues import (
    ask_for_release,
    can_second_release,
    make_report,
    second_release,
    withdraw_release,
)
from goodoffices.talks.domain.report_rule import rule_of
from goodoffices.talks.forms.ceasefire import MakeReportForm, ReleaseForm
from goodoffices.talks.forms.refusals import refused_on
from goodoffices.talks.models import Process, ReportIssue, ReportRelease, Room
from goodoffices.talks.views.acts import form_page, my_seat, told_or_done, was_done

__all__ = [
    "public_report",
    "report_issue",
    "report_issue_page",
    "report_issues",
    "report_make",
    "report_release",
    "report_released",
    "report_released_json",
    "report_released_page",
    "report_second",
    "report_withdraw",
]

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@page("ceasefire.read")
def report_issues(request: HttpRequest, process: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """The issues that one may read; for the mediator's team also those on the desk."""
    return _issues(request, MakeReportForm() if current_viewer().is_mediator() else None)


def _issues(request: HttpRequest, form: MakeReportForm | None) -> HttpResponse:
    """The page of all issues; `form` makes another."""
    out = [one for one in ReportRelease.objects.all() if one.is_out]
    shown: dict[str, Any] = {"releases": out, "form": form}
    if form is not None:
        shown["issues"] = ReportIssue.objects.all()
    return render(request, "talks/ceasefire/reports.html", shown, status=422 if form and form.errors else 200)


@page("reports.release", "POST")
def report_make(request: HttpRequest, process: str) -> HttpResponse:
    """Make an issue of what is known now, with events if that is chosen."""
    form = MakeReportForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            issue = make_report(process=Process.objects.get(pk=process), author=my_seat(), asked=form.asked())
        except UserError as error:
            refused_on(form, error)
        else:
            return redirect("report_issue", process=process, issue=issue.pk)
    return _issues(request, form)


@page("reports.release")
def report_issue(request: HttpRequest, process: str, issue: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """An issue on the desk: its rule, what changed since the one before, its releases."""
    found = get_object_or_404(ReportIssue, pk=issue)
    shown: dict[str, Any] = {"issue": found}
    if found.is_open():
        before = ReportIssue.objects.filter(number__lt=found.number).first()
        releases = ReportRelease.objects.filter(issue=found).select_related("author", "seconder")
        shown |= {
            "rule": rule_of(found),
            "before": before,
            "changes": report_changes(before.data, found.data) if before and before.is_open() else [],
            "releases": [{"record": one, "can_second": can_second_release(one)} for one in releases],
        }
    return render(request, "talks/ceasefire/report_issue.html", shown)


@page("reports.release", "GET", "POST")
def report_release(request: HttpRequest, process: str, issue: str) -> HttpResponse:
    """Ask for the release of an issue to a room."""
    found = get_object_or_404(ReportIssue, pk=issue)
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and was_done(form, ask_for_release, issue=found, author=my_seat()):
        return redirect("report_issue", process=process, issue=issue)
    lead = _(
        "All of the room read the same bytes from the same moment on, once a second person of the team has agreed. "
        "Before that nobody of them can know of it."
    )
    back = reverse("report_issue", kwargs={"process": process, "issue": issue})
    return form_page(request, form, heading=_("Release the issue"), lead=lead, submit=_("Ask for it"), back=back)


@page("reports.release", "POST")
def report_second(request: HttpRequest, process: str, release: str) -> HttpResponse:
    """Agree to a release as the second person."""
    found = get_object_or_404(ReportRelease, pk=release)
    told_or_done(request, second_release, found, seat=my_seat())
    return redirect("report_issue", process=process, issue=found.issue_id)


@page("reports.release", "POST")
def report_withdraw(request: HttpRequest, process: str, release: str) -> HttpResponse:
    """Withdraw a release before it is out."""
    found = get_object_or_404(ReportRelease, pk=release)
    issue = found.issue_id
    told_or_done(request, withdraw_release, found)
    return redirect("report_issue", process=process, issue=issue)


@page("ceasefire.read")
def report_released(request: HttpRequest, process: str, release: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """A released issue: its hash, its files, and what changed since the one that the same room read before."""
    found = _released(release)
    shown: dict[str, Any] = {"release": found}
    if found.is_open():
        earlier = ReportRelease.objects.filter(room=found.room, number__lt=found.number).order_by("-number")
        before = next((one for one in earlier if one.is_out and one.is_open()), None)
        shown |= {"before": before, "changes": report_changes(before.data, found.data) if before else []}
    return render(request, "talks/ceasefire/report_released.html", shown)


@csp_exempt()
@page("reports.release")
def report_issue_page(_request: HttpRequest, process: str, issue: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """The bytes of an issue on the desk."""
    found = get_object_or_404(ReportIssue, pk=issue)
    if not found.is_open():
        raise Http404
    return _bytes_of(found)


@csp_exempt()
@page("ceasefire.read")
def report_released_page(_request: HttpRequest, process: str, release: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """The bytes of a released issue: the same for all who may read it."""
    return _bytes_of(_opened(release))


@page("ceasefire.read")
def report_released_json(_request: HttpRequest, process: str, release: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """What a program reads of a released issue."""
    text = json.dumps(_opened(release).data, ensure_ascii=False, indent=2, sort_keys=True)
    return HttpResponse(text, content_type="application/json; charset=utf-8")


@csp_exempt()
@page("anyone")
def public_report(_request: HttpRequest, process: str, release: str) -> HttpResponse:
    """An issue that was released to the public."""
    found = get_object_or_404(ReportRelease, pk=release, process_id=process, room__kind=Room.Kind.PUBLIC)
    if not found.is_out:
        raise Http404
    return _bytes_of(found)


def _released(pk: str) -> ReportRelease:
    found = get_object_or_404(ReportRelease, pk=pk)
    if not found.is_out:
        raise Http404  # for the mediator's team, too: the desk shows what waits
    return found


def _opened(pk: str) -> ReportRelease:
    found = _released(pk)
    if not found.is_open():
        raise Http404
    return found


def _bytes_of(found: ReportIssue | ReportRelease) -> HttpResponse:
    """The page as it was frozen, under a policy that allows its own style, its pictures and nothing else."""
    style = _STYLE.search(found.page)
    digest = base64.b64encode(hashlib.sha256((style[1] if style else "").encode()).digest()).decode()
    answer = HttpResponse(found.page, content_type="text/html; charset=utf-8")
    answer["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'; sandbox"
    )
    return answer
