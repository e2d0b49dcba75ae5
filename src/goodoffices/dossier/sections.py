"""What a mediator reads of a dossier: what is at the table, who is at it, what was said before, what matters to whom,
and what all of it rests on."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from math import prod

from goodoffices.dossier.model import (
    Clause,
    Dossier,
    Interaction,
    Judgement,
    Linkage,
    Party,
    Role,
    Round,
    Source,
    Text,
)
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
    count,
    number,
    plural,
    series,
    signed,
    spoken_date,
    spoken_estimate,
)

__all__ = ["linkage_in_words", "source_section", "table_sections"]

ROLES = {
    Role.PRINCIPAL: "principal: must accept",
    Role.GUARANTOR: "guarantor: must accept or abstain",
    Role.OBSERVER: "observer: is heard, never blocks",
}


def table_sections(dossier: Dossier) -> tuple[Section, ...]:
    """The table as the dossier lays it: issues, parties, the record, and what matters to whom."""
    sections = (_issues(dossier), _parties(dossier), _record(dossier), _weights(dossier))
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
    packages = prod(len(issue.options) for issue in dossier.issues)
    answers = f"one option for each makes a package, {count(packages)} in all"
    host = f" Mediator: {dossier.mediator.name}." if dossier.mediator else ""
    when = f" As of {spoken_date(dossier.as_of)}." if dossier.as_of else ""
    blocks: list[Block] = [Paragraph(f"{plural(len(dossier.issues), 'issue')}; {answers}.{host}{when}")]
    rows = tuple(
        (Cell(issue.ask, title=issue.id), Cell(" · ".join(option.label for option in issue.options)))
        for issue in dossier.issues
    )
    blocks.append(Table("Issues and their options", (Column("Issue"), Column("Options")), rows))
    rules = [linkage_in_words(dossier, linkage) for linkage in dossier.linkages]
    if rules:
        blocks += [Paragraph("Options that hang together:"), Listing(tuple(rules))]
    together = [_interaction(dossier, interaction) for interaction in dossier.interactions]
    if together:
        blocks += [Paragraph("Options that are worth more or less together:"), Listing(tuple(together))]
    return Section("table", "What is at the table", tuple(blocks))


def _interaction(dossier: Dossier, interaction: Interaction) -> str:
    labels = _labels(dossier)
    asks = {issue.id: issue.ask for issue in dossier.issues}
    named = series(f"“{labels[issue, option]}” ({asks[issue]})" for issue, option in interaction.when)
    worth = interaction.worth
    points = signed(float(worth.low)) + ("" if worth.is_exact else f" to {signed(float(worth.high))}")
    return f"{_names(dossier).get(interaction.party, interaction.party)}: {points} points for {named}."


def _names(dossier: Dossier) -> dict[str, str]:
    host = {dossier.mediator.id: dossier.mediator.name} if dossier.mediator else {}
    excluded = {party.id: party.name for party in dossier.excluded}
    return {**host, **excluded, **{party.id: party.name for party in dossier.parties}}


def _parties(dossier: Dossier) -> Section:
    columns = (Column("Party"), Column("Role"), Column("No agreement is worth"), Column("Judged by"))
    blocks: list[Block] = [
        Table("Parties", columns, tuple(_party(party) for party in dossier.parties)),
        Paragraph(
            "No agreement is worth: the party's fallback, in points from 0 (the worst option on every issue) to 100 "
            "(the best on every issue). The middle of an interval is used."
        ),
    ]
    if dossier.excluded:
        rows = tuple((Cell(party.name, title=party.id), Cell(party.reason)) for party in dossier.excluded)
        blocks.append(Table("Not at the table", (Column("Who"), Column("Why")), rows))
    return Section("parties", "Who is at it", tuple(blocks))


def _party(party: Party) -> tuple[Cell, ...]:
    fallback = "not given"
    if party.fallback is not None:
        middle = "" if party.fallback.is_exact else f" (middle {number(float(party.fallback.best))})"
        fallback = f"{spoken_estimate(party.fallback)}{middle}"
    judged = _attribution(party.judgement) or "not said"
    return Cell(f"{party.name} ({party.id})"), Cell(ROLES[party.role]), Cell(fallback), Cell(judged)


def _attribution(judgement: Judgement) -> str:
    return ", ".join(part for part in (judgement.by, f"source {judgement.source}" if judgement.source else "") if part)


def _record(dossier: Dossier) -> Section:
    from goodoffices.dossier.pictures import UNVERIFIED, timeline  # noqa: PLC0415 - altair loads only to draw

    if not dossier.rounds and not dossier.texts:
        return Section("rounds", "Rounds and texts on record")
    picture = timeline(dossier)
    flagged = any(item.unverified for item in _items(dossier))
    told = (
        f"“{UNVERIFIED.capitalize()}” stands where the dossier could not confirm an entry; why is said under sources."
    )
    columns = tuple(Column(name) for name in ("Date", "Round or text", "Where", "Who came or signed", "What", "Source"))
    rows = tuple(_entry(dossier, item, UNVERIFIED) for item in _items(dossier))
    blocks: list[Block] = [picture] if picture else []
    blocks += [Paragraph(told)] if flagged else []
    return Section("rounds", "Rounds and texts on record", (*blocks, Table("The record", columns, rows)))


def _items(dossier: Dossier) -> list[Round | Text]:
    """Rounds and texts in the order of time, a round before a text of the same day, texts without a date last."""
    items: list[Round | Text] = [*dossier.rounds, *dossier.texts]

    def when(item: Round | Text) -> tuple[bool, dt.date, dt.date, bool]:
        date = item.date
        return (
            date is None,
            date.first if date else dt.date.max,
            date.last if date else dt.date.max,
            isinstance(item, Text),
        )

    return sorted(items, key=when)


def _title(item: Round | Text) -> str:
    return (item.title or item.id) if isinstance(item, Text) else item.title


def _entry(dossier: Dossier, item: Round | Text, mark: str) -> tuple[Cell, ...]:
    names = _names(dossier)
    if isinstance(item, Round):
        where = ", ".join(part for part in (item.place, names.get(item.host, item.host)) if part)
        who, what = item.came, "; ".join(item.agreed)
    else:
        where, who = "", item.signed
        settled = f"{len(item.package)} of {plural(len(dossier.issues), 'issue')}"
        what = f"text that settles {settled}" + (", signed" if item.signed else ", not signed")
    title = Cell(_title(item) + (f" ({mark})" if item.unverified else ""), title=item.unverified)
    people = ", ".join(names.get(party, party) for party in who)
    date = spoken_date(item.date) if item.date else "no date"
    words = (where, people, what, item.judgement.source)
    return Cell(date), title, *(Cell(word or "–") for word in words)


def _weights(dossier: Dossier) -> Section:
    from goodoffices.dossier.pictures import heat_map  # noqa: PLC0415 - altair loads only to draw

    caution = [Note(dossier.caution, "caution")] if dossier.caution else []
    red = tuple(line for party in dossier.parties if (line := _red_lines(dossier, party)))
    picture = heat_map(dossier)
    below: tuple[Block, ...] = (Paragraph("No party draws a red line."),)
    if red:
        below = (Paragraph("Red lines: a package that holds one of these options is not signed."), Listing(red))
    return Section("weights", "What matters to whom", (*caution, picture, *below))


def _red_lines(dossier: Dossier, party: Party) -> str:
    drawn = [
        f"“{option.label}” ({issue.ask})"
        for issue in dossier.issues
        for preference in issue.preferences
        for option in issue.options
        if preference.party == party.id and option.id in preference.red_lines
    ]
    heard = "" if party.role.decides else " (an observer: it blocks nothing)"
    return f"{party.name}{heard}: {'; '.join(drawn)}." if drawn else ""


def source_section(dossier: Dossier) -> Section:
    """What the dossier rests on: its sources, whose judgements it holds, and what could not be verified."""
    blocks: list[Block] = [Paragraph(_coverage(dossier))]
    judges = Counter(judgement.by for judgement in _judgements(dossier) if judgement.by)
    if judges:
        blocks.append(Listing(tuple(f"{by}: {plural(times, 'judgement')}" for by, times in judges.most_common())))
    doubtful = tuple(_unverified(dossier))
    if doubtful:
        blocks += [Paragraph("Unverified entries:"), Listing(doubtful)]
    if dossier.sources:
        blocks.append(Definitions(tuple((source.id, _source(source)) for source in dossier.sources)))
    else:
        blocks.append(Paragraph("The dossier names no sources."))
    return Section("sources", "Sources and judgements", tuple(blocks))


def _judgements(dossier: Dossier) -> list[Judgement]:
    preferences = [preference.judgement for issue in dossier.issues for preference in issue.preferences]
    fallbacks = [party.judgement for party in dossier.parties if party.fallback is not None]
    linkages = [linkage.judgement for linkage in dossier.linkages]
    interactions = [interaction.judgement for interaction in dossier.interactions]
    return [*preferences, *fallbacks, *linkages, *interactions]


def _coverage(dossier: Dossier) -> str:
    judgements = _judgements(dossier)
    preferences = sum(len(issue.preferences) for issue in dossier.issues)
    fallbacks = sum(party.fallback is not None for party in dossier.parties)
    kinds = [plural(preferences, "preference"), plural(fallbacks, "fallback")]
    kinds += [plural(len(dossier.linkages), "linkage")] if dossier.linkages else []
    kinds += [plural(len(dossier.interactions), "interaction")] if dossier.interactions else []
    sourced = sum(bool(judgement.source) for judgement in judgements)
    nobody = sum(not judgement.source and not judgement.by for judgement in judgements)
    record = [item.judgement for item in _items(dossier)]
    words = f"The dossier holds {plural(len(judgements), 'judgement')}: {series(kinds)}. "
    words += f"{count(sourced)} of them name a source; {count(nobody)} name neither a source nor a person."
    if record:
        words += f" Of {plural(len(record), 'round or text', 'rounds and texts')} on record, "
        words += f"{count(sum(bool(judgement.source) for judgement in record))} name a source."
    return words


def _unverified(dossier: Dossier) -> Iterable[str]:
    for item in _items(dossier):
        if item.unverified:
            date = f" ({spoken_date(item.date)})" if item.date else ""
            yield f"{_title(item)}{date}: {item.unverified}"
    doubtful = [source.id for source in dossier.sources if source.unverified]
    if doubtful:
        yield f"{series(doubtful)}: sources not fully seen or confirmed; what is missing is said beside each."


def _source(source: Source) -> str:
    date = spoken_date(source.date) if source.date else ""
    parts = [part.rstrip(".") for part in (source.what, source.reference, date, source.url) if part]
    return ". ".join(parts) + "." + (f" Unverified: {source.unverified}" if source.unverified else "")
