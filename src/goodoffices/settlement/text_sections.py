"""What a mediator reads of the texts on record: where they stand, and what would have to move."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from goodoffices.dossier import Dossier, Issue, Party, linkage_in_words
from goodoffices.settlement.candidates import Candidate, clauses_apart, nash_product
from goodoffices.settlement.clauses import changes
from goodoffices.settlement.result import Breach, RatedText, Settlement
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

__all__ = ["all_could_accept", "movement_section", "nearest", "texts_section"]

NOISE = 1e-9
"""Points: a gain this far below 0 is a rounding of floats."""


def all_could_accept(settlement: Settlement, text: RatedText) -> bool:
    """Whether a whole text crosses no deciding party's red line, breaks no linkage and leaves nobody below its
    fallback; False for a partial text, of which that cannot be said."""
    if text.outcome is None or text.linkages or crossed(settlement, text):
        return False
    return all(text.outcome.gain[party] >= -NOISE for party in settlement.deciding)


def crossed(settlement: Settlement, text: RatedText) -> tuple[Breach, ...]:
    """The red lines of deciding parties that a text crosses."""
    return tuple(breach for breach in text.red_lines if breach.party in settlement.deciding)


def texts_section(dossier: Dossier, settlement: Settlement) -> Section:
    """Texts on record against the model; no blocks when there are none."""
    if not settlement.texts:
        return Section("texts", "Texts on record")
    parties = [party for party in dossier.parties if party.id in settlement.fallback]
    named = (Column(party.id, numeric=True) for party in parties)
    columns = (Column("Text"), *named, Column("All could accept"))
    rows = [_text_row(settlement, parties, place, text) for place, text in enumerate(settlement.texts, 1)]
    if settlement.frontier.size:
        columns = (*columns, Column("Better for all", numeric=True))
        rows = [(*row, _better(text)) for row, text in zip(rows, settlement.texts, strict=True)]
    ids = series(f"{party.id} {party.name}" for party in parties)
    blocks: list[Block] = [
        Table("Gains over fallback, in points of 100", columns, tuple(rows)),
        Paragraph(" ".join((f"{ids}.", *_notes(settlement)))),
    ]
    faults = tuple((text.title, words) for text in settlement.texts if (words := _faults(dossier, settlement, text)))
    if faults:
        blocks.append(Definitions(faults))
    else:
        blocks.append(Paragraph("No text on record crosses a red line or breaks a linkage."))
    return Section("texts", "Texts on record", tuple(blocks))


def _notes(settlement: Settlement) -> list[str]:
    words = []
    if settlement.frontier.size:
        words.append(
            "Better for all: packages that cannot be bettered and give every party whose consent is needed at least as "
            "much as the text, and one of them more; 0 alone does not make a text acceptable."
        )
    if any(text.outcome is None for text in settlement.texts):
        words.append("A partial text shows what its allowed completions give, from least to most.")
    return words


def _better(text: RatedText) -> Cell:
    return Cell("–" if text.better_for_all is None else count(text.better_for_all))


def _text_row(settlement: Settlement, parties: Sequence[Party], place: int, text: RatedText) -> tuple[Cell, ...]:
    title = Cell(f"{place} · {text.title}", title=text.id)
    if text.outcome is None:
        ranges = [_range(settlement, party.id, text.utility_range) for party in parties]
        return title, *ranges, Cell(f"partial: {plural(len(text.open_issues), 'issue')} open")
    gains = [text.outcome.gain[party.id] for party in parties]
    cells = [Cell(signed(gain), tone="bad" if gain < -NOISE else "") for gain in gains]
    yes = all_could_accept(settlement, text)
    return title, *cells, Cell("yes" if yes else "no", tone="good" if yes else "bad")


def _range(settlement: Settlement, party: str, ranges: Mapping[str, tuple[float, float]]) -> Cell:
    if party not in ranges:
        return Cell("–", title="no allowed package completes the text")
    low, high = (end - settlement.fallback[party] for end in ranges[party])
    return Cell(f"{signed(low)} to {signed(high)}", tone="bad" if high < -NOISE else "")


def _faults(dossier: Dossier, settlement: Settlement, text: RatedText) -> str:
    names = {party.id: party.name for party in dossier.parties}
    asks = {issue.id: issue.ask for issue in dossier.issues}
    labels = {(issue.id, option.id): option.label for issue in dossier.issues for option in issue.options}
    rules = {linkage.text: linkage_in_words(dossier, linkage) for linkage in dossier.linkages}
    parts = []
    for breach in text.red_lines:
        heard = "" if breach.party in settlement.deciding else ", an observer, which blocks nothing"
        option = f"“{labels[breach.issue, breach.option]}” ({asks[breach.issue]})"
        parts.append(f"crosses a red line of {names[breach.party]}{heard}: {option}")
    parts += [f"breaks a linkage: {rules.get(rule, rule).rstrip('.')}" for rule in text.linkages]
    if text.outcome is not None:
        gain = text.outcome.gain
        short = [f"{names[p]} ({signed(gain[p])})" for p in settlement.deciding if gain[p] < -NOISE]
        parts += [f"is worth less than no agreement to {series(short)}"] if short else []
    elif not text.utility_range and not text.red_lines and not text.linkages:
        parts.append("no allowed package completes it")
    words = "; ".join(parts)
    return f"{words[0].upper()}{words[1:]}." if words else ""


def movement_section(dossier: Dossier, settlement: Settlement, chosen: Sequence[Candidate]) -> Section:
    """For each text, the clauses that part it from the nearest candidate; what stands in the way when there is none."""
    if not chosen:
        return Section("movement", "What would have to move", _in_the_way(dossier, settlement))
    parts = [_moves(dossier, settlement, text, chosen) for text in settlement.texts]
    words = (
        "Each text on record beside the candidate that is reached by changing the fewest of its clauses. Points: what "
        "each change wins or costs a party, out of 100."
    )
    blocks = (Paragraph(words),) if parts else ()
    return Section("movement", "What would have to move", blocks, tuple(parts))


def nearest(settlement: Settlement, text: RatedText, chosen: Sequence[Candidate]) -> Candidate:
    """The candidate that differs from the text in the fewest of its clauses; ties go to the larger product of gains."""
    return min(
        chosen,
        key=lambda c: (clauses_apart(text.package, c.outcome.package), -round(nash_product(settlement, c.outcome), 6)),
    )


def _moves(dossier: Dossier, settlement: Settlement, text: RatedText, chosen: Sequence[Candidate]) -> Section:
    target = nearest(settlement, text, chosen)
    package = target.outcome.package
    moved = [issue for issue in dossier.issues if text.package.get(issue.id, package[issue.id]) != package[issue.id]]
    anchor, name = f"movement-{text.id}", f"candidate {target.letter} ({target.name})"
    left = f" {plural(len(text.open_issues), 'issue')} left open." if text.open_issues else ""
    if not moved:
        return Section(anchor, text.title, (Paragraph(f"Every clause it settles stands as in {name}.{left}"),))
    kept = f"{plural(len(moved), 'clause')} of {len(text.package)} would change to reach {name}.{left}"
    if all_could_accept(settlement, text):
        kept = f"It could be accepted by all as it stands. {kept}"
    headings = ("Clause", "In the text", f"In candidate {target.letter}", "Wins by the change", "Pays for it")
    red = {(breach.issue, breach.party) for breach in crossed(settlement, text)}
    rows = [_move(dossier, issue, text.package[issue.id], package[issue.id], red) for issue in moved]
    if text.outcome is not None:
        before, after = text.outcome.utility, target.outcome.utility
        total = {party.id: after[party.id] - before[party.id] for party in dossier.parties}
        rows.append((Cell("All changes together"), Cell("–"), Cell("–"), *_sides(dossier, total)))
    table = Table(f"From {text.title} to candidate {target.letter}", tuple(Column(h) for h in headings), tuple(rows))
    return Section(anchor, text.title, (Paragraph(kept), table))


def _move(
    dossier: Dossier, issue: Issue, before: str, after: str, red: Collection[tuple[str, str]]
) -> tuple[Cell, ...]:
    labels = {option.id: option.label for option in issue.options}
    owners = [party.id for party in dossier.parties if (issue.id, party.id) in red]
    now = Cell(f"{labels[before]} (red line: {series(owners)})", tone="bad") if owners else Cell(labels[before])
    wins, pays = _sides(dossier, changes(dossier, issue, before, after))
    return Cell(issue.ask, title=issue.id), now, Cell(labels[after]), wins, pays


def _sides(dossier: Dossier, points: Mapping[str, float]) -> tuple[Cell, Cell]:
    """Who wins and who pays, in the order of the parties."""
    order = [party.id for party in dossier.parties if abs(points.get(party.id, 0.0)) > NOISE]
    wins = ", ".join(f"{party} {signed(points[party])}" for party in order if points[party] > 0)
    pays = ", ".join(f"{party} {signed(points[party])}" for party in order if points[party] < 0)
    return Cell(wins or "nobody"), Cell(pays or "nobody")


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
        "much; which fallbacks or red lines would have to give way to open a zone is not computed."
    )
    names = {party.id: party.name for party in dossier.parties}
    lines = []
    for text in settlement.texts:
        if text.outcome is not None:
            gain = text.outcome.gain
            short = [f"{names[p]} {signed(gain[p])}" for p in settlement.deciding if gain[p] < -NOISE]
            lines.append(f"{text.title}: {series(short) or 'nobody'}.")
    return (Paragraph(words), Listing(tuple(lines))) if lines else (Paragraph(words),)


def _closed(dossier: Dossier) -> tuple[Block, ...]:
    """Which red lines close whole issues, when no package is left."""
    lines = []
    for issue in dossier.issues:
        owners = _owners(dossier, issue)
        held = [f"“{option.label}” ({series(owners[option.id])})" for option in issue.options if owners[option.id]]
        if len(held) == len(issue.options):
            lines.append(f"{issue.ask} Every option is a red line: {'; '.join(held)}.")
    if lines:
        return (Paragraph("These issues have no option that every party would sign:"), Listing(tuple(lines)))
    return (
        Paragraph(
            "Every issue has an option that nobody's red line forbids, but the linkages forbid all combinations of "
            "such options. Which of them would have to give way is not computed."
        ),
    )


def _owners(dossier: Dossier, issue: Issue) -> dict[str, list[str]]:
    names = {party.id: party.name for party in dossier.parties if party.role.decides}
    owners: dict[str, list[str]] = {option.id: [] for option in issue.options}
    for preference in issue.preferences:
        for option in preference.red_lines if preference.party in names else ():
            owners[option].append(names[preference.party])
    return owners
