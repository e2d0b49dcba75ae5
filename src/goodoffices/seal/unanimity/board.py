"""The board: what an invitation and the messages put beside it amount to. Nobody needs to be trusted to read it.

Homomorphic conjunction with a blinded test of equality (Cramer, Gennaro, Schoenmakers 1997; Jakobsson, Juels 2000).
A phase is open when every phase before it is complete. What a sender had seen (the hash of all earlier phases) stands
in its message, so a host that shows two boards, or a message that was moved, is found out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from goodoffices.errors import SealError
from goodoffices.seal.unanimity.group import IDENTITY, Point, digest, point, sum_of, without
from goodoffices.seal.unanimity.invitation import Invitation
from goodoffices.seal.unanimity.message import PHASES, Message
from goodoffices.seal.unanimity.proofs import Bound, holds_answer, holds_key, holds_power

__all__ = ["Board", "Refusal", "joint_key", "look", "product", "senders", "shared_base"]


@dataclass(frozen=True, order=True)
class Refusal:
    """A message that does not count: phase, in whose name, why, and whether the sender's signature proves a fault."""

    phase: str
    sender: str
    why: str
    proven: bool


@dataclass(frozen=True)
class Board:
    """What stands: the messages that count by phase and sender, the open phase, who is missing, what was refused.

    `phase` is "done" when all is in; `agreed` is None before. `seen` is the hash of all phases before the open one.
    """

    invitation: Invitation
    counted: Mapping[str, Mapping[str, Message]]
    phase: str
    missing: tuple[str, ...]
    refused: tuple[Refusal, ...]
    seen: str
    agreed: bool | None = None

    def hash(self) -> str:
        """The hash of everything that counts: what two people compare to know that they saw the same board."""
        return _seen(self.invitation, self.counted, len(PHASES))


def senders(invitation: Invitation, phase: str) -> tuple[str, ...]:
    """Who sends a message in a phase, in the order of the roster."""
    if phase == "last":
        return (invitation.mediator.name,)
    everyone = invitation.holders if phase in {"key", "blind"} else invitation.delegations
    return tuple(holder.name for holder in everyone)


def look(invitation: Invitation, messages: Iterable[Message], used_keys: frozenset[str] = frozenset()) -> Board:
    """What the messages amount to, phase by phase, whatever their order. `used_keys` are keys of sessions that died."""
    signed, refused = _signed(invitation, messages)
    board = Board(invitation, {}, PHASES[0], (), (), _seen(invitation, {}, 0))
    for index, phase in enumerate(PHASES):
        board = replace(board, phase=phase, seen=_seen(invitation, board.counted, index))
        good: dict[str, Message] = {}
        for sender in senders(invitation, phase):
            offered = signed.pop((phase, sender), [])
            if why := _why_not(board, offered, used_keys):
                refused.append(Refusal(phase, sender, *why))
            elif offered:
                good[sender] = offered[0]
        board = replace(board, counted={**board.counted, phase: good})
        if missing := tuple(name for name in senders(invitation, phase) if name not in good):
            refused += [
                Refusal(early, sender, "it came before its turn and does not count yet", proven=False)
                for early, sender in signed
            ]
            return replace(board, missing=missing, refused=tuple(sorted(refused)))
    whole = replace(board, phase="done", refused=tuple(sorted(refused)), seen=board.hash())
    return replace(whole, agreed=_opened(whole) == IDENTITY)


def _signed(
    invitation: Invitation, messages: Iterable[Message]
) -> tuple[dict[tuple[str, str], list[Message]], list[Refusal]]:
    """The messages of this invitation that their senders signed, by phase and sender; and what is none."""
    kept: dict[tuple[str, str], list[Message]] = {}
    refused = []
    for message in messages:
        holder = invitation.holder(message.sender)
        why = ""
        if message.invitation != invitation.id:
            why = "it belongs to another invitation"
        elif holder is None:
            why = "nobody of this name is on the roster"
        elif not message.is_signed_by(holder.key):
            why = "it is not signed by the key on the roster; whoever put it here is not known"
        elif message.sender not in senders(invitation, message.phase):
            refused.append(Refusal(message.phase, message.sender, "the sender has no part in this phase", proven=True))
            continue
        if why:
            refused.append(Refusal(message.phase, message.sender[:80], why, proven=False))
        elif message in kept.get((message.phase, message.sender), []):
            refused.append(Refusal(message.phase, message.sender, "it is here a second time", proven=False))
        else:
            kept.setdefault((message.phase, message.sender), []).append(message)
    return kept, refused


def _why_not(board: Board, offered: list[Message], used_keys: frozenset[str]) -> tuple[str, bool] | None:
    """Why what a sender offers in the open phase does not count, and whether that proves it cheats."""
    if not offered:
        return None
    if len(offered) > 1:
        return "two different messages are signed for one phase", True
    message = offered[0]
    if message.seen != board.seen:
        return "it was made on another record: compare the hash of the record with its sender", False
    try:
        return None if _holds(board, message, used_keys) else ("its proof does not hold", True)
    except SealError as error:
        return error.problems[0].what, True


def _holds(board: Board, message: Message, used_keys: frozenset[str]) -> bool:
    invitation, body = board.invitation, message.body
    bound = Bound(invitation.id, message.sender, message.seen)
    if message.phase == "key":
        if body["point"] in used_keys:
            raise SealError.of("its key was used in a session before; every run needs fresh keys")
        return holds_key(bound, body)
    if message.phase == "seal":
        return True
    if message.phase == "answer":
        if digest("seal", dict(body)) != board.counted["seal"][message.sender].body["hash"]:
            raise SealError.of("its answer is not the one that it had sealed")
        made_on = replace(bound, seen=board.counted["seal"][message.sender].seen)
        return holds_answer(made_on, joint_key(board), body)
    if message.phase == "blind":
        return holds_power("blind", bound, product(board), (point(body["a"], "a"), point(body["b"], "b")), body)
    key = point(board.counted["key"][message.sender].body["point"], "the key")
    bases = (base_point(), shared_base(board)[0])
    return holds_power("share", bound, bases, (key, point(body["point"], "the share")), body)


def base_point() -> Point:
    """g, the base point of ristretto255 (RFC 9496, section 4)."""
    return Point(bytes.fromhex("e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76"))


def joint_key(board: Board) -> Point:
    """h: the product of all keys, the mediator's among them."""
    return _combined(board, "key", "point")


def product(board: Board) -> tuple[Point, Point]:
    """(A, B): the product of all answers, closed under the joint key."""
    return _combined(board, "answer", "a"), _combined(board, "answer", "b")


def shared_base(board: Board) -> tuple[Point, Point]:
    """(A^S, B^S): the product after everybody's blinding, S known to nobody."""
    return _combined(board, "blind", "a"), _combined(board, "blind", "b")


def _combined(board: Board, phase: str, name: str) -> Point:
    found = sum_of(Point(bytes.fromhex(message.body[name])) for message in board.counted[phase].values())
    if found == IDENTITY:
        raise SealError.of(f"the {phase} messages cancel each other out", remedy="run it again with fresh keys")
    return found


def _opened(board: Board) -> Point:
    """B^S without all shares: the identity when every answer was yes, else a random point."""
    shares = [*board.counted["share"].values(), *board.counted["last"].values()]
    closed = shared_base(board)[1]
    return without(closed, sum_of(Point(bytes.fromhex(message.body["point"])) for message in shares))


def _seen(invitation: Invitation, counted: Mapping[str, Mapping[str, Message]], phases: int) -> str:
    """The hash of all messages of the first phases, in the order of phases and of the roster."""
    ids = [
        message.id
        for phase in PHASES[:phases]
        for sender in senders(invitation, phase)
        if (message := counted.get(phase, {}).get(sender))
    ]
    return digest("seen", [invitation.id, *ids])
