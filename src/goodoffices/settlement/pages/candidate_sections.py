"""What a mediator reads of the candidate packages: why they are here, what they settle, who gains and who gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodoffices.dossier import Dossier, Issue
from goodoffices.settlement.candidates import FEWEST, NEAR_BEST, Candidate
from goodoffices.settlement.clauses import stakes
from goodoffices.settlement.pages.uncertain_words import looseness
from goodoffices.settlement.result import Settlement
from goodoffices.values import (
    Block,
    Cell,
    Column,
    Definitions,
    Paragraph,
    Section,
    Table,
    count,
    number,
    numbers,
    plural,
    series,
    signed,
)

__all__ = ["candidates_section", "stakes_section"]


def candidates_section(dossier: Dossier, settlement: Settlement, chosen: Sequence[Candidate]) -> Section:
    """Three to five packages side by side; no blocks when there are none."""
    if not chosen:
        return Section("candidates", "Candidate packages")
    from goodoffices.settlement.pages.candidate_pictures import clause_picture, gain_picture  # noqa: PLC0415 - altair loads only to draw

    named = Definitions(tuple((f"{c.letter} · {c.name}", _why(c)) for c in chosen))
    added = [Paragraph(_rule_of_addition())] if any(c.name == "Alternative" for c in chosen) else []
    clauses = clause_picture(dossier, chosen)
    blocks: list[Block] = [
        named,
        *added,
        _gain_table(dossier, settlement, chosen),
        gain_picture(dossier, settlement, chosen),
        _clause_table(dossier, chosen),
        *([clauses] if clauses else []),
        Paragraph("The same in a table, with the weights.", see="stakes"),
    ]
    return Section("candidates", "Candidate packages", tuple(blocks))


def stakes_section(dossier: Dossier, chosen: Sequence[Candidate]) -> Section:
    """Who gains and who gives on each clause of each candidate; to look up."""
    if not chosen:
        return Section("stakes", "Who gains and who gives", annex=True)
    ids = series(f"{party.id} {party.name}" for party in dossier.parties)
    words = (
        "▲ before a party: it gets at least three quarters of what it could get on the issue (from its worst option to "
        "its best). ▽: it gets less than half. After it: the weight of the issue to the party, 0 to 10. Who is not "
        f"named gets something in between, or does not mind. {ids}."
    )
    return Section("stakes", "Who gains and who gives", (Paragraph(words), _stake_table(dossier, chosen)), annex=True)


def _why(candidate: Candidate) -> str:
    reason = f"{candidate.reason[0].upper()}{candidate.reason[1:]}."
    if candidate.ties and candidate.ties > 1:
        reason += f" {count(candidate.ties)} packages stand equal under this rule; the first in file order is shown."
    return reason


def _rule_of_addition() -> str:
    part = number(100 * NEAR_BEST)
    return (
        f"The four rules agree on fewer than {FEWEST} packages, so alternatives are added: of the packages that cannot "
        f"be bettered and whose smallest share of what a party could gain is at least {part}% of the best such share, "
        "each time the one that differs in most clauses from the candidates already there."
    )


def _clause_table(dossier: Dossier, chosen: Sequence[Candidate]) -> Table:
    rows = tuple((Cell(issue.ask, title=issue.id), *_clause_cells(issue, chosen)) for issue in dossier.issues)
    columns = (Column("Issue"), *(Column(f"{c.letter} · {c.name}") for c in chosen))
    alike = sum(len({c.outcome.package[issue.id] for c in chosen}) == 1 for issue in dossier.issues)
    told = "Clause by clause"
    if len(chosen) > 1:
        told += f"; = A: as in candidate A. On {count(alike)} of {plural(len(dossier.issues), 'issue')} all are alike"
    return Table(told, columns, rows)


def _clause_cells(issue: Issue, chosen: Sequence[Candidate]) -> list[Cell]:
    """Each candidate's option, in words where it first appears and from then on by the candidate that has it."""
    labels = {option.id: option.label for option in issue.options}
    first: dict[str, str] = {}
    cells = []
    for c in chosen:
        option = c.outcome.package[issue.id]
        known = first.setdefault(option, c.letter)
        cells.append(
            Cell(labels[option]) if known == c.letter else Cell(f"= {known}", tone="quiet", title=labels[option])
        )
    return cells


def _stake_table(dossier: Dossier, chosen: Sequence[Candidate]) -> Table:
    rows = []
    for issue in dossier.issues:
        cells = []
        for c in chosen:
            held = stakes(dossier, issue, c.outcome.package[issue.id])
            gains = [f"{stake.party} {number(stake.weight)}" for stake in held if stake.gains]
            gives = [f"{stake.party} {number(stake.weight)}" for stake in held if stake.gives]
            words = [f"▲ {', '.join(gains)}"] * bool(gains) + [f"▽ {', '.join(gives)}"] * bool(gives)
            cells.append(Cell(" ".join(words) or "–"))
        rows.append((Cell(issue.ask, title=issue.id), *cells))
    columns = (Column("Issue"), *(Column(f"{c.letter} · {c.name}") for c in chosen))
    return Table("Who gains and who gives on each clause", columns, tuple(rows))


def _gain_table(dossier: Dossier, settlement: Settlement, chosen: Sequence[Candidate]) -> Table:
    rows = []
    rated = [party for party in dossier.parties if party.id in settlement.fallback]
    fallbacks = numbers([settlement.fallback[party.id] for party in rated])
    for party, told in zip(rated, fallbacks, strict=True):
        fallback = settlement.fallback[party.id]
        most = settlement.ideal.get(party.id, fallback) - fallback
        cells = [_gain_cell(c.outcome.gain, party.id, most) for c in chosen]
        ideal = Cell(signed(most) if party.id in settlement.ideal else "–")
        heard = "" if party.role.decides else " (observer)"
        rows.append((Cell(f"{party.name}{heard}", title=party.id), Cell(told), *cells, ideal))
    middle = ", at the middle of every interval" if looseness(dossier) else ""
    named = (Column(f"{c.letter} · {c.name}", numeric=True) for c in chosen)
    columns = (Column("Party"), Column("Fallback", numeric=True), *named, Column("At most", numeric=True))
    return Table(
        f"Gains over fallback, in points of 100{middle}; at most: in any package all could accept", columns, tuple(rows)
    )


def _gain_cell(gain: Mapping[str, float], party: str, most: float) -> Cell:
    share = f"{100 * gain[party] / most:.0f}% of the most it could gain" if most > 0 else ""
    return Cell(signed(gain[party]), tone="bad" if gain[party] < -1e-9 else "", title=share)  # noqa: PLR2004 - float noise
