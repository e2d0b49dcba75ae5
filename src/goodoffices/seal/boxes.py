"""Sealed boxes: HPKE in base mode, so that anyone may seal to a public key and only its owner may open.

RFC 9180 (Barnes, Bhargavan, Lipp, Wood 2022) with HKDF-SHA256 and AES-256-GCM. The key exchange is the hybrid of
ML-KEM-768 and X25519: what is copied today stays closed to a later quantum computer as long as one of the two holds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from goodoffices.errors import SealError
from goodoffices.seal.padding import pad, unpad

__all__ = ["PrivateKey", "PublicKey", "open_box", "seal_box"]

_SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
_MLKEM_SEED = 64
_MLKEM_PUBLIC = 1184
_X25519 = 32


@dataclass(frozen=True)
class PublicKey:
    """What is sealed to: 1,216 bytes (ML-KEM-768, then X25519)."""

    raw: bytes

    def __post_init__(self) -> None:
        if len(self.raw) != _MLKEM_PUBLIC + _X25519:
            raise SealError.of(f"a public key has {_MLKEM_PUBLIC + _X25519} bytes; this has {len(self.raw)}")

    def _hpke(self) -> hpke.MLKEM768X25519PublicKey:
        return hpke.MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(self.raw[:_MLKEM_PUBLIC]),
            X25519PublicKey.from_public_bytes(self.raw[_MLKEM_PUBLIC:]),
        )


@dataclass(frozen=True)
class PrivateKey:
    """What opens: 96 bytes (the seed of ML-KEM-768, then X25519). Its repr shows nothing."""

    raw: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.raw) != _MLKEM_SEED + _X25519:
            raise SealError.of("this is no private key", remedy=f"it has {_MLKEM_SEED + _X25519} bytes")

    @classmethod
    def generate(cls) -> Self:
        """A new key, from the operating system's randomness."""
        return cls(MLKEM768PrivateKey.generate().private_bytes_raw() + X25519PrivateKey.generate().private_bytes_raw())

    def public(self) -> PublicKey:
        """The public half."""
        mlkem, x25519 = self._halves()
        return PublicKey(mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw())

    def _halves(self) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
        return (
            MLKEM768PrivateKey.from_seed_bytes(self.raw[:_MLKEM_SEED]),
            X25519PrivateKey.from_private_bytes(self.raw[_MLKEM_SEED:]),
        )

    def __reduce__(self) -> tuple[type[Self], tuple[bytes]]:
        return type(self), (self.raw,)

    @cached_property
    def _hpke(self) -> hpke.MLKEM768X25519PrivateKey:
        """The key as it opens boxes: made once, since that takes longer than opening."""
        return hpke.MLKEM768X25519PrivateKey(*self._halves())


def seal_box(plain: bytes, to: PublicKey, info: str) -> bytes:
    """Seal bytes to a key, padded to a size class; `info` says what it is for and must be the same at opening."""
    return _SUITE.encrypt(pad(plain), to._hpke(), info.encode())  # noqa: SLF001 (one file, one pair of classes)


def open_box(box: bytes, key: PrivateKey, info: str) -> bytes:
    """Open what was sealed to this key for this `info`. Raises SealError when anything differs."""
    try:
        return unpad(_SUITE.decrypt(box, key._hpke, info.encode()))  # noqa: SLF001 (the same)
    except (InvalidTag, ValueError) as error:
        raise SealError.of("this box does not open with this key", remedy="it was sealed to another key") from error
