"""Proposals: made, answered, withdrawn, and what came of them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from goodoffices.errors import TalksError
from goodoffices.talks.access.guard import page
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.answers import answer_proposal, own_answer
from goodoffices.talks.domain.proposals import clear_lapsed, propose, withdraw_proposal
from goodoffices.talks.domain.questions import open_questions
from goodoffices.talks.forms.proposals import AnswerForm, ProposalForm, beginning, version_name
from goodoffices.talks.forms.refusals import refused_on, told
from goodoffices.talks.models import Answer, Outcome, Process, Proposal, TextVersion
from goodoffices.talks.views.acts import my_seat
from goodoffices.talks.views.proposal_words import asked, known_answers, own_worth, reason

__all__ = ["answer", "answer_form", "following", "new", "proposal", "proposals", "withdraw"]


@page("proposals.read")
def proposals(request: HttpRequest, process: str) -> HttpResponse:  # noqa: ARG001 (as every view is called)
    """The proposals of one's rooms, newest first."""
    found = list(Proposal.objects.all())
    outcomes = {outcome.proposal_id: outcome for outcome in Outcome.objects.all()}
    rows = [(one, outcomes.get(one.pk)) for one in found]
    return render(request, "talks/proposals.html", {"rows": rows})


@page("proposals.write", "GET", "POST")
def new(request: HttpRequest, process: str) -> HttpResponse:
    """A form for a proposal."""
    return _made(request, process, None)


@page("proposals.write", "GET", "POST")
def following(request: HttpRequest, process: str, proposal: str) -> HttpResponse:
    """The next proposal after one that has ended: it begins with that one's words, beside the amendments asked for."""
    before = get_object_or_404(Proposal, pk=proposal)
    if not before.is_open() or before.is_waiting:
        raise Http404
    return _made(request, process, before)


@page("proposals.read")
def proposal(request: HttpRequest, process: str, proposal: str) -> HttpResponse:  # noqa: ARG001 (the same)
    """One proposal: what is proposed, the rule, one's own answer, the result."""
    return _shown(request, get_object_or_404(Proposal, pk=proposal))


@page("proposals.answer", "POST")
def answer(request: HttpRequest, process: str, proposal: str) -> HttpResponse:
    """Answer for one's party, or change the answer."""
    clear_lapsed(process)
    found = get_object_or_404(Proposal, pk=proposal)
    form = answer_form(found, request.POST)
    if form is None:
        return _shown(request, found)
    if form.is_valid():
        given = form.cleaned_data
        try:
            answer_proposal(proposal=found, verdict=given["verdict"], words=given["words"])
        except TalksError as error:
            refused_on(form, error)
        else:
            return redirect("proposal", process=process, proposal=found.pk)
    return _shown(request, found, form)


@page("proposals.write", "POST")
def withdraw(request: HttpRequest, process: str, proposal: str) -> HttpResponse:
    """Take a proposal back before its answers are opened."""
    clear_lapsed(process)
    found = get_object_or_404(Proposal, pk=proposal)
    try:
        withdraw_proposal(found)
    except TalksError as error:
        return _shown(request, found, problem=" ".join(told(error)))
    return redirect("proposal", process=process, proposal=found.pk)


def _made(request: HttpRequest, process: str, before: Proposal | None) -> HttpResponse:
    sent = request.method == "POST" and "begin" not in request.POST  # a candidate only begins the form
    asked = open_questions(Process.objects.get(pk=process))
    begun = beginning(before, asked) if before else request.POST.dict()
    form = ProposalForm(asked, request.POST if sent else None, initial=begun)
    if form.is_bound and form.is_valid():
        clear_lapsed(process)
        author = my_seat()
        try:
            made = propose(process=Process.objects.get(pk=process), author=author, follows=before, **form.cleaned_data)
        except TalksError as error:
            refused_on(form, error)
        else:
            return redirect("proposal", process=process, proposal=made.pk)
    amendments = []
    if before:
        opened = Answer.objects.filter(proposal_id=before.pk).select_related("party")
        amendments = [one for one in opened if one.is_open() and one.verdict == Answer.Verdict.AMEND]
    shown = {"form": form, "before": before, "amendments": amendments}
    return render(request, "talks/proposal_new.html", shown, status=422 if form.errors else 200)


def answer_form(proposal: Proposal, given: Any = None) -> AnswerForm | None:
    """The form for the viewer's party; None when there is nothing to answer (any more), or it is closed to them."""
    viewer = current_viewer()
    mine = Answer.objects.filter(proposal_id=proposal.pk).first()
    if viewer.is_mediator() or mine is None or not proposal.is_waiting or not proposal.is_open():
        return None
    before = own_answer(proposal)
    initial = {"verdict": before.get("verdict"), "words": before.get("words")}
    return AnswerForm(given, initial=initial, standing=mine.standing, member_id=viewer.member_id)


def _shown(request: HttpRequest, proposal: Proposal, form: AnswerForm | None = None, problem: str = "") -> HttpResponse:
    mine = own_answer(proposal) if proposal.is_waiting and not current_viewer().is_mediator() else {}
    outcome = Outcome.objects.filter(proposal_id=proposal.pk).first()
    opened = list(Answer.objects.filter(proposal_id=proposal.pk).select_related("party")) if outcome else []
    parties = list(proposal.room.parties.order_by("place", "name"))
    readable = outcome is not None and outcome.is_open() and proposal.is_open()
    shown = {
        "proposal": proposal,
        "asked": asked(proposal, parties) if proposal.is_open() else [],
        "version": TextVersion.objects.filter(pk=proposal.text_version).first() if proposal.is_open() else None,
        "mine": mine | {"in_words": Answer.Verdict(mine["verdict"]).label} if mine.get("verdict") else None,
        "closed": not mine,
        "form": form or answer_form(proposal),
        "problem": problem,
        "outcome": outcome,
        "reason": reason(proposal, outcome, parties, opened) if readable else "",
        "answers": known_answers(outcome, parties, opened) if readable else [],
        "follows": Proposal.objects.filter(pk=proposal.follows_id).first(),
        "next": Proposal.objects.filter(follows_id=proposal.pk),
    }
    if shown["version"] is not None:
        shown["version_name"] = version_name(shown["version"])
    shown |= own_worth(proposal)
    wrong = problem or (form is not None and form.errors)
    return render(request, "talks/proposal.html", shown, status=422 if wrong else 200)
