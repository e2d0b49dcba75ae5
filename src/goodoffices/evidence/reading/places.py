"""Named places: names with capitals after a word of place, or with a word such as `province`; and the dateline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goodoffices.evidence.reading.actors import Mention
from goodoffices.evidence.reading.rules import Rules
from goodoffices.evidence.reading.sentences import Sentence, last_word, plain

__all__ = ["Place", "places"]

_LEAD = 5
_DATELINE = 12
_MOST_WORDS = 6
_BACK = 4


@dataclass(frozen=True)
class Place:
    """A place in a sentence, by characters. `role` is `at`, `from`, `to`, `told` or `dateline`."""

    start: int
    end: int
    name: str
    role: str


def places(text: str, sentence: Sentence, found: Sequence[Mention], rules: Rules) -> tuple[Place, ...]:
    """All named places of a sentence, in order, none of a headline; `found` are its actors, which are none."""
    seen = _Places(text, sentence, found, rules)
    # A dateline in capitals looks like an actor, and is none.
    line = tuple(_Places(text, sentence, (), rules).dateline())
    if sentence.is_headline and not line:
        return ()
    kept: dict[int, Place] = {}
    for one in (*line, *seen.after_words(), *seen.by_kind()):
        if not any(one.start < other.end and other.start < one.end for other in kept.values()):
            kept[one.start] = one
    return tuple(kept[start] for start in sorted(kept))


class _Places:
    def __init__(self, text: str, sentence: Sentence, found: Sequence[Mention], rules: Rules) -> None:
        self._text = text
        self._sentence = sentence
        self._tokens = sentence.tokens
        self._words = rules.words
        self._endings = rules.adjective_endings
        self._no_names = {*rules.words["not_names"], *rules.words["no_places"], *rules.months, *rules.weekdays}
        actors = (one for one in found if one.kind in {"organisation", "person"})
        self._actors = {place for one in actors for place in range(one.start, one.last)}

    def after_words(self) -> Iterator[Place]:
        """`in Uptown`, `near the village of Sella`, `in eastern Ferrin and Halm`."""
        for hit in self._sentence.of("place"):
            first = self._first(hit.last)
            last = self._last(first) if first is not None else None
            while first is not None and last is not None:
                lows = [token.low for token in self._tokens[: hit.last]]
                said = hit.value == "at" and last_word(lows, self._words["told"], _BACK)
                yield self._place(first, last, "told" if said else hit.value)
                first = last + 1 if self._low(last) in self._words["and"] and self._capital(last + 1) else None
                last = self._last(first) if first is not None else None

    def by_kind(self) -> Iterator[Place]:
        """`Tolmar Governorate`, `the Sella sector`: a name and what sort of place it is."""
        at = 0
        while at < len(self._tokens):
            last = self._run(at) if self._capital(at) else at
            named = last > at and self._low(at) not in self._words["kinds"]
            if named and (self._low(last) in self._words["kinds"] or self._low(last - 1) in self._words["kinds"]):
                end = self._last(at)
                if end is not None and end - at > 1:
                    yield self._place(at, end, "at")
            at = max(last, at + 1)

    def dateline(self) -> Iterator[Place]:
        """`BELMAR, Karvia, 9 May (Lakes Agency) –` at the head of a text or of a part of it."""
        dash = next((at for at, one in enumerate(self._tokens[:_DATELINE]) if self._is_dash(at, one.text)), None)
        if dash is None or not self._capital(0):
            return
        last = self._over_comma(self._run(0))
        if last < dash and (self._tokens[0].text.isupper() or self._tokens[last].text in ",("):
            yield self._place(0, last, "dateline")

    def _is_dash(self, at: int, text: str) -> bool:
        """A dash with space around it, and not within a word."""
        apart = at > 0 and self._tokens[at].start > self._tokens[at - 1].end
        return apart and text in self._words["dashes"]

    def _low(self, at: int) -> str:
        return self._tokens[at].low if 0 <= at < len(self._tokens) else ""

    def _capital(self, at: int) -> bool:
        return (
            0 <= at < len(self._tokens)
            and self._tokens[at].text[0].isupper()
            and self._low(at) not in self._no_names
            and at not in self._actors
        )

    def _first(self, at: int) -> int | None:
        """Where the name after a word of place begins: over articles, `neighbouring`, `the besieged town of`."""
        directed: int | None = None
        for place in range(at, min(at + _LEAD, len(self._tokens))):
            low = self._low(place)
            if self._capital(place):
                return place if directed is None else directed
            if low in self._words["directions"]:
                directed = place if directed is None else directed
            elif low in self._words["kinds"] and self._low(place + 1) in self._words["joins"]:
                directed = None
            elif low not in {*self._words["articles"], *self._words["skipped"], "of"} or directed is not None:
                return None
        return None

    def _run(self, at: int) -> int:
        """The token after the words with capitals from a place on; parts joined by hyphens are one word."""
        last = at + 1
        while last < len(self._tokens) and last - at < _MOST_WORDS and not self._is_possessive(last - 1):
            near = self._tokens[last].start - self._tokens[last - 1].end
            if self._capital(last) and near <= 1:
                last += 1
            elif self._tokens[last].text == "-" and near == 0 and self._glued(last + 1):
                last += 2
            elif self._low(last) in self._words["inner"] and self._glued(last + 1):
                last += 1
            else:
                break
        return last

    def _glued(self, at: int) -> bool:
        return at < len(self._tokens) and self._tokens[at].start == self._tokens[at - 1].end

    def _is_possessive(self, at: int) -> bool:
        return any(self._low(at).endswith(end) for end in self._words["possessive"])

    def _last(self, first: int) -> int | None:
        """The token after a place: `Sarmat’s Delta Province`, `Old Bridge quarter of Orania`, `Ferrin, Karvia`."""
        start = first
        while self._low(start) in self._words["directions"]:
            start += 1
        if not self._capital(start) or self._qualifies(start):
            return None
        last = self._run(start)
        if self._is_possessive(last - 1) and self._capital(last):
            last = self._run(last)
        if self._low(last) in self._words["kinds"] and not self._is_possessive(last - 1):
            last += 1
            if self._low(last) == "of" and self._capital(last + 1):
                last = self._run(last + 1)
        return self._over_comma(last)

    def _qualifies(self, at: int) -> bool:
        """Whether a word only qualifies the next one: `the Syrian conflict`."""
        low, after = self._low(at), self._low(at + 1)
        adjective = low in self._words["adjectives"] or low.endswith(self._endings)
        return adjective and after.isalpha() and after not in self._words["not_names"] and not self._capital(at + 1)

    def _over_comma(self, last: int) -> int:
        """`Ferrin, Karvia` is one place where a sign or the end follows."""
        if self._low(last) == "," and self._capital(last + 1) and not self._is_possessive(last - 1):
            end = self._run(last + 1)
            if end >= len(self._tokens) or self._tokens[end].text in ".,;:()":
                return end
        return last

    def _place(self, first: int, last: int, role: str) -> Place:
        start, end = self._tokens[first].start, self._tokens[last - 1].end
        low = self._text[start:end].replace("’", "'").casefold()
        for ending in sorted(self._words["possessive"], key=len, reverse=True):
            if low.endswith(ending):
                end -= len(ending)
                break
        return Place(start, end, plain(self._text[start:end]), role)
