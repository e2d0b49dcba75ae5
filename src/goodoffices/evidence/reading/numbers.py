"""Numbers in digits and in words, as tokens from one to another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from goodoffices.evidence.reading.rules import Rules
from goodoffices.evidence.reading.sentences import Hit, Sentence, Token

__all__ = ["Number", "numbers"]

_MOST_DIGITS = 13
_LARGEST = Fraction(10**13)
_THOUSAND = 1000


@dataclass(frozen=True)
class Number:
    """A number: tokens `first` to before `last`; `high` where it is a range; `vague` where only its kind is told.

    `scaled` tells that a word as `million` is part of it.
    """

    first: int
    last: int
    value: Fraction
    scaled: bool = False
    vague: bool = False
    high: Fraction | None = None


def numbers(sentence: Sentence, rules: Rules) -> tuple[Number, ...]:
    """All numbers of a sentence, two that are the ends of one range as one."""
    vague = {hit.first: hit for hit in sentence.of("vague")}
    return tuple(_ranges(sentence.tokens, list(_single(sentence.tokens, vague, rules)), rules))


def _single(tokens: Sequence[Token], vague: dict[int, Hit], rules: Rules) -> Iterator[Number]:
    place = 0
    while place < len(tokens):
        found = _vague(vague[place]) if place in vague else _Words(tokens, rules).read(place)
        if found and found.value <= _LARGEST:
            yield found
        place = found.last if found else place + 1


def _vague(hit: Hit) -> Number:
    return Number(hit.first, hit.last, Fraction(hit.value), vague=True)


def _ranges(tokens: Sequence[Token], found: list[Number], rules: Rules) -> Iterator[Number]:
    place = 0
    while place < len(found):
        one = found[place]
        other = found[place + 1] if place + 1 < len(found) else None
        joined = _joined(tokens, one, other, rules) if other else None
        yield joined or one
        place += 2 if joined else 1


def _joined(tokens: Sequence[Token], one: Number, other: Number, rules: Rules) -> Number | None:
    """`between 10 and 20`, `10 to 20`, `two to three million`: the range; None where these are two numbers."""
    if one.vague or other.vague or other.first != one.last + 1:
        return None
    link, before = tokens[one.last].low, tokens[one.first - 1].low if one.first else ""
    if before in rules.words["between"] and link in rules.words["between_and"]:
        first = one.first - 1
    elif link in rules.words["to"]:
        first = one.first
    else:
        return None
    low = one.value
    scale = rules.values["scales"].get(tokens[other.last - 1].low, 1)
    if scale > 1 and not one.scaled and low < _THOUSAND:
        low *= scale
    if low >= other.value:
        return None
    return Number(first, other.last, low, scaled=other.scaled, high=other.value)


class _Words:
    """Reads one number from a place on."""

    def __init__(self, tokens: Sequence[Token], rules: Rules) -> None:
        self._tokens = tokens
        self._rules = rules
        self._values = rules.values

    def _low(self, place: int) -> str:
        return self._tokens[place].low if place < len(self._tokens) else ""

    def read(self, place: int) -> Number | None:
        """The number that begins at a token; None where none does."""
        low = self._low(place)
        if low[:1].isdigit():
            value = _digits(low, self._rules)
            return self._scaled(Number(place, place + 1, value)) if value is not None else None
        if low in self._rules.words["half"]:
            return self._half(place)
        if low in self._rules.words["one"]:
            known = {**self._values["collectives"], **self._values["scales"]}
            return self._words(place + 1, Fraction(1), place) if self._low(place + 1) in known else None
        if low in self._values["units"] or low in self._values["tens"]:
            return self._words(place, None, place)
        return None

    def _half(self, place: int) -> Number | None:
        """`half a million`."""
        after = place + 1 + (self._low(place + 1) in self._rules.words["one"])
        scale = self._values["scales"].get(self._low(after))
        return Number(place, after + 1, Fraction(scale, 2), scaled=True) if scale else None

    def _scaled(self, found: Number) -> Number:
        if scale := self._values["scales"].get(self._low(found.last)):
            return replace(found, value=found.value * scale, last=found.last + 1, scaled=True)
        return found

    def _words(self, place: int, current: Fraction | None, first: int) -> Number | None:
        """Units, tens, hundreds and scales: `two hundred and fifty thousand`; `one and a half million`."""
        total, scaled = Fraction(0), False
        while True:
            low, simple = self._low(place), self._simple(self._low(place))
            if simple is not None and (current is None or self._fits(current, simple)):
                current = (current or Fraction(0)) + simple
            elif low in self._values["collectives"] and current:
                current *= self._values["collectives"][low]
            elif low in self._values["scales"] and current:
                total, current, scaled = total + current * self._values["scales"][low], None, True
            elif step := self._link(place, current, total):
                place += step
                continue
            elif current and self._is_half(place):
                current += Fraction(1, 2)
                place += 2
            else:
                break
            place += 1
        value = total + (current or 0)
        return Number(first, place, value, scaled) if value else None

    def _simple(self, low: str) -> int | None:
        return self._values["units"].get(low, self._values["tens"].get(low))

    @staticmethod
    def _fits(current: Fraction, value: int) -> bool:
        """Whether a smaller word may be added: `twenty` and `five`, `two hundred` and `fifty`."""
        if current % 100 == 0:
            return current > 0
        return current % 10 == 0 and value < 10  # noqa: PLR2004 - tens and units

    def _link(self, place: int, current: Fraction | None, total: Fraction) -> int:
        """How many tokens to step over: a hyphen within `forty-five`, an `and` within `two hundred and five`."""
        low, value = self._low(place), self._simple(self._low(place + 1))
        if value is None:
            return 0
        if low == "-" and current and current % 10 == 0 and value < 10:  # noqa: PLR2004 - tens and units
            return 1
        larger = (current or Fraction(0)) >= 100 or (current is None and total > 0)  # noqa: PLR2004 - a hundred
        return 1 if low in self._rules.words["and"] and larger and (current or 0) % 100 == 0 else 0

    def _is_half(self, place: int) -> bool:
        words = self._rules.words
        return (
            self._low(place) in words["and"]
            and self._low(place + 1) in words["one"]
            and self._low(place + 2) in words["half"]
        )


def _digits(text: str, rules: Rules) -> Fraction | None:
    """A number in digits; None for what is a date or a code."""
    if not text.isascii() or len(text) > _MOST_DIGITS + 4:
        return None
    group, decimal = re.escape(rules.group), re.escape(rules.decimal)
    if not re.fullmatch(rf"\d{{1,3}}(?:{group}\d{{3}})+(?:{decimal}\d{{1,6}})?|\d+(?:{decimal}\d{{1,6}})?", text):
        return None
    return Fraction(text.replace(rules.group, "").replace(rules.decimal, "."))
