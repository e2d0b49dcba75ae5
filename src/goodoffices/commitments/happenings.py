"""What happened that touches a commitment: an incident set against a clause of a ceasefire, a window that closed.

Such a thing is an event, never a finding of breach: who broke what is for those to say whom the agreement names.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from goodoffices.commitments.model import Agreement, Commitment, Touch

__all__ = ["EVENT_NOT_BREACH", "Happening", "touched_by", "touching"]

EVENT_NOT_BREACH: Final = "An event, not a finding of breach."


@dataclass(frozen=True)
class Happening:
    """Something that another room knows of: what it touches, on which day (None: on no one day), in words, and where
    that comes from. An empty clause in `touch` is all clauses."""

    touch: Touch
    day: dt.date | None
    text: str
    source: str = ""


def touching(agreement: Agreement, happenings: Iterable[Happening]) -> dict[str, tuple[Happening, ...]]:
    """For each commitment that something touches, what touches it, the latest first."""
    known = tuple(happenings)
    found = {one.id: touched_by(one, known) for one in agreement.commitments}
    return {name: what for name, what in found.items() if what}


def touched_by(commitment: Commitment, happenings: Sequence[Happening]) -> tuple[Happening, ...]:
    """What touches one commitment, the latest first."""
    found = [one for one in happenings if any(_meets(touch, one.touch) for touch in commitment.touches)]
    return tuple(sorted(found, key=lambda one: one.day or dt.date.max, reverse=True))


def _meets(told: Touch, happened: Touch) -> bool:
    same = (told.kind, told.id) == (happened.kind, happened.id)
    return same and (not told.clause or not happened.clause or told.clause == happened.clause)
