"""The settlement on one screen: the answer, then gains and clauses of the candidates and the texts on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodoffices.dossier import Dossier
from goodoffices.settlement.candidates import Candidate, candidates
from goodoffices.settlement.pages.caution import caution_note, judged_by
from goodoffices.settlement.pages.sections import answer_section
from goodoffices.settlement.pages.stamp import named_by_hash, rounding_words
from goodoffices.settlement.pages.text_sections import CROSSED, all_could_accept, crossed, gain_range, red_line_cell
from goodoffices.settlement.result import Outcome, RatedText, Settlement
from goodoffices.values import (
    Block,
    Cell,
    Column,
    Definitions,
    Paragraph,
    Section,
    Table,
    count,
    plural,
    signed,
    spoken_date,
)

__all__ = ["summary_sections"]


def summary_sections(dossier: Dossier, settlement: Settlement) -> tuple[Section, ...]:
    """The answer, and one section that lays candidates (A, B, …) and texts on record (1, 2, …) side by side.

    Parties and clauses stand under their ids, so that all fits a terminal; the sections of the brief spell them out.
    """
    chosen = candidates(settlement)
    head = Section("case", dossier.title, (Paragraph(_head(dossier)), *_answer(dossier, settlement)))
    if not chosen and not settlement.texts:
        return (head,)
    texts = settlement.texts
    who = tuple((c.letter, f"{c.name}: {c.reason}{_ties(c)}.") for c in chosen)
    record = tuple((str(n), f"{text.title}: {_standing(settlement, text)}.") for n, text in enumerate(texts, 1))
    blocks: list[Block] = [
        Definitions((*who, *record)),
        Table(
            "Gains over fallback (the worth of no agreement), in points of 100",
            (Column("Party"), Column("Fallback", numeric=True), *_columns(chosen, texts)),
            tuple(_gains(dossier, settlement, party, chosen) for party in settlement.parties),
        ),
    ]
    packages = [(c.letter, c.outcome.package) for c in chosen]
    record_packages = [(str(n), text.package) for n, text in enumerate(texts, 1)]
    for caption, named in (("Clauses of the candidates", packages), ("Clauses of the texts", record_packages)):
        if named:
            blocks.append(_clauses(dossier, f"{caption}, by the dossier's short names", named))
    if any(text.outcome and crossed(settlement, text) for text in texts):
        blocks.append(Paragraph(CROSSED))
    if any(party not in settlement.deciding for party in settlement.parties):
        blocks.append(Paragraph("(o): an observer; shown, and never blocks."))
    return head, Section("summary", "Candidates and texts on record", tuple(blocks))


def _head(dossier: Dossier) -> str:
    as_of = f", as of {spoken_date(dossier.as_of)}" if dossier.as_of else ""
    return f"{named_by_hash(dossier)}{as_of}. {judged_by(dossier)} The middle of every interval is used."


def _answer(dossier: Dossier, settlement: Settlement) -> tuple[Block, ...]:
    blocks = (*answer_section(dossier, settlement).blocks, *rounding_words(settlement))
    return blocks if dossier.caution else (*blocks, caution_note(dossier))


def _columns(chosen: tuple[Candidate, ...], texts: tuple[RatedText, ...]) -> tuple[Column, ...]:
    names = [*(c.letter for c in chosen), *(str(n) for n, _ in enumerate(texts, 1))]
    return tuple(Column(name, numeric=True) for name in names)


def _ties(candidate: Candidate) -> str:
    others = (candidate.ties or 1) - 1
    return f" ({plural(others, 'other package does', 'other packages do')} as well)" if others else ""


def _standing(settlement: Settlement, text: RatedText) -> str:
    red, links = len(crossed(settlement, text)), len(text.linkages)
    faults = [f"crosses {plural(red, 'red line')}"] if red else []
    faults += [f"breaks {plural(links, 'linkage')}"] if links else []
    if text.outcome is None:
        ranges = text.utility_range
        ends = [f"{p} {gain_range(settlement, p, ranges)}" for p in settlement.deciding if ranges]
        what = f"partial, {plural(len(text.open_issues), 'issue')} open"
        gains = ["gains as it is completed: " + ", ".join(ends) if ends else "no allowed package completes it"]
        return "; ".join([what, *faults, *gains])
    verdict = "all could accept it" if all_could_accept(settlement, text) else "not all could accept it"
    better = text.better_for_all
    more = [] if better is None else [f"{count(better)} of the frontier better for all"]
    return "; ".join([verdict, *faults, *more])


def _gains(dossier: Dossier, settlement: Settlement, party: str, chosen: tuple[Candidate, ...]) -> tuple[Cell, ...]:
    fallback = settlement.fallback.get(party)
    name = next(p.name for p in dossier.parties if p.id == party)
    role = "" if party in settlement.deciding else " (o)"
    texts = [_text_gain(settlement, text, party) for text in settlement.texts]
    return (
        Cell(f"{party}{role}", title=name),
        Cell("–" if fallback is None else f"{fallback:.1f}"),
        *(_gain(c.outcome, party) for c in chosen),
        *texts,
    )


def _text_gain(settlement: Settlement, text: RatedText, party: str) -> Cell:
    if text.outcome and party in text.outcome.gain and party in {one.party for one in crossed(settlement, text)}:
        return red_line_cell(text.outcome.gain[party])
    return _gain(text.outcome, party)


def _gain(outcome: Outcome | None, party: str) -> Cell:
    gain = outcome.gain.get(party) if outcome else None
    if gain is None:
        return Cell("–")
    shown = signed(gain)
    return Cell(shown, tone="bad" if gain < 0 and shown != "0.0" else "")


def _clauses(dossier: Dossier, caption: str, named: Sequence[tuple[str, Mapping[str, str]]]) -> Table:
    columns = (Column("Issue"), *(Column(name) for name, _ in named))
    rows = ((Cell(issue.id), *(Cell(package.get(issue.id, "–")) for _, package in named)) for issue in dossier.issues)
    return Table(caption, columns, tuple(rows))
