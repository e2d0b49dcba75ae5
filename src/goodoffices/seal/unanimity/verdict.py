"""What a board says at a time: open, an outcome, or a session that died, and who stopped or cheated in which phase."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from goodoffices.seal.unanimity.board import Board

__all__ = ["Fault", "Verdict", "judge"]


@dataclass(frozen=True)
class Fault:
    """Who is named, in which phase, for what: "missing" (nothing that counts came by the deadline) or "cheated"."""

    name: str
    phase: str
    kind: str
    why: str


@dataclass(frozen=True)
class Verdict:
    """The state of a session: "agreed", "not agreed", "open", "aborted" or "disclosed-unknown"; with who is named.

    "aborted": it died before anything could be opened. "disclosed-unknown": it died after everybody had blinded, so
    that some may know the outcome and others not; the next run needs fresh keys and everybody is told.
    """

    state: str
    phase: str
    missing: tuple[str, ...]
    faults: tuple[Fault, ...]
    board: str


def judge(board: Board, at: dt.datetime | None = None) -> Verdict:
    """What stands at a time (with a zone; None: the deadline has not passed)."""
    late = at is not None and at >= board.invitation.ends
    cheated = [
        Fault(refused.sender, refused.phase, "cheated", refused.why) for refused in board.refused if refused.proven
    ]
    lacking = [
        Fault(name, board.phase, "missing", "nothing that counts came by the deadline")
        for name in board.missing
        if late and name not in {fault.name for fault in cheated if fault.phase == board.phase}
    ]
    if board.agreed is not None:
        state = "agreed" if board.agreed else "not agreed"
    elif not (late or any(fault.name in board.missing and fault.phase == board.phase for fault in cheated)):
        state = "open"
    else:
        state = "disclosed-unknown" if board.phase in {"share", "last"} else "aborted"
    return Verdict(state, board.phase, board.missing, tuple(cheated + lacking), board.hash())
