"""What an agreement obliges whom to do, by when, and what has been said of it since, as frozen values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal

from goodoffices.dossier import Source
from goodoffices.values import Period

__all__ = [
    "FINDINGS",
    "IN_FORCE",
    "ROLES",
    "SAID",
    "STATUSES",
    "Agreement",
    "Body",
    "Clause",
    "Commitment",
    "Due",
    "Line",
    "Source",
    "Status",
    "Touch",
]

IN_FORCE: Final = "in force"
"""What a period may run from, beside the fulfilment of another commitment: the entry into force of the agreement."""
ROLES: Final = ("party", "guarantor", "body")
FINDINGS: Final = ("confirmed", "partly confirmed", "cannot confirm", "denied")
"""What only a verifying body says. `cannot confirm` is not `denied`."""
SAID: Final = ("reported done", *FINDINGS, "disputed", "suspended", "resumed", "withdrawn")
"""What a line may say of a commitment. `withdrawn` takes back what the same body said before."""

Status = Literal[
    "overdue",
    "disputed",
    "suspended",
    "due",
    "reported done",
    "waiting",
    "not due",
    "standing",
    "not known",
    "verified done",
]
STATUSES: Final[tuple[Status, ...]] = (
    *("overdue", "disputed", "suspended", "due", "reported done"),
    *("waiting", "not due", "standing", "not known", "verified done"),
)
"""In the order in which a list shows them: what needs somebody first."""


@dataclass(frozen=True)
class Body:
    """Who may be named: a party, a guarantor, or a body that verifies. An office, never a person."""

    id: str
    name: str
    role: str


@dataclass(frozen=True)
class Due:
    """By when. `day`: the last day of it counts; or `count` `unit`s after `after`, which is `IN_FORCE` or the id of a
    commitment; `standing`: at all times. None of the three: it is not known."""

    day: Period | None = None
    count: int = 0
    unit: str = ""
    after: str = ""
    standing: bool = False

    @property
    def is_known(self) -> bool:
        """Whether the agreement says by when."""
        return bool(self.day or self.after or self.standing)


@dataclass(frozen=True)
class Clause:
    """Which words of the agreement a commitment is drawn from. `hash` is `sha256:…` of the words (`clause_hash`)."""

    article: str = ""
    text: str = ""
    hash: str = ""


@dataclass(frozen=True)
class Line:
    """What one body said of a commitment on one day. `done` is the day on which it was done, where that is told;
    `source` are ids of sources, `grade` an Admiralty grade as `B2`, "" where nobody judged."""

    said: str
    by: str
    on: dt.date
    done: dt.date | None = None
    source: str = ""
    grade: str = ""
    note: str = ""


@dataclass(frozen=True)
class Touch:
    """What else a commitment is about: a clause of a ceasefire, or a corridor, by id. An empty clause is all of it."""

    kind: Literal["ceasefire", "corridor"]
    id: str
    clause: str = ""


@dataclass(frozen=True)
class Commitment:
    """Who does what, where and by when; who verifies it; what has to be done before; and what was said of it."""

    id: str
    who: tuple[str, ...]
    what: str
    where: str = ""
    due: Due = Due()
    verified_by: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    clause: Clause = Clause()
    touches: tuple[Touch, ...] = ()
    lines: tuple[Line, ...] = ()
    note: str = ""

    @property
    def needs(self) -> tuple[str, ...]:
        """The commitments that come before it: those it depends on, and the one that its period runs from."""
        after = (self.due.after,) if self.due.after not in {"", IN_FORCE} else ()
        return tuple(dict.fromkeys((*self.depends_on, *after)))


@dataclass(frozen=True)
class Agreement:
    """An agreement's commitments. `in_force` is None where it is not known, `hash` that of the file they were read
    from, `text_hash` that of the agreement's own text, `by` who drew them out of it."""

    id: str
    title: str
    in_force: dt.date | None
    bodies: tuple[Body, ...]
    commitments: tuple[Commitment, ...]
    sources: tuple[Source, ...] = ()
    by: str = ""
    caution: str = ""
    hash: str = ""
    text_file: str = ""
    text_hash: str = ""

    def name_of(self, body: str) -> str:
        """The name of a body, by its id."""
        return next((one.name for one in self.bodies if one.id == body), body)

    def what_of(self, commitment: str) -> str:
        """What a commitment obliges to, by its id."""
        return next((one.what for one in self.commitments if one.id == commitment), commitment)
