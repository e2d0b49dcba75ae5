"""One's own account: passphrase, second factor, sessions, language."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from goodoffices.talks.access.guard import page
from goodoffices.talks.access.session_key import keep_key
from goodoffices.talks.access.sessions import end_session, end_sessions, sessions_of
from goodoffices.talks.domain.accounts import change_passphrase
from goodoffices.talks.domain.invitations import withdraw
from goodoffices.talks.forms.account import ReadingForm
from goodoffices.talks.forms.passphrases import ChangePassphraseForm
from goodoffices.talks.models import Invitation, Seat
from goodoffices.talks.views.people import refused

__all__ = ["account", "end_one_session", "end_other_sessions", "passphrase", "refuse_way_back", "second_factor"]


@page("account", "GET", "POST")
def account(request: HttpRequest) -> HttpResponse:
    """What there is to see and change; language and time zone are changed here."""
    member = request.user
    sent = request.POST if request.method == "POST" else None
    form = ReadingForm(sent, initial={"language": member.language, "timezone": member.timezone})
    if sent is not None and form.is_valid():
        member.language, member.timezone = form.cleaned_data["language"], form.cleaned_data["timezone"]
        member.save(update_fields=["language", "timezone"])
        return redirect("account")
    shown = {
        "form": form,
        "member": member,
        "sessions": sessions_of(member, request.session.session_key),
        "seats": Seat.objects.filter(ended=None).select_related("process", "party"),
    }
    return render(request, "talks/account.html", shown, status=refused(request, form))


@page("account", "GET", "POST")
def passphrase(request: HttpRequest) -> HttpResponse:
    """Change the passphrase: the same key is locked anew, and all other sessions end."""
    member = request.user
    form = ChangePassphraseForm(request.POST if request.method == "POST" else None, member=member)
    if request.method == "POST" and form.is_valid():
        change_passphrase(
            member=member, key=form.key, passphrase=form.cleaned_data["passphrase"], session=request.session.session_key
        )
        update_session_auth_hash(request, member)
        keep_key(request, form.key)
        messages.success(
            request, _("Your passphrase is changed. All your other sessions have ended, and your programs' tokens.")
        )
        return redirect("account")
    return render(request, "talks/passphrase.html", {"form": form}, status=refused(request, form))


@page("account", "POST")
def end_one_session(request: HttpRequest, session: str) -> HttpResponse:
    """End one of one's own sessions at once."""
    if not end_session(request.user, session):
        raise Http404
    return redirect("account")


@page("account", "POST")
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """End all of one's sessions but this one."""
    end_sessions(request.user, but=request.session.session_key)
    return redirect("account")


@page("account", "POST")
def refuse_way_back(request: HttpRequest, invitation: str) -> HttpResponse:
    """Refuse a way back in to one's own account: the passphrase is not lost."""
    mine = Invitation.objects.filter(member_id=request.user.pk, used=None, withdrawn=None)
    withdraw(get_object_or_404(mine, pk=invitation))
    messages.success(request, _("It is refused. Ask those of your table who made it, and why."))
    return redirect("account")


@page("account")
def second_factor(request: HttpRequest) -> HttpResponse:
    """What a member without a second factor sees before anything else."""
    return render(request, "talks/second_factor.html")


second_factor.before_enrolment = True
