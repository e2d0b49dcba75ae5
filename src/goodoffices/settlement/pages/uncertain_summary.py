"""Acceptance under incomplete preferences on one screen."""

from __future__ import annotations

from goodoffices.dossier import Dossier
from goodoffices.settlement.pages.uncertain_finding import finding
from goodoffices.settlement.pages.uncertain_sections import acceptance_table, option_base
from goodoffices.settlement.pages.uncertain_words import label, looseness, mark, share
from goodoffices.settlement.result import Settlement
from goodoffices.settlement.uncertain.result import Uncertainty
from goodoffices.values import Block, Cell, Column, Definitions, Note, Paragraph, Section, Table, plural

__all__ = ["uncertain_summary"]


def uncertain_summary(dossier: Dossier, settlement: Settlement, uncertainty: Uncertainty) -> tuple[Section, ...]:
    """Who would accept which proposal, and which options the Nash package holds how often. Proposals stand under their
    signs, parties and options under their ids, so that all fits a terminal."""
    loose = looseness(dossier)
    if not loose:
        note = Note(finding(dossier, settlement, uncertainty), "finding")
        return (Section("acceptance", "Would they accept?", (note,)),)
    head = f"{plural(uncertainty.draws, 'draw')}, seed {uncertainty.seed}. The file leaves open {loose}."
    blocks: list[Block] = [Note(finding(dossier, settlement, uncertainty), "finding"), Paragraph(head)]
    if uncertainty.proposals:
        full = acceptance_table(settlement, uncertainty)
        short = zip(uncertainty.proposals, full.rows, strict=True)
        rows = tuple((Cell(mark(settlement, one)), *row[1:]) for one, row in short)
        named = tuple(
            (mark(settlement, one), label(settlement, one).partition(" · ")[2]) for one in uncertainty.proposals
        )
        blocks += [Table(full.caption, (Column(""), *full.columns[1:]), rows), Definitions(named)]
    if uncertainty.something_acceptable.hits:
        blocks.append(_options(uncertainty))
    return (Section("acceptance", "Would they accept?", tuple(blocks)),)


def _options(uncertainty: Uncertainty) -> Table:
    rows = []
    for issue, shares in uncertainty.options.items():
        order = sorted(shares, key=lambda option: -shares[option].hits)
        told = ", ".join(f"{option} {share(shares[option])}" for option in order if shares[option].hits)
        rows.append((Cell(issue), Cell(told)))
    caption = f"Options in the Nash package, {option_base(uncertainty)}"
    return Table(caption, (Column("Issue"), Column("Options")), tuple(rows))
