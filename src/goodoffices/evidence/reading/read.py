"""From a text to everything it suggests. Nothing here is a claim."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import goodoffices
from goodoffices.errors import EvidenceError, Where
from goodoffices.evidence.claims import Figure, Operator
from goodoffices.evidence.reading.actors import Mention, mentions
from goodoffices.evidence.reading.calendar import Today
from goodoffices.evidence.reading.dates import Dated, dates
from goodoffices.evidence.reading.figures import Counted, figures
from goodoffices.evidence.reading.model import (
    ActorFound,
    DateFound,
    FigureFound,
    Reading,
    SaidFound,
    SentenceSpan,
)
from goodoffices.evidence.reading.order import Step, step_of, supported_by_order
from goodoffices.evidence.reading.rules import Rules, load_rules
from goodoffices.evidence.reading.said import Saying, Speakers, sayings
from goodoffices.evidence.reading.sentences import Lines, sentences
from goodoffices.values import Provenance

__all__ = ["read_text", "text_hash"]

_CAUTION = "Suggestions made by rules. None of them is a claim until a person has confirmed it."
_YEARS = (1900, 2200)


@dataclass(frozen=True)
class _Found:
    """All that one sentence gave, by characters; its words are let go."""

    number: int
    start: int
    end: int
    dates: tuple[Dated, ...]
    step: Step | None
    figures: tuple[Counted, ...]
    sayings: tuple[Saying, ...]
    mentions: tuple[tuple[Mention, int, int], ...]


def read_text(text: str, dated: dt.date, *, name: str = "", language: str = "en") -> Reading:
    """Everything that a text of a given day suggests.

    `name` is what the text is called. Raises EvidenceError for a day outside 1900 to 2200, or a language without rules.
    """
    if not _YEARS[0] <= dated.year <= _YEARS[1]:
        raise EvidenceError.of(f"the document's day is {dated}", Where(name), "Give a day between 1900 and 2200.")
    rules = load_rules(language)
    parts = _parts(text, Today(dated), rules)
    lines = Lines(text)
    said = _said(text, parts, lines)
    return Reading(
        text=text,
        name=name,
        dated=dated,
        language=language,
        sentences=tuple(SentenceSpan(one.number, lines.span(one.start, one.end)) for one in parts),
        figures=_figures(text, parts, said, lines, rules),
        dates=_dates(text, parts, lines),
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


def text_hash(text: str) -> str:
    """`sha256:…` of a text, its signs in UTF-8."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _parts(text: str, today: Today, rules: Rules) -> tuple[_Found, ...]:
    parts = []
    speakers = Speakers()
    for sentence in sentences(text, rules):
        dated = dates(text, sentence, today, rules)
        named = mentions(text, sentence, rules)
        parts.append(
            _Found(
                *(sentence.number, sentence.start, sentence.end, dated),
                step=step_of(sentence, rules) if len(dated) == 1 else None,
                figures=figures(sentence, [(one.start, one.end) for one in dated], rules),
                sayings=sayings(text, sentence, named, speakers, rules),
                mentions=tuple(
                    (one, sentence.tokens[one.first].start, sentence.tokens[one.last - 1].end) for one in named
                ),
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


def _figures(
    text: str, parts: Sequence[_Found], said: Sequence[SaidFound], lines: Lines, rules: Rules
) -> tuple[FigureFound, ...]:
    by_sentence: dict[int, list[SaidFound]] = {}
    for one in said:
        by_sentence.setdefault(one.sentence, []).append(one)
    found: list[FigureFound] = []
    for part in parts:
        for counted in part.figures:
            covering = [one for one in by_sentence.get(part.number, ()) if one.span.meets(counted.start, counted.end)]
            source = min(covering, key=lambda one: one.span.end - one.span.start) if covering else None
            span = lines.span(counted.start, counted.end)
            figure, why = _estimated(counted, source)
            found.append(
                FigureFound(
                    *(f"f{len(found) + 1}", span, span.of(text), part.number),
                    figure=figure,
                    unit=counted.unit,
                    harm=counted.harm,
                    population=counted.population or "all",
                    measure=rules.harms[counted.harm].measure if counted.harm else "",
                    claimant=source.by if source else "",
                    said=source.id if source else "",
                    why=why,
                )
            )
    return tuple(found)


def _estimated(counted: Counted, source: SaidFound | None) -> tuple[Figure, str]:
    """A number without a word that is told as an estimate is about that number."""
    if source and source.estimated and counted.rounded and counted.figure.value is not None:
        return Figure(Operator.ABOUT, counted.figure.value), f"“{source.verb}”"
    return counted.figure, counted.why


def _dates(text: str, parts: Sequence[_Found], lines: Lines) -> tuple[DateFound, ...]:
    told = [(part, one) for part in parts for one in part.dates]
    decided = supported_by_order([(one, part.step) for part, one in told])
    found = []
    for place, ((part, _), one) in enumerate(zip(told, decided, strict=True), 1):
        span = lines.span(one.start, one.end)
        identity = (f"d{place}", span, span.of(text), part.number)
        found.append(DateFound(*identity, meanings=one.meanings, supported=one.supported, why=one.why))
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
