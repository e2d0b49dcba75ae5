"""Figures as a ledger writes them (`about 400000`), and which numbers each of them allows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from goodoffices.evidence.claims.model import Figure, Operator
from goodoffices.values import count

__all__ = ["Range", "decimal", "parse_figure", "range_of", "spoken_figure", "spoken_range", "write_figure"]

_NUMBER = r"\d{1,15}(?:\.\d{1,9})?|\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,9})?"
_WORDS = {
    "": Operator.EXACTLY,
    "=": Operator.EXACTLY,
    "exactly": Operator.EXACTLY,
    "about": Operator.ABOUT,
    "around": Operator.ABOUT,
    "≈": Operator.ABOUT,
    "~": Operator.ABOUT,
    "at least": Operator.AT_LEAST,
    "≥": Operator.AT_LEAST,
    ">=": Operator.AT_LEAST,
    "at most": Operator.AT_MOST,
    "≤": Operator.AT_MOST,
    "<=": Operator.AT_MOST,
}
_ONE = re.compile(rf"([^\d(]*?)\s*({_NUMBER})(?:\s*\(\s*({_NUMBER})\s*(?:to|\.\.)\s*({_NUMBER})\s*\))?")
_BETWEEN = re.compile(rf"(?:between\s+({_NUMBER})\s+and\s+({_NUMBER})|({_NUMBER})\s*\.\.\s*({_NUMBER}))")
_FORMS = "Write it as `exactly 93`, `about 400000`, `at least 191369`, `at most 7000000`, `between 250000 and 300000` "
_FORMS += "or `about 9400 (8100 to 11200)`."
_MOST_DECIMALS = 9


@dataclass(frozen=True)
class Range:
    """The numbers that a figure allows, both ends included; `high` is None where nothing bounds it from above."""

    low: Fraction
    high: Fraction | None

    def meets(self, other: Range) -> bool:
        """Whether some number is allowed by both."""
        return (self.high is None or other.low <= self.high) and (other.high is None or self.low <= other.high)

    def __contains__(self, value: Fraction) -> bool:
        return self.low <= value and (self.high is None or value <= self.high)


def parse_figure(text: str) -> Figure:
    """Read a figure; raises ValueError with what is wrong and what would be right."""
    plain = " ".join(text.split())
    if match := _BETWEEN.fullmatch(plain):
        low, high = (_number(word) for word in match.groups() if word is not None)
        return _checked(Figure(Operator.BETWEEN, None, low, high))
    match = _ONE.fullmatch(plain)
    if not match or match[1].strip().lower() not in _WORDS:
        raise ValueError(f"`{text}` is not a figure. {_FORMS}")
    operator = _WORDS[match[1].strip().lower()]
    if match[3] is None:
        return Figure(operator, _number(match[2]))
    if operator is not Operator.ABOUT:
        raise ValueError(f"`{text}`: an interval goes with `about`. {_FORMS}")
    return _checked(Figure(operator, *(_number(word) for word in match.groups()[1:])))


def write_figure(figure: Figure) -> str:
    """The figure as a ledger writes it. Raises ValueError for a number without an exact decimal of nine places."""
    low, high = (decimal(end) if end is not None else "" for end in (figure.low, figure.high))
    if figure.value is None:
        return f"between {low} and {high}"
    said = f"{figure.operator} {decimal(figure.value)}"
    return f"{said} ({low} to {high})" if low else said


def range_of(figure: Figure) -> Range:
    """Which numbers a figure allows.

    `at least` has no upper end and `at most` reaches down to 0. `about` without an interval reaches as far as its
    rounding tells: half a unit of its last digit that is not 0, so `about 400,000` is 350,000 to 450,000, and
    `about 306,887`, told to the last person, is that number.
    """
    if figure.low is not None:
        return Range(figure.low, figure.high)
    value = figure.value if figure.value is not None else Fraction(0)
    match figure.operator:
        case Operator.AT_LEAST:
            return Range(value, None)
        case Operator.AT_MOST:
            return Range(Fraction(0), value)
        case Operator.ABOUT:
            half = _last_unit(value) / 2
            return Range(value - half, value + half) if half != Fraction(1, 2) else Range(value, value)
        case _:
            return Range(value, value)


def spoken_figure(figure: Figure) -> str:
    """The figure for a reader: `about 400,000`; an exact one without a word."""
    low, high = (_grouped(end) if end is not None else "" for end in (figure.low, figure.high))
    if figure.value is None:
        return f"{low}–{high}"
    word = "" if figure.operator is Operator.EXACTLY else f"{figure.operator} "
    return f"{word}{_grouped(figure.value)}" + (f" ({low}–{high})" if low else "")


def spoken_range(found: Range) -> str:
    """The range for a reader: `350,000–450,000`, `191,369 or more`."""
    if found.high is None:
        return f"{_grouped(found.low)} or more"
    return _grouped(found.low) if found.low == found.high else f"{_grouped(found.low)}–{_grouped(found.high)}"


def decimal(value: Fraction) -> str:
    """The shortest exact decimal; raises ValueError for a number that has none of up to nine places."""
    scaled = value * 10**_MOST_DECIMALS
    if scaled.denominator != 1:
        raise ValueError(f"{value} has no exact decimal of up to {_MOST_DECIMALS} places")
    whole, rest = divmod(int(scaled), 10**_MOST_DECIMALS)
    return f"{whole}.{rest:09d}".rstrip("0").rstrip(".") if rest else str(whole)


def _number(word: str) -> Fraction:
    return Fraction(word.replace(",", ""))


def _checked(figure: Figure) -> Figure:
    low, high = figure.low or Fraction(0), figure.high or Fraction(0)
    if low > high:
        raise ValueError(f"the interval runs backwards; write the smaller number first: {decimal(high)}")
    if figure.value is not None and not low <= figure.value <= high:
        raise ValueError(f"{decimal(figure.value)} lies outside its interval, {decimal(low)} to {decimal(high)}")
    return figure


def _last_unit(value: Fraction) -> Fraction:
    """The place value of the last digit that is not 0: 100,000 for 400,000, 1/10 for 2.5; 1 for 0."""
    if value == 0:
        return Fraction(1)
    digits = decimal(value)
    if "." in digits:
        return Fraction(1, 10 ** len(digits.partition(".")[2]))
    return Fraction(10 ** (len(digits) - len(digits.rstrip("0"))))


def _grouped(value: Fraction) -> str:
    whole, dot, rest = decimal(value).partition(".")
    return count(int(whole)) + dot + rest
