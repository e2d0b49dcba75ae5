"""A whole session in one process: delegations, a mediator, and chance that can be repeated."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from goodoffices.seal.unanimity import (
    Board,
    Holder,
    Invitation,
    Message,
    Secrets,
    SigningKey,
    answer,
    look,
    proceed,
    turn,
)

DEADLINE = "2026-12-01T12:00:00Z"
TEXT = hashlib.sha256(b"the text").hexdigest()
MEDIATOR = "Mediator"


def stream(seed: str) -> Callable[[int], bytes]:
    """Chance that can be repeated, at most 64 bytes a time; the browser's tests have the same."""
    count = 0

    def draw(length: int) -> bytes:
        nonlocal count
        count += 1
        return hashlib.sha512(f"{seed}/{count}".encode()).digest()[:length]

    return draw


@dataclass
class Session:
    """Who takes part, what each device holds, and the messages so far."""

    invitation: Invitation
    keys: dict[str, SigningKey]
    answers: dict[str, bool]
    random: Callable[[int], bytes] = secrets.token_bytes
    messages: list[Message] = field(default_factory=list)
    secrets: dict[str, Secrets] = field(default_factory=dict)

    def board(self) -> Board:
        return look(self.invitation, self.messages)

    def make(self, name: str, board: Board | None = None) -> Message:
        """The next message of one device; it is not put on the board."""
        board, held = board or self.board(), self.secrets.get(name, Secrets())
        if board.phase == "seal":
            yes = self.answers[name]
            made, self.secrets[name] = answer(board, name, self.keys[name], held, yes=yes, random=self.random)
        else:
            made, self.secrets[name] = proceed(board, name, self.keys[name], held, self.random)
        return made

    def step(self) -> Board:
        """Everybody whose turn it is puts a message on the board."""
        board = self.board()
        self.messages += [self.make(name, board) for name in self.keys if turn(board, name)]
        return self.board()

    def until(self, phase: str) -> Board:
        board = self.board()
        while board.phase != phase:
            board = self.step()
            assert board.refused == ()
        return board


def session(answers: Sequence[bool], random: Callable[[int], bytes] = secrets.token_bytes) -> Session:
    names = [f"Delegation {number}" for number in range(1, len(answers) + 1)]
    keys = {name: SigningKey(random(32)) for name in [*names, MEDIATOR]}
    holders = [Holder(name, key.public(), f"{name}, one device") for name, key in keys.items()]
    invitation = Invitation("Harbour talks", "Article 4", TEXT, DEADLINE, tuple(holders[:-1]), holders[-1])
    return Session(invitation, keys, dict(zip(names, answers, strict=True)), random)
