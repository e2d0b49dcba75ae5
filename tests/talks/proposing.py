"""What tests of proposals do again and again."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from tests.talks.pages import MADE_ANEW, PAPER_MADE

from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.answers import answer_proposal
from goodoffices.talks.domain.proposals import propose
from goodoffices.talks.models import Answer, Proposal

SECRET = "Only if the harbour opens in spring"
WHO = {"north": "north", "south": "south", "east": "guarantor"}


def proposed(world, *names: str, days: int = 3, shows_answers: bool = True, **more) -> Proposal:
    with looking_as(world.viewer("mediator")):
        return propose(
            process=world.process,
            parties=[world.parties[name] for name in names or WHO],
            author=world.seats["mediator"],
            title="The harbour",
            words="It opens.",
            deadline=timezone.now() + dt.timedelta(days=days),
            shows_answers=shows_answers,
            **more,
        )


def say(world, proposal: Proposal, party: str, verdict: str = "accept", words: str = "") -> None:
    with looking_as(world.viewer(WHO[party])):
        answer_proposal(proposal=proposal, verdict=verdict, words=words)


def now(proposal: Proposal) -> Proposal:
    with looking_as_the_system():
        return Proposal.objects.get(pk=proposal.pk)


def rows(proposal: Proposal) -> list[Answer]:
    with looking_as_the_system():
        return list(Answer.objects.filter(proposal_id=proposal.pk).select_related("party"))


def page(world, who: str, proposal: Proposal) -> str:
    return world.client(who).get(f"/p/{world.process.pk}/proposals/{proposal.pk}/").content.decode()


def post(world, who: str, proposal: Proposal, **given):
    address = f"/p/{world.process.pk}/proposals/{proposal.pk}/answer/"
    return world.client(who).post(address, given)


def normal(text: str) -> str:
    """A page without what differs at each request."""
    return PAPER_MADE.sub("", MADE_ANEW.sub("", text))
