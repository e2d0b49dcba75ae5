"""Who is at the table: those one may know of; inviting, keys, leaving, handing over, and the way back in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from goodoffices.errors import TalksError
from goodoffices.talks.access.guard import page
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.invitations import hand_over, invite, invite_back, state_of, withdraw
from goodoffices.talks.domain.people import answers_for, give_keys_again, leave, rooms_closed_for_ever, waiting_for_keys
from goodoffices.talks.domain.second_person import can_second, second
from goodoffices.talks.forms.invitations import HandOverForm, InviteForm
from goodoffices.talks.forms.passphrases import PassphraseAgainForm
from goodoffices.talks.forms.refusals import refused_on, told
from goodoffices.talks.models import Invitation, Party, Process, Seat

__all__ = [
    "end",
    "give_keys",
    "hand_on",
    "let_back_in",
    "new_invitation",
    "people",
    "second_invitation",
    "seconded",
    "show_code",
    "withdraw_invitation",
]


@page("people.read")
def people(request: HttpRequest, process: str) -> HttpResponse:
    """The seats one may know of, those who wait for keys, and the invitations of one's side."""
    found = Seat.objects.filter(process_id=process, ended=None).select_related("member", "party").order_by("made")
    waiting = waiting_for_keys()
    rows = [
        {
            "seat": seat,
            "mine": seat.pk == current_viewer().seat_id,
            "answers": answers_for(seat),
            "waits": seat.pk in waiting,
            "can_give": waiting.get(seat.pk, False) and (answers_for(seat) or seat.role == "mediator"),
        }
        for seat in found
    ]
    invitations = Invitation.objects.select_related("party", "member", "inviter__member", "seconder").order_by("-made")
    listed = [{"invitation": one, "state": state_of(one), "can_second": can_second(one)} for one in invitations]
    shown = {"rows": rows, "seats": found, "parties": Party.objects.all(), "invitations": listed}
    return render(request, "talks/people.html", shown)


@page("people.invite", "GET", "POST")
def new_invitation(request: HttpRequest, process: str) -> HttpResponse:
    """Invite somebody."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made, code = invite(process=Process.objects.get(pk=process), **form.cleaned_data)
        except TalksError as error:
            refused_on(form, error)
        else:
            return show_code(request, made, code, back=reverse("people", args=[process]))
    return render(request, "talks/invite.html", {"form": form}, status=refused(request, form))


@page("people.invite", "POST")
def withdraw_invitation(request: HttpRequest, process: str, invitation: str) -> HttpResponse:  # noqa: ARG001 (the guard's)
    """Close an invitation."""
    withdraw(get_object_or_404(Invitation, pk=invitation, used=None, withdrawn=None))
    return redirect("people", process=process)


@page("people.invite", "GET", "POST")
def second_invitation(request: HttpRequest, process: str, invitation: str) -> HttpResponse:
    """Say, as the second person, that an invitation is right."""
    return seconded(request, invitation, back=reverse("people", args=[process]))


@page("people.share", "POST")
def give_keys(request: HttpRequest, process: str, seat: str) -> HttpResponse:
    """Give somebody of one's own rooms the keys again."""
    found = _seat(process, seat)
    if not (answers_for(found) or found.role == "mediator"):
        raise Http404
    try:
        give_keys_again(found)
    except TalksError as error:
        messages.warning(request, " ".join(told(error)))
    return redirect("people", process=process)


@page("people.read", "GET", "POST")
def end(request: HttpRequest, process: str, seat: str) -> HttpResponse:
    """End a seat; one's own, too."""
    found = _seat(process, seat)
    mine = found.pk == current_viewer().seat_id
    if not (mine or answers_for(found)):
        raise Http404
    form = PassphraseAgainForm(request.POST if request.method == "POST" else None, member=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            leave(found)
        except TalksError as error:
            refused_on(form, error)
        else:
            return redirect("home") if mine else redirect("people", process=process)
    return _confirm(request, "talks/seat_end.html", found, form)


@page("people.invite", "GET", "POST")
def hand_on(request: HttpRequest, process: str, seat: str) -> HttpResponse:
    """End a seat and invite its successor."""
    found = _answered_for(process, seat)
    form = HandOverForm(request.POST if request.method == "POST" else None, member=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made, code = hand_over(seat=found, label=form.cleaned_data["label"])
        except TalksError as error:
            refused_on(form, error)
        else:
            return show_code(request, made, code, back=reverse("people", args=[process]))
    return _confirm(request, "talks/seat_hand_over.html", found, form)


@page("people.invite", "GET", "POST")
def let_back_in(request: HttpRequest, process: str, seat: str) -> HttpResponse:
    """A way back in for somebody who lost their passphrase."""
    found = _answered_for(process, seat)
    form = PassphraseAgainForm(request.POST if request.method == "POST" else None, member=request.user)
    if request.method == "POST" and form.is_valid():
        made, code = invite_back(seat=found)
        return show_code(request, made, code, back=reverse("people", args=[process]))
    return _confirm(request, "talks/seat_back_in.html", found, form)


def show_code(request: HttpRequest, invitation: Invitation, code: str, *, back: str) -> HttpResponse:
    """Address and code of a new invitation: the code this once."""
    address = settings.ORIGIN + reverse("invitation", args=[invitation.pk])
    shown = {"invitation": invitation, "code": code, "address": address, "back": back}
    return render(request, "talks/invitation_made.html", shown)


def seconded(request: HttpRequest, invitation: str, *, back: str) -> HttpResponse:
    """The question whether an invitation is right, and the answer; 404 for who is not asked."""
    found = get_object_or_404(Invitation.objects.select_related("member", "seconder"), pk=invitation, withdrawn=None)
    if not can_second(found):
        raise Http404
    form = PassphraseAgainForm(request.POST if request.method == "POST" else None, member=request.user)
    if request.method == "POST" and form.is_valid():
        second(found)
        return redirect(back)
    shown = {"invitation": found, "form": form, "back": back}
    return render(request, "talks/invitation_second.html", shown, status=refused(request, form))


def refused(request: HttpRequest, form: forms.Form) -> int:
    """The status of a page with a form: 422 when what was sent will not do."""
    return 422 if request.method == "POST" and form.errors else 200


def _confirm(request: HttpRequest, template: str, seat: Seat, form: forms.Form) -> HttpResponse:
    mine = seat.pk == current_viewer().seat_id
    shown: dict[str, Any] = {"target": seat, "form": form, "mine": mine, "for_ever": rooms_closed_for_ever(seat)}
    return render(request, template, shown, status=refused(request, form))


def _seat(process: str, seat: str) -> Seat:
    seats = Seat.objects.select_related("member", "party", "process")
    return get_object_or_404(seats, pk=seat, process_id=process, ended=None)


def _answered_for(process: str, seat: str) -> Seat:
    """Somebody else's seat that one answers for."""
    found = _seat(process, seat)
    if found.pk == current_viewer().seat_id or not answers_for(found):
        raise Http404
    return found
