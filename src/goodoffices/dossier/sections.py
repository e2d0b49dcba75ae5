"""What a mediator reads of a dossier: what is at the table, who is at it, what was said before, what matters to whom,
and what all of it rests on. What one looks up rather than reads is marked as an annex."""

from __future__ import annotations

from goodoffices.dossier.model import (
    Clause,
    Dossier,
    Interaction,
    Linkage,
    Party,
    Role,
)
from goodoffices.dossier.record_sections import attribution, names, record_section, rounds_section, whose
from goodoffices.values import (
    Block,
    Cell,
    Column,
    Listing,
    Note,
    Paragraph,
    Section,
    Table,
    number,
    plural,
    series,
    signed,
    spoken_estimate,
)

__all__ = ["linkage_in_words", "table_sections"]

ROLES = {
    Role.PRINCIPAL: "principal: must accept",
    Role.GUARANTOR: "guarantor: must accept or abstain",
    Role.OBSERVER: "observer: is heard, never blocks",
}
NOBODY = "–"
"""Where there is no judgement, and so nobody whose it is."""


def table_sections(dossier: Dossier) -> tuple[Section, ...]:
    """The table as the dossier lays it: issues, parties, the record, and what matters to whom; then the annexes."""
    read = (_issues(dossier), _parties(dossier), rounds_section(dossier), _weights(dossier))
    sections = (*read, _together(dossier), record_section(dossier))
    return tuple(section for section in sections if section.blocks)


def linkage_in_words(dossier: Dossier, linkage: Linkage) -> str:
    """A linkage as a sentence, with the questions and options as they are asked."""
    asks = {issue.id: issue.ask for issue in dossier.issues}
    labels = _labels(dossier)

    def clause(part: Clause, verb: str) -> str:
        options = series((f"“{labels[part.issue, option]}”" for option in part.options), "or")
        return f"“{asks[part.issue]}” {verb}{' not' if part.negated else ''} {'be ' if verb == 'must' else ''}{options}"

    when = series(clause(part, "is") for part in linkage.when)
    then = series(clause(part, "must") for part in linkage.then)
    return f"If {when}, then {then}."


def _labels(dossier: Dossier) -> dict[tuple[str, str], str]:
    return {(issue.id, option.id): option.label for issue in dossier.issues for option in issue.options}


def _issues(dossier: Dossier) -> Section:
    rows = tuple(
        (Cell(issue.ask, title=issue.id), Cell(" · ".join(option.label for option in issue.options)))
        for issue in dossier.issues
    )
    table = Table(
        "Issues and their options; one option for each issue makes a package",
        (Column("Issue"), Column("Options")),
        rows,
    )
    rules, worth = len(dossier.linkages), len(dossier.interactions)
    tied = [f"{plural(rules, 'linkage says', 'linkages say')} which options can stand together"] if rules else []
    tied += (
        [f"{plural(worth, 'combination is', 'combinations are')} worth more or less than its parts"] if worth else []
    )
    below = [Paragraph(f"{series(tied)}.", see="linkages")] if tied else []
    return Section("table", "What is at the table", (table, *below))


def _together(dossier: Dossier) -> Section:
    """Linkages and interactions in full; no blocks when there are none."""
    blocks: list[Block] = []
    if dossier.linkages:
        blocks.append(Listing(tuple(linkage_in_words(dossier, linkage) for linkage in dossier.linkages)))
    if dossier.interactions:
        worth = tuple(_interaction(dossier, interaction) for interaction in dossier.interactions)
        blocks += [Paragraph("Options that are worth more or less together:"), Listing(worth)]
    return Section("linkages", "Options that hang together", tuple(blocks), annex=True)


def _interaction(dossier: Dossier, interaction: Interaction) -> str:
    labels = _labels(dossier)
    asks = {issue.id: issue.ask for issue in dossier.issues}
    named = series(f"“{labels[issue, option]}” ({asks[issue]})" for issue, option in interaction.when)
    worth = interaction.worth
    points = signed(float(worth.low)) + ("" if worth.is_exact else f" to {signed(float(worth.high))}")
    return f"{names(dossier).get(interaction.party, interaction.party)}: {points} points for {named}."


def _parties(dossier: Dossier) -> Section:
    columns = [Column("Party"), Column("Role"), Column("No agreement is worth"), Column("Judged by")]
    rows = [_party(dossier, party) for party in dossier.parties]
    told = "The parties; points run from 0 (the worst option on every issue) to 100 (the best)"
    judges = {row[-1].text for row in rows} - {NOBODY}
    if len(judges) <= 1:
        # One for all is said once: the author of the whole dossier in the sentence below, any other here.
        columns, rows = columns[:-1], [row[:-1] for row in rows]
        told += "".join(f"; judged by: {judge}" for judge in judges if judge != dossier.by)
    blocks: list[Block] = [Table(told, tuple(columns), tuple(rows)), Paragraph(whose(dossier), see="sources")]
    if dossier.excluded:
        away = tuple((Cell(party.name, title=party.id), Cell(party.reason)) for party in dossier.excluded)
        blocks.append(Table("Not at the table", (Column("Who"), Column("Why")), away))
    return Section("parties", "Who is at it", tuple(blocks))


def _party(dossier: Dossier, party: Party) -> tuple[Cell, ...]:
    fallback, judged = "not given", NOBODY
    if party.fallback is not None:
        middle = "" if party.fallback.is_exact else f" (middle {number(float(party.fallback.best))})"
        fallback = f"{spoken_estimate(party.fallback)}{middle}"
        judged = attribution(party.judgement) or dossier.by or "not said"
    return Cell(f"{party.name} ({party.id})"), Cell(ROLES[party.role]), Cell(fallback), Cell(judged)


def _weights(dossier: Dossier) -> Section:
    from goodoffices.dossier.pictures import heat_map  # noqa: PLC0415 - altair loads only to draw

    caution = [Note(dossier.caution, "caution")] if dossier.caution else []
    red = tuple(line for party in dossier.parties if (line := _red_lines(dossier, party)))
    picture = heat_map(dossier)
    lines: tuple[Block, ...] = (Paragraph("No party draws a red line."),)
    if red:
        lines = (Paragraph("Red lines, options with which a party signs nothing:"), Listing(red))
    return Section("weights", "What matters to whom", (*caution, *lines, picture))


def _red_lines(dossier: Dossier, party: Party) -> str:
    drawn = []
    for issue in dossier.issues:
        held = {
            line for preference in issue.preferences if preference.party == party.id for line in preference.red_lines
        }
        options = [f"“{option.label}”" for option in issue.options if option.id in held]
        drawn += [f"{series(options, 'or')} ({issue.ask})"] if options else []
    heard = "" if party.role.decides else " (an observer: it blocks nothing)"
    return f"{party.name}{heard}: {'; '.join(drawn)}." if drawn else ""
