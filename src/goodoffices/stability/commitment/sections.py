"""What a person reads of commitments: the verdict of each part first, then what would be enough."""

from __future__ import annotations

import math
from collections.abc import Sequence

from goodoffices.stability.commitment.bargaining import Range, Span
from goodoffices.stability.commitment.judgements import judgement_section
from goodoffices.stability.commitment.study import COUNTS, CommitmentStudy, CoverNeed, Keeping
from goodoffices.stability.commitment.terms import Value
from goodoffices.stability.commitment.words import NAMES, amount, needed, percent, plain
from goodoffices.values import Block, Cell, Chance, Column, Note, Paragraph, Section, Table, series

__all__ = ["commitment_sections"]

CAUTION = (
    "This reckons with the numbers given, each somebody's judgement, and with parties who weigh gains and "
    "losses in "
    "them alone. It says what would be enough under those numbers, not what will happen."
)

_Row = tuple[Cell, ...]


def commitment_sections(study: CommitmentStudy) -> tuple[Section, ...]:
    """The sections in the order in which they are read."""
    found: list[Section] = []
    if study.keeping:
        found.append(_ceasefire(study))
    if study.covers:
        found.append(_disarmament(study))
    if study.range:
        found.append(_bargaining(study.range))
    first = found[0]
    caution = (Note(study.given.caution),) if study.given.caution else ()
    found[0] = Section(first.anchor, first.heading, (*first.blocks[:1], *caution, Note(CAUTION), *first.blocks[1:]))
    return (*found, judgement_section(study.given))


def _ceasefire(study: CommitmentStudy) -> Section:
    blocks: list[Block] = [Note(_kept_by_all(study), "finding")]
    for keeping in study.keeping:
        blocks += [Paragraph(_told(keeping)), _table(keeping, study.given.period)]
    note = (
        "Each row is enough alone, with all else as it is today. A party keeps the ceasefire when cheating once, the "
        "sanction that may follow included, is worth no more to it than keeping it. Each is on the party's own scale; "
        "numbers of two parties are not compared or added."
    )
    return Section("ceasefire-commitment", "Would each keep the ceasefire", (*blocks, Paragraph(note)))


def _kept_by_all(study: CommitmentStudy) -> str:
    keeping = study.keeping
    if all(each.verdict == "always" for each in keeping):
        return f"Keeping the ceasefire is worth more to each than cheating{_wherever(keeping)}."
    never = [each.terms.party for each in keeping if each.verdict == "never"]
    if never:
        return f"It does not hold as it is: for {series(never)} cheating pays{_wherever(keeping)}."
    share = study.together or keeping[0].share
    doubt = series([each.terms.party for each in keeping if each.verdict == "depends"])
    return (
        f"Whether it holds depends on the numbers of {doubt}: it does in {_share(share)} of draws from the intervals."
    )


def _wherever(keeping: Sequence[Keeping]) -> str:
    """What a verdict on intervals adds; nothing where every number is one number."""
    intervals = any(value.low < value.high for each in keeping for value in each.terms.values.values())
    return ", wherever within the intervals the numbers lie" if intervals else ""


def _share(found: Chance) -> str:
    return f"{percent(found.share)} ({percent(found.low)} to {percent(found.high)})"


def _told(keeping: Keeping) -> str:
    party, game = keeping.terms.party, keeping.game
    need = keeping.needs["detection"]
    middle, spread = needed("detection", need)
    within = f" ({spread})" if spread else ""
    if need.middle == 0:
        return f"{party} keeps it: cheating brings no more in its own period than keeping it does."
    if math.isinf(need.middle):
        return (
            f"{party}: no monitoring suffices with this sanction and reward, were every violation found; "
            f"cheating once gains {plain(-game.margin)} more than it costs."
        )
    verb = "is enough" if game.detection >= need.middle else "is too little"
    share = f" It holds in {_share(keeping.share)} of the draws." if keeping.verdict == "depends" else ""
    return (
        f"{party}: monitoring must bring the sanction on at least {middle} of violations{within}; "
        f"today's {_interval('detection', keeping.terms.values['detection'])} {verb}.{share}"
    )


def _table(keeping: Keeping, period: str) -> Table:
    columns = (Column("What"), Column("Today", numeric=True), Column("Enough", numeric=True))
    rows: list[_Row] = []
    for what in COUNTS:
        middle, spread = needed(what, keeping.needs[what])
        value = keeping.terms.values[what]
        has = keeping.needs[what].middle <= getattr(keeping.game, what)
        rows.append(
            (Cell(NAMES[what]), Cell(_interval(what, value)), Cell(middle, "good" if has else "bad"), Cell(spread))
        )
    of = f", periods of {period}" if period else ""
    shown = _with_spread((*columns, Column("Between", numeric=True)), rows)
    return Table(f"What would make {keeping.terms.party} keep it{of}", *shown)


def _with_spread(columns: tuple[Column, ...], rows: Sequence[_Row]) -> tuple[tuple[Column, ...], tuple[_Row, ...]]:
    """Columns and rows, without the last of them, the spread, where nothing is uncertain."""
    if any(row[-1].text for row in rows):
        return columns, tuple(rows)
    return columns[:-1], tuple(row[:-1] for row in rows)


def _interval(what: str, value: Value) -> str:
    low, high = amount(what, value.low), amount(what, value.high)
    return low if low == high else f"{low} to {high}"


def _disarmament(study: CommitmentStudy) -> Section:
    blocks: list[Block] = []
    for each in study.covers:
        blocks += [Note(_covered(each), "finding"), _phases(each)]
    note = (
        "The cover of a phase is the share of what an attack in it would cost the party that a guarantee makes good or "
        "prevents. For one phase, all later ones are taken as covered in full; the last row covers all alike."
    )
    return Section("disarmament", "Would they disarm", (*blocks, Paragraph(note)))


def _covered(each: CoverNeed) -> str:
    party = each.terms.party
    stops = [phase.name for phase, goes in zip(each.terms.phases, each.goes_on, strict=True) if not goes]
    if not stops:
        return (
            f"With today's cover {party} goes on through every phase, at the middle and in {_share(each.share)} of "
            f"draws."
        )
    middle, spread = needed("detection", each.alike)
    if math.isinf(each.alike.middle):
        return (
            f"{party} stops at {stops[0]}: fighting on is worth more to it than the peace, and no guarantee mends that."
        )
    within = f" ({spread})" if spread else ""
    return (
        f"With today's cover {party} stops at {stops[0]}; {middle} of its loss{within}, covered alike in every phase, "
        f"would "
        f"be enough. It goes on throughout in {_share(each.share)} of draws."
    )


def _phases(each: CoverNeed) -> Table:
    columns = (
        Column("Phase"),
        Column("Covered today", numeric=True),
        Column("Enough", numeric=True),
        Column("Between"),
    )
    rows: list[_Row] = []
    for phase, need, goes in zip(each.terms.phases, each.phases, each.goes_on, strict=True):
        middle, spread = needed("detection", need)
        today = Cell(_interval("detection", phase.cover), "good" if goes else "bad")
        rows.append((Cell(phase.name), today, Cell(middle), Cell(spread)))
    middle, spread = needed("detection", each.alike)
    rows.append((Cell("All alike"), Cell(""), Cell(middle), Cell(spread)))
    return Table(f"How much of its loss a guarantee must cover for {each.terms.party}", *_with_spread(columns, rows))


def _bargaining(found: Range) -> Section:
    first, second = found.parties
    blocks: list[Block] = [Note(_ranged(found), "finding")]
    columns = (Column("Range"), Column(f"Least that {first} takes", numeric=True), Column("Most", numeric=True))
    spans = (
        ("At the middle of the intervals", found.middle),
        ("Whatever the numbers are", found.certain),
        ("For some numbers", found.possible),
    )
    rows = tuple((Cell(name), *_ends(span)) for name, span in spans)
    told = (
        f"Shares of the stake for {first}; {second} has the rest. Below the least {first} would rather fight, above "
        f"the "
        f"most {second} would."
    )
    return Section(
        "bargaining-range",
        "What both would rather have than war",
        (*blocks, Paragraph(told), Table("", (*columns,), rows)),
    )


def _ends(span: Span) -> tuple[Cell, Cell]:
    return (
        (Cell("none", "bad"), Cell("none", "bad"))
        if span.is_empty
        else (Cell(percent(span.low)), Cell(percent(span.high)))
    )


def _ranged(found: Range) -> str:
    first, second = found.parties
    if found.middle.is_empty:
        told = (
            f"No share is better for both than war: they disagree on who would win by {percent(found.gap)} more than "
            f"war costs."
        )
    else:
        told = (
            f"Any share of {percent(found.middle.low)} to {percent(found.middle.high)} for {first} is better for both "
            f"than war."
        )
    if found.verdict == "certain":
        told += " The offer lies within it whatever the numbers are within their intervals."
    elif found.verdict == "possible":
        told += " Whether the offer does, the intervals leave open."
    elif found.verdict:
        told += f" The offer does not; {series(found.refuses or (first, second), 'or')} would rather fight."
    return told
