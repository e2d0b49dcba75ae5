"""Where the clauses of a sentence part, as far as figures need it: “40 died in Ferrin, and 12 in Halm”."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goodoffices.evidence.reading.rules import Rules
from goodoffices.evidence.reading.sentences import Sentence

__all__ = ["Clauses", "clauses"]


@dataclass(frozen=True)
class Clauses:
    """The characters at which clauses of one sentence begin, but the first."""

    starts: tuple[int, ...]

    def same(self, one: int, other: int) -> bool:
        """Whether two characters are in one clause."""
        return bisect.bisect_right(self.starts, one) == bisect.bisect_right(self.starts, other)


def clauses(sentence: Sentence, figures: Sequence[int], rules: Rules) -> Clauses:
    """Clauses begin after a semicolon or a dash, at a word such as `while` after a comma, and where `and` leads to a
    figure (`figures` are the characters at which they begin)."""
    return Clauses(tuple(_starts(sentence, set(figures), rules)))


def _starts(sentence: Sentence, figures: set[int], rules: Rules) -> Iterator[int]:
    for before, token in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        breaks = token.low in rules.words["breaks"] and before.text == ","
        dash = before.text in rules.words["dashes"] and token.start > before.end
        if before.text == ";" or dash or breaks or (token.start in figures and before.low in rules.words["and"]):
            yield token.start
