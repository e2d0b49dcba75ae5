"""Figures: numbers with what seems to be counted (unit, population, harm) and how they are meant (operator)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import count

from goodoffices.evidence.claims import Figure, Operator
from goodoffices.evidence.reading.numbers import Number, numbers
from goodoffices.evidence.reading.rules import Rules
from goodoffices.evidence.reading.sentences import Hit, Sentence

__all__ = ["Counted", "figures"]

_NOUN_WITHIN = 5
_VERB_WITHIN = 4
_BACK_WITHIN = 3
_STOPS = frozenset('.,;:!?()“”"«»')


@dataclass(frozen=True)
class Counted:
    """A figure before it has its place in the text: characters, and what its words tell; "" where they do not."""

    start: int
    end: int
    figure: Figure
    unit: str
    harm: str
    population: str
    rounded: bool
    why: str


@dataclass(frozen=True)
class _Noun:
    unit: str
    population: str
    last: int


def figures(sentence: Sentence, taken: Sequence[tuple[int, int]], rules: Rules) -> tuple[Counted, ...]:
    """All figures of a sentence, in order; characters that are `taken` (by dates) hold none."""
    found = [one for one in numbers(sentence, rules) if not _is_taken(sentence, one, taken)]
    found = [one for one in found if not _is_apart(sentence, one, rules)]
    return tuple(_Figures(sentence, found, rules).all())


def _is_taken(sentence: Sentence, one: Number, taken: Sequence[tuple[int, int]]) -> bool:
    start, end = sentence.tokens[one.first].start, sentence.tokens[one.last - 1].end
    return any(first < end and start < last for first, last in taken)


def _is_apart(sentence: Sentence, one: Number, rules: Rules) -> bool:
    """Whether a word beside a number says that it counts something else: an article, days, money."""
    before = sentence.tokens[one.first - 1].low if one.first else ""
    if before in rules.words["money"] or any(hit.last == one.first for hit in sentence.of("apart before")):
        return True
    return any(one.last <= hit.first <= one.last + _hyphen(sentence, one) for hit in sentence.of("apart after"))


def _hyphen(sentence: Sentence, one: Number) -> int:
    return int(one.last < len(sentence.tokens) and sentence.tokens[one.last].low == "-")


class _Figures:
    def __init__(self, sentence: Sentence, found: Sequence[Number], rules: Rules) -> None:
        self._sentence = sentence
        self._tokens = sentence.tokens
        self._rules = rules
        self._numbers = found
        self._verbs = sentence.of("harm")
        self._nouns = sentence.of("harm noun")
        self._qualifiers = {hit.last: hit for hit in sentence.of("qualifier")}
        self._after = {hit.first: hit for hit in sentence.of("qualifier after")}

    def all(self) -> list[Counted]:
        """The figures that count people, or things with a unit of the rules."""
        kept: list[Counted] = []
        for place, one in enumerate(self._numbers):
            counted = self._counted(place, one, kept)
            if counted:
                kept.append(counted)
        return kept

    def _counted(self, place: int, one: Number, kept: Sequence[Counted]) -> Counted | None:
        noun = self._noun(one, place)
        harm, near = self._harm(place, one)
        if not noun and not (harm and near):
            return None
        if noun and not noun.unit:
            # "of them": what the figure before counts.
            last = kept[-1] if kept else None
            noun = _Noun(last.unit if last else "persons", "" if not noun.population else noun.population, noun.last)
        if not harm and kept and self._joined(place):
            harm = kept[-1].harm
        unit = noun.unit if noun else "persons"
        if unit != "persons" and unit not in {"families", "households"}:
            harm = ""
        first, last_token, hit = self._qualified(one)
        figure, rounded, why = self._figure(one, hit, whole=unit == "persons")
        start, end = self._tokens[first].start, self._tokens[last_token - 1].end
        return Counted(start, end, figure, unit, harm, noun.population if noun else "", rounded, why)

    def _noun(self, one: Number, place: int) -> _Noun | None:
        """What is counted: the first noun of the rules within a few words, before any sign, verb or other number."""
        stop = min(self._next(place), one.last + _NOUN_WITHIN, len(self._tokens))
        people, units = self._sentence.of("population"), self._sentence.of("unit")
        for at in range(one.last, stop):
            if self._tokens[at].text in _STOPS:
                return None
            if person := next((hit for hit in people if hit.first == at), None):
                return _Noun("persons", person.value, person.last)
            if unit := next((hit for hit in units if hit.first == at), None):
                return _Noun(unit.value, "", unit.last)
            if at == one.last + 1 and self._tokens[at - 1].low == "of" and self._tokens[at].low == "them":
                later = next((hit for hit in people if at < hit.first < stop), None)
                return _Noun("persons" if later else "", later.value if later else "", at + 1)
            if any(hit.first == at for hit in self._verbs):
                return None
        return None

    def _next(self, place: int) -> int:
        after = self._numbers[place + 1 :]
        return after[0].first if after else len(self._tokens)

    def _harm(self, place: int, one: Number) -> tuple[str, bool]:
        """What happened to those counted, and whether its word stands so near that it makes a number a figure."""
        first = self._qualified(one)[0]
        back = self._before(first, place)
        if back and first - back.last < _BACK_WITHIN and not self._parted(back.last, first):
            return back.value, True
        if ahead := self._ahead(one.last, self._next(place)):
            return ahead.value, ahead.first - one.last < _VERB_WITHIN
        if place + 1 < len(self._numbers) and self._joined(place + 1):
            other = self._numbers[place + 1]
            if later := self._ahead(other.last, self._next(place + 1)):
                return later.value, False
        back = self._before(first, 0)
        return (back.value, first - back.last <= _VERB_WITHIN) if back else ("", False)

    def _ahead(self, first: int, last: int) -> Hit | None:
        """The harm told between two tokens: a verb before a noun, and one that outdoes before one outdone."""
        stop = next((at for at in range(first, last) if self._tokens[at].text == ";"), last)
        hits = [hit for hit in self._verbs if first <= hit.first < stop]
        hits = hits or [hit for hit in self._nouns if first <= hit.first < stop]
        if not hits:
            return None
        for hit in hits:
            outdoes = hits[0].value in self._rules.harms[hit.value].over
            if outdoes and all(token.text not in _STOPS for token in self._tokens[hits[0].last : hit.first]):
                return replace(hits[0], value=hit.value)
        return hits[0]

    def _before(self, first: int, place: int) -> Hit | None:
        """The last harm told before a token, not before the number before it (from `place` 0 on: anywhere)."""
        start = self._numbers[place - 1].last if place else 0
        hits = [hit for hit in (*self._verbs, *self._nouns) if start <= hit.first and hit.last <= first]
        return max(hits, key=lambda hit: hit.last) if hits else None

    def _parted(self, first: int, last: int) -> bool:
        """Whether `and` or a sign stands between."""
        words = self._rules.words
        return any(token.low in words["and"] or token.text in _STOPS for token in self._tokens[first:last])

    def _joined(self, place: int) -> bool:
        """Whether no word for a harm stands between a number and the one before it, or before it in the sentence."""
        if place == 0:
            return False
        between = (self._numbers[place - 1].last, self._numbers[place].first)
        return not any(between[0] <= hit.first < between[1] for hit in self._verbs)

    def _qualified(self, one: Number) -> tuple[int, int, Hit | None]:
        """The tokens of a number with the word that qualifies it, and that word."""
        hit = self._qualifiers.get(one.first)
        if hit:
            return hit.first, one.last, hit
        after = self._after.get(one.last)
        return (one.first, after.last, after) if after else (one.first, one.last, None)

    def _figure(self, one: Number, hit: Hit | None, *, whole: bool) -> tuple[Figure, bool, str]:
        """The figure, whether it looks rounded, and what its operator goes by."""
        word = " ".join(token.text for token in self._tokens[hit.first : hit.last]) if hit else ""
        value = Fraction(math.floor(one.value)) if whole else one.value
        if one.high is not None:
            return Figure(Operator.BETWEEN, None, value, one.high), False, "two numbers"
        if hit and hit.value == "below":
            low = one.value - _last_unit(one.value) / 2
            return Figure(Operator.BETWEEN, None, Fraction(math.ceil(low)) if whole else low, value), False, f"“{word}”"
        if hit:
            return Figure(Operator(hit.value.replace("_", " ")), value), False, f"“{word}”"
        if one.vague:
            return Figure(Operator.AT_LEAST, value), False, "a plural that tells no number"
        if one.value % 10**self._rules.zeros == 0 and one.value > 0:
            return Figure(Operator.ABOUT, value), True, f"ends in {self._rules.zeros} zeros or more"
        return Figure(Operator.EXACTLY, value), True, "no word about it"


def _last_unit(value: Fraction) -> Fraction:
    """The place value of the last digit that is not 0: 1/10 for 2.5, 100,000 for 400,000."""
    if value.denominator != 1:
        places = next(places for places in count(1) if (value * 10**places).denominator == 1)
        return Fraction(1, 10**places)
    digits = str(value.numerator)
    return Fraction(10 ** (len(digits) - len(digits.rstrip("0"))))
