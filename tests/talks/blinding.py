"""What tests of double-blind questions do again and again: ask one, and act on the devices of those who answer."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from goodoffices.seal.unanimity import Message, Secrets, SigningKey, answer, look, proceed, system_random, turn
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.blind import ask_blind
from goodoffices.talks.domain.blind_board import hand_in
from goodoffices.talks.domain.blind_invitation import invitation_of, messages_of
from goodoffices.talks.domain.blind_roster import lay_key, my_holder
from goodoffices.talks.models import BlindQuestion

WHO = {"north": "north", "south": "south", "east": "guarantor"}


def asked(world, *names: str, days: float = 3, **more: Any) -> BlindQuestion:
    given = {"title": "Article 4", "about": "Version 1", "text": "The harbour opens.\n", "most": 3} | more
    with looking_as(world.viewer("mediator")):
        return ask_blind(
            process=world.process,
            parties=[world.parties[name] for name in names or ("north", "south")],
            author=world.seats["mediator"],
            deadline=timezone.now() + dt.timedelta(days=days),
            **given,
        )


def now(question: BlindQuestion) -> BlindQuestion:
    with looking_as_the_system():
        return BlindQuestion.objects.select_related("room", "process").get(pk=question.pk)


def late(question: BlindQuestion) -> BlindQuestion:
    """The same, its deadline over. (The invitation keeps the one that was signed.)"""
    with looking_as_the_system():
        BlindQuestion.objects.filter(pk=question.pk).update(deadline=timezone.now() - dt.timedelta(seconds=1))
    return now(question)


@dataclass
class Devices:
    """The devices of those on the roster, by account; each sees what its account sees and no more."""

    world: Any
    question: BlindQuestion
    accounts: tuple[str, ...] = ("north", "south", "mediator")
    keys: dict[str, SigningKey] = field(default_factory=dict)
    secrets: dict[str, Secrets] = field(default_factory=dict)

    def lay(self, *accounts: str, acts: str = "one device") -> None:
        for who in accounts or self.accounts:
            self.keys.setdefault(who, SigningKey(system_random(32)))
            with looking_as(self.world.viewer(who)):
                seat, key = self.world.seats[who], self.keys[who].public()
                lay_key(question=self.question, author=seat, key=key, acts=f"{who}: {acts}")

    def make(self, who: str, *, yes: bool = True) -> Message | None:
        """The next message of one device, on the record as its account sees it; None when it is not its turn."""
        with looking_as(self.world.viewer(who)):
            question = now(self.question)
            board = look(invitation_of(question), messages_of(question))
            name = my_holder(question).name
        if not turn(board, name):
            return None
        held = self.secrets.get(who, Secrets())
        if board.phase == "seal":
            made, self.secrets[who] = answer(board, name, self.keys[who], held, yes=yes, random=system_random)
        else:
            made, self.secrets[who] = proceed(board, name, self.keys[who], held, system_random)
        return made

    def hand_in(self, who: str, message: Message | dict | str) -> None:
        told = message.as_dict() if isinstance(message, Message) else message
        text = told if isinstance(told, str) else json.dumps(told)
        with looking_as(self.world.viewer(who)):
            hand_in(question=self.question, author=self.world.seats[who], text=text)

    def step(self, *, no: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> None:
        """Everybody whose turn it is does the open step."""
        phase = now(self.question).phase
        for who in self.accounts:
            if who not in without and now(self.question).phase == phase:
                made = self.make(who, yes=who not in no)
                if made is not None:
                    self.hand_in(who, made)

    def until(self, phase: str, *, no: tuple[str, ...] = ()) -> None:
        if not self.keys:
            self.lay()
        while now(self.question).phase != phase:
            self.step(no=no)
