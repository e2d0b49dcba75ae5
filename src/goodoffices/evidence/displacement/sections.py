"""What the files say of a country, to read: stocks and flows in tables of their own, and two sources side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from goodoffices.evidence.claims import Measure
from goodoffices.evidence.displacement.figures import Displacement, Point, Series
from goodoffices.evidence.displacement.kinds import Side
from goodoffices.evidence.displacement.picture import displacement_picture
from goodoffices.evidence.displacement.rivals import rivals
from goodoffices.values import (
    Block,
    Cell,
    Column,
    Definitions,
    Listing,
    Note,
    Section,
    Table,
    count,
    plural,
    series,
    signed,
)

__all__ = ["displacement_sections"]

NOTHING = "–"
_SUMMED = {
    Side.FROM: ", summed over the countries of asylum that the file has",
    Side.WITHIN: "",
    Side.INTO: ", summed over the countries of origin that the file has",
}
APART = (
    "A stock is counted on 31 December, a flow through the year. They are never added, and a change of a stock is not "
    "its flow: births, deaths, onward flight and registrations made later stand between them. People of different "
    "series may be the same people."
)
AS_GIVEN = "People, as each source gives them; – where its file says nothing; UNHCR's 0 may say nothing either"
UNRWA = "Palestine refugees under UNRWA's mandate are in none of these files, and so in no figure here."
WHY_TWO = (
    "UNHCR counts people displaced within a country whom it protects or assists; IDMC all whom conflict and violence "
    "displaced, rounded. Where the two say the same, both may rest on one count: that is not a second voice."
)


def displacement_sections(found: Displacement) -> tuple[Section, ...]:
    """Everything the files say of the country, fit for a page and for a terminal."""
    fled = (Side.FROM, Side.WITHIN)
    sections = (
        _answer(found),
        _table("stocks", "On 31 December of each year", found.some(Measure.STOCK, *fled)),
        _table("flows", "During each year", found.some(Measure.FLOW, *fled)),
        _within(found),
        _hosted(found),
        _table("hosted-new", f"Arriving in {found.name}, during each year", found.some(Measure.FLOW, Side.INTO)),
        _columns(found),
    )
    return tuple(section for section in sections if section.blocks)


def _answer(found: Displacement) -> Section:
    blocks: list[Block] = []
    if found.provisional:
        years = series(str(year) for year in found.provisional)
        blocks.append(Note(f"{years}: provisional, the last year of the files; their sources may still revise it."))
    told = tuple(_latest(found, each) for each in found.some(Measure.STOCK, *Side))
    told += tuple(_latest(found, each) for each in found.some(Measure.FLOW, *Side))
    blocks += [Note(_finding(found), "finding"), Listing(told)]
    if picture := displacement_picture(found):
        blocks.append(picture)
    blocks.append(Note(APART, "method"))
    return Section("displacement", f"Displacement: {found.name}", tuple(blocks))


def _finding(found: Displacement) -> str:
    claimants = series(dict.fromkeys(each.form.claimant for each in found.series))
    both = [each for each in rivals(found) if each.within.difference is not None]
    apart = [each for each in both if each.verdict == "disagree"]
    text = f"{plural(len(found.series), 'series', 'series')} by {claimants}."
    if both:
        text += f" Of people displaced within {found.name} both speak in {plural(len(both), 'year')}; in {len(apart)} "
        text += (
            "their figures differ by more than rounding, as their definitions do, and no single figure is supported."
        )
    return text


def _latest(found: Displacement, each: Series) -> str:
    """The last figure that is not provisional, or the last."""
    firm = [point for point in each.points if not point.provisional and point.people]
    point = firm[-1] if firm else each.points[-1]
    when = f"on 31 December {point.year}" if each.measure is Measure.STOCK else f"during {point.year}"
    words = each.kind.words.format(country=found.name)
    provisional = ", provisional" if point.provisional else ""
    return f"{words[:1].upper()}{words[1:]}, {when}: {count(point.people)} ({each.form.claimant}{provisional})."


def _table(anchor: str, heading: str, some: Sequence[Series]) -> Section:
    if not some:
        return Section(anchor, heading)
    years = sorted({point.year for each in some for point in each.points})
    rows = tuple((_year(year, some), *(_people(each.of(year)) for each in some)) for year in years)
    columns = (Column("Year"), *(Column(_heading(each), numeric=True) for each in some))
    return Section(anchor, heading, (Table(AS_GIVEN, columns, rows),))


def _hosted(found: Displacement) -> Section:
    section = _table("hosted", f"In {found.name}, on 31 December", found.some(Measure.STOCK, Side.INTO))
    return replace(section, blocks=(*section.blocks, Note(UNRWA))) if section.blocks else section


def _heading(each: Series) -> str:
    short, claimant = each.kind.short, each.form.claimant
    named = short if claimant in short else f"{short} ({claimant})"
    return named[:1].upper() + named[1:]


def _year(year: int, some: Sequence[Series]) -> Cell:
    provisional = any(point.provisional for each in some if (point := each.of(year)))
    return Cell(f"{year}, provisional" if provisional else str(year))


def _people(point: Point | None) -> Cell:
    if point is None:
        return Cell(NOTHING, "quiet", "the file says nothing")
    if not point.people:
        return Cell("0", "quiet", "0 is also what UNHCR writes where nothing was reported")
    return Cell(count(point.people))


def _within(found: Displacement) -> Section:
    """Both sources' figures of people displaced within, where at least one year has both."""
    both = rivals(found)
    blocks: tuple[Block, ...] = ()
    if any(each.within.difference is not None for each in both):
        rows = tuple(
            (
                Cell(f"31 December {each.within.year}"),
                _people(each.within.unhcr),
                _people(each.within.idmc),
                Cell(NOTHING if each.within.difference is None else _less(each.within.difference)),
                Cell(each.words, "bad" if each.verdict == "disagree" else ""),
            )
            for each in both
        )
        names = ("On", "UNHCR says", "IDMC says", "IDMC less UNHCR", "Together")
        columns = tuple(Column(name, numeric=place in {1, 2, 3}) for place, name in enumerate(names))
        blocks = (Table("What each says, and whether both can be so", columns, rows), Note(WHY_TWO, "method"))
    return Section("within", f"Displaced within {found.name}: two sources", blocks)


def _less(difference: int) -> str:
    return "0" if not difference else f"{signed(difference)[0]}{count(abs(difference))}"


def _counted(found: Displacement, each: Series) -> str:
    words = each.kind.words.format(country=found.name)
    return f"{words}; {each.measure.value}; column {each.kind.column} of {each.kind.form}{_SUMMED[each.kind.side]}."


def _columns(found: Displacement) -> Section:
    items = tuple(
        (
            _heading(each),
            _counted(found, each),
        )
        for each in found.series
    )
    files = tuple((table.form.id, f"{table.form.what}; {plural(len(table.rows), 'row')}.") for table in found.tables)
    return Section("columns", "What the series count", (Definitions((*items, *files)),), annex=True)
