"""Series of one country: one column of one file each, over the years; and what two say of people displaced within."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices import __version__
from goodoffices.errors import EvidenceError
from goodoffices.evidence.claims import Measure
from goodoffices.evidence.displacement.kinds import IDMC_WITHIN, KINDS, UNHCR_WITHIN, Form, Kind, Side
from goodoffices.evidence.displacement.reading import CountTable, Row
from goodoffices.values import Period, Provenance

__all__ = ["Displacement", "Point", "Series", "Within", "displacement"]


@dataclass(frozen=True)
class Point:
    """The figure of a year: people in all `rows` of the file that count towards it. A 0 may mean that none was told."""

    year: int
    people: int
    rows: int
    provisional: bool

    def period(self, measure: Measure) -> Period:
        """The last day of the year for a stock, the whole year for a flow."""
        return Period.parse(f"{self.year}-12-31" if measure is Measure.STOCK else f"{self.year}")


@dataclass(frozen=True)
class Series:
    """What one source says of one kind of people, year by year."""

    kind: Kind
    form: Form
    points: tuple[Point, ...]

    @property
    def measure(self) -> Measure:
        """Stock (on 31 December) or flow (during the year)."""
        return self.kind.measure

    def of(self, year: int) -> Point | None:
        """The figure of a year; None where the file has none."""
        return next((point for point in self.points if point.year == year), None)

    @property
    def says_something(self) -> bool:
        """Whether any figure is not 0."""
        return any(point.people for point in self.points)


@dataclass(frozen=True)
class Within:
    """People displaced within the country at the end of a year, by UNHCR and by IDMC; None where one says nothing."""

    year: int
    unhcr: Point | None
    idmc: Point | None

    @property
    def difference(self) -> int | None:
        """IDMC's figure less UNHCR's."""
        return self.idmc.people - self.unhcr.people if self.unhcr and self.idmc else None


@dataclass(frozen=True)
class Displacement:
    """All series of a country that say anything, in the order of the kinds."""

    country: str
    name: str
    tables: tuple[CountTable, ...]
    series: tuple[Series, ...]
    provisional: tuple[int, ...]
    provenance: Provenance

    def some(self, measure: Measure, *sides: Side) -> tuple[Series, ...]:
        """The series of one measure seen from these sides. Nothing hands out stocks and flows together."""
        return tuple(each for each in self.series if each.measure is measure and each.kind.side in sides)

    @property
    def within(self) -> tuple[Within, ...]:
        """What each of the two says of people displaced within the country, for every year with a figure but 0."""
        told = {each.kind.id: {point.year: point for point in each.points if point.people} for each in self.series}
        unhcr, idmc = told.get(UNHCR_WITHIN.id, {}), told.get(IDMC_WITHIN.id, {})
        return tuple(Within(year, unhcr.get(year), idmc.get(year)) for year in sorted({*unhcr, *idmc}))


def displacement(
    tables: Sequence[CountTable], country: str, years: tuple[int, int] | None = None, *, final: bool = False
) -> Displacement:
    """What the files say of a country, by its ISO code, in the years from the first to the last of `years`.

    The last year of each file is taken for provisional unless `final`. Raises EvidenceError when they say nothing.
    """
    named = {code: name for table in tables for code, name in table.names.items()}
    found = []
    for kind in KINDS:
        table = next((each for each in tables if each.form.id == kind.form), None)
        points = _points(kind, table, country, years, final=final) if table else ()
        if table and any(point.people for point in points):
            found.append(Series(kind, table.form, points))
    if not found:
        span = f" from {years[0]} to {years[1]}" if years else ""
        remedy = "A country is named by its ISO code of three letters, as --country SYR."
        raise EvidenceError.of(f"the files say nothing of {country}{span}", remedy=remedy)
    provisional = sorted({point.year for each in found for point in each.points if point.provisional})
    return Displacement(
        country=country,
        name=named.get(country, country),
        tables=tuple(tables),
        series=tuple(found),
        provisional=tuple(provisional),
        provenance=_provenance(tables, country, years, final=final),
    )


def _points(
    kind: Kind, table: CountTable, country: str, years: tuple[int, int] | None, *, final: bool
) -> tuple[Point, ...]:
    """The sum over the other side's countries within one column: the only sum there is."""
    sums: dict[int, tuple[int, int]] = {}
    for row in table.rows:
        people = row.counts.get(kind.column)
        if people is None or not _belongs(row, kind.side, country):
            continue
        if years and not years[0] <= row.year <= years[1]:
            continue
        total, rows = sums.get(row.year, (0, 0))
        sums[row.year] = total + people, rows + 1
    last = None if final else table.last_year
    return tuple(Point(year, total, rows, year == last) for year, (total, rows) in sorted(sums.items()))


def _belongs(row: Row, side: Side, country: str) -> bool:
    match side:
        case Side.FROM:
            return row.origin == country != row.asylum
        case Side.WITHIN:
            return row.origin == country == row.asylum
        case Side.INTO:
            return row.asylum == country != row.origin


def _provenance(
    tables: Sequence[CountTable], country: str, years: tuple[int, int] | None, *, final: bool
) -> Provenance:
    span = f"{years[0]} to {years[1]}" if years else "all"
    last = "final" if final else "provisional"
    return Provenance(
        method="Counts of one column summed over countries of origin or asylum, by ISO code; stocks and flows apart",
        inputs=tuple((table.form.id, table.hash) for table in tables),
        version=__version__,
        parameters=(("country", country), ("years", span), ("the last year of each file", last)),
    )
