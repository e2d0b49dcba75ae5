"""What a mediator reads of a settlement: the answer, the zone, the candidates, and how it was computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodoffices.dossier import Dossier
from goodoffices.settlement.candidates import FEWEST, NEAR_BEST, Candidate, candidates
from goodoffices.settlement.clauses import stakes
from goodoffices.settlement.result import Counts, Settlement
from goodoffices.settlement.text_sections import all_could_accept, movement_section, texts_section
from goodoffices.values import (
    Block,
    Cell,
    Column,
    Definitions,
    Note,
    Paragraph,
    Section,
    Table,
    count,
    number,
    plural,
    series,
    signed,
)

__all__ = ["answer_section", "settlement_sections"]


def settlement_sections(dossier: Dossier, settlement: Settlement) -> tuple[Section, ...]:
    """The answer first, then the zone, the candidates, the texts on record, what would have to move, and the method."""
    chosen = candidates(settlement)
    sections = (
        answer_section(dossier, settlement),
        _zone(dossier, settlement, chosen),
        _candidates(dossier, settlement, chosen),
        texts_section(dossier, settlement),
        movement_section(dossier, settlement, chosen),
        _method(dossier, settlement),
    )
    return tuple(section for section in sections if section.blocks or section.sections)


def answer_section(dossier: Dossier, settlement: Settlement) -> Section:
    """The answer in a few sentences, with the caution under which it stands."""
    counts = settlement.packages
    deciding = len(settlement.deciding)
    consent = {1: "the one party", 2: "both parties"}.get(deciding, f"all {count(deciding)} parties")
    consent += " whose consent is needed"
    issues = plural(len(dossier.issues), "issue combines", "issues combine")
    first = (
        f"{issues} into {plural(counts.all, 'package')}; {count(counts.allowed)} "
        f"of them cross no red line and break no linkage; of those, {_acceptable(counts)} {consent} at least what no "
        "agreement is worth to them."
    )
    caution = [Note(dossier.caution, "caution")] if dossier.caution else []
    words = " ".join((first, _meaning(settlement), _record_words(settlement)))
    return Section("answer", "Is there anything all could accept?", (Note(words.strip(), "finding"), *caution))


def _acceptable(counts: Counts) -> str:
    low, high = counts.acceptable_bounds
    if counts.acceptable is None:
        return f"between {count(low)} and {count(high)} give"
    if counts.acceptable == 0:
        return "none gives"
    return f"{count(counts.acceptable)} {'gives' if counts.acceptable == 1 else 'give'}"


def _meaning(settlement: Settlement) -> str:
    counts, frontier = settlement.packages, settlement.frontier
    if counts.allowed == 0:
        return (
            "On these judgements there is nothing that all could accept: the red lines and linkages leave no package "
            "at all, and what follows shows which they are."
        )
    if counts.acceptable_bounds[1] == 0:
        return (
            "On these judgements there is nothing that all could accept: every package that the red lines and linkages "
            "leave is worth less than no agreement to somebody; what follows shows where the texts on record stand."
        )
    if not frontier.complete:
        limit = "the packages that cannot be bettered for one party without loss to another are too many to list"
        limit += "." if settlement.solutions else ", so no candidates are shown."
        if counts.acceptable_bounds[0] == 0:
            return f"Whether there is something that all could accept is not settled by this count; {limit}"
        return f"So there is something that all could accept; {limit}"
    return (
        f"So there is something that all could accept, and {count(frontier.size or 0)} of those cannot be bettered for "
        "one party without loss to another: the choice that is left lies among them."
    )


def _record_words(settlement: Settlement) -> str:
    whole = [text for text in settlement.texts if text.outcome is not None]
    if not whole:
        return ""
    good = [text for text in whole if all_could_accept(settlement, text)]
    if not good:
        return "No whole text on record could be accepted by all."
    improvable = [text for text in good if text.better_for_all]
    words = f"Of {plural(len(whole), 'whole text')} on record, {count(len(good))} could be accepted by all: "
    words += series(text.title for text in good)
    for text in improvable:
        words += f"; {plural(text.better_for_all or 0, 'package is', 'packages are')} better for all"
        words += "" if len(good) == 1 else f" than {text.title}"
    return words + "."


def _zone(dossier: Dossier, settlement: Settlement, chosen: Sequence[Candidate]) -> Section:
    from goodoffices.settlement.pictures import zone_picture  # noqa: PLC0415 - altair loads only to draw

    picture = zone_picture(dossier, settlement, chosen)
    return Section("zone", "The zone in pictures", (picture,) if picture else ())


def _candidates(dossier: Dossier, settlement: Settlement, chosen: Sequence[Candidate]) -> Section:
    if not chosen:
        return Section("candidates", "Candidate packages")
    from goodoffices.settlement.candidate_pictures import clause_picture, gain_picture  # noqa: PLC0415 - as above

    named = Definitions(tuple((f"{c.letter} · {c.name}", _why(c)) for c in chosen))
    added = [Paragraph(_rule_of_addition())] if any(c.name == "Alternative" for c in chosen) else []
    clauses = clause_picture(dossier, chosen)
    ids = series(f"{party.id} {party.name}" for party in dossier.parties)
    blocks: list[Block] = [
        named,
        *added,
        _gain_table(dossier, settlement, chosen),
        gain_picture(dossier, settlement, chosen),
    ]
    blocks += [Paragraph(_shared(dossier, chosen)), _clause_table(dossier, chosen)]
    blocks.append(
        Paragraph(
            "▲ before a party: it gets at least three quarters of what it could get on the issue (from its worst "
            "option to its best). ▽: it gets less than half. After it: the weight of the issue to the party, 0 to 10. "
            f"Who is not named gets something in between, or does not mind. {ids}."
        )
    )
    blocks += [_stake_table(dossier, chosen), *([clauses] if clauses else [])]
    return Section("candidates", "Candidate packages", tuple(blocks))


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


def _shared(dossier: Dossier, chosen: Sequence[Candidate]) -> str:
    same = [issue for issue in dossier.issues if len({c.outcome.package[issue.id] for c in chosen}) == 1]
    if len(chosen) == 1:
        return "Only one package is left to show."
    return f"The candidates settle {count(len(same))} of {plural(len(dossier.issues), 'issue')} alike (marked =)."


def _clause_table(dossier: Dossier, chosen: Sequence[Candidate]) -> Table:
    rows = []
    for issue in dossier.issues:
        labels = {option.id: option.label for option in issue.options}
        options = [c.outcome.package[issue.id] for c in chosen]
        alike = len(chosen) > 1 and len(set(options)) == 1
        sign = "= " if alike else ""
        cells = [Cell(f"{sign}{labels[option]}", tone="quiet" if alike else "", title=option) for option in options]
        rows.append((Cell(issue.ask, title=issue.id), *cells))
    columns = (Column("Issue"), *(Column(f"{c.letter} · {c.name}") for c in chosen))
    return Table("Clause by clause", columns, tuple(rows))


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
    for party in dossier.parties:
        if party.id not in settlement.fallback:
            continue
        fallback = settlement.fallback[party.id]
        most = settlement.ideal.get(party.id, fallback) - fallback
        cells = [_gain_cell(c.outcome.gain, party.id, most) for c in chosen]
        ideal = Cell(signed(most) if party.id in settlement.ideal else "–")
        heard = "" if party.role.decides else " (observer)"
        rows.append((Cell(f"{party.name}{heard}", title=party.id), Cell(number(fallback)), *cells, ideal))
    named = (Column(f"{c.letter} · {c.name}", numeric=True) for c in chosen)
    columns = (Column("Party"), Column("Fallback", numeric=True), *named, Column("At most", numeric=True))
    return Table(
        "Gains over fallback, in points of 100; at most: in any package all could accept", columns, tuple(rows)
    )


def _gain_cell(gain: Mapping[str, float], party: str, most: float) -> Cell:
    share = f"{100 * gain[party] / most:.0f}% of the most it could gain" if most > 0 else ""
    return Cell(signed(gain[party]), tone="bad" if gain[party] < -1e-9 else "", title=share)  # noqa: PLR2004 - float noise


def _method(dossier: Dossier, settlement: Settlement) -> Section:
    weights = [preference.weight for issue in dossier.issues for preference in issue.preferences]
    fallbacks = [party.fallback for party in dossier.parties if party.fallback is not None]
    loose = sum(not weight.is_exact for weight in weights), sum(not fallback.is_exact for fallback in fallbacks)
    together = " Points for options that stand together are added." if dossier.interactions else ""
    worth = (
        "A party's worth of a package is the sum, over the issues, of how far the chosen option lies from worst (0) to "
        "best (1), times the weight of the issue, scaled to 100 points in all; a step > of an order counts 1, a step "
        f">> counts 2.{together} Its gain is that worth less its fallback. Packages that cross a red line of a party "
        "whose consent is needed, or break a linkage, are left out; the rest all count, none is sampled."
    )
    limits = (
        f"It rests on the {plural(len(weights), 'preference')} and {plural(len(fallbacks), 'fallback')} of the dossier "
        "(whose judgements they are is said under sources), and holds for the middle of every interval only: "
        f"{count(loose[0])} of the weights and {count(loose[1])} of the fallbacks were given as intervals. Other "
        "values inside them, another order of options, a red line drawn or dropped can change the answer. Points of "
        "different parties measure different things: a rule that adds or compares them rests on a judgement of its own."
    )
    blocks = (Paragraph(worth), Paragraph(limits), Note(_provenance_words(settlement), "method"))
    return Section("method", "How this was computed", blocks)


def _provenance_words(settlement: Settlement) -> str:
    made = settlement.provenance
    inputs = "; ".join(f"{name} {digest}".strip() for name, digest in made.inputs)
    parameters = "; ".join(f"{name}: {value}" for name, value in made.parameters)
    parts = [f"{made.method}.", f"Inputs: {inputs}.", f"{parameters.capitalize()}." if parameters else ""]
    return " ".join([*(part for part in parts if part), f"Version {made.version}."])
