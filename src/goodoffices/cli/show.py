"""A dossier as Sections for the terminal, in the words and ids of its file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from goodoffices.dossier import (
    Dossier,
    Issue,
    Judgement,
    Party,
    Preference,
    Round,
    Source,
    Text,
    count_unattributed,
    write_estimate,
    write_order,
)
from goodoffices.values import Block, Cell, Column, Definitions, Listing, Note, Paragraph, Section, Table

__all__ = ["sections_of"]

_PARTIES_ACROSS = 8


def sections_of(dossier: Dossier) -> tuple[Section, ...]:
    """Everything the dossier says, its caution first."""
    sections = (
        _head(dossier),
        _parties(dossier),
        _issues(dossier),
        _rules(dossier),
        _record(dossier),
        _sources(dossier),
    )
    return tuple(section for section in sections if section.blocks or section.sections)


def _head(dossier: Dossier) -> Section:
    told = [("dossier", dossier.id), ("as of", dossier.as_of.text if dossier.as_of else "not said")]
    if dossier.mediator:
        told.append(("mediator", f"{dossier.mediator.name} ({dossier.mediator.id})"))
    caution = dossier.caution or "the dossier does not say how far its judgements may be trusted."
    bare, total = count_unattributed(dossier)
    rests = f"{total - bare} of {total} judgements name a source or an author."
    if dossier.by:
        rests = f"All {total} judgements are those of {dossier.by}, unless one says otherwise."
    blocks = (Note(caution), Definitions((*told, ("hash", dossier.hash))), Paragraph(rests))
    return Section("dossier", dossier.title, blocks)


def _parties(dossier: Dossier) -> Section:
    rows = tuple(_party(party) for party in dossier.parties)
    columns = tuple(Column(name) for name in ("Id", "Party", "Role", "Fallback", "Judged by"))
    blocks: list[Block] = [Table("Fallback: the worth of no agreement, 0 to 100", columns, rows)]
    if dossier.excluded:
        kept_out = tuple(_cells(p.id, p.name, p.reason, _by(p.judgement)) for p in dossier.excluded)
        names = ("Id", "Kept from the table", "Reason", "Judged by")
        blocks.append(Table("", tuple(Column(name) for name in names), kept_out))
    return Section("parties", "Parties", tuple(blocks))


def _party(party: Party) -> tuple[Cell, ...]:
    fallback = write_estimate(party.fallback) if party.fallback else "–"
    return _cells(party.id, party.name, party.role.value, fallback, _by(party.judgement))


def _issues(dossier: Dossier) -> Section:
    overview = tuple(
        _overview(dossier.issues, dossier.parties[start : start + _PARTIES_ACROSS])
        for start in range(0, len(dossier.parties), _PARTIES_ACROSS)
    )
    return Section("issues", "Issues", overview, tuple(_issue(issue) for issue in dossier.issues))


def _overview(issues: Sequence[Issue], parties: Sequence[Party]) -> Table:
    columns = (Column("Issue"), *(Column(party.id, numeric=True) for party in parties))
    return Table(
        "Weights: what matters to whom, 0 to 10 (! marks a red line)",
        columns,
        tuple(
            (Cell(issue.id), *(Cell(_weight(_of(issue, party.id))) for party in parties))
            for issue in issues
        ),
    )  # fmt: skip


def _of(issue: Issue, party: str) -> Preference:
    return next(preference for preference in issue.preferences if preference.party == party)


def _weight(preference: Preference) -> str:
    return write_estimate(preference.weight) + (" !" if preference.red_lines else "")


def _issue(issue: Issue) -> Section:
    options = Listing(tuple(f"{option.id}: {option.label}" for option in issue.options))
    judged = any(preference.judgement.source or preference.judgement.by for preference in issue.preferences)
    columns = (Column("Party"), Column("Weight", numeric=True), Column("Best to worst"))
    rows = tuple(
        (
            *(Cell(preference.party), Cell(write_estimate(preference.weight))),
            Cell("no view" if preference.is_silent and not preference.red_lines else write_order(preference)),
            *((Cell(_by(replace(preference.judgement, note=""))),) if judged else ()),
        )
        for preference in issue.preferences
    )
    table = Table("", (*columns, Column("Judged by")) if judged else columns, rows)
    notes = tuple(f"{p.party}: {p.judgement.note}" for p in issue.preferences if p.judgement.note)
    return Section(issue.id, f"{issue.id}: {issue.ask}", (options, table, *_listed("", notes)))


def _rules(dossier: Dossier) -> Section:
    rules = tuple(f"{rule.text}{_in_brackets(rule.judgement)}" for rule in dossier.linkages)
    together = tuple(
        f"{x.party}: {write_estimate(x.worth)} points for "
        + " and ".join(f"{issue}={option}" for issue, option in x.when)
        + _in_brackets(x.judgement)
        for x in dossier.interactions
    )
    blocks = (*_listed("", rules), *_listed("Interactions, points added when options stand together:", together))
    return Section("linkages", "Linkages", blocks)


def _record(dossier: Dossier) -> Section:
    found = (*map(_text, dossier.texts), *map(_round, dossier.rounds))
    return Section("record", "On record", (), found)


def _text(text: Text) -> Section:
    title = text.id if text.title == text.id else f"{text.id}: {text.title}"
    told = [
        ("date", text.date.text if text.date else "no date"),
        ("signed", ", ".join(text.signed) or "by nobody"),
        ("package", ", ".join(f"{issue}={option}" for issue, option in text.package)),
    ]
    return Section(f"text-{text.id}", f"Text {title}", (_said(told, text.judgement, text.unverified),))


def _round(round_: Round) -> Section:
    told = [
        ("date", round_.date.text),
        ("place", round_.place),
        ("host", round_.host),
        ("came", ", ".join(round_.came)),
        ("agreed", "; ".join(round_.agreed)),
    ]
    return Section(
        f"round-{round_.date.text}", f"Round: {round_.title}", (_said(told, round_.judgement, round_.unverified),)
    )


def _said(told: Sequence[tuple[str, str]], judgement: Judgement, unverified: str) -> Definitions:
    """What a text or a round says, then what it rests on, each under its key; what is absent is left out."""
    rests = (("source", judgement.source), ("by", judgement.by), ("note", judgement.note), ("unverified", unverified))
    return Definitions(tuple((key, words) for key, words in (*told, *rests) if words))


def _sources(dossier: Dossier) -> Section:
    found = tuple((source.id, _source(source)) for source in dossier.sources)
    return Section("sources", "Sources", (Definitions(found),) if found else ())


def _source(source: Source) -> str:
    parts = (source.what, source.reference, source.date.text if source.date else "", source.url)
    return ". ".join(part for part in parts if part) + _doubt(source.unverified)


def _by(judgement: Judgement) -> str:
    return ", ".join(part for part in (judgement.source, judgement.by, judgement.note) if part)


def _in_brackets(judgement: Judgement) -> str:
    return f" [{_by(judgement)}]" if _by(judgement) else ""


def _doubt(unverified: str) -> str:
    return f" (Unverified: {unverified})" if unverified else ""


def _listed(heading: str, items: tuple[str, ...]) -> tuple[Block, ...]:
    if not items:
        return ()
    return (*((Paragraph(heading),) if heading else ()), Listing(items))


def _cells(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(text or "–") for text in texts)
