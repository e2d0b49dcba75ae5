"""Padding to size classes, so that the length of a sealed text tells little: Padmé (Nikitin et al. 2019)."""

from __future__ import annotations

from goodoffices.errors import SealError

__all__ = ["pad", "padded_size", "unpad"]

SMALLEST = 256
_LENGTH = 8


def padded_size(size: int) -> int:
    """The size class of a length: at least 256 bytes, at most 12 % above the length, O(log log n) bits told."""
    if size <= SMALLEST:
        return SMALLEST
    exponent = size.bit_length() - 1
    low_bits = exponent - exponent.bit_length()
    mask = (1 << low_bits) - 1
    return (size + mask) & ~mask


def pad(plain: bytes) -> bytes:
    """The length (8 bytes), the text, then zeros up to the size class."""
    size = padded_size(len(plain) + _LENGTH)
    return (len(plain).to_bytes(_LENGTH, "big") + plain).ljust(size, b"\0")


def unpad(padded: bytes) -> bytes:
    """The text of what `pad` made. Raises SealError when it is none."""
    length = int.from_bytes(padded[:_LENGTH], "big")
    if len(padded) < SMALLEST or length > len(padded) - _LENGTH:
        raise SealError.of("these bytes were not padded here")
    return padded[_LENGTH : _LENGTH + length]
