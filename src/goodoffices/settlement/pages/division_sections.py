"""What a mediator reads of a fair division: who gets what, why, and how far to trust it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from goodoffices.dossier import Dossier
from goodoffices.settlement.division.result import Award, Division
from goodoffices.settlement.pages.caution import caution_note, judged_by
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
    each, other = (number(float(division.points[party])) for party in division.parties)
    told = f"{name[one]} gets {each} and {name[two]} {other}"
    if division.equitable:
        told = f"{name[one]} and {name[two]} each get {each}"
    told += " of their own 100 points on the contested issues"
    split = division.split
    told += (
        f"; one issue is split ({split.issue}: {_shares(split, name)}), every other goes to one party whole."
        if split
        else "; no issue is split."
    )
    told += f" {_standing(division, name)} At the middle of every interval."
    blocks = (
        Note(told, "finding"),
        caution_note(dossier),
        Paragraph(judged_by(dossier)),
        _scales(division, name),
        Paragraph(_beside(division, name)),
    )
    return Section("division", f"If the issues were divided: {dossier.title}", blocks)


def _beside(division: Division, name: Mapping[str, str]) -> str:
    """Whether a whole package would be better than the division."""
    if not division.compared:
        return "Whether a whole package would be better for both is not known: there are too many packages to search."
    if division.better is None:
        return "No allowed whole package gives both at least as much as this division, and one of them more."
    better = division.better
    clauses = ", ".join(f"{issue}={option}" for issue, option in better.package.items())
    worth = series(f"{number(better.utility[p])} to {name[p]}" for p in division.parties)
    here = " and ".join(number(division.utility[p]) for p in division.parties)
    return (
        f"An allowed whole package gives both at least as much, and more to one at least: {clauses} is worth {worth} "
        f"on the dossier's own scale, where this division is worth {here}."
    )


def _standing(division: Division, name: Mapping[str, str]) -> str:
    """Whether anything that the method does not look at keeps the division from being signed."""
    red, broken = len(division.red_lines), len(division.linkages)
    whose = ", ".join(dict.fromkeys(f"{name[one.party]} on {one.issue}" for one in division.red_lines))
    poor = [name[party] for party, gain in division.gain.items() if gain < 0]
    faults = [f"crosses {plural(red, 'red line')} ({whose})"] if red else []
    faults += [f"breaks {plural(broken, 'linkage')}"] if broken else []
    faults += [f"leaves {series(poor)} below {'its' if len(poor) == 1 else 'their'} fallback"] if poor else []
    if not faults:
        return "It crosses no red line, breaks no linkage and leaves neither below its fallback."
    return f"It could not be signed as it stands: it {series(faults)}."


def _scales(division: Division, name: Mapping[str, str]) -> Paragraph:
    worth = series(
        f"{number(division.utility[p])} to {name[p]} (fallback {number(division.utility[p] - division.gain[p])})"
        for p in division.parties
    )
    return Paragraph(
        "Two scales are used. Each party's own 100 points lie on the contested issues only, and so say how these are "
        "shared. The dossier's scale, 0 to 100, covers all issues, and fallbacks stand on it; there the division is "
        f"worth {worth}, a split issue counted in proportion."
    )


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
    table = Table("Contested issues, and what each is worth to each party, of its own 100 points", columns, tuple(rows))
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
            (
                "efficient (no other division between these two options is better for one and as good for the other)",
                division.efficient,
            ),
        )
        if holds
    ]
    made = division.provenance
    inputs = "; ".join(f"{what} {digest}".strip() for what, digest in made.inputs)
    return Section(
        "division-method",
        "How it was made",
        (
            Paragraph(first),
            Paragraph(f"Checked on the result: it is {series(held)}." if held else "None of its properties holds."),
            Note(f"{made.method}. Inputs: {inputs}. Version {made.version}.", "method"),
        ),
    )
