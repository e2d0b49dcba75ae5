"""A text as sentences, words and the phrases of the rules in them. Linear in the length of the text."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goodoffices.evidence.reading.model import Span
from goodoffices.evidence.reading.rules import Rules

__all__ = ["Hit", "Lines", "Sentence", "Token", "last_word", "sentences"]

_UNSEEN = "\u00ad\u061c\u200b-\u200f"
"""Soft hyphens, joiners and marks of direction, which copied text has within words."""
_TOKEN = re.compile(rf"[^\W\d_]+(?:(?:[{_UNSEEN}]+|['’.&])[^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]")
_HYPHENS = re.compile("[\u00ad\u061c\u200b\u200e\u200f]")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|\n[ \t]*\r?\n|[؟。！？]")
_INITIAL = re.compile(r"(?:^|[^\w])([^\W\d_](?:\.[^\W\d_])*|[^\W\d_]+)$")
_HEADLINE, _SHORT = 0.6, 4
_LONGEST = 1_000
"""A sentence longer than this many characters is cut at a space, so that no step grows faster than the text."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number in digits, or a sign. `low` is it in small letters with a plain apostrophe."""

    start: int
    end: int
    text: str
    low: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the rules in a sentence: tokens from `first` to before `last`."""

    first: int
    last: int
    role: str
    value: str


@dataclass(frozen=True)
class Sentence:
    """A sentence: where it stands, its tokens, and all phrases of the rules in it, by role."""

    number: int
    start: int
    end: int
    tokens: tuple[Token, ...]
    hits: dict[str, tuple[Hit, ...]]

    def of(self, role: str) -> tuple[Hit, ...]:
        """The phrases of one role, in order."""
        return self.hits.get(role, ())

    @property
    def is_headline(self) -> bool:
        """Whether most of its words have a capital, so that a capital tells of no name."""
        words = [token for token in self.tokens if token.text[0].isalpha()]
        capitals = sum(token.text[0].isupper() for token in words)
        return len(words) > _SHORT and capitals > _HEADLINE * len(words)


def plain(words: str) -> str:
    """Words of the text as a name: one blank wherever there is any, and no sign that nobody sees and no script needs.

    A sign that stands alone is left as it is.
    """
    return _HYPHENS.sub("", " ".join(words.split())) or words


def last_word(lows: Sequence[str], words: frozenset[str], back: int) -> bool:
    """Whether one of some words stands among the last so many, with no sign and no number in digits after it."""
    for low in reversed(lows[-back:]):
        if low in words:
            return True
        if not low[0].isalpha():
            return False
    return False


class Lines:
    """Finds line and column of a character."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer(r"\n", text))]

    def span(self, start: int, end: int) -> Span:
        """The span from one character to before another."""
        line = bisect.bisect_right(self._starts, start)
        return Span(start, end, line, start - self._starts[line - 1] + 1)


def sentences(text: str, rules: Rules) -> Iterator[Sentence]:
    """The sentences of a text, one after the other; what is between them is only space."""
    number = 0
    for start, end in _spans(text, rules):
        tokens = tuple(
            Token(match.start(), match.end(), word := plain(match[0]), word.casefold().replace("’", "'"))
            for match in _TOKEN.finditer(text, start, end)
        )
        if tokens:
            yield Sentence(number, start, end, tokens, _hits(tokens, rules))
            number += 1


def _spans(text: str, rules: Rules) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if match[0].startswith(".") and _goes_on(text, start, match, rules):
            continue
        yield from _pieces(text, start, match.end())
        start = match.end()
    yield from _pieces(text, start, len(text))


def _goes_on(text: str, start: int, match: re.Match[str], rules: Rules) -> bool:
    """Whether a full stop only ends an abbreviation or an initial, or a small letter follows."""
    before = _INITIAL.search(text[max(start, match.start() - 12) : match.start()])
    if before and match[0] == ".":
        word = before[1].casefold()
        if word in rules.words["abbreviations"] or (len(before[1]) == 1 and before[1].isupper() and word != "i"):
            return True
    after = text[match.end() : match.end() + 4].lstrip(" \t")
    return bool(after) and after[0].islower()


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence without outer space, in pieces where it is very long."""
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        yield _trimmed(text, start, cut)
        start = cut
    yield _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _hits(tokens: tuple[Token, ...], rules: Rules) -> dict[str, tuple[Hit, ...]]:
    """All phrases, of each role the longest at a word, none within another of its role."""
    found: dict[str, list[Hit]] = {}
    for place, token in enumerate(tokens):
        for phrase in rules.phrases.get(token.low, ()):
            last = place + len(phrase.words)
            taken = found.get(phrase.role)
            if (taken and taken[-1].last > place) or last > len(tokens):
                continue
            if len(phrase.words) == 1 or tuple(one.low for one in tokens[place:last]) == phrase.words:
                found.setdefault(phrase.role, []).append(Hit(place, last, phrase.role, phrase.value))
    return {role: tuple(hits) for role, hits in found.items()}
