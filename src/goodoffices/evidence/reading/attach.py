"""Figures with what stands around them: who says so, where and when, and on what it rests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from goodoffices.evidence.claims import Figure, Operator
from goodoffices.evidence.reading.around import Around, Subject
from goodoffices.evidence.reading.clauses import Clauses
from goodoffices.evidence.reading.figures import Counted
from goodoffices.evidence.reading.model import FigureFound, SaidFound, Span, Suggestion
from goodoffices.evidence.reading.rules import Rules
from goodoffices.evidence.reading.sentences import Lines
from goodoffices.evidence.reading.sources import Told, source_words

__all__ = ["Held", "by_sentence", "figures_found"]

S = TypeVar("S", bound=Suggestion)


@dataclass(frozen=True)
class Held:
    """What a sentence holds that has no place in the text yet."""

    number: int
    paragraph: int
    figures: tuple[Counted, ...]
    clauses: Clauses
    told: tuple[Told, ...]


def figures_found(
    text: str,
    held: Sequence[Held],
    said: Sequence[SaidFound],
    around: Around,
    lines: Lines,
    rules: Rules,
) -> tuple[FigureFound, ...]:
    """All figures of a text, in order."""
    told = by_sentence(said)
    found: list[FigureFound] = []
    for at, sentence in enumerate(held):
        goes_on = at + 1 < len(held) and held[at + 1].paragraph == sentence.paragraph
        after = held[at + 1].told if goes_on else ()
        sayings = told.get(sentence.number, ())
        for counted in sentence.figures:
            span = lines.span(counted.start, counted.end)
            place = (f"f{len(found) + 1}", span, span.of(text), sentence.number)
            plain = _plain(place, counted, _narrowest(counted, sayings), rules)
            found.append(_with_rest(plain, sentence, after, sayings, around, text))
    return tuple(found)


def by_sentence(found: Sequence[S]) -> Mapping[int, tuple[S, ...]]:
    """What was found, by the number of its sentence."""
    known: dict[int, tuple[S, ...]] = {}
    for one in found:
        known[one.sentence] = (*known.get(one.sentence, ()), one)
    return known


def _narrowest(counted: Counted, sayings: Sequence[SaidFound]) -> SaidFound | None:
    """The narrowest statement that a figure stands in."""
    covering = [one for one in sayings if one.span.meets(counted.start, counted.end)]
    return min(covering, key=lambda one: one.span.end - one.span.start) if covering else None


def _plain(place: tuple[str, Span, str, int], counted: Counted, source: SaidFound | None, rules: Rules) -> FigureFound:
    figure, why = _estimated(counted, source)
    return FigureFound(
        *place,
        figure=figure,
        unit=counted.unit,
        harm=counted.harm,
        population=counted.population or "all",
        measure=rules.harms[counted.harm].measure if counted.harm else "",
        claimant=source.by if source else "",
        said=source.id if source else "",
        why=why,
    )


def _with_rest(
    one: FigureFound,
    sentence: Held,
    after: Sequence[Told],
    sayings: Sequence[SaidFound],
    around: Around,
    text: str,
) -> FigureFound:
    """The same with where, when and on what it rests."""
    source = next((said for said in sayings if said.id == one.said), None)
    subject = Subject(one.sentence, one.span, one.harm, one.measure, source)

    def beside(span: Span) -> bool:
        return len(sayings) == 1 or sentence.clauses.same(one.span.start, span.start)

    words = source_words(sentence.told, after, source, text, beside=beside)
    return replace(one, place=around.place(subject), period=around.period(subject), source=words)


def _estimated(counted: Counted, source: SaidFound | None) -> tuple[Figure, str]:
    """A number without a word that is told as an estimate is about that number."""
    if source and source.estimated and counted.rounded and counted.figure.value is not None:
        return Figure(Operator.ABOUT, counted.figure.value), f"“{source.verb}”"
    return counted.figure, counted.why
