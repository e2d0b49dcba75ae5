"""Cutting a private key into shares that give it only all together, and closing an answer for two readers."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import reduce
from typing import Any

from goodoffices.errors import SealError
from goodoffices.seal import PrivateKey, PublicKey, close, new_secret, open_box, reopen, seal_box
from goodoffices.talks.models import Answer, Member

__all__ = [
    "LONGEST_WORDS",
    "answer_of_ones_own",
    "closed_answer",
    "joined",
    "opened_answer",
    "own_box",
    "own_boxes",
    "shares_of",
]

LONGEST_WORDS = 3_000  # characters
_SIZE = 4 * LONGEST_WORDS + 512  # bytes of every answer, given or not
_SLOTS = 8  # copies of its secret, or as many times so many as the party has people when the proposal is made


def shares_of(key: PrivateKey, number: int) -> list[bytes]:
    """So many shares whose exclusive-or is the key; any fewer are random bytes."""
    shares = [secrets.token_bytes(len(key.raw)) for _ in range(number - 1)]
    return [*shares, reduce(_xor, shares, key.raw)]


def joined(shares: Iterable[bytes], public: PublicKey) -> PrivateKey | None:
    """The private key of `public`, when these shares give it."""
    key = PrivateKey(reduce(_xor, shares))
    return key if key.public() == public else None


def own_boxes(plain: bytes, members: Iterable[Member], info: str) -> dict[str, str]:
    """Bytes sealed to each of some members, by member."""
    return {
        member.pk: base64.b64encode(seal_box(plain, PublicKey(bytes(member.public_key)), info)).decode()
        for member in members
    }


def own_box(boxes: Mapping[str, str], member_id: str, key: PrivateKey, info: str) -> bytes:
    """What `own_boxes` sealed to this member. Raises SealError when their key is another now."""
    return open_box(base64.b64decode(boxes[member_id]), key, info)


def closed_answer(answer: Answer, content: Mapping[str, str], to: PublicKey, own: Sequence[Member]) -> None:
    """Close a content into an answer, for the proposal's key and for the party's own people. Its size is fixed, and so
    is the number of copies; they name nobody. Who came when all places were taken reads the answer once it is opened.
    """
    secret = new_secret()
    plain = json.dumps(content, ensure_ascii=False).encode()
    answer.closed = close(plain.ljust(_SIZE), secret, _info(answer, "content"))
    answer.secret = seal_box(secret, to, _info(answer, "secret"))
    places = len(answer.copies) or _SLOTS * max(1, -(-len(own) // _SLOTS))
    keys = [PublicKey(bytes(member.public_key)) for member in own[:places]]
    keys += [PrivateKey.generate().public() for _ in range(places - len(keys))]  # keys that nobody keeps
    secrets.SystemRandom().shuffle(keys)
    answer.copies = [base64.b64encode(seal_box(secret, key, _info(answer, "copy"))).decode() for key in keys]


def opened_answer(answer: Answer, key: PrivateKey) -> dict[str, Any]:
    """The content of an answer, with the proposal's key. Raises SealError for another."""
    return _content(answer, open_box(bytes(answer.secret), key, _info(answer, "secret")))


def answer_of_ones_own(answer: Answer, key: PrivateKey) -> dict[str, Any] | None:
    """The content of an answer, with the key of one of the party's people; None when no copy opens with it."""
    for box in answer.copies:
        with suppress(SealError):
            return _content(answer, open_box(base64.b64decode(box), key, _info(answer, "copy")))
    return None


def _content(answer: Answer, secret: bytes) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(reopen(bytes(answer.closed), secret, _info(answer, "content")))
    return content


def _info(answer: Answer, what: str) -> str:
    return f"goodoffices/talks/1/answer/{answer.pk}/{what}"


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))
