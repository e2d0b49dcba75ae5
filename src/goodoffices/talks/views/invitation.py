"""Taking an invitation: first the code, then the rest. What cannot be used looks as if it had never been."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.attempts import begin, invitation_counters, succeeded, wait_text
from goodoffices.talks.access.guard import page
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.invitations import accept, try_code
from goodoffices.talks.domain.second_person import check_ready
from goodoffices.talks.forms.invitations import BackForm, CodeForm, JoinForm, NewAccountForm
from goodoffices.talks.forms.refusals import refused_on
from goodoffices.talks.models import Invitation
from goodoffices.talks.views.people import refused

__all__ = ["invitation"]


@page("anyone", "GET", "POST")
def invitation(request: HttpRequest, invitation: str) -> HttpResponse:
    """Ask for the code; with the right one, for what the seat needs."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    found = _opened(request, invitation, form) if request.method == "POST" and form.is_valid() else None
    if found is None:
        return render(request, "talks/invitation_code.html", {"form": form}, status=refused(request, form))
    code = form.cleaned_data["code"]
    second = _second_form(request, found, code)
    if second.is_bound and second.is_valid():
        try:
            return _accepted(request, found, code, second)
        except TalksError as error:
            refused_on(second, error)
    shown = {"form": second, "invitation": found, "joins": type(second) is JoinForm}
    return render(request, "talks/invitation_accept.html", shown, status=422 if second.errors else 200)


def _opened(request: HttpRequest, invitation_id: str, form: CodeForm) -> Invitation | None:
    counters = invitation_counters(request)
    if wait := begin(counters):
        form.add_error("code", wait_text(wait))
        return None
    found = try_code(invitation_id=invitation_id, code=form.cleaned_data["code"])
    if found is None:
        form.add_error(
            "code",
            _("Nothing opens here with this code. If it was typed as you got it, ask for a new invitation."),
        )
        return None
    succeeded(counters)
    try:
        check_ready(found)
    except TalksError as error:
        refused_on(form, error, "code")
        return None
    return found


def _second_form(request: HttpRequest, found: Invitation, code: str) -> forms.Form:
    sent = request.POST if "step" in request.POST else None
    first = {"code": code, "step": "2"}
    if found.member is not None:
        return BackForm(sent, initial=first, member=found.member)
    if request.user.is_authenticated and found.process_id and current_viewer().keyring.own is not None:
        return JoinForm(sent, initial=first)
    return NewAccountForm(sent, initial=first)


def _accepted(request: HttpRequest, found: Invitation, code: str, form: forms.Form) -> HttpResponse:
    if type(form) is JoinForm:
        accept(invitation=found, code=code, member=request.user)
        return redirect("process", process=found.process_id)
    given = {key: form.cleaned_data[key] for key in ("username", "name", "passphrase") if key in form.cleaned_data}
    accept(invitation=found, code=code, **given)
    messages.success(request, _("Done. Now sign in."))
    return redirect("account_login")
