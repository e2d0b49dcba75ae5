"""The ledger as a whole: its entries, its claims side by side, brought in, told what it is, taken out as a file."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from goodoffices.errors import UserError
from goodoffices.evidence.claims import Ledger, parse_ledger, spoken_figure
from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.ledger import change_about, load_ledger, name_in_address, newest_ledger
from goodoffices.talks.forms.ledger import AboutForm, LedgerForm
from goodoffices.talks.forms.refusals import refused_beside, refused_on
from goodoffices.talks.models import DeskLedger, Process
from goodoffices.talks.views.acts import form_page
from goodoffices.talks.views.findings import ledger_findings
from goodoffices.talks.views.ledger_files import FILES, ledger_as
from goodoffices.values import spoken_date

__all__ = ["about", "claims", "file", "load", "opened_ledger", "study", "version", "versions"]

ON_A_PAGE = 50


def opened_ledger(process: Process) -> tuple[DeskLedger, Ledger]:
    """The ledger as it is now. Raises Http404 when there is none, or none that the viewer can open."""
    found = newest_ledger(process)
    if found is None or not found.is_open():
        raise Http404
    return found, parse_ledger(found.text)


@page("evidence.read")
def claims(request: HttpRequest, process: str) -> HttpResponse:
    """The claims and documents of the ledger, and what can be done with them."""
    found = Process.objects.get(pk=process)
    desk = newest_ledger(found)
    shown: dict[str, Any] = {"desk": desk, "closed": desk is not None and not desk.is_open()}
    if desk is not None and desk.is_open():
        ledger = parse_ledger(desk.text)
        entries = Paginator(ledger.claims, ON_A_PAGE).get_page(request.GET.get("page"))
        shown |= {"ledger": ledger, "entries": entries, "rows": [_row(found, ledger, claim) for claim in entries]}
        shown["documents"] = [_document(found, ledger, document) for document in ledger.documents]
    return render(request, "talks/evidence/claims.html", shown)


def _row(process: Process, ledger: Ledger, claim: Any) -> dict[str, Any]:
    return {
        "claim": claim,
        "name": name_in_address(process, "claims", claim.id),
        "figure": spoken_figure(claim.figure),
        "harm": ledger.meaning(claim.harm),
        "whom": ledger.whom(claim.population),
        "when": spoken_date(claim.period),
    }


def _document(process: Process, ledger: Ledger, document: Any) -> dict[str, Any]:
    return {
        "document": document,
        "name": name_in_address(process, "documents", document.id),
        "count": sum(claim.document == document.id for claim in ledger.claims),
    }


@page("evidence.read")
def study(request: HttpRequest, process: str) -> HttpResponse:
    """The claims side by side, as the command line shows them."""
    desk = newest_ledger(Process.objects.get(pk=process))
    shown: dict[str, Any] = {"desk": desk, "closed": desk is not None and not desk.is_open()}
    if desk is not None and desk.is_open():
        ledger = parse_ledger(desk.text)
        shown |= {"ledger": ledger, "findings": ledger_findings(ledger) if ledger.claims else ""}
    return render(request, "talks/evidence/study.html", shown)


@page("evidence.write", "GET", "POST")
def load(request: HttpRequest, process: str) -> HttpResponse:
    """Bring in a ledger, as a file or as text."""
    found = Process.objects.get(pk=process)
    desk = newest_ledger(found)
    begun: dict[str, Any] = {"version": desk.number if desk else 0}
    if desk is not None and desk.is_open():
        begun["text"] = desk.text
    form = LedgerForm(request.POST if request.method == "POST" else None, request.FILES or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            load_ledger(process=found, **form.cleaned_data)
        except UserError as error:
            refused_on(form, error)
        else:
            return redirect("claims", process=process)
    context = {"form": form, "desk": desk}
    return render(request, "talks/evidence/load.html", context, status=422 if form.errors else 200)


@page("evidence.write", "GET", "POST")
def about(request: HttpRequest, process: str) -> HttpResponse:
    """Say what the ledger is as a whole; begin one where there is none."""
    found = Process.objects.get(pk=process)
    desk = newest_ledger(found)
    begun: dict[str, Any] = {"version": desk.number if desk else 0}
    if desk is not None and desk.is_open():
        begun |= AboutForm.of(parse_ledger(desk.text))
    form = AboutForm(request.POST if request.method == "POST" else None, initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            change_about(process=found, said=form.said(), version=form.cleaned_data["version"])
        except UserError as error:
            refused_beside(form, error, AboutForm.FIELDS)
        else:
            return redirect("claims", process=process)
    lead = _("What stands above all claims: what they are about, whose judgement their grades are, and a caution.")
    heading = _("About the ledger") if desk else _("Begin a ledger")
    return form_page(
        request, form, heading=heading, lead=lead, submit=_("Save"), back=reverse("claims", args=[process])
    )


@page("evidence.read")
def versions(request: HttpRequest, process: str) -> HttpResponse:
    """All versions of the ledger, newest first."""
    found = DeskLedger.objects.select_related("author__member").filter(process_id=process)
    shown = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "talks/evidence/versions.html", {"versions": shown})


@page("evidence.read")
def version(_request: HttpRequest, process: str, deskledger: str) -> HttpResponse:
    """One version of the ledger, as a file."""
    found = get_object_or_404(DeskLedger, pk=deskledger, process_id=process)
    if not found.is_open():
        raise Http404
    return _as_file(found.text, "application/yaml", f"claims-{found.number}.yaml")


@page("evidence.read")
def file(_request: HttpRequest, process: str, form: str) -> HttpResponse:
    """The ledger, or what it says side by side, as a file of one of FILES."""
    desk, ledger = opened_ledger(Process.objects.get(pk=process))
    name, kind = FILES[form]
    return _as_file(ledger_as(form, desk.text, ledger), kind, name)


def _as_file(text: str, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
