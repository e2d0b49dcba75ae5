"""A reading as Sections: its sentences, with what was found in each."""

from __future__ import annotations

from goodoffices.evidence.reading.model import Reading, Suggestion
from goodoffices.evidence.reading.words import kind, still_open, told
from goodoffices.values import (
    Block,
    Cell,
    Column,
    Mark,
    MarkedText,
    Note,
    Paragraph,
    Period,
    Section,
    Table,
    plural,
    spoken_date,
)

__all__ = ["page_sections", "reading_sections", "reading_title"]


def reading_sections(reading: Reading) -> tuple[Section, ...]:
    """What was found, sentence by sentence; sentences in which nothing was found are left out."""
    by_sentence: dict[int, list[Suggestion]] = {}
    for one in reading.suggestions:
        by_sentence.setdefault(one.sentence, []).append(one)
    blocks: list[Block] = [Note(reading.provenance.caution), Note(_counts(reading, len(by_sentence)), "finding")]
    columns = (Column("Words"), Column("Suggests"), Column("Line:column"))
    for number, found in sorted(by_sentence.items()):
        sentence = " ".join(reading.sentences[number].span.of(reading.text).split())
        blocks.append(Table(sentence, columns, tuple(_row(one) for one in found)))
    return (Section("reading", reading_title(reading), tuple(blocks)),)


def page_sections(reading: Reading) -> tuple[Section, ...]:
    """The text as it runs with every suggestion marked, and the suggestions in a table that the marks lead to."""
    found = reading.suggestions
    told_of = len({one.sentence for one in found})
    marks = tuple(Mark(one.span.start, one.span.end, one.id, wide=kind(one) == "said") for one in found)
    shown: tuple[Block, ...] = (
        Note(reading.provenance.caution),
        Note(_counts(reading, told_of), "finding"),
        Paragraph(_LEGEND),
        MarkedText(reading.text, marks),
    )
    columns = (Column("Mark"), Column("Words"), Column("Suggests"), Column("Still open, or to look at"))
    rows = tuple(
        (
            Cell(one.id, anchor=one.id),
            Cell(f"“{' '.join(one.quotation.split())}”"),
            Cell(f"{kind(one)}: {told(one)}."),
            Cell(still_open(one)),
        )
        for one in found
    )
    table: tuple[Block, ...] = (Table("Every mark of the text, in its order", columns, rows),) if rows else ()
    return (
        Section("text", "The text, with what it suggests marked", shown),
        Section("suggestions", "The suggestions", table or (Paragraph("Nothing was found."),)),
    )


_LEGEND = (
    "Underlined words carry the name of a suggestion behind them: f for a figure, d for a date, p for a place, a for "
    "an actor where it is first named. What somebody is said to say stands in brackets, its name s in front. Each name "
    "leads to the table below."
)


def reading_title(reading: Reading) -> str:
    """What a reading is called."""
    return f"What {reading.name or 'the text'} seems to say"


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
