"""Ledgers side by side, as Sections and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from goodoffices.ceasefire.incidents.agreement import Agreement
from goodoffices.ceasefire.incidents.comparing import Comparison, Twosome
from goodoffices.ceasefire.incidents.ledger import STAGES, Incident, Ledger
from goodoffices.ceasefire.incidents.matching import LIKELY
from goodoffices.values import Cell, Column, Note, Paragraph, Provenance, Section, Table, count, plural

__all__ = ["comparison_json", "comparison_sections"]

_STAGES: Final = (
    "Reported, verified and attributed are three stages. Claimant and accused say who complains of whom. Only an "
    "attribution, by the body that the terms name, says who was responsible."
)
_METHOD: Final = (
    "Incidents are matched by day, place, kind and deaths (Fellegi & Sunter 1969, by Splink), never by who is accused. "
    f"A pair of a probability below {LIKELY:g} is not taken for one incident. Since kind takes part in the matching, "
    "agreement on it is told somewhat too high."
)


def comparison_sections(found: Comparison) -> tuple[Section, ...]:
    """What the ledgers hold, then every two of them, then the bodies whose statuses they carry."""
    sections = [_ledgers(found.ledgers), *(_twosome(each) for each in found.twosomes)]
    if found.bodies:
        rows = tuple(_agreement_row(each, f"{ledger}: ") for ledger, each in found.bodies)
        caption = "Over the incidents of which both say something"
        cautions = [f"{each.first} and {each.second}: {text}." for _, each in found.bodies for text in each.cautions]
        table = Table(caption, _agreement_columns(), rows)
        sections.append(Section("bodies", "How far bodies agree", (table, *(Note(text) for text in cautions))))
    return tuple(sections)


def _ledgers(ledgers: Sequence[Ledger]) -> Section:
    columns = (Column("Ledger"), Column("Incidents", numeric=True), *(Column(stage, numeric=True) for stage in STAGES))
    rows = []
    for ledger in ledgers:
        stages = Counter(each.stage for each in ledger.incidents)
        numbers = (len(ledger.incidents), *(stages[stage] for stage in STAGES))
        rows.append((Cell(ledger.name), *(Cell(count(number)) for number in numbers)))
    table = Table("Incidents by the last stage that each has reached", columns, tuple(rows))
    return Section("ledgers", "Ledgers side by side", (table, Note(_STAGES), Note(_METHOD, "method")))


def _twosome(found: Twosome) -> Section:
    one, other = found.first.name, found.second.name
    only = len(found.only_first), len(found.only_second)
    told = (
        f"{plural(len(found.pairs), 'incident')} in both ledgers, {only[0]} only in {one}, {only[1]} only in {other}. "
        f"{plural(len({(each.one, each.other) for each in found.differences}), 'pair')} told differently."
    )
    blocks: list[Any] = [Paragraph(told)]
    if found.differences:
        columns = (Column(one), Column(other), Column("What differs"), Column(f"In {one}"), Column(f"In {other}"))
        rows = tuple(
            tuple(Cell(text) for text in (each.one, each.other, each.what, each.first or "–", each.second or "–"))
            for each in found.differences
        )
        blocks.append(Table("The same incident, told differently", columns, rows))
    for ledger, incidents in ((one, found.only_first), (other, found.only_second)):
        blocks += [_only(ledger, incidents)] if incidents else []
    rows = tuple(_agreement_row(each) for each in found.agreements)
    blocks.append(Table("How far they agree, beyond chance", _agreement_columns(), rows))
    blocks += [Note(f"{each.what}: {text}.") for each in found.agreements for text in each.cautions]
    if found.spanning:
        blocks.append(Note(f"{plural(found.spanning, 'incident')} over several days left out of days and places."))
    return Section(f"{one}-{other}", f"{one} and {other}", tuple(blocks))


def _only(ledger: str, incidents: Sequence[Incident]) -> Table:
    columns = tuple(Column(name) for name in ("Incident", "Day", "Kind", "Province", "Stage"))
    rows = tuple(
        tuple(Cell(text or "–") for text in (each.id, each.first.isoformat(), each.kind, each.admin1, each.stage))
        for each in incidents
    )
    return Table(f"Only in {ledger}", columns, rows)


def _agreement_columns() -> tuple[Column, ...]:
    names = ("n", "Same", "κ", "95% interval", "κ adjusted", "Commonest")
    return (Column("Of what"), *(Column(name, numeric=True) for name in names))


def _agreement_row(found: Agreement, before: str = "") -> tuple[Cell, ...]:
    name = f"{before}{found.first} and {found.second}" if before else found.what
    interval = "–" if found.low is None or found.high is None else f"{_two(found.low)} to {_two(found.high)}"
    share = [("–" if value is None else f"{100 * value:.0f}%") for value in (found.same, found.commonest)]
    return tuple(
        Cell(text)
        for text in (name, count(found.n), share[0], _two(found.kappa), interval, _two(found.adjusted), share[1])
    )


def _two(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}".replace("-", "\N{MINUS SIGN}")


def comparison_json(found: Comparison, source: Provenance) -> dict[str, Any]:
    """Every pair, difference and agreement, for programs."""
    return {
        "ledgers": [
            {
                "name": ledger.name,
                "incidents": len(ledger.incidents),
                "stages": {stage: sum(each.stage == stage for each in ledger.incidents) for stage in STAGES},
            }
            for ledger in found.ledgers
        ],
        "pairs_of_ledgers": [_twosome_json(each) for each in found.twosomes],
        "bodies": [{"ledger": ledger} | _agreement_json(each) for ledger, each in found.bodies],
        "caution": _STAGES,
        "inputs": [{"name": name, "hash": digest} for name, digest in source.inputs],
        "software": source.version,
    }


def _twosome_json(found: Twosome) -> dict[str, Any]:
    one, other = found.first, found.second
    return {
        "ledgers": [one.name, other.name],
        "matched": [
            {
                one.name: one.incidents[pair.one].id,
                other.name: other.incidents[pair.other].id,
                "probability": pair.probability,
            }
            for pair in found.pairs
        ],
        "differences": [
            {"what": each.what, "ids": [each.one, each.other], "told": [each.first or None, each.second or None]}
            for each in found.differences
        ],
        "only": {
            ledger.name: [each.id for each in incidents]
            for ledger, incidents in ((one, found.only_first), (other, found.only_second))
        },
        "agreement": [_agreement_json(each) for each in found.agreements],
        "spanning": found.spanning,
    }


def _agreement_json(found: Agreement) -> dict[str, Any]:
    return {
        "what": found.what,
        "judges": [found.first, found.second],
        "n": found.n,
        "categories": list(found.categories),
        "table": [list(row) for row in found.table],
        "same": _rounded(found.same),
        "kappa": _rounded(found.kappa),
        "interval": None if found.low is None or found.high is None else [_rounded(found.low), _rounded(found.high)],
        "adjusted": _rounded(found.adjusted),
        "commonest": _rounded(found.commonest),
        "cautions": list(found.cautions),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
