"""From a text to everything it suggests. Nothing here is a claim."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

import goodoffices
from goodoffices.errors import EvidenceError, Where
from goodoffices.evidence.reading.actors import Mention, mentions
from goodoffices.evidence.reading.around import Around, Beside
from goodoffices.evidence.reading.attach import Held, by_sentence, figures_found
from goodoffices.evidence.reading.calendar import Today
from goodoffices.evidence.reading.clauses import Clauses, clauses
from goodoffices.evidence.reading.dates import Dated, dates
from goodoffices.evidence.reading.figures import Counted, figures
from goodoffices.evidence.reading.model import (
    ActorFound,
    DateFound,
    PlaceFound,
    Reading,
    SaidFound,
    SentenceSpan,
)
from goodoffices.evidence.reading.order import Step, step_of, supported_by_order
from goodoffices.evidence.reading.places import Place, places
from goodoffices.evidence.reading.rules import Rules, load_rules
from goodoffices.evidence.reading.said import Saying, Speakers, sayings
from goodoffices.evidence.reading.sentences import Lines, sentences
from goodoffices.evidence.reading.sources import Told, told_of_sources
from goodoffices.values import Provenance

__all__ = ["read_text", "text_hash"]

_CAUTION = (
    "Suggestions made by rules. None of them is a claim: a person accepts, corrects or rejects each in a review file, "
    "and only then does a figure enter a ledger."
)
_YEARS = (1900, 2200)
_EMPTY_LINE = re.compile(r"\n[ \t]*\r?\n")


@dataclass(frozen=True)
class _Found:
    """All that one sentence gave, by characters; its words are let go. `paragraph` counts paragraphs."""

    number: int
    start: int
    end: int
    paragraph: int
    dates: tuple[Dated, ...]
    step: Step | None
    figures: tuple[Counted, ...]
    sayings: tuple[Saying, ...]
    mentions: tuple[tuple[Mention, int, int], ...]
    places: tuple[Place, ...]
    clauses: Clauses
    told: tuple[Told, ...]


def read_text(text: str, dated: dt.date, *, name: str = "", language: str = "en") -> Reading:
    """Everything that a text of a given day suggests.

    `name` is what the text is called. Raises EvidenceError for a day outside 1900 to 2200, or a language without rules.
    """
    if not _YEARS[0] <= dated.year <= _YEARS[1]:
        raise EvidenceError.of(f"the document's day is {dated}", Where(name), "Give a day between 1900 and 2200.")
    rules = load_rules(language)
    lines = Lines(text)
    parts = _parts(text, Today(dated), rules, lines)
    said, when, where = _said(text, parts, lines), _dates(text, parts, lines), _places(text, parts, lines)
    held = [Held(part.number, part.paragraph, part.figures, part.clauses, part.told) for part in parts]
    return Reading(
        text=text,
        name=name,
        dated=dated,
        language=language,
        sentences=tuple(SentenceSpan(one.number, lines.span(one.start, one.end)) for one in parts),
        figures=figures_found(text, held, said, _around(held, when, where, dated), lines, rules),
        dates=when,
        places=where,
        said=said,
        actors=_actors(text, parts, lines),
        provenance=Provenance(
            method="reading by rules",
            inputs=((f"text {name}".strip(), text_hash(text)), (f"rules {rules.language}", rules.hash)),
            version=goodoffices.__version__,
            parameters=(("dated", dated.isoformat()), ("language", language)),
            caution=_CAUTION,
        ),
    )


def _around(held: Sequence[Held], dates: Sequence[DateFound], places: Sequence[PlaceFound], dated: dt.date) -> Around:
    when, where = by_sentence(dates), by_sentence(places)
    beside = (Beside(one.paragraph, one.clauses, where.get(one.number, ()), when.get(one.number, ())) for one in held)
    return Around(tuple(beside), dated.isoformat())


def text_hash(text: str) -> str:
    """`sha256:…` of a text, its signs in UTF-8."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _parts(text: str, today: Today, rules: Rules, lines: Lines) -> tuple[_Found, ...]:
    parts: list[_Found] = []
    speakers = Speakers()
    for sentence in sentences(text, rules):
        dated = dates(text, sentence, today, rules)
        named = mentions(text, sentence, rules)
        counted = figures(sentence, [(one.start, one.end) for one in dated], rules)
        apart = bool(parts) and bool(_EMPTY_LINE.search(text, parts[-1].end, sentence.start))
        parts.append(
            _Found(
                *(sentence.number, sentence.start, sentence.end),
                paragraph=parts[-1].paragraph + apart if parts else 0,
                dates=dated,
                step=step_of(sentence, rules) if len(dated) == 1 else None,
                figures=counted,
                sayings=sayings(text, sentence, named, speakers, rules),
                mentions=tuple(
                    (one, sentence.tokens[one.first].start, sentence.tokens[one.last - 1].end) for one in named
                ),
                places=places(text, sentence, named, rules),
                clauses=clauses(sentence, [one.start for one in counted], rules),
                told=told_of_sources(sentence, lines),
            )
        )
        speakers = speakers.after(named)
    return tuple(parts)


def _said(text: str, parts: Sequence[_Found], lines: Lines) -> tuple[SaidFound, ...]:
    found: list[SaidFound] = []
    for part in parts:
        for one in part.sayings:
            span = lines.span(one.start, one.end)
            place = (f"s{len(found) + 1}", span, span.of(text), part.number)
            found.append(SaidFound(*place, by=one.by, verb=one.verb, estimated=one.estimated, quoted=one.quoted))
    return tuple(found)


def _dates(text: str, parts: Sequence[_Found], lines: Lines) -> tuple[DateFound, ...]:
    told = [(part, one) for part in parts for one in part.dates]
    decided = supported_by_order([(one, part.step) for part, one in told])
    found = []
    for place, ((part, _), one) in enumerate(zip(told, decided, strict=True), 1):
        span = lines.span(one.start, one.end)
        identity = (f"d{place}", span, span.of(text), part.number)
        found.append(DateFound(*identity, one.meanings, one.supported, one.why, one.bound))
    return tuple(found)


def _places(text: str, parts: Sequence[_Found], lines: Lines) -> tuple[PlaceFound, ...]:
    found: list[PlaceFound] = []
    for part in parts:
        for one in part.places:
            span = lines.span(one.start, one.end)
            identity = (f"p{len(found) + 1}", span, span.of(text), part.number)
            found.append(PlaceFound(*identity, name=one.name, role=one.role))
    return tuple(found)


def _actors(text: str, parts: Sequence[_Found], lines: Lines) -> tuple[ActorFound, ...]:
    """Each name once, where it first stands."""
    first: dict[str, tuple[Mention, int, int, int]] = {}
    again: dict[str, int] = {}
    for part in parts:
        for one, start, end in part.mentions:
            first.setdefault(one.name, (one, start, end, part.number))
            again[one.name] = again.get(one.name, -1) + 1
    found = []
    for place, (name, (one, start, end, number)) in enumerate(first.items(), 1):
        span = lines.span(start, end)
        found.append(ActorFound(f"a{place}", span, span.of(text), number, name=name, kind=one.kind, again=again[name]))
    return tuple(found)
