"""Proposals in every room that can be addressed: one that waits, and one that all have answered."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.answers import answer_proposal
from goodoffices.talks.domain.proposals import propose
from goodoffices.talks.models import Answer, Outcome, Proposal

ADDRESSED = {"north": ["north"], "south": ["south"], "east": ["east"], "north-south": ["north", "south"]}
WHO = {"north": "north", "south": "south", "east": "guarantor"}


def make(world, room: str, *, shows_answers: bool) -> Proposal:
    """A proposal of the mediator to a room, with markers in all it says."""
    from tests.talks.world import marker

    with looking_as(world.viewer("mediator")):
        made = propose(
            process=world.process,
            parties=[world.parties[name] for name in ADDRESSED[room]],
            author=world.seats["mediator"],
            title=marker(room, "title"),
            words=marker(room, "words"),
            package=[(marker(room, "issue"), marker(room, "option"))],
            deadline=timezone.now() + dt.timedelta(days=30),
            shows_answers=shows_answers,
        )
        made.text_version = marker(room, "version")
        made.save()
        return made


def answered(world, room: str, *, shows_answers: bool) -> Proposal:
    """The same, answered by all: in a party's own words when they are not shown, in the room's when they are."""
    from tests.talks.world import marker

    proposal = make(world, room, shows_answers=shows_answers)
    for name in ADDRESSED[room]:
        with looking_as(world.viewer(WHO[name])):
            words = marker(room if shows_answers else name, "answer")
            answer_proposal(proposal=proposal, verdict=Answer.Verdict.AMEND, words=words)
    return proposal


def put(world) -> None:
    """Waiting ones in four rooms; two that were answered by North and South, once shown to both and once not."""
    world.records["proposal"] = {room: make(world, room, shows_answers=True) for room in ADDRESSED}
    shown = answered(world, "north-south", shows_answers=True)
    kept = answered(world, "north-south", shows_answers=False)
    with looking_as_the_system():
        world.records["outcome"] = {"north-south": Outcome.objects.get(proposal=shown)}
        world.records["answer"] = {
            answer.party.key: answer for answer in Answer.objects.filter(proposal=kept).select_related("party")
        }
    world.others["ended_proposal"] = kept
