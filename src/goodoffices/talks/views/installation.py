"""The administrator's pages: accounts and seats. Nothing that was said is ever shown here."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.guard import page
from goodoffices.talks.access.roles import Role
from goodoffices.talks.domain import accounts
from goodoffices.talks.domain.accounts import deactivate, reactivate
from goodoffices.talks.domain.installation import every_process, one_process, one_seat, parties_of, seats_at
from goodoffices.talks.domain.invitations import invite_to_account, state_of, withdraw
from goodoffices.talks.domain.people import holds_alone
from goodoffices.talks.domain.processes import end_seat, open_process, seat_member
from goodoffices.talks.domain.second_person import can_second
from goodoffices.talks.forms.installation import AccountForm, AdministratorForm, GrantForm, OpenForm
from goodoffices.talks.forms.passphrases import PassphraseAgainForm
from goodoffices.talks.forms.refusals import refused_on, told
from goodoffices.talks.models import Invitation, Member
from goodoffices.talks.views.people import refused, seconded, show_code

__all__ = [
    "account_back_in",
    "account_use",
    "administrators",
    "end",
    "installation",
    "invite_account",
    "open_table",
    "second_invitation",
    "step_down",
    "table",
    "take_back",
]


@page("installation.manage")
def installation(request: HttpRequest) -> HttpResponse:
    """Accounts, open invitations to accounts, and processes."""
    known = Invitation.objects.select_related("member", "seconder").order_by("-made")
    waiting = [{"invitation": one, "state": state_of(one), "can_second": can_second(one)} for one in known]
    shown = {
        "members": Member.known.order_by("username"),
        "invitations": waiting,
        "tables": every_process(),
        "form": AccountForm(),
    }
    return render(request, "talks/installation.html", shown)


@page("installation.manage", "GET", "POST")
def invite_account(request: HttpRequest) -> HttpResponse:
    """Make an account: by invitation, so that nobody else ever knows its passphrase."""
    form = AccountForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made, code = invite_to_account(label=form.cleaned_data["label"])
        return show_code(request, made, code, back=reverse("installation"))
    return render(request, "talks/installation_invite.html", {"form": form}, status=refused(request, form))


@page("installation.manage", "GET", "POST")
def administrators(request: HttpRequest) -> HttpResponse:
    """Who administers, and a form to make another administrator: by invitation, to an account without a seat."""
    form = AdministratorForm(request.POST if request.method == "POST" else None, member=request.user)
    if request.method == "POST" and form.is_valid():
        made, code = invite_to_account(label=form.cleaned_data["label"], administrator=True)
        return show_code(request, made, code, back=reverse("installation_administrators"))
    in_use = Member.known.filter(is_administrator=True, is_active=True).order_by("username")
    invited = Invitation.objects.filter(role=Role.ADMINISTRATOR).order_by("-made")
    shown = {
        "form": form,
        "administrators": in_use,
        "invitations": [{"invitation": one, "state": state_of(one)} for one in invited],
    }
    return render(request, "talks/installation_administrators.html", shown, status=refused(request, form))


@page("installation.manage", "GET", "POST")
def step_down(request: HttpRequest) -> HttpResponse:
    """Be no administrator any more."""
    form = PassphraseAgainForm(request.POST if request.method == "POST" else None, member=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            accounts.step_down(request.user)
        except TalksError as error:
            refused_on(form, error)
        else:
            messages.success(request, _("You are no administrator any more."))
            return redirect("home")
    return render(request, "talks/installation_step_down.html", {"form": form}, status=refused(request, form))


@page("installation.manage", "POST")
def take_back(_request: HttpRequest, invitation: str) -> HttpResponse:
    """Close an invitation to an account."""
    withdraw(get_object_or_404(Invitation, pk=invitation, used=None, withdrawn=None))
    return redirect("installation")


@page("installation.manage", "GET", "POST")
def second_invitation(request: HttpRequest, invitation: str) -> HttpResponse:
    """Say, as the second person, that a way back in is right."""
    return seconded(request, invitation, back=reverse("installation"))


@page("installation.manage", "POST")
def account_use(request: HttpRequest, member: str) -> HttpResponse:
    """Take an account out of use (its sessions end at once), or put it back."""
    found = get_object_or_404(Member.known, pk=member)
    try:
        if found.is_active:
            deactivate(found)
        else:
            reactivate(found)
    except TalksError as error:
        messages.warning(request, " ".join(told(error)))
    return redirect("installation")


@page("installation.manage", "GET", "POST")
def account_back_in(request: HttpRequest, member: str) -> HttpResponse:
    """A way back in for somebody who lost their passphrase."""
    found = get_object_or_404(Member.known, pk=member, is_active=True)
    form = PassphraseAgainForm(request.POST if request.method == "POST" else None, member=request.user)
    if request.method == "POST" and form.is_valid():
        made, code = invite_to_account(member=found)
        return show_code(request, made, code, back=reverse("installation"))
    shown = {"form": form, "member": found, "alone": holds_alone(found.pk)}
    return render(request, "talks/installation_back_in.html", shown, status=refused(request, form))


@page("installation.manage", "GET", "POST")
def open_table(request: HttpRequest) -> HttpResponse:
    """Open a process and name its first mediator."""
    form = OpenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        open_process(**form.cleaned_data)
        return redirect("installation")
    return render(request, "talks/installation_open.html", {"form": form}, status=refused(request, form))


@page("installation.manage", "GET", "POST")
def table(request: HttpRequest, table: str) -> HttpResponse:
    """The seats of a process, and a form to grant one: without any key."""
    found = one_process(table)
    if found is None:
        raise Http404
    form = GrantForm(request.POST if request.method == "POST" else None, parties=parties_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            seat_member(process=found, **form.cleaned_data)
        except TalksError as error:
            refused_on(form, error)
        else:
            return redirect("installation_process", table=found.pk)
    shown = {"form": form, "table": found, "seats": seats_at(found)}
    return render(request, "talks/installation_process.html", shown, status=refused(request, form))


@page("installation.manage", "GET", "POST")
def end(request: HttpRequest, seat: str) -> HttpResponse:
    """Take a seat back."""
    found = one_seat(seat)
    if found is None:
        raise Http404
    form = PassphraseAgainForm(request.POST if request.method == "POST" else None, member=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            end_seat(found)
        except TalksError as error:
            refused_on(form, error)
        else:
            return redirect("installation_process", table=found.process_id)
    shown = {"form": form, "target": found, "alone": holds_alone(found.member_id)}
    return render(request, "talks/installation_seat_end.html", shown, status=refused(request, form))
