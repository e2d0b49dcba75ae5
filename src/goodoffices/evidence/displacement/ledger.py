"""Displacement as claims: every figure with who says so, a stock on the last day of the year, a flow through it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from goodoffices.evidence.claims import Claim, Document, Figure, Grade, Ledger, Measure, Operator
from goodoffices.evidence.displacement.figures import Displacement, Point, Series
from goodoffices.evidence.displacement.reading import CountTable
from goodoffices.values import plural

__all__ = ["claims_of", "displacement_ledger"]

URL = "https://www.unhcr.org/refugee-statistics/"
UNJUDGED = Grade("F", "6")
PROVISIONAL = "Provisional: the last year of its file, which its source may still revise."
ROUNDED = 1000
"""IDMC rounds; a figure that this divides is `about` so many."""
HARMS = {
    "seeking asylum": "people who fled across a border and whose claim for asylum is undecided or new",
    "in need of protection": "other people who fled and are in need of international protection",
    "refugee-like": "people who fled across a border into a situation like that of refugees",
    "refugees hosted": "people who fled here from elsewhere",
    "asylum-seekers hosted": "people from elsewhere whose claim for asylum here is undecided or new",
}
POPULATIONS = {
    "refugees": "refugees",
    "displaced within the country": "people displaced within the country",
}
CAUTION = (
    "Made from statistical files. Grade F6: nobody has judged these claims yet. A 0 is no claim, since UNHCR writes 0 "
    "also where nothing was reported."
)


def displacement_ledger(found: Displacement, chosen: Sequence[Series] | None = None) -> Ledger:
    """Every figure but 0 as a claim; `chosen` limits it to some series."""
    series = found.series if chosen is None else chosen
    claims = claims_of(found, series)
    used = {claim.document for claim in claims}
    return Ledger(
        id=f"displacement-{found.country}",
        title=f"Displacement: {found.name}",
        documents=tuple(_document(table) for table in found.tables if table.form.id in used),
        claims=claims,
        caution=CAUTION,
        harms=tuple((word, told) for word, told in HARMS.items() if any(claim.harm == word for claim in claims)),
        populations=tuple(
            (word, told) for word, told in POPULATIONS.items() if any(claim.population == word for claim in claims)
        ),
    )


def claims_of(found: Displacement, series: Sequence[Series]) -> tuple[Claim, ...]:
    """The claims of some series, in their order."""
    return tuple(_claim(found, each, point) for each in series for point in each.points if point.people)


def _document(table: CountTable) -> Document:
    what = f"{table.form.what} (file {Path(table.file).name}, {table.hash[:19]}…)"
    return Document(id=table.form.id, what=what[:1].upper() + what[1:], url=URL)


def _claim(found: Displacement, series: Series, point: Point) -> Claim:
    kind = series.kind
    rounded = series.form.claimant == "IDMC" and point.people % ROUNDED == 0
    when = "on 31 December" if kind.measure is Measure.STOCK else "during the year"
    summed = f"; the sum of {plural(point.rows, 'row')}" if point.rows > 1 else ""
    return Claim(
        id=f"{kind.id}-{found.country}-{point.year}",
        figure=Figure(Operator.ABOUT if rounded else Operator.EXACTLY, Fraction(point.people)),
        harm=kind.harm,
        population=kind.population,
        place=found.name,
        place_code=found.country,
        period=point.period(kind.measure),
        measure=kind.measure,
        document=series.form.id,
        claimant=series.form.claimant,
        grade=UNJUDGED,
        how=f"{kind.words.format(country=found.name)}, {when}; column {kind.column}{summed}",
        unverified=PROVISIONAL if point.provisional else "",
    )
