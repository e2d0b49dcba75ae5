"""The ceasefire: its terms as they were shown, and the way to incidents and reports."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from goodoffices import __version__
from goodoffices.ceasefire.terms import terms_section
from goodoffices.errors import UserError
from goodoffices.talks.access.entitled import STAGES
from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.bodies import bodies_of, bodies_with_seats, set_bodies, who_may
from goodoffices.talks.domain.ceasefire import in_dossier, set_verifies_own, show_terms, terms_known
from goodoffices.talks.forms.bodies import BodiesForm, shown_body
from goodoffices.talks.forms.ceasefire import ShowTermsForm
from goodoffices.talks.forms.refusals import refused_on
from goodoffices.talks.models import CeasefireTerms, Process, ReportRelease
from goodoffices.talks.views.acts import form_page, my_seat, was_done
from goodoffices.values import Provenance

__all__ = ["ceasefire", "ceasefire_bodies", "monitoring_rule", "terms", "terms_show"]

_NEWEST = 3


@page("ceasefire.read")
def ceasefire(request: HttpRequest, process: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """What one may know of it: terms, the newest reports, and, for those who enter incidents, the way there."""
    known = terms_known()
    shown: dict[str, Any] = {
        "known": [{"record": one, "terms": one.terms} for one in known],
        "closed": not known and CeasefireTerms.objects.exists(),
        "releases": [one for one in ReportRelease.objects.all() if one.is_out][:_NEWEST],
    }
    return render(request, "talks/ceasefire/ceasefire.html", shown)


@page("ceasefire.read")
def terms(request: HttpRequest, process: str, terms: str) -> HttpResponse:
    """The terms of one ceasefire as they were shown to a room."""
    found = get_object_or_404(CeasefireTerms, pk=terms)
    shown: dict[str, Any] = {"record": found}
    if found.is_open():
        own = Process.objects.get(pk=process)
        bodies = bodies_with_seats(found, own)
        shown |= {"terms": found.terms, "findings": _in_words(found), "bodies": [shown_body(one) for one in bodies]}
        shown |= {stage: who_may(own, found.name, stage) for stage in STAGES}
    return render(request, "talks/ceasefire/terms.html", shown)


def _in_words(found: CeasefireTerms) -> SafeString:
    from goodoffices.brief import Brief, render_fragment  # noqa: PLC0415 (a second of loading, when first needed)

    told = found.terms
    source = Provenance("Terms as they were shown", (), __version__, by=told.judgement.by)
    brief = Brief(title=told.title, subtitle="", sections=(terms_section(told),), provenance=source)
    return mark_safe(render_fragment(brief))  # noqa: S308 (made by our own renderer, which escapes every word)


@page("ceasefire.manage", "GET", "POST")
def terms_show(request: HttpRequest, process: str) -> HttpResponse:
    """Show a ceasefire of the dossier, or one that is pasted, to a room."""
    found = Process.objects.get(pk=process)
    form = ShowTermsForm(request.POST or None, among=in_dossier(found))
    if request.method == "POST" and form.is_valid():
        try:
            shown = show_terms(process=found, author=my_seat(), **form.cleaned_data)
        except UserError as error:
            refused_on(form, error)
        else:
            if bodies_of(shown.terms):
                return redirect("ceasefire_bodies", process=process, terms=shown.pk)
            return redirect("ceasefire", process=process)
    lead = _("Monitors enter incidents under the terms that they were shown. What was shown stays shown.")
    back = reverse("ceasefire", args=[process])
    return form_page(request, form, heading=_("Show the terms"), lead=lead, submit=_("Show them"), back=back)


@page("ceasefire.manage", "GET", "POST")
def ceasefire_bodies(request: HttpRequest, process: str, terms: str) -> HttpResponse:
    """Say which seats stand for each body that the terms name to verify or to attribute."""
    found = get_object_or_404(CeasefireTerms, pk=terms)
    if not found.is_open():
        raise Http404
    bodies = bodies_with_seats(found, Process.objects.get(pk=process))
    if not bodies:
        return redirect("ceasefire_terms", process=process, terms=terms)
    form = BodiesForm(request.POST or None, bodies=[shown_body(one) for one in bodies])
    if request.method == "POST" and was_done(form, set_bodies, terms=found):
        return redirect("ceasefire_terms", process=process, terms=terms)
    lead = _(
        "The terms name bodies, and here are seats. Say which seats stand for each body: they alone then verify, or "
        "attribute, what happens under these terms. An attribution always takes a second person of the mediator's "
        "team. A party reads an incident only once it is shared with it."
    )
    back = reverse("ceasefire_terms", args=[process, terms])
    return form_page(request, form, heading=_("Who stands for whom"), lead=lead, submit=_("Save"), back=back)


@page("ceasefire.manage", "POST")
def monitoring_rule(request: HttpRequest, process: str) -> HttpResponse:
    """Allow, or no longer allow, that monitors verify what they reported themselves."""
    set_verifies_own(process=Process.objects.get(pk=process), allowed=request.POST.get("allowed") == "yes")
    return redirect("incidents", process=process)
