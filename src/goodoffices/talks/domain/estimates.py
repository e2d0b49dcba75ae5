"""A number or an interval from the text that a dossier has for it."""

from __future__ import annotations

from fractions import Fraction

from goodoffices.values import Estimate

__all__ = ["estimate_of"]


def estimate_of(text: str, most: int) -> Estimate | None:
    """`45..60` or `7` as an estimate within 0 and `most`; None when it is none."""
    first, dots, last = text.partition("..")
    try:
        low = Fraction(first.strip())
        high = Fraction(last.strip()) if dots else low
    except (ValueError, ZeroDivisionError):
        return None
    return Estimate.between(low, high) if 0 <= low <= high <= most else None
