"""Named actors: persons by title or by two names, organisations and bodies by their words, states by a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goodoffices.evidence.reading.rules import Rules
from goodoffices.evidence.reading.sentences import Sentence, Token, plain

__all__ = ["Mention", "mentions"]

_MOST_WORDS = 8


@dataclass(frozen=True)
class Mention:
    """A name in a sentence: its tokens; `start` is the first token of the name with its titles before it."""

    start: int
    first: int
    last: int
    name: str
    kind: str


def mentions(text: str, sentence: Sentence, rules: Rules) -> tuple[Mention, ...]:
    """All named actors of a sentence, in order."""
    return tuple(_Names(text, sentence, rules).found())


class _Names:
    def __init__(self, text: str, sentence: Sentence, rules: Rules) -> None:
        self._text = text
        self._tokens = sentence.tokens
        self._headline = sentence.is_headline
        self._rules = rules
        self._titles = {place for hit in sentence.of("titles") for place in range(hit.first, hit.last)}
        self._organisations = {hit.first for hit in sentence.of("organisations")}
        self._bodies = {hit.first: hit.last for hit in sentence.of("bodies")}
        self._says = {hit.first for role in ("says", "estimates") for hit in sentence.of(role)}
        self._calendar = {*rules.months, *rules.weekdays}

    def found(self) -> Iterator[Mention]:
        """Every mention; none in a headline, where every word has a capital."""
        if self._headline:
            return
        place = 0
        while place < len(self._tokens):
            mention = self._body_of(place) or (self._at(place) if self._begins(place) else None)
            if mention:
                yield mention
            place = mention.last if mention else max(place + 1, self._end(place) if self._begins(place) else 0)

    def _capital(self, place: int) -> bool:
        if not 0 <= place < len(self._tokens):
            return False
        token = self._tokens[place]
        return token.text[0].isupper() and token.low not in self._calendar

    def _begins(self, place: int) -> bool:
        token = self._tokens[place]
        return self._capital(place) and token.low not in self._rules.words["not_names"] and not self._unquoted(place)

    def _unquoted(self, place: int) -> bool:
        """A single capital letter alone, as `I` or a label, is no name."""
        return len(self._tokens[place].text) == 1 and not self._capital(place + 1) and not self._dotted(place)

    def _dotted(self, place: int) -> bool:
        return place + 1 < len(self._tokens) and self._tokens[place + 1].text == "." and self._capital(place + 2)

    def _end(self, place: int) -> int:
        """The token after the words with capitals that follow each other from a place on."""
        last = place + 1
        while last < len(self._tokens) and last - place < _MOST_WORDS and not self._is_possessive(last - 1):
            if self._capital(last) and not self._sign_between(last):
                last += 1
            elif self._tokens[last].text == "." and self._capital(last + 1) and self._is_short(last - 1):
                last += 2
            else:
                break
        return last

    def _sign_between(self, place: int) -> bool:
        return self._tokens[place].start - self._tokens[place - 1].end > 2  # noqa: PLR2004 - a space, or two

    def _is_short(self, place: int) -> bool:
        token = self._tokens[place]
        return len(token.text) == 1 or token.low in self._rules.words["abbreviations"]

    def _is_possessive(self, place: int) -> bool:
        return any(self._tokens[place].low.endswith(end) for end in self._rules.words["possessive"])

    def _at(self, place: int) -> Mention | None:
        end = self._end(place)
        first, titled = self._past_titles(place, end)
        if first >= end:
            return None
        titled = titled or (place - 1 in self._titles)
        if any(at in self._organisations for at in range(first, end)) and not titled:
            return self._organisation(place, place, self._joined(end))
        return self._plain(place, first, end, titled=titled)

    def _past_titles(self, place: int, end: int) -> tuple[int, bool]:
        """Where the name begins after adjectives and titles, and whether it has a title."""
        titles = [at for at in range(place, end) if at in self._titles]
        first = titles[-1] + 1 if titles else place
        while titles and first < end and self._tokens[first].text == ".":
            first += 1
        lead = self._tokens[first].low if first < end else ""
        if end - first > 2 and lead in self._rules.words["states"]:  # noqa: PLR2004 - a state and two names
            return first + 1, True
        return first, bool(titles)

    def _joined(self, end: int) -> int:
        """An organisation's name goes on over `of`, `for the`: `Ministry of Health`."""
        for words in (2, 1):
            link = " ".join(token.low for token in self._tokens[end : end + words])
            if (
                link in self._rules.words["joins"]
                and link not in self._rules.words["and"]
                and self._capital(end + words)
            ):
                return self._joined(self._end(end + words)) if end + words < len(self._tokens) else end
        return end

    def _organisation(self, start: int, first: int, last: int) -> Mention:
        return self._mention(start, first, last, "organisation")

    def _plain(self, place: int, first: int, end: int, *, titled: bool) -> Mention | None:
        if not titled and end < len(self._tokens) and end in self._bodies and not self._sign_between(end):
            return self._organisation(place, place, self._bodies[end])
        words = self._tokens[first:end]
        low = " ".join(token.low for token in words)
        if titled:
            return self._mention(place, first, end, "person")
        if self._is_place(place) or self._is_possessive(end - 1):
            return None
        if low in self._rules.words["states"] and self._before(place) not in self._rules.words["articles"]:
            return self._mention(place, first, end, "state")
        if len(words) == 1 and low not in self._rules.words["states"]:
            return self._single(place, words[0], end)
        return self._mention(place, first, end, "name") if len(words) > 1 else None

    def _before(self, place: int) -> str:
        return self._tokens[place - 1].low if place else ""

    def _single(self, place: int, token: Token, end: int) -> Mention | None:
        """One word: an acronym; or, within a sentence or before a word of saying, a name that is no adjective."""
        if len(token.text) > 1 and token.text.isupper():
            return self._mention(place, place, end, "organisation")
        is_adjective = token.low in self._rules.words["adjectives"] or token.low.endswith(self._rules.adjective_endings)
        if is_adjective or (place == 0 and end not in self._says) or place in self._titles:
            return None
        if self._before(place) in self._rules.words["joins"] and place - 2 in self._titles:
            return None
        opens = place > 0 and self._tokens[place - 1].text in {'"', "“", "«", "„", ":", "."}
        return None if opens and end not in self._says else self._mention(place, place, end, "name")

    def _is_place(self, place: int) -> bool:
        """Whether a word before it, or before its article, says that this is where and not who."""
        before = place - 1
        if before >= 0 and self._tokens[before].low in self._rules.words["articles"]:
            before -= 1
        return before >= 0 and self._tokens[before].low in self._rules.words["place_words"]

    def _body_of(self, place: int) -> Mention | None:
        """`government of Sarmat`: a body, and the name that follows."""
        last = self._bodies.get(place)
        if last is None or last + 1 >= len(self._tokens) or self._tokens[last].low not in self._rules.words["joins"]:
            return None
        if self._tokens[last].low in self._rules.words["and"] or not self._begins(last + 1):
            return None
        return self._organisation(place, place, self._end(last + 1))

    def _mention(self, start: int, first: int, last: int, kind: str) -> Mention:
        end = self._tokens[last - 1].end
        name = self._text[self._tokens[first].start : end]
        for ending in sorted(self._rules.words["possessive"], key=len, reverse=True):
            if name.replace("’", "'").casefold().endswith(ending):
                name = name[: len(name) - len(ending)]
                break
        return Mention(start, first, last, plain(name), kind)
