"""Proposals: made, answered, withdrawn, and what came of them."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Router, Schema, Status

from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.api.auth import Seated
from goodoffices.talks.api.bodies import body_of, filled
from goodoffices.talks.api.shapes import answers, opened
from goodoffices.talks.domain.answers import answer_proposal, own_answer
from goodoffices.talks.domain.proposals import clear_lapsed, propose, withdraw_proposal
from goodoffices.talks.forms.proposals import AnswerForm, ProposalForm
from goodoffices.talks.models import Answer, Outcome, Party, Process, Proposal
from goodoffices.talks.views.acts import my_seat
from goodoffices.talks.views.proposal_words import known_answers, reason
from goodoffices.talks.views.proposals import answer_form

router = Router()
ProposalIn = body_of("ProposalIn", ProposalForm, follows=(str, ""))
AnswerIn = body_of("AnswerIn", AnswerForm)


class AskedOut(Schema):
    """A party that is asked, and what its consent is needed for."""

    party: str
    standing: str


class AnswerOut(Schema):
    """A party's answer."""

    party: str
    verdict: str
    words: str


class ProposalOut(Schema):
    """A proposal; what it says is null when the seat holds no key to it.

    `package_words`: the package in the words that stood at the table when it was proposed. `text_version`: the id of a
    version, empty for none.
    `mine`: what one's own party has said so far, while answers are awaited. `adopted`, `reason` and `answers`: once all
    answers were opened, as far as one may know of them. `follows`: the proposal before it.
    """

    id: str
    room: str
    made: dt.datetime
    deadline: dt.datetime
    state: str
    shows_answers: bool
    follows: str | None
    title: str | None
    words: str | None
    package: list[list[str]] | None
    package_words: list[list[str]] | None
    text_version: str | None
    asked: list[AskedOut]
    mine: AnswerOut | None = None
    adopted: bool | None = None
    reason: str = ""
    answers: list[AnswerOut] = []


def proposal_out(proposal: Proposal) -> ProposalOut:
    """A proposal, as far as the seat may know of it."""
    parties = list(proposal.room.parties.order_by("place", "name"))
    before = Proposal.objects.filter(pk=proposal.follows_id).first()
    seen = proposal.is_open()
    out = ProposalOut(
        id=proposal.pk,
        room=proposal.room_id,
        made=proposal.made,
        deadline=proposal.deadline,
        state=proposal.now.value,
        shows_answers=proposal.shows_answers,
        follows=before.pk if before else None,
        asked=[AskedOut(party=one.key, standing=proposal.standings[one.pk]) for one in parties] if seen else [],
        **opened(proposal, "title", "words", "package", "package_words", "text_version"),
    )
    out.mine = _mine(proposal)
    _what_came_of_it(out, proposal, parties)
    return out


def _mine(proposal: Proposal) -> AnswerOut | None:
    if not proposal.is_waiting or current_viewer().is_mediator():
        return None
    said = own_answer(proposal)
    if not said.get("verdict"):
        return None
    party = Party.objects.get(pk=current_viewer().party_id)
    return AnswerOut(party=party.key, verdict=said["verdict"], words=said["words"])


def _what_came_of_it(out: ProposalOut, proposal: Proposal, parties: list[Party]) -> None:
    outcome = Outcome.objects.filter(proposal_id=proposal.pk).first()
    if outcome is None or not outcome.is_open() or not proposal.is_open():
        return
    visible = list(Answer.objects.filter(proposal_id=proposal.pk).select_related("party"))
    out.adopted = outcome.adopted
    out.reason = reason(proposal, outcome, parties, visible)
    out.answers = [
        AnswerOut(party=one.party.key, verdict=one.verdict, words=one.words)
        for one in known_answers(outcome, parties, visible)
    ]


@router.get("", response=answers(list[ProposalOut]), auth=Seated("proposals.read"), operation_id="proposals")
def list_proposals(request: HttpRequest, process: Path[str]) -> list[ProposalOut]:
    """The proposals of one's rooms, newest first."""
    return [proposal_out(one) for one in Proposal.objects.all()]


@router.post("", response=answers(ProposalOut, 201), auth=Seated("proposals.write"), operation_id="proposal_make")
def make(request: HttpRequest, process: Path[str], given: ProposalIn) -> Status:
    """Make a proposal; `follows` names one that has ended, whose place it takes. `shows_answers` is yes or no."""
    before = get_object_or_404(Proposal, pk=given.follows) if given.follows else None
    if before is not None and (not before.is_open() or before.is_waiting):
        raise Http404
    told = filled(ProposalForm((), given.dict()))
    clear_lapsed(process)
    made = propose(process=Process.objects.get(pk=process), author=my_seat(), follows=before, **told)
    return Status(201, proposal_out(made))


@router.get("/{proposal}", response=answers(ProposalOut), auth=Seated("proposals.read"), operation_id="proposal")
def read_one(request: HttpRequest, process: Path[str], proposal: str) -> ProposalOut:
    """One proposal: what is proposed, one's own answer, the result."""
    return proposal_out(get_object_or_404(Proposal, pk=proposal))


@router.post(
    "/{proposal}/answer", response=answers(ProposalOut), auth=Seated("proposals.answer"), operation_id="proposal_answer"
)
def give_answer(request: HttpRequest, process: Path[str], proposal: str, given: AnswerIn) -> ProposalOut:
    """Answer for one's party, or change the answer. A token alone answers nothing: the passphrase is asked for, too."""
    clear_lapsed(process)
    found = get_object_or_404(Proposal, pk=proposal)
    form = answer_form(found, given.dict())
    if form is None:
        raise TalksError.of("there is nothing to answer here any more", remedy="read what became of the proposal")
    told = filled(form)
    answer_proposal(proposal=found, verdict=told["verdict"], words=told["words"])
    return proposal_out(get_object_or_404(Proposal, pk=proposal))


@router.post(
    "/{proposal}/withdraw",
    response=answers(ProposalOut),
    auth=Seated("proposals.write"),
    operation_id="proposal_withdraw",
)
def take_back(request: HttpRequest, process: Path[str], proposal: str) -> ProposalOut:
    """Take a proposal back before its answers are opened."""
    clear_lapsed(process)
    withdraw_proposal(get_object_or_404(Proposal, pk=proposal))
    return proposal_out(get_object_or_404(Proposal, pk=proposal))
