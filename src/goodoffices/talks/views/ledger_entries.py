"""One claim or document of the ledger: added, graded, related, changed, taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from goodoffices.errors import UserError
from goodoffices.evidence.claims import RELATIONS, Claim, Document, Ledger, claim_texts, sentence
from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.ledger import (
    add_claim,
    change_claim,
    change_document,
    grade_claim,
    name_in_address,
    relate_claim,
    remove_claim,
    remove_document,
)
from goodoffices.talks.forms.claim_add import AddClaimForm
from goodoffices.talks.forms.claim_choices import RELATED, claim_label
from goodoffices.talks.forms.claims import ClaimForm, GradeForm, RelateForm
from goodoffices.talks.forms.ledger import DocumentForm, EntryForm
from goodoffices.talks.forms.refusals import refused_beside
from goodoffices.talks.models import DeskLedger, Process
from goodoffices.talks.views.ledger import opened_ledger

__all__ = [
    "claim",
    "claim_add",
    "claim_change",
    "claim_grade",
    "claim_relate",
    "claim_remove",
    "claim_unrelate",
    "document",
    "document_remove",
]


@page("evidence.write", "GET", "POST")
def claim_add(request: HttpRequest, process: str) -> HttpResponse:
    """A new claim."""
    found = Process.objects.get(pk=process)
    desk, ledger = opened_ledger(found)
    form = AddClaimForm(ledger, request.POST or None, initial={"version": desk.number, "operator": "about"})
    if request.method == "POST" and form.is_valid():
        name, said = form.new_claim()
        new, version = form.new_document(), form.cleaned_data["version"]
        if _done(form, lambda: add_claim(process=found, name=name, said=said, document=new, version=version)):
            return redirect("claim", process=process, claim=name_in_address(found, "claims", name))
    return _form_page(request, form, heading=_("Add a claim"), back=reverse("claims", args=[process]))


@page("evidence.read")
def claim(request: HttpRequest, process: str, claim: str) -> HttpResponse:
    """One claim, how it is graded and related."""
    found = Process.objects.get(pk=process)
    return _claim_page(request, found, *_claim(found, claim))


@page("evidence.write", "GET", "POST")
def claim_change(request: HttpRequest, process: str, claim: str) -> HttpResponse:
    """Another wording of a claim."""
    found = Process.objects.get(pk=process)
    desk, ledger, one = _claim(found, claim)
    begun = {**ClaimForm.of(one), "version": desk.number}
    form = ClaimForm(ledger, request.POST or None, claim=one, initial=begun)
    if request.method == "POST" and form.is_valid():
        said, version = form.said(), form.cleaned_data["version"]
        if _done(form, lambda: change_claim(process=found, name=one.id, said=said, version=version)):
            return redirect("claim", process=process, claim=claim)
    return _form_page(request, form, heading=_("Change the claim"), back=reverse("claim", args=[process, claim]))


@page("evidence.write", "POST")
def claim_grade(request: HttpRequest, process: str, claim: str) -> HttpResponse:
    """Another grade."""
    found = Process.objects.get(pk=process)
    desk, ledger, one = _claim(found, claim)
    form = GradeForm(request.POST)
    if form.is_valid():
        version = form.cleaned_data["version"]
        if _done(form, lambda: grade_claim(process=found, claim=one, grade=form.grade(), version=version)):
            return redirect("claim", process=process, claim=claim)
    return _claim_page(request, found, desk, ledger, one, grade=form)


@page("evidence.write", "POST")
def claim_relate(request: HttpRequest, process: str, claim: str) -> HttpResponse:
    """A relation to another claim."""
    found = Process.objects.get(pk=process)
    desk, ledger, one = _claim(found, claim)
    form = RelateForm(ledger, one, request.POST)
    if form.is_valid():
        relation = form.cleaned_data["relation"]
        others = dict.fromkeys((*getattr(one, relation), form.cleaned_data["other"]))
        if _done(form, lambda: _relate(found, one, form, others)):
            return redirect("claim", process=process, claim=claim)
    return _claim_page(request, found, desk, ledger, one, relate=form)


@page("evidence.write", "POST")
def claim_unrelate(request: HttpRequest, process: str, claim: str) -> HttpResponse:
    """A relation is taken back."""
    found = Process.objects.get(pk=process)
    desk, ledger, one = _claim(found, claim)
    form = RelateForm(ledger, one, request.POST)
    if form.is_valid():
        relation = form.cleaned_data["relation"]
        others = [name for name in getattr(one, relation) if name != form.cleaned_data["other"]]
        if _done(form, lambda: _relate(found, one, form, others)):
            return redirect("claim", process=process, claim=claim)
    return _claim_page(request, found, desk, ledger, one, relate=form)


@page("evidence.write", "POST")
def claim_remove(request: HttpRequest, process: str, claim: str) -> HttpResponse:
    """A claim is taken out of the ledger."""
    found = Process.objects.get(pk=process)
    desk, ledger, one = _claim(found, claim)
    form = EntryForm(request.POST)
    if form.is_valid():
        version = form.cleaned_data["version"]
        if _done(form, lambda: remove_claim(process=found, name=one.id, version=version)):
            return redirect("claims", process=process)
    return _claim_page(request, found, desk, ledger, one, remove=form)


@page("evidence.write", "GET", "POST")
def document(request: HttpRequest, process: str, document: str) -> HttpResponse:
    """What a document is, and what it only passes on."""
    found = Process.objects.get(pk=process)
    desk, ledger, one = _document(found, document)
    form = DocumentForm(ledger, one, request.POST or None, version=desk.number)
    if request.method == "POST" and form.is_valid():
        said, version = form.said(), form.cleaned_data["version"]
        if _done(form, lambda: change_document(process=found, name=one.id, said=said, version=version)):
            return redirect("claims", process=process)
    return _document_page(request, found, ledger, one, form, EntryForm(initial={"version": desk.number}))


@page("evidence.write", "POST")
def document_remove(request: HttpRequest, process: str, document: str) -> HttpResponse:
    """A document in which no claim stands is taken out."""
    found = Process.objects.get(pk=process)
    desk, ledger, one = _document(found, document)
    form = EntryForm(request.POST)
    if form.is_valid():
        version = form.cleaned_data["version"]
        if _done(form, lambda: remove_document(process=found, name=one.id, version=version)):
            return redirect("claims", process=process)
    return _document_page(request, found, ledger, one, DocumentForm(ledger, one, version=desk.number), form)


def _claim(process: Process, name: str) -> tuple[DeskLedger, Ledger, Claim]:
    desk, ledger = opened_ledger(process)
    for one in ledger.claims:
        if name_in_address(process, "claims", one.id) == name:
            return desk, ledger, one
    raise Http404


def _document(process: Process, name: str) -> tuple[DeskLedger, Ledger, Document]:
    desk, ledger = opened_ledger(process)
    for one in ledger.documents:
        if name_in_address(process, "documents", one.id) == name:
            return desk, ledger, one
    raise Http404


def _relate(process: Process, one: Claim, form: RelateForm, others: Iterable[str]) -> None:
    said = form.cleaned_data
    relate_claim(process=process, claim=one, relation=said["relation"], others=others, version=said["version"])


def _done(form: Any, act: Callable[[], object]) -> bool:
    """Do an act; False, with the reason beside the fields that it is about, when it is refused."""
    try:
        act()
    except UserError as error:
        refused_beside(form, error, form.FIELDS)
        return False
    return True


def _form_page(request: HttpRequest, form: forms.Form, **words: Any) -> HttpResponse:
    return render(
        request, "talks/evidence/claim_form.html", {"form": form, **words}, status=422 if form.errors else 200
    )


def _claim_page(
    request: HttpRequest, process: Process, desk: DeskLedger, ledger: Ledger, one: Claim, **forms: Any
) -> HttpResponse:
    """The page of a claim, with a form that was refused in the place of a fresh one."""
    begun = {"version": desk.number, "source": one.grade.source, "information": one.grade.information}
    fresh = {
        "grade": GradeForm(initial=begun, auto_id="grade_%s"),
        "relate": RelateForm(ledger, one, initial=begun, auto_id="relate_%s"),
        "remove": EntryForm(initial=begun, auto_id="remove_%s"),
    }
    named = partial(name_in_address, process, "claims")
    by_id = {each.id: each for each in ledger.claims}
    said = dict(claim_texts(one))
    shown = {
        "claim": one,
        "name": named(one.id),
        "sentence": sentence(ledger, one),
        "document": ledger.document(one),
        "document_name": name_in_address(process, "documents", one.document),
        "said": [(key, said[key]) for key in ("quotation", "how", "standard", "note", "unverified") if key in said],
        "relations": [
            {
                "relation": relation,
                "words": RELATED[relation],
                "other": other,
                "label": claim_label(by_id[other]),
                "name": named(other),
            }
            for relation in RELATIONS
            for other in getattr(one, relation)
        ],
        "led_to": [
            {
                "words": RELATED[relation],
                "label": claim_label(each),
                "name": name_in_address(process, "claims", each.id),
            }
            for each in ledger.claims
            for relation in RELATIONS
            if one.id in getattr(each, relation)
        ],
        "version": desk.number,
        **fresh,
        **forms,
    }
    return render(request, "talks/evidence/claim.html", shown, status=422 if forms else 200)


def _document_page(
    request: HttpRequest, process: Process, ledger: Ledger, one: Document, form: Any, remove: Any
) -> HttpResponse:
    shown = {
        "document": one,
        "name": name_in_address(process, "documents", one.id),
        "form": form,
        "remove": remove,
        "standing": [
            {"label": claim_label(each), "name": name_in_address(process, "claims", each.id)}
            for each in ledger.claims
            if each.document == one.id
        ],
    }
    status = 422 if form.errors or remove.errors else 200
    return render(request, "talks/evidence/document.html", shown, status=status)
