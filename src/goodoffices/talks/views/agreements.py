"""Agreements for signature: is a file whole, who signed it; the file to take away and the signed one to bring."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from goodoffices import __version__
from goodoffices.errors import UserError
from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.agreement_paper import paper_of_copy
from goodoffices.talks.domain.agreements import (
    bundle_of,
    how_they_came,
    newest,
    newest_copies,
    put_agreement,
    put_signatures,
)
from goodoffices.talks.domain.text_brackets import open_brackets
from goodoffices.talks.forms.agreements import PutAgreementForm, SignedForm
from goodoffices.talks.forms.refusals import refused_on
from goodoffices.talks.models import AgreementCopy, Party
from goodoffices.talks.views.acts import form_page, my_seat
from goodoffices.talks.views.text_versions import found_version
from goodoffices.talks.wording.agreement_draft import agreement_draft
from goodoffices.values import Provenance

__all__ = [
    "agreement",
    "agreement_file",
    "agreement_form",
    "agreement_put",
    "agreement_sign",
    "agreements",
    "found_copy",
    "text_agreement",
]

_FORMS = {
    "xml": "application/akn+xml",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@page("agreements.read")
def agreements(request: HttpRequest, process: str) -> HttpResponse:  # noqa: ARG001 (as every view is called)
    """What is on the table for signature."""
    shown = []
    for copy in newest_copies():
        found: dict[str, Any] = {"copy": copy}
        if copy.is_open():
            bundle = bundle_of(copy)
            found |= {"title": next(iter(bundle.agreement.title.values())), "signed": len(bundle.signatures)}
            found["all"] = len(bundle.agreement.signatories)
        shown.append(found)
    return render(request, "talks/agreements/agreements.html", {"agreements": shown})


@page("agreements.read")
def agreement(request: HttpRequest, process: str, agreement: str) -> HttpResponse:  # noqa: ARG001 (as every view is called)
    """One copy: does it hold, who signed, the text in every language, what cannot be known."""
    copy = found_copy(agreement)
    shown: dict[str, Any] = {"copy": copy}
    if copy.is_open():
        bundle = bundle_of(copy)
        title = next(iter(bundle.agreement.title.values()))
        shown |= {"title": title, "hash": bundle.hash, "findings": _findings(bundle), "newest": newest(copy)}
        shown |= {"came": how_they_came(copy), "in_paper": bool(copy.paper)}
    return render(request, "talks/agreements/agreement.html", shown)


@page("agreements.manage", "GET", "POST")
def agreement_put(request: HttpRequest, process: str) -> HttpResponse:
    """Put a frozen file on the table."""
    form = PutAgreementForm(request.POST, request.FILES) if request.method == "POST" else PutAgreementForm()
    if request.method == "POST" and form.is_valid():
        try:
            made = put_agreement(author=my_seat(), **form.cleaned_data)
        except UserError as error:
            refused_on(form, error)
        else:
            return redirect("agreement", process=process, agreement=made.pk)
    return form_page(
        request,
        form,
        heading=_("Put an agreement on the table"),
        lead=_("The file is frozen on a device, with the cards of all who may sign. No key comes here."),
        submit=_("Put it on the table"),
        back=reverse("agreements", args=[process]),
    )


@page("agreements.sign", "GET", "POST")
def agreement_sign(request: HttpRequest, process: str, agreement: str) -> HttpResponse:
    """Bring the copy that was signed on a device."""
    copy = found_copy(agreement)
    if not copy.is_open():
        return render(request, "talks/agreements/agreement.html", {"copy": copy})
    form = SignedForm(request.POST, request.FILES) if request.method == "POST" else SignedForm()
    if request.method == "POST" and form.is_valid():
        try:
            made = put_signatures(copy=copy, author=my_seat(), **form.cleaned_data)
        except UserError as error:
            refused_on(form, error)
        else:
            messages.success(request, _("The signature holds, and is here now. Everybody in this room sees it."))
            return redirect("agreement", process=process, agreement=made.pk)
    return form_page(
        request,
        form,
        heading=_("Bring your signature"),
        lead=_(
            "Download the file, check its hash with the others by voice, sign it on your device with “goodoffices "
            "agreement sign”, and bring the signed copy here. Your key and its passphrase stay with you."
        ),
        submit=_("Check it and put it here"),
        back=reverse("agreement", args=[process, copy.pk]),
    )


@page("agreements.read")
def agreement_file(_request: HttpRequest, process: str, agreement: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """A copy as the file that the command line verifies and signs."""
    copy = _opened(agreement)
    return _download(copy.file.encode(), "application/json", f"{bundle_of(copy).agreement.id}.agreement")


@page("agreements.read")
def agreement_form(_request: HttpRequest, process: str, agreement: str, form: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """A copy in a form that others work with: Akoma Ntoso (xml), a text to mark up (docx), the paper to sign (pdf)."""
    from goodoffices.agreement import akoma_ntoso, docx_of  # noqa: PLC0415 (loaded when it is needed)

    if form not in _FORMS:
        raise Http404
    copy = _opened(agreement)
    bundle = bundle_of(copy)
    if form == "pdf":
        return _download(paper_of_copy(copy), _FORMS[form], f"{bundle.agreement.id}.pdf")
    make = {"xml": akoma_ntoso, "docx": docx_of}[form]
    return _download(make(bundle.agreement, bundle.signatures), _FORMS[form], f"{bundle.agreement.id}.{form}")


@page("text.write")
def text_agreement(request: HttpRequest, process: str, version: str) -> HttpResponse:
    """A version of the text as a draft to freeze; one with open brackets is none."""
    found = found_version(version)
    if not found.is_open():
        raise Http404
    if open_brackets(found.wording):
        messages.warning(request, _("This version has open brackets: what is disputed cannot be signed."))
        return redirect("text_version", process=process, version=version)
    roles = {Party.Standing.PRINCIPAL: "party", Party.Standing.GUARANTOR: "guarantor"}
    signatories = [(each.key, each.name, roles.get(each.standing, "witness")) for each in Party.objects.all()]
    return _download(agreement_draft(found.wording, signatories).encode(), "application/yaml", "agreement.yaml")


def _findings(bundle: Any) -> SafeString:
    from goodoffices.agreement import text_sections, verdict_sections, verify  # noqa: PLC0415 (as above)
    from goodoffices.brief import Brief, render_fragment  # noqa: PLC0415 (a second of loading, when first needed)

    first, *rest = verdict_sections(bundle, verify(bundle))
    title = next(iter(bundle.agreement.title.values()))
    source = Provenance("Hashes and signatures of the file", (("agreement", f"sha256:{bundle.hash}"),), __version__)
    brief = Brief(title, "", (first, *rest, *text_sections(bundle.agreement)), source)
    return mark_safe(render_fragment(brief))  # noqa: S308 (made by our own renderer, which escapes every word)


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    plain = name if name.isascii() and '"' not in name and "\\" not in name else f"agreement.{name.rpartition('.')[2]}"
    answer["Content-Disposition"] = f'attachment; filename="{plain}"'
    return answer


def found_copy(key: str) -> AgreementCopy:
    """The copy of an id, as far as one may know of it."""
    found = AgreementCopy.objects.select_related("author__member")
    return get_object_or_404(found, pk=key)


def _opened(key: str) -> AgreementCopy:
    copy = found_copy(key)
    if not copy.is_open():
        raise Http404
    return copy
