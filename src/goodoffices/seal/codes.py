"""Codes that a person reads to another or types: 130 bits in 26 letters and digits, none of which look alike."""

from __future__ import annotations

import secrets

from goodoffices.errors import SealError

__all__ = ["CODE_BITS", "new_code", "read_code"]

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford (2019): no I, L, O, U
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})
_LENGTH = 26
_GROUP = 5
CODE_BITS = 5 * _LENGTH


def new_code() -> str:
    """A new code in groups of five, as `7KQ2M-...`."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return "-".join(letters[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))


def read_code(typed: str) -> bytes:
    """What a typed code stands for, whatever its spaces, hyphens and case. Raises SealError for what is no code."""
    letters = "".join(typed.upper().replace("-", "").split()).translate(_READ_AS)
    if len(letters) != _LENGTH or not set(letters) <= set(_ALPHABET):
        raise SealError.of("this is no code", remedy=f"a code has {_LENGTH} letters and digits; hyphens do not count")
    return letters.encode()
