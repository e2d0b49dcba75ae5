"""What a reading of a text suggests, as frozen values. A suggestion is no claim: a person makes it one, or does not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from goodoffices.evidence.claims import Figure
from goodoffices.values import Period, Provenance

__all__ = [
    "ActorFound",
    "DateFound",
    "FigureFound",
    "Meaning",
    "Option",
    "Options",
    "PlaceFound",
    "Reading",
    "SaidFound",
    "SentenceSpan",
    "SourceWords",
    "Span",
    "Suggestion",
]


@dataclass(frozen=True, order=True)
class Span:
    """A piece of a text: characters from `start` to before `end`, counted from 0; line and column from 1."""

    start: int
    end: int
    line: int
    column: int

    def of(self, text: str) -> str:
        """The words of the text that the span points at."""
        return text[self.start : self.end]

    def meets(self, start: int, end: int) -> bool:
        """Whether it shares a character with another span."""
        return self.start < end and start < self.end


@dataclass(frozen=True)
class Suggestion:
    """Something found. `quotation` is the text of the span, letter for letter; `id` is its name in the reading."""

    id: str
    span: Span
    quotation: str
    sentence: int


@dataclass(frozen=True)
class Option:
    """One thing that the place or the period of a figure can be, as a ledger writes it, and why it comes into question.

    It rests on the words of the suggestion `of`; "" where it rests on the day of the document.
    """

    value: str
    of: str
    span: Span | None
    why: str


@dataclass(frozen=True)
class Options:
    """All that the place or the period of a figure can be, the likeliest first.

    `supported` is the only one of the figure's own clause or sentence; None where there is none, or are several.
    """

    known: tuple[Option, ...] = ()
    supported: Option | None = None


@dataclass(frozen=True)
class SourceWords:
    """Words that tell what a figure rests on, and what sort of source they speak of. A grade is a person's judgement:
    these are what it can go by."""

    kind: str
    span: Span
    quotation: str


@dataclass(frozen=True)
class FigureFound(Suggestion):
    """A number of people or things, and what seems to be counted; "" where the text's words do not tell.

    `claimant` is who is said to say so, `said` the suggestion that it rests on. `why` tells how the operator was read.
    `place` and `period` hold all that these can be, `source` the words that its grade can go by.
    """

    figure: Figure
    unit: str
    harm: str
    population: str
    measure: str
    claimant: str
    said: str
    why: str
    place: Options = Options()
    period: Options = Options()
    source: tuple[SourceWords, ...] = ()


@dataclass(frozen=True)
class PlaceFound(Suggestion):
    """A named place where it stands. `role` is `at`, `from` (where somebody left), `to`, `told` (where it was said) or
    `dateline`."""

    name: str
    role: str


@dataclass(frozen=True)
class ActorFound(Suggestion):
    """A named actor where it is first named. `kind` is person, organisation, state or name; `again` counts later."""

    name: str
    kind: str
    again: int


@dataclass(frozen=True)
class Meaning:
    """One thing that a date can mean, and by which way of reading it."""

    period: Period
    reading: str


@dataclass(frozen=True)
class DateFound(Suggestion):
    """A date in words and all it can mean, the usual first; what is dated is its sentence.

    `supported` is the meaning that the text itself supports, None where it decides nothing; `why` says by what.
    `bound` is `since`, `until`, `aside` (before or after it) or `told` (when it was said), where a word says so.
    """

    meanings: tuple[Meaning, ...]
    supported: Meaning | None
    why: str
    bound: str = ""

    @property
    def best(self) -> Meaning:
        """The supported meaning, else the usual one."""
        return self.supported or self.meanings[0]


@dataclass(frozen=True)
class SaidFound(Suggestion):
    """What is said, by whoever is said to say so. `verb` is how: `said`, `estimates`, `according to`."""

    by: str
    verb: str
    estimated: bool
    quoted: bool


@dataclass(frozen=True)
class SentenceSpan:
    """A sentence of the text, by its place in it."""

    number: int
    span: Span


@dataclass(frozen=True)
class Reading:
    """All that was suggested of one text, each kind in the order of the text."""

    text: str
    name: str
    dated: dt.date
    language: str
    sentences: tuple[SentenceSpan, ...]
    figures: tuple[FigureFound, ...]
    dates: tuple[DateFound, ...]
    places: tuple[PlaceFound, ...]
    said: tuple[SaidFound, ...]
    actors: tuple[ActorFound, ...]
    provenance: Provenance

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """All suggestions, in the order of the text."""
        found = (*self.figures, *self.dates, *self.places, *self.said, *self.actors)
        return tuple(sorted(found, key=lambda one: (one.span, one.id)))
