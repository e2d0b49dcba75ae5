"""What is on record of candidates: rounds, mediations, ties, practical rows, and at the desk the parties' ratings."""

from __future__ import annotations

from goodoffices.hosting.comparing import Comparison
from goodoffices.hosting.model import Hosted
from goodoffices.hosting.records import Named, Tie
from goodoffices.hosting.states import name_of
from goodoffices.hosting.wording import NOTHING, day
from goodoffices.values import (
    Block,
    Cell,
    Column,
    Note,
    Paragraph,
    Section,
    Table,
    plural,
    series,
    shortened,
    spoken_date,
    spoken_estimate,
)

__all__ = ["practical_section", "ratings_section", "record_section", "ties_section"]

_LONGEST = 160
LATER = ", later than the dossier"
_NAMED = (
    "A data set names a state in its words for mediators or third parties. It may have been an observer or a witness, "
    "and a person's name may read as a state's: the document says. Who mediated unseen is in no data set."
)


def record_section(found: Comparison) -> Section | None:
    """Own tables row by row, data sets by count and, in this conflict, row by row."""
    told = found.records
    blocks: list[Block] = []
    if told.hosted:
        blocks.append(_own(found))
        blocks.append(Note("A table kept for one process names its own host most. What others hosted has to be added."))
    if told.sets:
        blocks.append(_counts(found))
        here = [each for each in told.named if each.here]
        if here:
            rows = tuple(tuple(Cell(text) for text in _row(each)) for each in here)
            names = ("Candidate", "When", "Kind", "What", "Id in the data set")
            blocks.append(Table("In this conflict, one by one", _columns(*names), rows))
        blocks.append(Note(_NAMED))
    return Section("record", "Track record", tuple(blocks)) if blocks else None


def _own(found: Comparison) -> Table:
    def when(each: Hosted) -> str:
        return spoken_date(each.date) + (LATER if found.day and each.date.first > found.day else "")

    rows = tuple(
        (
            Cell(name_of(each.candidate)),
            Cell(when(each)),
            Cell(each.what),
            Cell(each.title),
            Cell(shortened(each.parties, _LONGEST) or NOTHING, "", each.parties),
            Cell(shortened(each.ended, _LONGEST) or NOTHING, "", each.ended),
            Cell(each.source),
        )
        for each in found.records.hosted
    )
    names = ("Candidate", "When", "What", "Title", "With", "How it ended", "Source")
    return Table("Rounds hosted and mediations, as the dossier and the team's table have them", _columns(*names), rows)


def _counts(found: Comparison) -> Table:
    kinds = {"ceasefire": "Ceasefires (ETH/PRIO, 1989–2020)", "agreement": "Agreements (PA-X)"}
    columns = [Column("Candidate")]
    for kind in found.records.sets:
        columns += [Column(f"{kinds[kind]}, here", numeric=True), Column("elsewhere", numeric=True)]
    rows = []
    for candidate in found.candidates:
        own = [each for each in found.records.named if each.candidate == candidate]
        counts = [
            str(sum(each.kind == kind and each.here is here for each in own))
            for kind in found.records.sets
            for here in (True, False)
        ]
        rows.append(tuple(Cell(text) for text in (name_of(candidate), *counts)))
    return Table("Named as mediator or third party; here: in this conflict", tuple(columns), tuple(rows))


def _row(each: Named) -> tuple[str, ...]:
    return (name_of(each.candidate), day(each.day), each.kind, each.what, each.id)


def ties_section(found: Comparison) -> Section | None:
    """Ties row by row; pairs without any in a sentence."""
    if not found.ties:
        return None
    some = [each for each in found.ties if each.disputes or each.pact or each.border]
    rows = tuple(tuple(Cell(text) for text in _tie(each)) for each in some)
    names = (
        "Candidate",
        "With",
        "Disputes 1990–2014",
        "Defence pact 2018",
        "Land border 2016",
        "Shared organisations 2014",
    )
    blocks: list[Block] = [Table("Pairs with at least one of the first three", _columns(*names), rows)] if rows else []
    none = [
        name_of(candidate)
        for candidate in found.candidates
        if any(each.candidate == candidate for each in found.ties)
        and not any(each.candidate == candidate for each in some)
    ]
    if none:
        blocks.append(Paragraph(f"With none of the states of the parties: {series(none)}."))
    absent = [
        name_of(candidate)
        for candidate in found.candidates
        if not any(each.candidate == candidate for each in found.ties)
    ]
    if absent:
        blocks.append(Paragraph(f"Not in the file: {series(absent)}."))
    told = "Correlates of War: militarised disputes 5, contiguity 3.2, organisations 3. ATOP 5: defence pacts"
    blocks.append(Note(f"{told}. They end years before today: look up what came after.", "method"))
    return Section("ties", "Ties with the parties' states", tuple(blocks))


def _tie(each: Tie) -> tuple[str, ...]:
    def said(value: int | None) -> str:
        return NOTHING if value is None else "yes" if value else "no"

    disputes = NOTHING if each.disputes is None else str(each.disputes)
    shared = NOTHING if each.organisations is None else str(each.organisations)
    return (name_of(each.candidate), name_of(each.state), disputes, said(each.pact), said(each.border), shared)


def practical_section(found: Comparison) -> Section | None:
    """Visas, flights, arrest warrants: each with its date and source."""
    if not found.practical:
        return None
    rows = tuple(
        tuple(
            Cell(text or NOTHING)
            for text in (
                name_of(each.candidate),
                each.topic,
                each.about,
                each.says,
                spoken_date(each.date),
                each.source,
            )
        )
        for each in found.practical
    )
    names = ("Candidate", "Topic", "For whom", "What is known", "As of", "Source")
    note = Note("Rules of entry and warrants change from one day to the next: ask again before anybody travels.")
    return Section("practical", "Getting there", (Table("As the team's table has it", _columns(*names), rows), note))


def ratings_section(found: Comparison) -> Section | None:
    """The parties' own words: only where they were asked for at the desk."""
    if found.ratings is None or not (rated := found.ratings.reveal()):
        return None
    by_pair = {(each.candidate, each.party): each for each in rated}
    parties = tuple(dict.fromkeys(each.party for each in rated))
    rows = tuple(
        (
            Cell(name_of(candidate)),
            *(
                Cell(spoken_estimate(each.rating) if (each := by_pair.get((candidate, party))) else NOTHING)
                for party in parties
            ),
        )
        for candidate in found.candidates
        if any(each.candidate == candidate for each in rated)
    )
    columns = (Column("Candidate"), *(Column(found.names.get(party, party), numeric=True) for party in parties))
    table = Table("From 0, unacceptable, to 100, wished for, as each party told the mediator", columns, rows)
    note = Note(
        f"Confidential, for the mediator's desk alone: {plural(len(rated), 'rating')} told in confidence. A page with "
        "this section goes to no party."
    )
    return Section("ratings", "The parties' own ratings", (note, table))


def _columns(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)
