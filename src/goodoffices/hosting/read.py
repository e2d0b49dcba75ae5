"""From the key `hosts` of a file to Hosts: all that is wrong at once, each with line, column and remedy."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from goodoffices.dossier import Judgement, Part, Parts, Reading, branch_parts, nearest, quoted
from goodoffices.hosting import keys
from goodoffices.hosting.model import (
    Conflict,
    Hosted,
    Hosts,
    Point,
    Points,
    Practical,
    Rating,
    RollCall,
    Said,
    Standing,
)
from goodoffices.hosting.states import is_state, state_of
from goodoffices.values import Period, Secret

__all__ = ["read_hosts"]

_POINT: Final = re.compile(
    r"\s*([+-]?\d{1,3}(?:\.\d+)?)\s*,\s*([+-]?\d{1,3}(?:\.\d+)?)\s*\.\.\s*([+-]?\d{1,3}(?:\.\d+)?)\s*"
)
_ISO3: Final = "A code of three letters as in ISO 3166, as KAZ."
T = TypeVar("T")


def read_hosts(reading: Reading, part: Part) -> Hosts:
    """The hosts of a file; what is wrong with them goes to the problems of `reading`."""
    parts = reading.branch(part, "`hosts:` and below it `parties:`, `conflict:` and what is known of candidates")
    reading.known(parts, keys.HOSTS)
    reader = _Reader(reading, parts)
    return Hosts(
        conflict=reader.conflict(),
        parties=reader.parties(),
        candidates=reader.states(parts, "candidates"),
        points=reader.points(),
        roll_calls=reader.rows("roll_calls", keys.ROLL_CALL, reader.roll_call),
        said=reader.rows("said", keys.SAID, reader.said),
        record=reader.rows("record", keys.RECORD, reader.hosted),
        practical=reader.rows("practical", keys.PRACTICAL, reader.practical),
        ratings=Secret(reader.rows("ratings", keys.RATING, reader.rating)),
        by=reading.text(parts, "by"),
        caution=reading.text(parts, "caution"),
    )


class _Reader:
    """Reads the parts of it."""

    def __init__(self, reading: Reading, parts: Parts) -> None:
        self.reading, self.parts = reading, parts

    def rows(self, key: str, known: Sequence[str], read: Callable[[Part, Parts], T | None]) -> tuple[T, ...]:
        """The items of a list, each a mapping; one that cannot be read is left out, its problem told."""
        found = []
        for row in self.reading.rows(self.parts.get(key), f"a list, each item as `- {{{known[0]}: …, {known[1]}: …}}`"):
            parts = self.reading.branch(row, f"`{{{known[0]}: …, {known[1]}: …}}`")
            self.reading.known(parts, known)
            if parts and (value := read(row, parts)) is not None:
                found.append(value)
        return tuple(found)

    def texts(self, parts: Parts, key: str) -> tuple[str, ...]:
        """Several texts, or one."""
        part = parts.get(key)
        if part is None or part.is_empty:
            return ()
        rows = [part] if part.text else self.reading.rows(part, f"`{key}: [one, another]`")
        return tuple(text for row in rows if (text := self.reading.plain(row).strip()))

    def state(self, part: Part) -> str:
        """The code of a state; anything else is a problem."""
        text = self.reading.plain(part).strip().upper()
        if text and not is_state(text):
            guess = state_of(text, part.text)
            remedy = f"Write {guess}." if guess else _ISO3
            self.reading.problems.add(part, f"{quoted(part.text)} is no code of a state", remedy)
            return ""
        return text

    def states(self, parts: Parts, key: str) -> tuple[str, ...]:
        """Codes of states, each once."""
        part = parts.get(key)
        if part is None or part.is_empty:
            return ()
        rows = [part] if part.text else self.reading.rows(part, f"`{key}: [KAZ, CHE]`")
        return tuple(dict.fromkeys(code for row in rows if (code := self.state(row))))

    def conflict(self) -> Conflict:
        """Which roll calls are on it, and where it is."""
        parts = self.reading.branch(self.parts.get("conflict"), "`{words: [Syrian Arab Republic], states: [SYR]}`")
        self.reading.known(parts, keys.CONFLICT)
        return Conflict(
            words=self.texts(parts, "words"),
            without=self.texts(parts, "without"),
            since=self.reading.date(parts, "since"),
            until=self.reading.date(parts, "until"),
            resolutions=self.texts(parts, "resolutions"),
            states=self.states(parts, "states"),
            judgement=self.reading.judgement(parts),
        )

    def parties(self) -> tuple[Standing, ...]:
        """A state for each party, or its declared backers."""
        found = []
        part = self.parts.get("parties")
        for name, entry in self.reading.branch(part, "`gov: SYR`, or `opp: {backers: [TUR, QAT]}`").items():
            self.reading.id(entry, name)
            if self.reading.parties and name not in self.reading.parties:
                remedy = nearest(name, self.reading.parties, "The parties")
                self.reading.problems.add(entry, f"{quoted(name)} is no party of the dossier", remedy, at_key=True)
            if entry.text:
                state = self.state(entry)
                found += [Standing(entry.id, (state,))] if state else []
                continue
            parts = self.reading.branch(entry, "a state, or `{backers: [TUR, QAT], source: S1}`")
            self.reading.known(parts, keys.PARTY)
            judgement = self.reading.judgement(parts)
            own, backers = self.states(parts, "state")[:1], self.states(parts, "backers")
            if bool(own) == bool(backers):
                remedy = "Write `state: SYR` for a state, `backers: [TUR, QAT]` for a party that is none."
                self.reading.problems.add(entry, f"{quoted(name)} needs a state, or backers", remedy, at_key=True)
            found.append(Standing(entry.id, own or backers, not own, judgement))
        return tuple(found)

    def points(self) -> Points | None:
        """Ideal points copied from a data set, as `71: "-0.418, -0.641..-0.195"`."""
        part = self.parts.get("ideal_points")
        if part is None or part.is_empty:
            return None
        parts = self.reading.branch(part, "`{unit: session, of: …, states: {KAZ: {71: -0.4, -0.6..-0.2}}}`")
        self.reading.known(parts, keys.POINTS)
        unit = self.word(part, parts, "unit", keys.UNITS)
        of = self.reading.text(parts, "of", part, "Write `of:` and whose estimate they are, and of which release.")
        found = []
        for name, entry in self.reading.branch(parts.get("states"), '`KAZ: {71: "-0.418, -0.641..-0.195"}`').items():
            if not is_state(name):
                self.reading.problems.add(entry, f"{quoted(name)} is no code of a state", _ISO3, at_key=True)
            for time, value in branch_parts(entry).items():
                point = self.point(name, time, value)
                found += [point] if point else []
        return Points(unit, of, tuple(found), self.reading.judgement(parts))

    def point(self, state: str, time: str, value: Part) -> Point | None:
        """One of them."""
        match = _POINT.fullmatch(self.reading.plain(value))
        if not match or not (time.isascii() and time.isdigit() and len(time) <= 4):  # noqa: PLR2004 - a year
            remedy = 'Write the time, the point and its 5 % and 95 %: `71: "-0.418, -0.641..-0.195"`.'
            self.reading.problems.add(value, f"{quoted(value.text)} is no ideal point", remedy)
            return None
        point, low, high = (float(text) for text in match.groups())
        if not low <= point <= high:
            self.reading.problems.add(value, "the ideal point lies outside its interval", "Check the three numbers.")
            return None
        return Point(state, int(time), point, low, high)

    def roll_call(self, row: Part, parts: Parts) -> RollCall | None:
        """A date, a resolution and votes, as `KAZ Y, CHE A`."""
        date = self.dated(row, parts)
        resolution = self.reading.text(parts, "resolution", row, "Write `resolution: A/RES/71/203`.")
        votes = {}
        for word in self.reading.text(parts, "votes", row, "Write `votes: KAZ Y, CHE A`.").split(","):
            state, _, vote = word.strip().partition(" ")
            if not (is_state(state) and vote.strip() in keys.VOTES):
                remedy = "A state and its vote, Y, N or A, with commas between: `KAZ Y, CHE A`."
                self.reading.problems.add(parts.get("votes", row), f"{quoted(word.strip())} is no vote", remedy)
            else:
                votes[state] = vote.strip()
        source = self.reading.judgement(parts).source
        return RollCall(date.text, resolution, self.reading.text(parts, "title"), votes, source) if date else None

    def said(self, row: Part, parts: Parts) -> Said | None:
        """Somebody's words on a candidate."""
        candidate, date = self.one(row, parts, "candidate"), self.dated(row, parts)
        words = self.reading.text(parts, "words", row, "Write `words:` and what was said, word for word.")
        source = self.sourced(row, parts)
        return Said(candidate, words, date, source) if date else None

    def hosted(self, row: Part, parts: Parts) -> Hosted | None:
        """A round or a mediation."""
        candidate, date = self.one(row, parts, "candidate"), self.dated(row, parts)
        what = self.word(row, parts, "what", keys.WHATS)
        title = self.reading.text(parts, "title", row, "Write `title:` and what it was.")
        told = self.reading.text(parts, "with"), self.reading.text(parts, "ended"), self.sourced(row, parts)
        return Hosted(candidate, date, what, title, *told) if date else None

    def practical(self, row: Part, parts: Parts) -> Practical | None:
        """A fact with date and source."""
        candidate, date = self.one(row, parts, "candidate"), self.dated(row, parts)
        topic = self.word(row, parts, "topic", keys.TOPICS)
        says = self.reading.text(parts, "says", row, "Write `says:` and the fact.")
        source = self.sourced(row, parts)
        return Practical(candidate, topic, self.reading.text(parts, "about"), says, date, source) if date else None

    def rating(self, row: Part, parts: Parts) -> Rating | None:
        """A party's own word, in confidence."""
        party = self.reading.text(parts, "party", row, "Write `party:` and its id.")
        if party and self.reading.parties and party not in self.reading.parties:
            remedy = nearest(party, self.reading.parties, "The parties")
            self.reading.problems.add(parts["party"], f"{quoted(party)} is no party of the dossier", remedy)
        candidate = self.one(row, parts, "candidate")
        if "rating" not in parts:
            self.reading.problems.add(row, "the row has no `rating`", "Write `rating: 60`, or `rating: 40..70`.")
            return None
        rating = self.reading.estimate(parts["rating"], 0, 100)
        judgement: Judgement = self.reading.judgement(parts)
        return Rating(party, candidate, rating, self.reading.date(parts), judgement) if rating else None

    def one(self, row: Part, parts: Parts, key: str) -> str:
        """The state of a key that must be there."""
        self.reading.text(parts, key, row, f"Write `{key}: KAZ`.")
        return self.state(parts[key]) if key in parts else ""

    def dated(self, row: Part, parts: Parts) -> Period | None:
        """The date of a row that must have one."""
        self.reading.text(parts, "date", row, "Write `date: 2015-05-25`; a month or a year does.")
        return self.reading.date(parts)

    def sourced(self, row: Part, parts: Parts) -> str:
        """The sources of a row that must name one."""
        self.reading.text(parts, "source", row, "Write `source:` and the id of an entry under `sources`.")
        return self.reading.judgement(parts).source

    def word(self, row: Part, parts: Parts, key: str, known: Sequence[str]) -> str:
        """One of some words."""
        text = self.reading.text(parts, key, row, f"Write `{key}: {known[0]}`.").casefold()
        if text and text not in known:
            remedy = nearest(text, known) or f"One of {', '.join(known)}."
            self.reading.problems.add(parts[key], f"{quoted(text)} is not read here", remedy)
        return text
