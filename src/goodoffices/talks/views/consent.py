"""The register of consent."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from goodoffices.talks.access.guard import page
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.consent import consent_now, record_statement, statements_of
from goodoffices.talks.forms.preparing import StatementForm
from goodoffices.talks.models import Party, Room
from goodoffices.talks.views.acts import form_page, my_seat, was_done

__all__ = ["consent", "consent_add", "consent_party"]


@page("consent.read")
def consent(request: HttpRequest, process: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """Where the consent of each party stands, as far as one's rooms show."""
    return render(request, "talks/preparing/consent.html", {"states": consent_now(Party.objects.all())})


@page("consent.read")
def consent_party(request: HttpRequest, process: str, party: str) -> HttpResponse:  # noqa: ARG001 (as above)
    """All that a party said, newest first, as far as one's rooms show."""
    found = get_object_or_404(Party, pk=party)
    shown = {"party": found, "statements": statements_of(found), "state": consent_now([found])[0]}
    return render(request, "talks/preparing/consent_party.html", shown)


@page("consent.write", "GET", "POST")
def consent_add(request: HttpRequest, process: str) -> HttpResponse:
    """Record a statement: one's own, or, for the mediator's team, one that it was told."""
    viewer = current_viewer()
    for_itself = not viewer.is_mediator()
    party = viewer.party_id if for_itself else request.GET.get("party", "")
    form = StatementForm(request.POST or None, for_itself=for_itself, initial=_first(party))
    given: dict[str, Any] = {"author": my_seat()}
    if for_itself:
        given["party"] = Party.objects.get(pk=party)
    if request.method == "POST" and was_done(form, record_statement, **given):
        return redirect("consent_party", process=process, party=(form.cleaned_data | given)["party"].pk)
    return form_page(
        request,
        form,
        heading=_("A statement about taking part"),
        lead=_("What is recorded stays on record. When somebody changes their mind, record another statement."),
        submit=_("Record the statement"),
        back=reverse("consent", args=[process]),
    )


def _first(party: str) -> dict[str, Any]:
    """The party and its caucus."""
    room = Room.objects.filter(kind=Room.Kind.CAUCUS, parties=party).first() if party else None
    return {"party": party, "room": room.pk} if room else {}
