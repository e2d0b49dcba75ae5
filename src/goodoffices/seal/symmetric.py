"""Closing bytes under a secret of 32 bytes (AES-256-GCM), and secrets made from secrets (HKDF, RFC 5869)."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from goodoffices.errors import SealError

__all__ = ["close", "derive", "new_secret", "reopen"]

_NONCE = 12


def new_secret() -> bytes:
    """32 bytes from the operating system's randomness."""
    return secrets.token_bytes(32)


def derive(secret: bytes, info: str) -> bytes:
    """A secret of 32 bytes for one purpose, made from another that has enough randomness (no passphrase)."""
    return HKDF(SHA256(), 32, salt=None, info=info.encode()).derive(secret)


def close(plain: bytes, secret: bytes, info: str) -> bytes:
    """Close bytes under a secret; `info` must be the same at reopening. A fresh nonce stands in front."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(secret).encrypt(nonce, plain, info.encode())


def reopen(closed: bytes, secret: bytes, info: str) -> bytes:
    """Reopen what `close` closed. Raises SealError when secret, info or bytes differ."""
    try:
        return AESGCM(secret).decrypt(closed[:_NONCE], closed[_NONCE:], info.encode())
    except (InvalidTag, ValueError) as error:
        raise SealError.of("this does not open with this secret") from error
