"""One message of one who takes part: canonical JSON (RFC 8785), signed by its sender's key (Ed25519, RFC 8032)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from goodoffices.errors import SealError
from goodoffices.seal.unanimity.group import DOMAIN, digest, is_text

__all__ = ["BODIES", "PHASES", "Message", "SigningKey", "read_message", "sign"]

PHASES = ("key", "seal", "answer", "blind", "share", "last")
"""In their order. The mediator sends key, blind and last; a delegation all but last."""

_SHARE = frozenset({"point", "ta", "tb", "z"})
BODIES: Mapping[str, frozenset[str]] = {
    "key": frozenset({"point", "t", "z"}),
    "seal": frozenset({"hash"}),
    "answer": frozenset({"a", "b", "ta", "tb", "zr", "zm", "salt"}),
    "blind": frozenset({"a", "b", "ta", "tb", "z"}),
    "share": _SHARE,
    "last": _SHARE,
}
_KEYS = ["body", "invitation", "phase", "seen", "sender", "signature"]
_HASH = re.compile(r"[0-9a-f]{64}\Z")
_SIGNATURE = re.compile(r"[0-9a-f]{128}\Z")


@dataclass(frozen=True)
class SigningKey:
    """The private key of one who takes part: 32 bytes. Its repr shows nothing."""

    raw: bytes = field(repr=False)

    def public(self) -> str:
        """The public half, 64 digits."""
        return Ed25519PrivateKey.from_private_bytes(self.raw).public_key().public_bytes_raw().hex()


@dataclass(frozen=True)
class Message:
    """A message: for which invitation, which phase, by whom, the hash of what its sender had seen, and its body."""

    invitation: str
    phase: str
    sender: str
    seen: str
    body: Mapping[str, str]
    signature: str

    @cached_property
    def id(self) -> str:
        """The hash of the whole message, its signature included: 64 digits."""
        return digest("message", self.as_dict())

    def as_dict(self) -> dict[str, Any]:
        """The keys of the file."""
        return {**_unsigned(self), "signature": self.signature}

    def is_signed_by(self, key: str) -> bool:
        """Whether the owner of a public key signed exactly this."""
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(
                bytes.fromhex(self.signature), _signed_bytes(_unsigned(self))
            )
        except (InvalidSignature, ValueError):
            return False
        return True


def sign(key: SigningKey, message: Message) -> Message:
    """The message with its signature."""
    signature = Ed25519PrivateKey.from_private_bytes(key.raw).sign(_signed_bytes(_unsigned(message))).hex()
    return Message(message.invitation, message.phase, message.sender, message.seen, message.body, signature)


def read_message(told: object) -> Message:
    """The message that a file holds; what it proves is looked at elsewhere. Raises SealError for what is none."""
    if not isinstance(told, Mapping) or sorted(map(str, told)) != _KEYS:
        raise SealError.of("this is no message", remedy=f"a message has {', '.join(_KEYS)}")
    words = [told[key] for key in ("invitation", "phase", "sender", "seen", "signature")]
    body = told["body"]
    if not all(is_text(word) for word in words) or not isinstance(body, Mapping):
        raise SealError.of("a message has texts, and a body of texts")
    invitation, phase, sender, seen, signature = words
    if phase not in BODIES or set(body) != BODIES[phase]:
        raise SealError.of(f"a message of this phase has another body: {str(phase)[:20]!r}")
    hashes = [invitation, seen, *body.values()]
    if not all(isinstance(each, str) and _HASH.match(each) for each in hashes) or not _SIGNATURE.match(signature):
        raise SealError.of("a message holds something that is not hexadecimal digits of the right number")
    return Message(invitation, phase, sender, seen, dict(body), signature)


def _unsigned(message: Message) -> dict[str, Any]:
    return {
        "body": dict(message.body),
        "invitation": message.invitation,
        "phase": message.phase,
        "seen": message.seen,
        "sender": message.sender,
    }


def _signed_bytes(told: dict[str, Any]) -> bytes:
    return f"{DOMAIN}/signature\0".encode() + rfc8785.dumps(told)
