"""A reading as Sections: its sentences, with what was found in each."""

from __future__ import annotations

from goodoffices.evidence.reading.model import Reading, Suggestion
from goodoffices.evidence.reading.words import kind, still_open, told
from goodoffices.values import Block, Cell, Column, Note, Period, Section, Table, plural, spoken_date

__all__ = ["reading_sections"]

_CAUTION = (
    "These are suggestions made by rules. None of them is a claim: a person accepts, corrects or rejects each in a "
    "review file, and only then does a figure enter a ledger."
)


def reading_sections(reading: Reading) -> tuple[Section, ...]:
    """What was found, sentence by sentence; sentences in which nothing was found are left out."""
    by_sentence: dict[int, list[Suggestion]] = {}
    for one in reading.suggestions:
        by_sentence.setdefault(one.sentence, []).append(one)
    blocks: list[Block] = [Note(_CAUTION), Note(_counts(reading, len(by_sentence)), "finding")]
    columns = (Column("Words"), Column("Suggests"), Column("Line:column"))
    for number, found in sorted(by_sentence.items()):
        sentence = " ".join(reading.sentences[number].span.of(reading.text).split())
        blocks.append(Table(sentence, columns, tuple(_row(one) for one in found)))
    title = f"What {reading.name or 'the text'} seems to say"
    return (Section("reading", title, tuple(blocks)),)


def _counts(reading: Reading, told_of: int) -> str:
    day = spoken_date(Period.parse(reading.dated.isoformat()))
    open_dates = sum(len(one.meanings) > 1 and one.supported is None for one in reading.dates)
    return (
        f"Read as of {day}: {plural(len(reading.figures), 'figure')}, {plural(len(reading.dates), 'date')} "
        f"({open_dates} with more than one meaning that the text does not decide), "
        f"{plural(len(reading.places), 'place')}, {plural(len(reading.said), 'statement')} by somebody and "
        f"{plural(len(reading.actors), 'actor')} suggested, "
        f"in {told_of} of {plural(len(reading.sentences), 'sentence')}."
    )


def _row(one: Suggestion) -> tuple[Cell, ...]:
    words = " ".join(one.quotation.split())
    place = f"{one.span.line}:{one.span.column}"
    suggests = " ".join(filter(None, (f"{kind(one)} {one.id}: {told(one)}.", still_open(one))))
    return Cell(f"“{words}”"), Cell(suggests), Cell(place)
