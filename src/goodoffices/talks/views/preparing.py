"""Preparing: what is settled before and around the table."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.agenda import add_item, change_item, move_item, remove_item
from goodoffices.talks.domain.consent import consent_now
from goodoffices.talks.domain.meanwhile import mark_of
from goodoffices.talks.domain.missing import change_absent, name_absent, remove_absent
from goodoffices.talks.domain.processes import add_party
from goodoffices.talks.domain.sessions import next_session
from goodoffices.talks.forms.preparing import AbsentForm, ItemForm, PartyForm
from goodoffices.talks.models import Absent, AgendaItem, Party, Process
from goodoffices.talks.views.acts import form_page, my_seat, was_done

__all__ = [
    "absent_add",
    "absent_change",
    "absent_remove",
    "agenda",
    "agenda_add",
    "agenda_change",
    "agenda_move",
    "agenda_remove",
    "missing",
    "party_add",
    "preparing",
]


@page("preparing.read")
def preparing(request: HttpRequest, process: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """Where preparing stands, as far as one's rooms go."""
    shown = {
        "states": consent_now(Party.objects.all()),
        "absent": Absent.objects.all(),
        "items": AgendaItem.objects.all(),
        "next": next_session(),
    }
    return render(request, "talks/preparing/preparing.html", shown)


@page("preparing.write", "GET", "POST")
def party_add(request: HttpRequest, process: str) -> HttpResponse:
    """A new party with its caucus."""
    form = PartyForm(request.POST or None)
    if request.method == "POST" and was_done(form, add_party, process=Process.objects.get(pk=process)):
        return redirect("preparing", process=process)
    return form_page(
        request,
        form,
        heading=_("A new party"),
        lead=_("A party gets a caucus: a room of its own, shared with the mediator's team only."),
        submit=_("Add the party"),
        back=reverse("preparing", args=[process]),
    )


@page("preparing.read")
def missing(request: HttpRequest, process: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """Who is not at the table, as far as one's rooms say."""
    found = Absent.objects.all()
    return render(request, "talks/preparing/missing.html", {"absent": found})


@page("preparing.write", "GET", "POST")
def absent_add(request: HttpRequest, process: str) -> HttpResponse:
    """Name somebody who is not at the table."""
    form = AbsentForm(request.POST or None)
    if request.method == "POST" and was_done(form, name_absent, author=my_seat()):
        return redirect("missing", process=process)
    return _absent_page(request, process, form, _("Somebody who is not at the table"))


@page("preparing.write", "GET", "POST")
def absent_change(request: HttpRequest, process: str, absent: str) -> HttpResponse:
    """Say anew how things stand with somebody."""
    found = get_object_or_404(Absent, pk=absent)
    names = ("who", "kind", "standing", "how", "reason", "judgement")
    first = {name: getattr(found, name) for name in names} if found.is_open() else {}
    first["seen"] = mark_of(found)
    form = AbsentForm(request.POST or None, fixed_room=True, initial=first)
    if request.method == "POST" and was_done(form, change_absent, absent=found):
        return redirect("missing", process=process)
    return _absent_page(request, process, form, _("How things stand with them"))


def _absent_page(request: HttpRequest, process: str, form: AbsentForm, heading: str) -> HttpResponse:
    return form_page(
        request,
        form,
        heading=heading,
        lead=_("Name those whose absence would weaken an agreement, and how they are heard meanwhile."),
        submit=_("Save"),
        back=reverse("missing", args=[process]),
    )


@page("preparing.write", "POST")
def absent_remove(_request: HttpRequest, process: str, absent: str) -> HttpResponse:
    """Take somebody off the list."""
    remove_absent(get_object_or_404(Absent, pk=absent))
    return redirect("missing", process=process)


@page("preparing.read")
def agenda(request: HttpRequest, process: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """The items of the agenda in one's rooms, in order."""
    items = AgendaItem.objects.all()
    return render(request, "talks/preparing/agenda.html", {"items": items})


@page("preparing.write", "GET", "POST")
def agenda_add(request: HttpRequest, process: str) -> HttpResponse:
    """A new item at the end."""
    form = ItemForm(request.POST or None)
    if request.method == "POST" and was_done(form, add_item, author=my_seat()):
        return redirect("agenda", process=process)
    return _item_page(request, process, form, _("A new item"))


@page("preparing.write", "GET", "POST")
def agenda_change(request: HttpRequest, process: str, item: str) -> HttpResponse:
    """Another wording of an item."""
    found = get_object_or_404(AgendaItem, pk=item)
    first = {"title": found.title, "text": found.text} if found.is_open() else {}
    first["seen"] = mark_of(found)
    form = ItemForm(request.POST or None, fixed_room=True, initial=first)
    if request.method == "POST" and was_done(form, change_item, item=found):
        return redirect("agenda", process=process)
    return _item_page(request, process, form, _("Change the item"))


def _item_page(request: HttpRequest, process: str, form: ItemForm, heading: str) -> HttpResponse:
    lead = _("An item can be open to all, or known to the people of one room only.")
    back = reverse("agenda", args=[process])
    return form_page(request, form, heading=heading, lead=lead, submit=_("Save"), back=back)


@page("preparing.write", "POST")
def agenda_move(request: HttpRequest, process: str, item: str) -> HttpResponse:
    """Move an item a place up, or down when the button says so."""
    move_item(item=get_object_or_404(AgendaItem, pk=item), up=request.POST.get("to") != "down")
    return redirect("agenda", process=process)


@page("preparing.write", "POST")
def agenda_remove(_request: HttpRequest, process: str, item: str) -> HttpResponse:
    """Take an item off the agenda."""
    remove_item(get_object_or_404(AgendaItem, pk=item))
    return redirect("agenda", process=process)
