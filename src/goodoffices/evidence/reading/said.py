"""Who is said to say what: a verb of saying, its speaker, and the words that are theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goodoffices.evidence.reading.actors import Mention
from goodoffices.evidence.reading.rules import Rules
from goodoffices.evidence.reading.sentences import Hit, Sentence

__all__ = ["Saying", "Speakers", "sayings"]

_FAR = 9
_NEAR = 2
_TAIL = 7
_LEAST = 3


@dataclass(frozen=True)
class Saying:
    """Characters of what is said, and by whom; `by` is a name or, where nobody is named, a word as `activists`."""

    start: int
    end: int
    by: str
    verb: str
    estimated: bool
    quoted: bool


@dataclass(frozen=True)
class Speakers:
    """Who spoke last, for `he` and `it`."""

    person: str = ""
    body: str = ""

    def after(self, found: Sequence[Mention]) -> Speakers:
        """The same after a sentence with these mentions."""
        persons = [one.name for one in found if one.kind in {"person", "name"}]
        bodies = [one.name for one in found if one.kind in {"organisation", "state"}]
        return Speakers(persons[-1] if persons else self.person, bodies[-1] if bodies else self.body)


def sayings(
    text: str, sentence: Sentence, found: Sequence[Mention], before: Speakers, rules: Rules
) -> tuple[Saying, ...]:
    """All sayings of a sentence, in order."""
    return tuple(sorted(_Sayings(text, sentence, found, before, rules).found(), key=lambda one: (one.start, one.end)))


class _Sayings:
    def __init__(self, text: str, sentence: Sentence, found: Sequence[Mention], before: Speakers, rules: Rules) -> None:
        self._text = text
        self._sentence = sentence
        self._tokens = sentence.tokens
        self._rules = rules
        self._quotes = list(self._quoted())
        inside = {place for first, last in self._quotes for place in range(first, last)}
        self._inside = inside
        self._speakers = sorted(self._all_speakers(found, before), key=lambda one: one.first)
        roles = ("says", "estimates", "participles", "according")
        verbs = [hit for role in roles for hit in sentence.of(role) if hit.first not in inside]
        estimates = {hit.first for hit in sentence.of("estimates")}
        kept = [hit for hit in verbs if hit.role != "says" or hit.first not in estimates]
        self._verbs = sorted(kept, key=lambda hit: hit.first)

    def found(self) -> Iterator[Saying]:
        """Every verb of saying that has a speaker."""
        last = ""
        for verb in self._verbs:
            if verb.role == "according":
                saying = self._according(verb)
            else:
                speaker = self._speaker(verb, last)
                saying = self._saying(verb, speaker) if speaker else None
            if saying:
                last = saying.by
                yield saying

    def _quoted(self) -> Iterator[tuple[int, int]]:
        """Quotations as tokens, the signs left out; one that does not end here reaches to the end."""
        place = 0
        pairs = {pair[0]: pair[1] for pair in self._rules.quotes}
        while place < len(self._tokens):
            close = pairs.get(self._tokens[place].text)
            if close is None:
                place += 1
                continue
            end = place + 1
            while end < len(self._tokens) and self._tokens[end].text != close:
                end += 1
            if end > place + 1:
                yield place + 1, end
            place = end + 1

    def _all_speakers(self, found: Sequence[Mention], before: Speakers) -> Iterator[Mention]:
        """Names, generic speakers, and pronouns with whoever spoke before."""
        yield from (one for one in found if one.first not in self._inside)
        names = {place for one in found for place in range(one.start, one.last)}
        for hit in self._sentence.of("speakers"):
            if hit.first not in self._inside and not names & set(range(hit.first, hit.last)):
                words = " ".join(token.text for token in self._tokens[hit.first : hit.last])
                yield Mention(hit.first, hit.first, hit.last, words, "group")
        for place, token in enumerate(self._tokens):
            person, body = token.low in self._rules.words["persons"], token.low in self._rules.words["bodies"]
            if place in self._inside or not (person or body):
                continue
            here = before.after([one for one in found if one.last <= place])
            name = here.person if person else here.body
            if name:
                yield Mention(place, place, place + 1, name, "pronoun")

    def _speaker(self, verb: Hit, last: str) -> Mention | None:
        """Whoever says it: before the verb, or right after it."""
        left = [one for one in self._speakers if one.last <= verb.first]
        near = left[-1] if left else None
        if verb.role == "participles":
            return next((one for one in reversed(left) if one.name == last), left[0] if left else None)
        if near and self._reaches(near, verb):
            return near
        right = next((one for one in self._speakers if verb.last <= one.start <= verb.last + _NEAR), None)
        if right and not self._has(verb.last, right.start, ",;:") and not self._that(verb):
            return right
        return None

    def _reaches(self, near: Mention, verb: Hit) -> bool:
        """Whether only an apposition or a few words stand between a name and its verb."""
        gap = self._tokens[near.last : verb.first]
        if len(gap) > _FAR or any(token.text in ";:.!?" for token in gap) or self._crosses(near, verb):
            return False
        commas = sum(token.text == "," for token in gap)
        if commas == 0:
            return len(gap) <= _LEAST
        return gap[-1].text == "," and (commas == 2 or len(gap) == 1)  # noqa: PLR2004 - around an apposition

    def _crosses(self, near: Mention, verb: Hit) -> bool:
        """Whether a quotation or another verb of saying lies between."""
        if any(near.last <= place < verb.first for quote in self._quotes for place in quote):
            return True
        return any(near.last <= other.first < verb.first for other in self._verbs)

    def _has(self, first: int, last: int, signs: str) -> bool:
        return any(token.text in signs for token in self._tokens[first:last])

    def _that(self, verb: Hit) -> bool:
        return verb.last < len(self._tokens) and self._tokens[verb.last].low in self._rules.words["that"]

    def _saying(self, verb: Hit, speaker: Mention) -> Saying | None:
        after = max(verb.last, speaker.last)
        if quote := self._nearest_quote(verb):
            return self._made(*quote, verb, speaker, quoted=True)
        ends = len(self._tokens)
        before = min(verb.first, speaker.start)
        comma = self._comma(before)
        rest = [token for token in self._tokens[after:] if token.text[0].isalnum()]
        mid = after < ends and self._tokens[after].text == "," and bool(rest)
        if self._that(verb) or (mid and len(rest) >= _LEAST):
            return self._made(after + 1, ends, verb, speaker)
        if verb.role != "participles" and len(rest) < _TAIL and comma > len(rest):
            return self._made(self._clause(comma), comma, verb, speaker)
        return self._made(after, self._stop(after), verb, speaker)

    def _comma(self, before: int) -> int:
        """The comma a few words before a speaker (`, a spokesman for the Mission said`); 0 where there is none."""
        near = range(before - 1, max(before - 1 - _TAIL, 0), -1)
        return next((place for place in near if self._tokens[place].text == ","), 0)

    def _nearest_quote(self, verb: Hit) -> tuple[int, int] | None:
        """The quotation nearest to a verb that belongs to no other verb; of equals the one that follows."""

        def apart(quote: tuple[int, int]) -> int:
            return quote[0] - verb.last if quote[0] >= verb.last else verb.first - quote[1] + 1

        mine = [
            quote
            for quote in self._quotes
            if not any(
                verb.last <= other.first < quote[0] or quote[1] <= other.first < verb.first for other in self._verbs
            )
        ]
        return min(mine, key=apart) if mine else None

    def _clause(self, before: int) -> int:
        """Where the clause that ends at a token begins: after the last semicolon or colon."""
        return next((place + 1 for place in range(before - 1, -1, -1) if self._tokens[place].text == ";"), 0)

    def _stop(self, after: int) -> int:
        return next((p for p in range(after, len(self._tokens)) if self._tokens[p].text == ";"), len(self._tokens))

    def _according(self, verb: Hit) -> Saying | None:
        speaker = next((one for one in self._speakers if verb.last <= one.start <= verb.last + _NEAR), None)
        if not speaker:
            return None
        start = self._clause(verb.first)
        before = verb.first - (self._tokens[verb.first - 1].text in ",(" if verb.first else 0)
        if before - start >= _LEAST:
            return self._made(start, before, verb, speaker)
        return self._made(speaker.last, self._stop(speaker.last), verb, speaker)

    def _made(self, first: int, last: int, verb: Hit, speaker: Mention, *, quoted: bool = False) -> Saying | None:
        """The saying of these tokens, without signs at its ends."""
        first = max(first, 0)
        while first < last and not self._tokens[first].text[0].isalnum():
            first += 1
        while last > first and self._tokens[last - 1].text in {",", ".", ";", ":"}:
            last -= 1
        if last <= first:
            return None
        words = self._text[self._tokens[verb.first].start : self._tokens[verb.last - 1].end]
        start, end = self._tokens[first].start, self._tokens[last - 1].end
        return Saying(start, end, speaker.name, " ".join(words.split()), verb.role == "estimates", quoted)
