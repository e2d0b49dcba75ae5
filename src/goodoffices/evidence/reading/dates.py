"""Dates in words, and all that each can mean for a document of a given day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from goodoffices.evidence.reading.calendar import Today, meanings
from goodoffices.evidence.reading.model import Meaning
from goodoffices.evidence.reading.rules import Rules
from goodoffices.evidence.reading.sentences import Sentence, last_word

__all__ = ["Dated", "dates"]

_DIGITS = re.compile(r"\d")
_BACK = {"since": 6, "aside": 6, "told": 4}
"""How many words before a date each kind of word still counts: “since the fighting resumed in January”."""


@dataclass(frozen=True)
class Dated:
    """A date in words before it has its place: characters, meanings (the usual first), what decided between them.

    `bound` is `since`, `until`, `aside` (before or after it) or `told` (when it was said), where a word says so.
    """

    start: int
    end: int
    meanings: tuple[Meaning, ...]
    supported: Meaning | None
    why: str
    bound: str = ""


def dates(text: str, sentence: Sentence, today: Today, rules: Rules) -> tuple[Dated, ...]:
    """All dates of a sentence, in order; where forms overlap, the longest."""
    lows = {token.low.rstrip(".") for token in sentence.tokens}
    if lows.isdisjoint(rules.date_cues) and not any(_DIGITS.match(low) for low in lows):
        return ()
    found = sorted(
        _matches(text, sentence, rules), key=lambda one: (one[0].start() - one[0].end(), one[0].start(), one[2])
    )
    spans: list[tuple[int, int]] = []
    taken: list[Dated] = []
    for match, means, _ in found:
        start, end = match.span()
        if any(first < end and start < last for first, last in spans):
            continue
        # A day that is not in the calendar is no date, nor is a part of it.
        spans.append((start, end))
        words = {name: word for name, word in match.groupdict().items() if word}
        if known := meanings(means, _numbers(words, rules), today):
            dated = _tensed(sentence, match, known, today)
            taken.append(replace(dated, bound=_bound(sentence, start, end, known, rules)))
    return tuple(sorted(taken, key=lambda one: one.start))


def _matches(text: str, sentence: Sentence, rules: Rules) -> Iterator[tuple[re.Match[str], str, int]]:
    for order, form in enumerate(rules.dates):
        for match in form.pattern.finditer(text, sentence.start, sentence.end):
            yield match, form.means, order


def _numbers(words: Mapping[str, str], rules: Rules) -> dict[str, int | tuple[int, int]]:
    """The words of a date as numbers."""
    known: dict[str, int | tuple[int, int]] = {}
    for name, word in words.items():
        low = word.casefold().rstrip(".")
        if name in {"month", "month2"}:
            known[name] = rules.months[low]
        elif name == "weekday":
            known[name] = rules.weekdays[low]
        elif name == "season":
            known[name] = rules.seasons[low]
        elif name == "count":
            known[name] = int(low) if low.isdecimal() else rules.values["units"].get(low, 1)
        else:
            known[name] = int(low)
    return known


def _tensed(sentence: Sentence, match: re.Match[str], known: tuple[Meaning, ...], today: Today) -> Dated:
    """A date with what the tense of its sentence says: of what is past no later day is meant."""
    start, end = match.span()
    coming, gone = sentence.of("future"), sentence.of("past")
    later = [one for one in known if one.period.first > today.day]
    earlier = [one for one in known if one.period.first <= today.day]
    if not (later and earlier):
        return Dated(start, end, known, None, "")
    if coming and not gone:
        return Dated(
            start,
            end,
            (*later, *earlier),
            later[0] if len(later) == 1 else None,
            "the sentence tells of what is to come",
        )
    if gone and not coming:
        supported = earlier[0] if len(earlier) == 1 else None
        return Dated(
            start, end, (*earlier, *later), supported, "the sentence tells of what is past" if supported else ""
        )
    return Dated(start, end, known, None, "")


def _bound(sentence: Sentence, start: int, end: int, known: tuple[Meaning, ...], rules: Rules) -> str:
    """Whether a word before a date, or the first of it, says that it is where something begins or ends."""
    lows = [token.low for token in sentence.tokens if token.start < start]
    inside = [token.low for token in sentence.tokens if start <= token.start < end]
    first = inside[0] if known[0].period.precision != "span" else ""
    if first in rules.words["until"] or (lows and lows[-1] in rules.words["until"]):
        return "until"
    for bound, back in _BACK.items():
        if first in rules.words[bound] or last_word(lows, rules.words[bound], back):
            return bound
    return ""
