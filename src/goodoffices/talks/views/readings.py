"""Texts read by rules: pasted, decided on suggestion by suggestion, deleted."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from goodoffices.errors import UserError
from goodoffices.evidence.claims import Ledger, parse_ledger
from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.ledger import name_in_address, newest_ledger
from goodoffices.talks.domain.meanwhile import mark_of
from goodoffices.talks.domain.readings import begin_reading, decide, delete_reading
from goodoffices.talks.forms.readings import FORMS, ReadForm
from goodoffices.talks.forms.refusals import refused_beside, refused_on
from goodoffices.talks.models import DeskReading, Process
from goodoffices.talks.views.acts import my_seat
from goodoffices.talks.views.reading_marks import pieces

__all__ = ["reading", "reading_delete", "readings"]

ORDER = ("figure", "date", "said", "actor")


@page("evidence.write", "GET", "POST")
def readings(request: HttpRequest, process: str) -> HttpResponse:
    """The texts that were read, newest first, and a form for another."""
    found = Process.objects.get(pk=process)
    form = ReadForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            said = {"text": form.cleaned_data["text"], "dated": form.cleaned_data["dated"], "document": form.document()}
            made = begin_reading(process=found, author=my_seat(), **said)
        except UserError as error:
            refused_on(form, error)
        else:
            return redirect("reading", process=process, reading=made.pk)
    listed = [_listed(one) for one in DeskReading.objects.select_related("author__member").filter(process=found)]
    shown = {"form": form, "readings": listed}
    return render(request, "talks/evidence/readings.html", shown, status=422 if form.errors else 200)


@page("evidence.write", "GET", "POST")
def reading(request: HttpRequest, process: str, reading: str) -> HttpResponse:
    """One text with what was found in it, and the decision on one suggestion."""
    found = get_object_or_404(DeskReading.objects.select_related("author__member"), pk=reading)
    if not found.is_open():
        if request.method == "POST":
            raise Http404
        return render(request, "talks/evidence/reading.html", {"reading": found, "closed": True})
    place = Process.objects.get(pk=process)
    ledger = _ledger(place)
    marks = _marks(found, ledger)
    asked = request.POST.get("suggestion", "") or request.GET.get("suggestion", "")
    one = next((mark for mark in marks if mark["id"] == asked), None)
    if one is None and request.method == "GET":
        one = _next(marks, "")
    form = None
    if one is not None:
        form = FORMS[one["kind"]](ledger, request.POST or None, initial=_begun(found, one) | {"seen": mark_of(found)})
    if request.method == "POST":
        if one is None or form is None or one["claim"]:
            raise Http404
        if _decided(request, found, one, form):
            after = _next(marks, one["id"])
            address = reverse("reading", args=[process, reading])
            return redirect(f"{address}?suggestion={after['id']}#decide" if after else f"{address}#decide")
    shown = {"reading": found, "marks": marks, "one": one, "form": form, "process_id": process}
    shown |= {"pieces": pieces(found.text, found.found["suggestions"]), "kinds": _kinds(marks)}
    shown |= {"sentence": _sentence(found, one) if one else "", "states": {mark["id"]: mark["state"] for mark in marks}}
    shown["periods"] = dict.fromkeys(each["period"] for mark in marks for each in mark.get("meanings", ()))
    if one and one["claim"]:
        shown["claim_name"] = name_in_address(place, "claims", one["claim"])
    return render(request, "talks/evidence/reading.html", shown, status=422 if form and form.errors else 200)


@page("evidence.write", "POST")
def reading_delete(request: HttpRequest, process: str, reading: str) -> HttpResponse:  # noqa: ARG001 (as every view is called)
    """Delete a text and what was suggested of it."""
    delete_reading(get_object_or_404(DeskReading, pk=reading))
    return redirect("readings", process=process)


def _ledger(process: Process) -> Ledger | None:
    desk = newest_ledger(process)
    return parse_ledger(desk.text) if desk is not None and desk.is_open() else None


def _listed(one: DeskReading) -> dict[str, Any]:
    if not one.is_open():
        return {"reading": one, "closed": True}
    suggestions = one.found["suggestions"]
    decided = sum(each["id"] in one.decisions for each in suggestions)
    return {
        "reading": one,
        "suggestions": len(suggestions),
        "open": len(suggestions) - decided,
        "claims": len(one.claims),
    }


def _marks(reading: DeskReading, ledger: Ledger | None) -> list[dict[str, Any]]:
    """Every suggestion with where its decision stands. A claim that was taken out of the ledger is open again."""
    here = {claim.id for claim in ledger.claims} if ledger else set()
    marks = []
    for each in reading.found["suggestions"]:
        taken = reading.decisions.get(each["id"], {})
        claim = reading.claims.get(each["id"], "")
        is_claim = claim in here
        state = taken.get("decision", "") if is_claim or each["kind"] != "figure" else ""
        if taken.get("decision") == "reject":
            state = "reject"
        marks.append({**each, "state": state, "by": taken.get("by", ""), "claim": claim if is_claim else ""})
    return marks


def _kinds(marks: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    return [(kind, [mark for mark in marks if mark["kind"] == kind]) for kind in ORDER]


def _next(marks: list[dict[str, Any]], after: str) -> dict[str, Any] | None:
    """The next suggestion of those not decided: figures first, in the order of the text, then from the beginning."""
    ordered = [mark for _, found in _kinds(marks) for mark in found]
    place = next((number for number, mark in enumerate(ordered) if mark["id"] == after), -1)
    turned = [*ordered[place + 1 :], *ordered[: max(place, 0)]]
    return next((mark for mark in turned if not mark["state"]), None)


def _begun(reading: DeskReading, one: dict[str, Any]) -> dict[str, Any]:
    """What the form begins with: what was decided before, else what was suggested."""
    taken = reading.decisions.get(one["id"], {})
    before = {**taken.get("filled", {}), **taken.get("corrected", {})}
    grade = before.pop("grade", "")
    suggested = {**one, "name": one.get("name", ""), "kind": one.get("as", "")}
    if one["kind"] == "date":
        sole = one["meanings"][0]["period"] if len(one["meanings"]) == 1 else ""
        suggested["period"] = one["supported"] or sole
    return {**suggested, **before, "source": grade[:1], "information": grade[1:]}


def _decided(request: HttpRequest, reading: DeskReading, one: dict[str, Any], form: Any) -> bool:
    """Take the decision that was sent; False, with the reason on the form, when it cannot be taken."""
    reject = "reject" in request.POST
    if not reject and not form.is_valid():
        return False
    said = {} if reject else form.said()
    seen = str(request.POST.get("seen", ""))[:64]
    try:
        decide(reading=reading, suggestion=one["id"], seat=my_seat(), reject=reject, said=said, seen=seen)
    except UserError as error:
        form.is_valid()
        refused_beside(form, error, {})
        return False
    return True


def _sentence(reading: DeskReading, one: dict[str, Any]) -> str:
    span = reading.found["sentences"][one["sentence"]]
    return str(reading.text[span["start"] : span["end"]])
