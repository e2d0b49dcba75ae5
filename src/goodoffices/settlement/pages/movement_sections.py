"""What a mediator reads of the way from the texts on record to a candidate: which clauses would have to move."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from goodoffices.dossier import Dossier, Issue
from goodoffices.settlement.candidates import Candidate, clauses_apart, nash_product
from goodoffices.settlement.clauses import changes
from goodoffices.settlement.pages.text_sections import NOISE, all_could_accept, crossed
from goodoffices.settlement.result import RatedText, Settlement
from goodoffices.values import (
    Block,
    Cell,
    Column,
    Definitions,
    Listing,
    Paragraph,
    Section,
    Table,
    count,
    plural,
    series,
    signed,
)

__all__ = ["movement_section", "moves_section", "nearest"]

NAMED = 5
"""Up to so many clauses are named one by one; beyond, they are counted, and the annex names them."""


def movement_section(dossier: Dossier, settlement: Settlement, chosen: Sequence[Candidate]) -> Section:
    """For each text how far it lies from the nearest candidate; what stands in the way when there is none."""
    if not chosen:
        return Section("movement", "What would have to move", _in_the_way(dossier, settlement))
    if not settlement.texts:
        return Section("movement", "What would have to move")
    words = (
        "The fewest clauses that part each text from a candidate, and what changing them all wins and costs, in points."
    )
    told = tuple(
        (f"Text {place}", _distance(dossier, settlement, text, chosen))
        for place, text in enumerate(settlement.texts, 1)
    )
    return Section("movement", "What would have to move", (Paragraph(words, see="moves"), Definitions(told)))


def moves_section(dossier: Dossier, settlement: Settlement, chosen: Sequence[Candidate]) -> Section:
    """The clauses that part each text from the nearest candidate, one by one in points; to look up."""
    parts = tuple(_moves(dossier, settlement, text, chosen) for text in settlement.texts if chosen)
    words = "What each change of a clause wins or costs a party, in points of 100."
    return Section("moves", "Clause changes in points", (Paragraph(words),) if parts else (), parts, annex=True)


def nearest(settlement: Settlement, text: RatedText, chosen: Sequence[Candidate]) -> Candidate:
    """The candidate that differs from the text in the fewest of its clauses; ties go to the larger product of gains."""
    return min(
        chosen,
        key=lambda c: (clauses_apart(text.package, c.outcome.package), -round(nash_product(settlement, c.outcome), 6)),
    )


def _moved(dossier: Dossier, text: RatedText, target: Candidate) -> list[Issue]:
    package = target.outcome.package
    return [issue for issue in dossier.issues if text.package.get(issue.id, package[issue.id]) != package[issue.id]]


def _distance(dossier: Dossier, settlement: Settlement, text: RatedText, chosen: Sequence[Candidate]) -> str:
    target = nearest(settlement, text, chosen)
    moved = _moved(dossier, text, target)
    name = f"candidate {target.letter} ({target.name})"
    left = f" It leaves {plural(len(text.open_issues), 'issue')} open." if text.open_issues else ""
    if not moved:
        return f"Every clause it settles stands as in {name}.{left}"
    words = "All could accept it as it stands. " if all_could_accept(settlement, text) else ""
    words += f"{count(len(moved))} of {plural(len(text.package), 'clause')} would change to reach {name}"
    words += f": {series(f'“{issue.ask}”' for issue in moved)}." if len(moved) <= NAMED else "."
    if text.outcome is not None:
        wins, pays = _sides(dossier, _total(dossier, text, target))
        words += f" Wins in all: {wins}; pays: {pays}."
    return words + left


def _total(dossier: Dossier, text: RatedText, target: Candidate) -> dict[str, float]:
    """What all changes together bring each party; nothing for a partial text."""
    before, after = text.outcome.utility if text.outcome else {}, target.outcome.utility
    return {party.id: after[party.id] - before[party.id] for party in dossier.parties if party.id in before}


def _moves(dossier: Dossier, settlement: Settlement, text: RatedText, chosen: Sequence[Candidate]) -> Section:
    target = nearest(settlement, text, chosen)
    moved = _moved(dossier, text, target)
    anchor = f"movement-{text.id}"
    if not moved:
        return Section(anchor, text.title, (Paragraph(_distance(dossier, settlement, text, chosen)),))
    headings = ("Clause", "In the text", f"In candidate {target.letter}", "Wins by the change", "Pays for it")
    red = {(breach.issue, breach.party) for breach in crossed(settlement, text)}
    package = target.outcome.package
    rows = [_move(dossier, issue, text.package[issue.id], package[issue.id], red) for issue in moved]
    if text.outcome is not None:
        wins, pays = _sides(dossier, _total(dossier, text, target))
        rows.append((Cell("All changes together"), Cell("–"), Cell("–"), Cell(wins), Cell(pays)))
    told = f"From {text.title} to candidate {target.letter} ({target.name})"
    return Section(anchor, text.title, (Table(told, tuple(Column(h) for h in headings), tuple(rows)),))


def _move(
    dossier: Dossier, issue: Issue, before: str, after: str, red: Collection[tuple[str, str]]
) -> tuple[Cell, ...]:
    labels = {option.id: option.label for option in issue.options}
    owners = [party.id for party in dossier.parties if (issue.id, party.id) in red]
    now = Cell(f"{labels[before]} (red line: {series(owners)})", tone="bad") if owners else Cell(labels[before])
    wins, pays = _sides(dossier, changes(dossier, issue, before, after))
    return Cell(issue.ask, title=issue.id), now, Cell(labels[after]), Cell(wins), Cell(pays)


def _sides(dossier: Dossier, points: Mapping[str, float]) -> tuple[str, str]:
    """Who wins and who pays, in the order of the parties."""
    order = [party.id for party in dossier.parties if abs(points.get(party.id, 0.0)) > NOISE]
    wins = ", ".join(f"{party} {signed(points[party])}" for party in order if points[party] > 0)
    pays = ", ".join(f"{party} {signed(points[party])}" for party in order if points[party] < 0)
    return wins or "nobody", pays or "nobody"


def _in_the_way(dossier: Dossier, settlement: Settlement) -> tuple[Block, ...]:
    low, high = settlement.packages.acceptable_bounds
    if high > 0:
        limit = (
            "the packages that cannot be bettered are too many to list, so there is none to measure the texts against"
        )
        return (Paragraph(f"Not shown: {limit}."),) if low > 0 else (Paragraph(f"Not known: {limit}."),)
    if settlement.packages.allowed == 0:
        return _closed(dossier)
    left = plural(settlement.packages.allowed, "package")
    words = (
        f"Red lines and linkages leave {left}, but each is worth less than no agreement to somebody: the fallbacks, "
        "taken together, stand in the way. Shown is whom each text on record leaves below its fallback, and by how "
        "much."
    )
    names = {party.id: party.name for party in dossier.parties}
    lines = []
    for text in settlement.texts:
        if text.outcome is not None:
            gain = text.outcome.gain
            short = [f"{names[p]} {signed(gain[p])}" for p in settlement.deciding if gain[p] < -NOISE]
            lines.append(f"{text.title}: {series(short) or 'nobody'}.")
    told = Paragraph(words, see="blockers")
    return (told, Listing(tuple(lines))) if lines else (told,)


def _closed(dossier: Dossier) -> tuple[Block, ...]:
    """Which red lines close whole issues, when no package is left."""
    lines = []
    for issue in dossier.issues:
        owners = _owners(dossier, issue)
        held = [f"“{option.label}” ({series(owners[option.id])})" for option in issue.options if owners[option.id]]
        if len(held) == len(issue.options):
            lines.append(f"{issue.ask} Every option is a red line: {'; '.join(held)}.")
    if lines:
        told = Paragraph("These issues have no option that every party would sign.", see="blockers")
        return (told, Listing(tuple(lines)))
    return (
        Paragraph(
            "Every issue has an option that nobody's red line forbids, but the linkages forbid all combinations of "
            "such options.",
            see="blockers",
        ),
    )


def _owners(dossier: Dossier, issue: Issue) -> dict[str, list[str]]:
    names = {party.id: party.name for party in dossier.parties if party.role.decides}
    owners: dict[str, list[str]] = {option.id: [] for option in issue.options}
    for preference in issue.preferences:
        for option in preference.red_lines if preference.party in names else ():
            owners[option].append(names[preference.party])
    return owners
