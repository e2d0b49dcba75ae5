"""ristretto255 (RFC 9496; de Valence, Grigg, Hamburg, Lovecruft, Tankersley, Valsorda 2023), by libsodium.

A group of prime order: every point that decodes is in it, so no cofactor has to be looked after. A point and a scalar
are 32 bytes, written as 64 hexadecimal digits in lower case; a scalar is little-endian and below the order.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NewType, TypeGuard

import rfc8785

from goodoffices.errors import SealError
from goodoffices.seal.unanimity.sodium import check_loaded

check_loaded()  # before rbcl is asked for, which would unpack another copy

import rbcl  # noqa: E402 (as the line above says)

__all__ = [
    "DOMAIN",
    "IDENTITY",
    "Point",
    "Random",
    "Scalar",
    "base",
    "digest",
    "hash_to_scalar",
    "is_text",
    "new_scalar",
    "plus",
    "point",
    "scalar",
    "scalar_sum",
    "sum_of",
    "system_random",
    "times",
    "without",
]

Point = NewType("Point", bytes)
Scalar = NewType("Scalar", bytes)
Random = Callable[[int], bytes]
"""Where secrets come from: so many bytes, each time others. `system_random` outside tests."""

DOMAIN = "goodoffices/unanimity/1"
IDENTITY = Point(bytes(32))
ORDER = 2**252 + 27742317777372353535851937790883648493
_HEX = re.compile(r"[0-9a-f]{64}\Z")


def system_random(length: int) -> bytes:
    """Bytes of the operating system's randomness."""
    return secrets.token_bytes(length)


def is_text(word: object) -> TypeGuard[str]:
    """Whether it is a text that can be hashed and shown: JSON can write half a pair of UTF-16, which is none."""
    return isinstance(word, str) and not any(0xD800 <= ord(sign) <= 0xDFFF for sign in word)  # noqa: PLR2004


def point(written: object, what: str) -> Point:
    """The point that 64 digits stand for. Raises SealError for what is no point, and for the identity."""
    raw = _raw(written, what)
    if not rbcl.crypto_core_ristretto255_is_valid_point(raw):
        raise SealError.of(f"{what} is no point of the group")
    if raw == IDENTITY:
        raise SealError.of(f"{what} is the identity, which no honest message holds")
    return Point(raw)


def scalar(written: object, what: str) -> Scalar:
    """The scalar that 64 digits stand for. Raises SealError for what is none or is written otherwise than shortest."""
    raw = _raw(written, what)
    if int.from_bytes(raw, "little") >= ORDER:
        raise SealError.of(f"{what} is no scalar below the order of the group")
    return Scalar(raw)


def _raw(written: object, what: str) -> bytes:
    if not (isinstance(written, str) and _HEX.match(written)):
        raise SealError.of(f"{what} is not 64 hexadecimal digits in lower case")
    return bytes.fromhex(written)


def new_scalar(random: Random) -> Scalar:
    """A scalar other than zero, uniform up to 2⁻²⁵⁸, of 64 random bytes."""
    while True:
        found = Scalar(rbcl.crypto_core_ristretto255_scalar_reduce(random(64)))
        if any(found):
            return found


def base(by: Scalar) -> Point:
    """g^by, in additive words: the base point, so many times."""
    return Point(rbcl.crypto_scalarmult_ristretto255_base_allow_scalar_zero(by))


def times(by: Scalar, of: Point) -> Point:
    """of^by."""
    return Point(rbcl.crypto_scalarmult_ristretto255_allow_scalar_zero(by, of))


def plus(one: Point, other: Point) -> Point:
    """The product of two points (the group written as in the literature, multiplicatively)."""
    return Point(rbcl.crypto_core_ristretto255_add(one, other))


def without(one: Point, other: Point) -> Point:
    """The quotient of two points."""
    return Point(rbcl.crypto_core_ristretto255_sub(one, other))


def sum_of(points: Iterable[Point]) -> Point:
    """The product of many points; the identity of none."""
    found = IDENTITY
    for one in points:
        found = plus(found, one)
    return found


def scalar_sum(start: Scalar, factor: Scalar, secret: Scalar) -> Scalar:
    """The sum start + factor · secret: how every proof here answers its challenge."""
    return Scalar(
        rbcl.crypto_core_ristretto255_scalar_add(start, rbcl.crypto_core_ristretto255_scalar_mul(factor, secret))
    )


def digest(purpose: str, content: Mapping[str, Any] | list[str]) -> str:
    """SHA-256 over the protocol and the purpose, a zero byte, and the canonical JSON (RFC 8785): 64 digits."""
    return hashlib.sha256(_framed(purpose, content)).hexdigest()


def hash_to_scalar(purpose: str, content: Mapping[str, Any]) -> Scalar:
    """SHA-512 over the same, reduced by the order of the group."""
    whole = hashlib.sha512(_framed(purpose, content)).digest()
    return Scalar(rbcl.crypto_core_ristretto255_scalar_reduce(whole))


def _framed(purpose: str, content: Mapping[str, Any] | list[str]) -> bytes:
    plain = content if isinstance(content, list) else dict(content)
    return f"{DOMAIN}/{purpose}\0".encode() + rfc8785.dumps(plain)
