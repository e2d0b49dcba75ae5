"""One signature: who signs which hash in what capacity, with which reservations (Ed25519, RFC 8032).

The capacities are those of the Vienna Convention on the Law of Treaties (1969), articles 10, 12 and 14; a reservation
is meant as in its article 2(1)(d). Whether they have that effect between those who sign is not ours to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from goodoffices.agreement.canonical import FORMAT, canonical, digest
from goodoffices.agreement.model import Signatory

__all__ = ["CAPACITIES", "NEED_BODY", "PENDING", "Reservation", "Signature", "sign"]

CAPACITIES: Mapping[str, str] = {
    "definitive": "signs, and is bound by it as far as a signature binds",
    "ad referendum": "signs subject to confirmation by those who sent the signer",
    "subject to ratification": "signs, and is to ratify before it is bound",
    "subject to acceptance": "signs, and is to accept before it is bound",
    "subject to approval": "signs, and is to approve before it is bound",
    "initialled": "initials the text: this is the text that was negotiated",
    "confirmed": "confirms, ratifies, accepts or approves what was signed before",
    "witness": "signs as a witness, and takes nothing on itself",
}
"""What each says in plain words."""
PENDING = ("ad referendum", "subject to ratification", "subject to acceptance", "subject to approval", "initialled")
"""Capacities after which something is still to come."""
NEED_BODY = PENDING[:-1]
"""Capacities that name the body that is still to decide."""


@dataclass(frozen=True)
class Reservation:
    """On which article (its id; "" for the whole), in the signatory's own words."""

    article: str
    text: str


@dataclass(frozen=True)
class Signature:
    """What was signed. `agreement` is the hash of the text; `by` the person with the function; `body` who is still to
    decide; `date` the day that the signer states; `seen` the ids of the signatures that stood in the file before."""

    PURPOSE: ClassVar[bytes] = f"{FORMAT}/signature\0".encode()
    agreement: str
    signatory: str
    by: str
    capacity: str
    body: str
    reservations: tuple[Reservation, ...]
    date: str
    place: str
    seen: tuple[str, ...]
    signature: str = ""

    @cached_property
    def id(self) -> str:
        """The hash of the whole, signature included: 64 digits."""
        return digest("signature/id", canonical(self.as_dict()))

    def as_dict(self) -> dict[str, Any]:
        """The keys of the file."""
        return {**self._signed(), "signature": self.signature}

    def is_by(self, signatory: Signatory) -> bool:
        """Whether the owner of a signatory's key signed exactly this."""
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(signatory.key)).verify(
                bytes.fromhex(self.signature), self.signed_bytes()
            )
        except (InvalidSignature, ValueError):
            return False
        return True

    def signed_bytes(self) -> bytes:
        """The bytes that are signed. They begin with their purpose, so that they are no message of anything else."""
        return self.PURPOSE + canonical(self._signed())

    def _signed(self) -> dict[str, Any]:
        return {
            "agreement": self.agreement,
            "body": self.body,
            "by": self.by,
            "capacity": self.capacity,
            "date": self.date,
            "place": self.place,
            "reservations": [{"article": each.article, "text": each.text} for each in self.reservations],
            "seen": list(self.seen),
            "signatory": self.signatory,
        }


def sign(key: bytes, unsigned: Signature) -> Signature:
    """The same with its signature. `key` is the private key, 32 bytes."""
    made = Ed25519PrivateKey.from_private_bytes(key).sign(unsigned.signed_bytes())
    return replace(unsigned, signature=made.hex())
