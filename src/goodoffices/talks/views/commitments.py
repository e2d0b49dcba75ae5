"""Commitments: what is overdue first, a page for each party, one commitment with all that was said of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from goodoffices.talks.access.guard import page
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.commitment_events import happenings_known
from goodoffices.talks.domain.commitment_standing import how_they_stand, today
from goodoffices.talks.domain.commitments import may_say, say_of_commitment, withdraw_commitment
from goodoffices.talks.forms.commitments import SayForm
from goodoffices.talks.models import Commitment, Party
from goodoffices.talks.views.acts import form_page, my_seat, told_or_done, was_done
from goodoffices.talks.views.commitment_words import shown_commitments, status_in_words

__all__ = ["commitment", "commitment_say", "commitment_withdraw", "commitments", "commitments_of"]


@page("commitments.read")
def commitments(request: HttpRequest, process: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """All that one may know of, what needs somebody first."""
    return _list(request, None)


@page("commitments.read")
def commitments_of(request: HttpRequest, process: str, party: str) -> HttpResponse:  # noqa: ARG001 (as above)
    """Those that bind a party, and those that it verifies."""
    return _list(request, get_object_or_404(Party, pk=party))


def _list(request: HttpRequest, party: Party | None) -> HttpResponse:
    known = shown_commitments(how_they_stand())
    found = known
    if party is not None:
        found = [one for one in known if party.pk in {*one.record.who, *one.record.verified_by}]
    counts: dict[str, int] = {}
    for one in found:
        counts[one.standing.status] = counts.get(one.standing.status, 0) + 1
    bound = {key for one in known for key in (*one.record.who, *one.record.verified_by)}
    shown: dict[str, Any] = {
        "found": found,
        "party": party,
        "parties": [one for one in Party.objects.all() if one.pk in bound],
        "counts": [(status_in_words(status), number) for status, number in counts.items()],
        "today": today(),
        "closed": any(not one.is_open() for one in Commitment.objects.filter(withdrawn=None)),
    }
    return render(request, "talks/commitments/list.html", shown)


@page("commitments.read")
def commitment(request: HttpRequest, process: str, commitment: str) -> HttpResponse:  # noqa: ARG001 (as above)
    """One commitment: the clause, how it stands and why, what was said, and what touches it."""
    record = get_object_or_404(Commitment, pk=commitment)
    happened = happenings_known(incidents=current_viewer().may("incidents.read"))
    known = shown_commitments(how_they_stand(), happened)
    found = next((one for one in known if one.record.pk == record.pk), None)
    depends = [one.record for one in known if one.record.pk in (record.depends_on if record.is_open() else ())]
    shown = {"record": record, "one": found, "depends": depends, "says": may_say(record)}
    return render(request, "talks/commitments/one.html", shown)


@page("commitments.say", "GET", "POST")
def commitment_say(request: HttpRequest, process: str, commitment: str) -> HttpResponse:
    """Report one's own, or say what one found as whom the commitment names to verify it."""
    record = get_object_or_404(Commitment, pk=commitment)
    form = SayForm(request.POST if request.method == "POST" else None, may=may_say(record))
    if request.method == "POST" and was_done(form, say_of_commitment, commitment=record, author=my_seat()):
        return redirect("commitment", process=process, commitment=commitment)
    lead = _(
        "It stays as you write it, with your party, the day and what it rests on; a change of mind is another entry. "
        "A report makes nothing done: only whom the commitment names verifies it, and nobody verifies their own."
    )
    if not form.fields["said"].choices:
        lead = _("There is nothing that you may say of it now: it is for others to say.")
    back = reverse("commitment", kwargs={"process": process, "commitment": commitment})
    return form_page(request, form, heading=_("What you say of it"), lead=lead, submit=_("Save"), back=back)


@page("commitments.manage", "POST")
def commitment_withdraw(request: HttpRequest, process: str, commitment: str) -> HttpResponse:
    """Withdraw one that was drawn wrongly."""
    told_or_done(request, withdraw_commitment, get_object_or_404(Commitment, pk=commitment))
    return redirect("commitments", process=process)
