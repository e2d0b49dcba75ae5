"""Signing in the browser: the key of this device, and the page on which a signatory reads, signs and confirms."""

from __future__ import annotations

import base64
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from goodoffices import __version__
from goodoffices.errors import UserError
from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.agreement_paper import prepared_for
from goodoffices.talks.domain.agreements import bundle_of, newest, sign_here
from goodoffices.talks.forms.agreement_signing import AskedForm, SignHereForm, SigningKeyForm
from goodoffices.talks.forms.refusals import refused_on, told
from goodoffices.talks.views.acts import my_seat
from goodoffices.talks.views.agreements import found_copy
from goodoffices.values import Provenance

__all__ = ["agreement_key", "agreement_paper", "agreement_sign_here"]


@page("agreements.sign")
def agreement_key(request: HttpRequest, process: str) -> HttpResponse:  # noqa: ARG001 (as every view is called)
    """The key with which this browser signs: made, taken over, handed on by its card. Nothing of it comes here."""
    seat = my_seat()
    form = SigningKeyForm(initial={"name": seat.party.name if seat.party else _("Mediator's team")})
    return render(request, "talks/agreements/key.html", {"form": form, "holder": seat.pk})


@page("agreements.sign", "GET", "POST")
def agreement_sign_here(request: HttpRequest, process: str, agreement: str) -> HttpResponse:
    """Read the text, say in what capacity and with what reservations, sign with the key of this device, confirm."""
    copy = found_copy(agreement)
    if not copy.is_open():
        return render(request, "talks/agreements/agreement.html", {"copy": copy})
    last = newest(copy)
    if request.method == "GET" and last.pk != copy.pk:
        return redirect("agreement_sign_here", process=process, agreement=last.pk)
    bundle = bundle_of(last)
    today = timezone.now().date()
    given = request.POST if request.method == "POST" else None
    form = SignHereForm(given, agreement=bundle.agreement, member=request.user, initial={"date": today})
    if given is not None and form.is_valid():
        try:
            signed = {name: form.cleaned_data[name] for name in ("signed", "paper")}
            made = sign_here(copy=last, author=my_seat(), confirmed=form.means, **signed)
        except UserError as error:
            refused_on(form, error)
        else:
            messages.success(request, _("You have signed. The signature holds, and everybody in this room sees it."))
            return redirect("agreement", process=process, agreement=made.pk)
    shown = {"form": form, "copy": last, "holder": my_seat().pk, **_text(bundle), **_passkey(form)}
    return render(request, "talks/agreements/sign_here.html", shown, status=422 if form.errors else 200)


@page("agreements.sign", "POST")
def agreement_paper(request: HttpRequest, process: str, agreement: str) -> HttpResponse:  # noqa: ARG001 (as above)
    """The paper, prepared for what a browser is about to sign: it signs the very bytes, and nothing is kept here."""
    copy = found_copy(agreement)
    if not copy.is_open():
        raise Http404
    form = AskedForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"reasons": [_("The browser did not say what it is about to sign.")]}, status=422)
    try:
        made = prepared_for(copy=copy, said=form.cleaned_data["said"])
    except UserError as error:
        return JsonResponse({"reasons": told(error)}, status=422)
    paper = base64.b64encode(made.paper).decode()
    facts = {"start": made.start, "end": made.end, "added": made.added, "ticket": made.ticket}
    return JsonResponse({"paper": paper, "when": made.when.isoformat(), **facts})


def _passkey(form: SignHereForm) -> dict[str, Any]:
    options = form.passkey_options()
    return {} if options is None else {"js_data": options}


def _text(bundle: Any) -> dict[str, Any]:
    from goodoffices.agreement import fingerprint_of, text_sections, verdict_sections, verify  # noqa: PLC0415 (heavy)
    from goodoffices.brief import Brief, render_fragment  # noqa: PLC0415 (as above)

    agreement = bundle.agreement
    title = next(iter(agreement.title.values()))
    _verdict, signatures, _limits = verdict_sections(bundle, verify(bundle))
    before = (signatures,) if bundle.signatures else ()  # they are signed along, as seen
    source = Provenance("Text and signatures of the file", (("agreement", f"sha256:{bundle.hash}"),), __version__)
    text: SafeString = mark_safe(  # noqa: S308 (made by our own renderer, which escapes every word)
        render_fragment(Brief(title, "", (*before, *text_sections(agreement)), source))
    )
    signed = {each.signatory for each in bundle.signatures}
    rows = [
        {
            "id": each.id,
            "name": next(iter(each.name.values()), each.id),
            "role": each.role,
            "acts": each.acts,
            "fingerprint": fingerprint_of(each),
            "signed": each.id in signed,
        }
        for each in agreement.signatories
    ]
    return {"title": title, "hash": bundle.hash, "text": text, "signatories": rows}
