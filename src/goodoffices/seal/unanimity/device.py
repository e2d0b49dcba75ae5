"""What the one device that acts for a delegation, or for the mediator, makes in each phase, and what it keeps.

Whether it was a yes is in no secret that is kept: the answer is closed when it is given, and r and m are forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goodoffices.errors import SealError
from goodoffices.seal.unanimity.board import Board, base_point, joint_key, product, senders, shared_base
from goodoffices.seal.unanimity.group import Random, Scalar, digest, new_scalar, scalar
from goodoffices.seal.unanimity.message import Message, SigningKey, sign
from goodoffices.seal.unanimity.proofs import Bound, prove_answer, prove_key, prove_power

__all__ = ["Secrets", "answer", "proceed", "turn"]

_NONE = Scalar(bytes(32))


@dataclass(frozen=True)
class Secrets:
    """What a device keeps of one session: its part of the key, and its closed answer until that is shown.

    Its repr shows nothing. It is forgotten with the last message.
    """

    key: str = field(repr=False, default="")
    closed: Mapping[str, str] | None = field(repr=False, default=None)


def turn(board: Board, name: str) -> str:
    """The phase in which the board waits for this one; empty when it waits for others or for nobody."""
    return board.phase if name in board.missing else ""


def proceed(board: Board, name: str, signing: SigningKey, secrets: Secrets, random: Random) -> tuple[Message, Secrets]:
    """The next message of this one, with what the device keeps after it. Raises SealError when it is not its turn.

    The answer is not given here: see `answer`.
    """
    _allowed(board, name, signing)
    phase, bound = board.phase, Bound(board.invitation.id, name, board.seen)
    if phase == "key":
        fresh = new_scalar(random)
        return _signed(board, name, signing, prove_key(bound, fresh, random)), Secrets(fresh.hex())
    if phase == "seal":
        raise SealError.of("an answer is asked now", remedy="give it: yes or no")
    if phase == "answer":
        if secrets.closed is None:
            raise SealError.of("this device does not hold the answer that was sealed", remedy="use the one that does")
        return _signed(board, name, signing, secrets.closed), Secrets(secrets.key)
    if phase == "blind":
        one, two, proof = prove_power("blind", bound, product(board), new_scalar(random), random)
        return _signed(board, name, signing, {"a": one.hex(), "b": two.hex(), **proof}), secrets
    own = scalar(secrets.key, "the key on this device")
    _, share, proof = prove_power("share", bound, (base_point(), shared_base(board)[0]), own, random)
    return _signed(board, name, signing, {"point": share.hex(), **proof}), Secrets()


def answer(
    board: Board, name: str, signing: SigningKey, secrets: Secrets, *, yes: bool, random: Random
) -> tuple[Message, Secrets]:
    """Close an answer: the message that fixes it without showing it, with what the device keeps after it.

    A yes is m = 0, a no a random m. Raises SealError when no answer is asked of this one now.
    """
    _allowed(board, name, signing)
    if board.phase != "seal" or name not in senders(board.invitation, "seal"):
        raise SealError.of("no answer is asked of you now")
    r, drawn = new_scalar(random), new_scalar(random)  # drawn for a yes too: both take the same steps
    bound = Bound(board.invitation.id, name, board.seen)
    body = {**prove_answer(bound, joint_key(board), r, _NONE if yes else drawn, random), "salt": random(32).hex()}
    return _signed(board, name, signing, {"hash": digest("seal", body)}), Secrets(secrets.key, body)


def _allowed(board: Board, name: str, signing: SigningKey) -> None:
    holder = board.invitation.holder(name)
    if holder is None or holder.key != signing.public():
        raise SealError.of(f"the key of {name} on this device is not the one on the roster")
    if not turn(board, name):
        raise SealError.of("it is not your turn", remedy="the board waits for others, or all is done")


def _signed(board: Board, name: str, signing: SigningKey, body: Mapping[str, str]) -> Message:
    return sign(signing, Message(board.invitation.id, board.phase, name, board.seen, dict(body), ""))
