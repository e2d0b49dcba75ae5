"""What a mediator reads when nothing is acceptable: what would have to give, what that opens, how far they are."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.dossier import Dossier
from goodoffices.settlement.blockers import Blockers, Opening
from goodoffices.settlement.pages.blocker_words import blocker_id, blocker_words, opening_words, points_down
from goodoffices.settlement.pages.uncertain_words import looseness, share
from goodoffices.values import (
    Block,
    Cell,
    Chance,
    Column,
    Listing,
    Note,
    Paragraph,
    Section,
    Table,
    count,
    numbers,
    plural,
    series,
    signed,
)

__all__ = ["blocker_annex", "blocker_sections", "blocker_summary"]

SHOWN = 6
"""Sets on the page; the annex has them all."""


def blocker_sections(dossier: Dossier, found: Blockers, opened: Sequence[Chance | None] = ()) -> tuple[Section, ...]:
    """The section to read and the annex to look up; none when something is acceptable. `opened` says of each set in
    how many draws everybody whose fallback is not in it accepts the package that it opens."""
    if found.zone_open:
        return ()
    blocks: list[Block] = [Note(_finding(dossier, found), "finding")]
    if found.openings:
        rest = len(found.openings) - SHOWN
        blocks.append(_set_table(dossier, found, opened, range(min(SHOWN, len(found.openings)))))
        more = f"{plural(rest, 'more set')} and the packages in full." if rest > 0 else "The packages in full."
        blocks.append(Paragraph(more, see="blocker-packages"))
    blocks += _fallbacks(dossier, found)
    annex = blocker_annex(dossier, found, opened)
    return Section("blockers", "What blocks an agreement", tuple(blocks)), annex


def blocker_annex(dossier: Dossier, found: Blockers, opened: Sequence[Chance | None] = ()) -> Section:
    """Every set with its package, every conflict found, and how it was computed."""
    blocks: list[Block] = []
    if len(found.openings) > SHOWN:
        blocks.append(_set_table(dossier, found, opened, range(SHOWN, len(found.openings))))
    every = range(len(found.openings))
    blocks += [_package_table(dossier, found, every[start : start + SHOWN]) for start in every[::SHOWN]]
    if found.conflicts:
        lead = "Each of these conflicts leaves nothing by itself; without any one part of it something is left."
        end = "There are no others." if found.conflicts_complete else "There may be others."
        told = (series(blocker_words(dossier, found, one) for one in conflict) for conflict in found.conflicts)
        blocks += [Paragraph(f"{lead} {end}"), Listing(tuple(told))]
    blocks += [Paragraph(_rule()), Note(_how(found), "method")]
    return Section("blocker-packages", "What giving way would open", tuple(blocks), annex=True)


def blocker_summary(dossier: Dossier, found: Blockers, opened: Sequence[Chance | None] = ()) -> tuple[Section, ...]:
    """The same for a terminal, parties and clauses by their ids; none when something is acceptable."""
    if found.zone_open:
        return ()
    blocks: list[Block] = [Note(_finding(dossier, found), "finding")]
    if found.openings:
        columns = (Column("Set"), Column("Would have to give"), *_party_columns(found), *_share_column(opened))
        rows = tuple(
            (
                Cell(str(at + 1)),
                Cell("; ".join(map(blocker_id, opening.gives))),
                *_gains(found, opening),
                *_share_cell(opened, at),
            )
            for at, opening in enumerate(found.openings)
        )
        blocks.append(Table("Gains over fallback in the best package that each set opens, in points", columns, rows))
        blocks += _key(found, opened)
        rules = sorted({one.linkage for opening in found.openings for one in opening.gives if one.linkage >= 0})
        blocks += [Paragraph(f"linkage {rule + 1}: {dossier.linkages[rule].text}") for rule in rules]
    blocks += _fallbacks(dossier, found)
    return (Section("blockers", "What blocks an agreement", tuple(blocks)),)


def _finding(dossier: Dossier, found: Blockers) -> str:
    if not found.openings:
        return f"Nothing is acceptable to all; the search for what blocks did not finish ({found.stopped})."
    sets, first = len(found.openings), found.openings[0]
    kinds = "of red lines, linkages and fallbacks"
    if not found.complete:
        more = "are" if found.stopped.endswith(("set", "sets")) else "may be"
        listed = f"Any one of the {count(sets)} sets" if sets > 1 else "The set"
        lead = f"{listed} {kinds} listed here would open the way; there {more} others (the search ended at "
        lead += f"{found.stopped})."
    elif sets == 1:
        lead = f"Only one set {kinds} opens the way."
    else:
        lead = f"Any one of {count(sets)} sets {kinds} would open the way."
    small = series(opening_words(dossier, found, 0))
    fewest = sum(len(opening.gives) == len(first.gives) for opening in found.openings)
    alike = f" ({plural(fewest - 1, 'other set is', 'other sets are')} as small)" if fewest > 1 else ""
    which = f"A smallest one{alike}" if sets > 1 else "It is"
    every = len(found.conflicts) > 0 and all(one.kind != "fallback" for one in found.conflicts[0])
    middle = " at the middle of every interval" if looseness(dossier) and not every else ""
    words = f"Nothing is acceptable to all as things stand{middle}. {lead} {which}: {small}. {_why(dossier, found)}"
    return words.rstrip()


def _why(dossier: Dossier, found: Blockers) -> str:
    if not found.conflicts:
        return ""
    words = [blocker_words(dossier, found, one) for one in found.conflicts[0]]
    if len(words) == 1:
        return f"Why: by itself this leaves nothing: {words[0]}."
    return f"Why: together these leave nothing, whatever else is given: {series(words)}."


def _set_table(dossier: Dossier, found: Blockers, opened: Sequence[Chance | None], which: Sequence[int]) -> Table:
    columns = (Column("What would have to give, all of it"), *_party_columns(found), *_share_column(opened))
    rows = tuple(
        (
            Cell(f"{at + 1}. {'; and '.join(opening_words(dossier, found, at))}"),
            *_gains(found, found.openings[at]),
            *_share_cell(opened, at),
        )
        for at in which
    )
    told = "What it would open: gains over fallback in the best package, in points; below 0 where the fallback is what "
    told += "gives"
    if opened:
        told += ". Others accept: the share of draws in which all whose fallback is not in the set accept that package"
    return Table(told, columns, rows)


def _share_column(opened: Sequence[Chance | None]) -> tuple[Column, ...]:
    return (Column("Others accept", numeric=True),) if opened else ()


def _share_cell(opened: Sequence[Chance | None], at: int) -> tuple[Cell, ...]:
    if not opened:
        return ()
    chance = opened[at]
    return (Cell(share(chance)) if chance else Cell("–", title="nobody is left who does not give way"),)


def _key(found: Blockers, opened: Sequence[Chance | None]) -> list[Block]:
    """What the signs of the terminal's table mean."""
    words = ""
    if any(one.kind == "red line" for opening in found.openings for one in opening.gives):
        words = "party !issue=option: a red line of the party. "
    if opened:
        words += "Others accept: the share of draws in which all whose fallback is not in the set accept that package."
    return [Paragraph(words.rstrip())] if words else []


def _party_columns(found: Blockers) -> tuple[Column, ...]:
    return tuple(Column(party, numeric=True) for party in found.fallback)


def _gains(found: Blockers, opening: Opening) -> tuple[Cell, ...]:
    gains = ((opening.outcome.gain[party], party in opening.short) for party in found.fallback)
    return tuple(Cell(signed(gain), tone="bad" if short else "") for gain, short in gains)


def _package_table(dossier: Dossier, found: Blockers, which: Sequence[int]) -> Table:
    rows = []
    for issue in dossier.issues:
        labels = {option.id: option.label for option in issue.options}
        cells = (Cell(labels[found.openings[at].outcome.package[issue.id]]) for at in which)
        rows.append((Cell(issue.ask, title=issue.id), *cells))
    columns = (Column("Issue"), *(Column(f"Set {at + 1}") for at in which))
    return Table("The best package that each set opens", columns, tuple(rows))


def _fallbacks(dossier: Dossier, found: Blockers) -> list[Block]:
    """How far each fallback is by itself, and all together."""
    known = [one for one in found.distances if one.most is not None and one.gap is not None]
    names = {party.id: party.name for party in dossier.parties}
    blocks: list[Block] = []
    if known:
        fallbacks = numbers([found.fallback[one.party] for one in known])
        most = numbers([one.most or 0 for one in known])
        rows = tuple(
            (
                Cell(names[one.party], title=one.party),
                Cell(fallback),
                Cell(reached),
                Cell(signed(one.gap or 0), tone="bad"),
            )
            for one, fallback, reached in zip(known, fallbacks, most, strict=True)
        )
        columns = (Column("Party"), *(Column(name, numeric=True) for name in ("Fallback", "At most", "Gap")))
        told = "How far a fallback is by itself: the most the party can get while all others reach theirs, in points"
        blocks.append(Table(told, columns, rows))
    far = [names[one.party] for one in found.distances if one.most is None and one.exact]
    if far and len(far) == len(found.distances):
        blocks.append(Paragraph("No fallback would open the way by itself, however far it came down."))
    elif far:
        blocks.append(
            Paragraph(f"However far it came down by itself, nothing is opened by the fallback of {series(far, 'or')}.")
        )
    if found.equal is not None:
        words = f"If all came down alike, each fallback would have to come down by {points_down(found.equal)} points"
        blocks.append(Paragraph(f"{words} (each party's points are its own scale)."))
    return blocks


def _rule() -> str:
    return (
        "Of the packages that a set opens, the one shown misses the fallbacks of the set by the fewest points in all "
        "and, among those, has the largest Nash product of the other parties' gains. A red line on an option that "
        "several parties drew is given up by each of them, or the option stays closed. Observers block nothing."
    )


def _how(found: Blockers) -> str:
    made = found.provenance
    if not found.complete:
        sure = f"The search ended at {found.stopped}; the list is not complete."
    elif found.proved:
        sure = "The list is complete and each set minimal: confirmed by whole numbers."
    else:
        sure = "That the list is complete holds to the solver's tolerance."
    loose = sum(not opening.proved for opening in found.openings), sum(not opening.exact for opening in found.openings)
    if loose[0] and not found.complete:
        sure += f" That no smaller part suffices holds to the solver's tolerance for {count(loose[0])} of the sets."
    if loose[1]:
        sure += f" That the package is the best holds to the solver's tolerance for {count(loose[1])} of them."
    inputs = "; ".join(f"{name} {digest}".strip() for name, digest in made.inputs)
    return f"{made.method}. {sure} Inputs: {inputs}. Version {made.version}."
