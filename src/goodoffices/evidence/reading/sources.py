"""Words that tell what a figure rests on. They are shown to whoever grades it; no grade is made of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from goodoffices.evidence.reading.model import SaidFound, SourceWords, Span
from goodoffices.evidence.reading.sentences import Lines, Sentence

__all__ = ["Told", "source_words", "told_of_sources"]


@dataclass(frozen=True)
class Told:
    """Words about a source in a sentence. `of_speaker`: they count only beside a speaker; `after`: for the sentence
    before, too."""

    kind: str
    span: Span
    of_speaker: bool
    after: bool


def told_of_sources(sentence: Sentence, lines: Lines) -> tuple[Told, ...]:
    """All such words of a sentence, in order."""
    tokens = sentence.tokens
    made = (
        Told(
            hit.value,
            lines.span(tokens[hit.first].start, tokens[hit.last - 1].end),
            of_speaker=role == "source of a speaker",
            after=role == "source, after too",
        )
        for role in ("source", "source, after too", "source of a speaker")
        for hit in sentence.of(role)
    )
    return tuple(sorted(made, key=lambda one: one.span))


def source_words(
    own: Sequence[Told], after: Sequence[Told], said: SaidFound | None, text: str, *, beside: Callable[[Span], bool]
) -> tuple[SourceWords, ...]:
    """What bears on a figure: words of its sentence, those of a speaker only outside what is said and `beside` it; and
    some of the sentence after."""
    kept = [one for one in own if not one.of_speaker or (said and not _within(one, said) and beside(one.span))]
    kept += [one for one in after if one.after]
    return tuple(SourceWords(one.kind, one.span, one.span.of(text)) for one in kept)


def _within(one: Told, said: SaidFound) -> bool:
    return said.span.meets(one.span.start, one.span.end)
