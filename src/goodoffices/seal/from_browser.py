"""What a browser seals while it has no line: to a key made for that page alone, which only the lock of a room opens.

A browser knows X25519 and no ML-KEM yet. So it is given the public half of a new X25519 key; the private half goes with
it, sealed to the room's own (hybrid) key: the device carries it and cannot open it. Nothing is kept on the server.
RFC 9180, base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
"""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from goodoffices.errors import SealError
from goodoffices.seal.boxes import PrivateKey, PublicKey, open_box, seal_box
from goodoffices.seal.padding import unpad

__all__ = ["PageKey", "new_page_key", "open_from_browser"]

_SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


@dataclass(frozen=True)
class PageKey:
    """A key for one page: `public` (32 bytes) is sealed to; `carried` is its private half, sealed to the room."""

    public: bytes
    carried: bytes


def new_page_key(to: PublicKey, info: str) -> PageKey:
    """A new key for a page whose drafts the owner of `to` opens."""
    key = X25519PrivateKey.generate()
    return PageKey(key.public_key().public_bytes_raw(), seal_box(key.private_bytes_raw(), to, info))


def open_from_browser(box: bytes, carried: bytes, key: PrivateKey, info: str) -> bytes:
    """What a browser sealed to a page's key for this `info`. Raises SealError when anything differs."""
    raw = open_box(carried, key, info)
    try:
        return unpad(_SUITE.decrypt(box, X25519PrivateKey.from_private_bytes(raw), info.encode()))
    except (InvalidTag, ValueError) as error:
        raise SealError.of("this draft does not open", remedy="it was sealed for another page or room") from error
