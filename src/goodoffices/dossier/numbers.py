"""Numbers and intervals as a dossier writes them: exact, in plain digits, within stated bounds."""

from __future__ import annotations

import re
from fractions import Fraction

from goodoffices.values import Estimate

__all__ = ["decimal", "parse_estimate", "parse_number", "write_estimate"]

_NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?")
_MOST_DECIMALS = 9


def parse_number(text: str) -> Fraction:
    """A decimal number as an exact fraction; raises ValueError, with what would be right where that can be guessed."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"`{_short(text)}` is not a number{_advice(text)}")
    return Fraction(text)


def parse_estimate(text: str, low: int, high: int) -> Estimate:
    """A number (`6`) or an interval (`6..8`) between `low` and `high`; raises ValueError with what is wrong, and
    after `; ` with what would be right where that can be guessed."""
    if advice := _advice(text):
        raise ValueError(f"`{_short(text)}` is not a number{advice}")
    first, dots, last = (part.strip() for part in text.partition(".."))
    start = parse_number(first)
    end = parse_number(last) if dots else start
    for value in (start, end):
        if not low <= value <= high:
            raise ValueError(f"{decimal(value)} is not between {low} and {high}")
    if end < start:
        raise ValueError(f"the interval {text} runs backwards; write {last}..{first}")
    return Estimate.between(start, end)


def decimal(value: Fraction) -> str:
    """The shortest exact decimal; raises ValueError for a fraction that has none of up to nine places."""
    for places in range(_MOST_DECIMALS + 1):
        scaled = value * 10**places
        if scaled.denominator == 1:
            sign, digits = "-" * (value < 0), str(abs(scaled.numerator)).rjust(places + 1, "0")
            return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits
    raise ValueError(f"{value} has no exact decimal of up to {_MOST_DECIMALS} places")


def write_estimate(estimate: Estimate) -> str:
    """The estimate as a dossier writes it: `6`, `6..8`."""
    if estimate.is_exact:
        return decimal(estimate.low)
    if estimate.best * 2 != estimate.low + estimate.high:
        raise ValueError(f"a dossier holds intervals whose best value is the middle, not {estimate}")
    return f"{decimal(estimate.low)}..{decimal(estimate.high)}"


def _advice(text: str) -> str:
    if match := re.fullmatch(r"([0-9.]+)\s*(?:-|–|—|…|\.\.\.|to)\s*([0-9.]+)", text):
        return f"; write an interval as {match[1].strip('.')}..{match[2].strip('.')}"
    if match := re.fullmatch(r"([0-9]+),([0-9]+)", text):
        return f"; write {match[1]}.{match[2]}"
    if re.fullmatch(r"\+[0-9.]+", text):
        return f"; write {text[1:]}"
    if text and not text.isascii() and text.isdigit():
        return "; write it with the digits 0 to 9"
    if match := re.fullmatch(r"([0-9.]+)[,;:]", text):
        return f"; write {match[1]} and a space"
    return ""


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004 - a line of a message
