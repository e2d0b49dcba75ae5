"""Consent to the stretches of a corridor: asking, reading what was asked, answering."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from goodoffices.talks.access.guard import page
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.corridor_consent import answer_consent, ask_consent, consent_now, take_back_asking
from goodoffices.talks.domain.corridors import plan_of
from goodoffices.talks.forms.corridor_consent import AnswerConsentForm, AskConsentForm
from goodoffices.talks.models import ConsentAsked, ConsentGiven
from goodoffices.talks.views.acts import form_page, my_seat, told_or_done, was_done
from goodoffices.talks.views.corridors import desk_plan

__all__ = ["answer_form", "corridor_answer", "corridor_ask", "corridor_ask_withdraw", "corridor_asked"]


@page("corridors.manage", "GET", "POST")
def corridor_ask(request: HttpRequest, process: str, plan: str) -> HttpResponse:
    """Ask a delegation for its consent to a stretch."""
    found = desk_plan(plan)
    if not found.is_open():
        return redirect("corridor", process=process, plan=plan)
    stated = plan_of(found)
    form = AskConsentForm(request.POST or None, stated=stated, record=stated.record)
    if request.method == "POST" and was_done(form, ask_consent, plan=found, author=my_seat()):
        return redirect("corridor", process=process, plan=plan)
    lead = _(
        "It is asked in the caucus of the delegation; no other delegation learns that it was asked, or what it "
        "answers. For a body that was asked here, only what is answered here counts, whatever the plan says of it."
    )
    back = reverse("corridor", args=[process, plan])
    return form_page(request, form, heading=_("Ask for consent"), lead=lead, submit=_("Ask"), back=back)


@page("corridors.read")
def corridor_asked(request: HttpRequest, process: str, asked: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """What a delegation was asked, and what it answered."""
    return _asked(request, _found(asked))


@page("corridors.answer", "POST")
def corridor_answer(request: HttpRequest, process: str, asked: str) -> HttpResponse:
    """Answer for one's own delegation, or withdraw its consent."""
    found = _found(asked)
    form = answer_form(found, request.POST)
    if form is not None and was_done(form, answer_consent, asked=found, author=my_seat()):
        return redirect("corridor_asked", process=process, asked=asked)
    return _asked(request, found, form)


@page("corridors.manage", "POST")
def corridor_ask_withdraw(request: HttpRequest, process: str, asked: str) -> HttpResponse:
    """Take a question back; what was answered to it counts no more."""
    told_or_done(request, take_back_asking, _found(asked))
    return redirect("corridor_asked", process=process, asked=asked)


def answer_form(asked: ConsentAsked, given: Any = None) -> AnswerConsentForm | None:
    """The form for the delegation that was asked; None for others, and when there is nothing to say any more."""
    now = consent_now(asked)
    if not now.can_answer and not now.can_withdraw:
        return None
    return AnswerConsentForm(given, now=now, member_id=current_viewer().member_id)


def _found(pk: str) -> ConsentAsked:
    found = ConsentAsked.objects.select_related("party")
    return get_object_or_404(found, pk=pk)


def _asked(request: HttpRequest, asked: ConsentAsked, form: AnswerConsentForm | None = None) -> HttpResponse:
    given = ConsentGiven.objects.filter(asked=asked).select_related("author__member", "author__party")
    shown = {"now": consent_now(asked), "asked": asked, "given": given, "form": form or answer_form(asked)}
    wrong = form is not None and form.errors
    return render(request, "talks/corridors/asked.html", shown, status=422 if wrong else 200)
