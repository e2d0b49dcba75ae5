"""What a mediator reads of a fair division: who gets what, why, and how far to trust it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from goodoffices.dossier import Dossier
from goodoffices.settlement.division.result import Award, Division
from goodoffices.settlement.pages.caution import caution_note
from goodoffices.values import (
    Block,
    Cell,
    Column,
    Definitions,
    Listing,
    Note,
    Paragraph,
    Section,
    Table,
    number,
    numbers,
    plural,
    series,
)

__all__ = ["division_sections"]

_FINE = 20
"""The largest denominator that is shown as a fraction beside its percentage."""


def division_sections(dossier: Dossier, division: Division) -> tuple[Section, ...]:
    """The division first, then what it does not look at, and how it was made."""
    sections = (_answer(dossier, division), _table(dossier, division), _limits(division), _method(dossier, division))
    return tuple(section for section in sections if section.blocks)


def _names(dossier: Dossier) -> Mapping[str, str]:
    return {party.id: party.name for party in dossier.parties}


def _answer(dossier: Dossier, division: Division) -> Section:
    name = _names(dossier)
    one, two = division.parties
    each = number(float(division.points[one]))
    if division.equitable:
        told = f"{name[one]} and {name[two]} each get {each} of their own 100 points"
    else:
        told = f"{name[one]} gets {each} and {name[two]} {number(float(division.points[two]))} of their own 100 points"
    split = division.split
    told += (
        f"; one issue is split ({split.issue}: {_shares(split, name)}), every other goes to one party whole."
        if split
        else "; no issue is split."
    )
    told += " At the middle of every interval."
    blocks = (Note(told, "finding"), caution_note(dossier))
    return Section("division", f"If the issues were divided: {dossier.title}", blocks)


def _table(dossier: Dossier, division: Division) -> Section:
    name = _names(dossier)
    options = {(issue.id, option.id): option.label for issue in dossier.issues for option in issue.options}
    columns = (
        Column("Issue"),
        *(Column(f"Points of {name[party]}", numeric=True) for party in division.parties),
        Column("Goes to"),
    )
    points = {
        party: numbers([*(float(award.points[party]) for award in division.awards), float(division.points[party])])
        for party in division.parties
    }
    rows = [
        (
            Cell(award.issue, title=next(issue.ask for issue in dossier.issues if issue.id == award.issue)),
            *(Cell(points[party][place]) for party in division.parties),
            Cell(_goes(award, name) + (" (handed over)" if award.moved and not award.is_split else "")),
        )
        for place, award in enumerate(division.awards)
    ]
    totals = (Cell(points[party][-1]) for party in division.parties)
    rows.append((Cell("Has in the end"), *totals, Cell("")))
    wants = tuple(
        (award.issue, "; ".join(f"{name[p]}: {options[award.issue, award.wants[p]]}" for p in division.parties))
        for award in division.awards
    )
    table = Table("Contested issues, and what each is worth to each party", columns, tuple(rows))
    blocks: list[Block] = [table, Definitions(wants)]
    if division.agreed:
        both = series(f"{one.issue} ({options[one.issue, one.option]})" for one in division.agreed)
        blocks.append(Paragraph(f"No contest, both parties like the same best: {both}."))
    return Section("division-issues", "Who gets what", tuple(blocks))


def _goes(award: Award, name: Mapping[str, str]) -> str:
    if award.is_split:
        return _shares(award, name)
    return next(name[party] for party, share in award.share.items() if share == 1)


def _shares(award: Award, name: Mapping[str, str]) -> str:
    return ", ".join(f"{name[party]} {_part(share)}" for party, share in award.share.items())


def _part(share: Fraction) -> str:
    percent = f"{number(float(100 * share))} %"
    return f"{share} ({percent})" if share.denominator <= _FINE else percent


def _limits(division: Division) -> Section:
    told = Paragraph(
        "This is a thought experiment, not a draft. Every issue is taken as divisible between what the two parties "
        "want on it, in any proportion; red lines, linkages and fallbacks of the dossier are not obeyed. Points are "
        "taken to add up: having two issues is worth what each is worth alone. The split holds for the points as they "
        "stand here; a party that knew the other's points could do better by announcing others than its true ones."
    )
    warnings = (Listing(division.warnings),) if division.warnings else ()
    return Section("division-limits", "What it does not look at", (told, *warnings))


def _method(dossier: Dossier, division: Division) -> Section:
    name = _names(dossier)
    before = ", ".join(f"{name[party]} has {number(float(division.before[party]))}" for party in division.parties)
    touched = plural(sum(award.moved for award in division.awards), "issue was", "issues were")
    first = (
        f"At first every issue goes to the party that gives it more points: {before}. The party with more then hands "
        "issues over, those first that cost it least for what they bring the other, until both have the same number of "
        f"their own points; {touched} touched by this."
    )
    held = [
        word
        for word, holds in (
            ("equitable (both have the same number of points)", division.equitable),
            ("envy-free (neither would rather have the other's part)", division.envy_free),
            ("efficient (nothing would be better for one and as good for the other)", division.efficient),
        )
        if holds
    ]
    scale = ", ".join(
        f"{name[p]} {number(division.utility[p])} (fallback {number(division.utility[p] - division.gain[p])})"
        for p in division.parties
    )
    made = division.provenance
    inputs = "; ".join(f"{what} {digest}".strip() for what, digest in made.inputs)
    return Section(
        "division-method",
        "How it was made",
        (
            Paragraph(first),
            Paragraph(f"Checked on the result: it is {series(held)}." if held else "None of its properties holds."),
            Paragraph(f"On the dossier's own scale, 0 to 100, with a split issue counted in proportion: {scale}."),
            Note(f"{made.method}. Inputs: {inputs}. Version {made.version}.", "method"),
        ),
    )
