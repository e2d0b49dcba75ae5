"""What follows from the answer: area by area, hot spots, silence, what may come, before and after the start."""

from __future__ import annotations

import datetime as dt

from scipy.stats import binom

from goodoffices.ceasefire.incidents import against_sections
from goodoffices.ceasefire.report.area_pictures import areas_picture
from goodoffices.ceasefire.report.hot_spots import HotSpot
from goodoffices.ceasefire.report.study import Coming, Report
from goodoffices.ceasefire.report.unseen import Quiet
from goodoffices.ceasefire.report.verdict import spoken_p, two_digits
from goodoffices.ceasefire.report.wording import SIGNS, area_words, days_words
from goodoffices.ceasefire.signals import METHODS, Forecasts
from goodoffices.values import Block, Cell, Column, Definitions, Note, Paragraph, Section, Table, plural, series

__all__ = ["areas_section", "around_section", "coming_section", "hot_spots_section", "silence_section"]


def areas_section(found: Report) -> Section:
    """The pictures, and the sentence of each verdict."""
    items = tuple(
        (f"{SIGNS[one.verdict.word]} {area_words(one)}", f"{one.verdict.word}: {one.verdict.why}.")
        for one in (*found.areas, found.whole)
    )

    picture = areas_picture(found.areas, found.whole, found.span)
    return Section("areas", "Area by area, and why", (picture, Definitions(items)))


def hot_spots_section(found: Report) -> Section:
    """Where incidents cluster now."""
    hot = found.hot
    if hot.why:
        return Section("hot-spots", "Where incidents cluster now", (Paragraph(f"{hot.why[0].upper()}{hot.why[1:]}."),))
    looked = (
        f"{plural(hot.events, 'incident')} of the last {hot.days} days in {plural(hot.looked_at, 'cell')} of about "
        f"26 km edge, each against its own past and each day against the others ({hot.replicates} replicates)."
    )
    if not hot.spots:
        return Section("hot-spots", "Where incidents cluster now", (Paragraph(f"None found: {looked}"),))
    columns = (
        Column("Most of it in"),
        Column("Days"),
        Column("Cells", numeric=True),
        Column("Incidents", numeric=True),
        Column("Expected", numeric=True),
        Column("p", numeric=True),
    )
    rows = tuple(_spot(each) for each in hot.spots)
    table = Table("Hot spots, the strongest first", columns, rows)
    note = Note(
        "A hot spot is an area of one or more such cells. It says nothing of who, nor of a place in it.", "method"
    )
    return Section("hot-spots", "Where incidents cluster now", (Paragraph(looked), table, note))


def _spot(each: HotSpot) -> tuple[Cell, ...]:
    return (
        Cell(each.area or "no area told"),
        Cell(days_words(each.since, each.until)),
        Cell(str(len(each.cells))),
        Cell(str(each.count)),
        Cell(two_digits(each.expected)),
        Cell(spoken_p(each.p_value)),
    )


def silence_section(found: Report) -> Section:
    """Where the record fell silent, and for how much of the time that could have been found."""
    able = f"{round(100 * found.unseen.able)} %"
    blocks: list[Block] = []
    if found.unseen.quiet:
        columns = (Column("Where"), Column("Days"), Column("What fell"), Column("p", numeric=True))
        rows = tuple(_quiet(each) for each in found.unseen.quiet)
        blocks.append(Table("Days taken for a hole in the source, and left out of every figure", columns, rows))
    else:
        blocks.append(Paragraph("No silence was found."))
    words = (
        "Silence is found where all dyads that the ceasefire does not bind fall at once, or the office that tells most "
        f"falls quiet and nobody makes up for it. On {able} of the days there were events enough to find it; on the "
        "others silence would go unseen."
    )
    return Section("silence", "Silence is not calm", (*blocks, Note(words, "caution")))


def _quiet(each: Quiet) -> tuple[Cell, ...]:
    if each.kind == "office":
        fell = f"{each.office}: named by {each.count:.0f} % of events, usually {each.expected:.0f} %"
    else:
        fell = f"{plural(round(each.count), 'event')} of dyads not bound, {two_digits(each.expected)} expected"
    days = days_words(each.since, each.until)
    return Cell(each.area or "everywhere"), Cell(days), Cell(fell), Cell(spoken_p(each.p_value))


def coming_section(found: Report) -> Section:
    """What may come in four weeks, beside what the simple baselines say."""
    coming, heading = found.coming, "What may come"
    if coming.found is None:
        return Section("coming", heading, (Paragraph(f"Nothing is said: {coming.why.rstrip('.')}."),))
    plan, units = coming.found.plan, coming.found.units
    columns = (
        Column("Area"),
        Column(f"Incidents in {plan.horizon} days", numeric=True),
        Column("Shown"),
        *(Column(f"CRPS, {name}", numeric=True) for name in METHODS),
        Column(f"Past windows inside, of {len(coming.found.starts)}", numeric=True),
    )
    rows = tuple(
        (
            Cell(area),
            Cell(f"{one.middle:.0f} ({one.low:.0f}–{one.high:.0f})"),
            Cell(one.shown),
            *(
                Cell(two_digits(score), "good" if one.shown == METHODS[place] else "")
                for place, score in enumerate(one.scores)
            ),
            Cell(str(one.covered)),
        )
        for area, one in zip(coming.areas, units, strict=True)
    )
    first = found.span.last + dt.timedelta(1)
    told = f"Incidents of those bound, {days_words(first, first + dt.timedelta(plan.horizon - 1))}"
    blocks = (Paragraph(_scored(coming.found)), Table(told, columns, rows), Note(_doubts(coming), "caution"))
    return Section("coming", heading, blocks)


def _scored(found: Forecasts) -> str:
    """How the method that is shown was chosen."""
    baseline = sum(one.shown != "model" for one in found.units)
    return (
        f"Middle and 90 % interval. Each method was scored on {plural(len(found.starts), 'past window')} of "
        f"{found.plan.horizon} days from what was known before (CRPS, in incidents; lower is better; ▲ is shown). "
        f"In {baseline} of {plural(len(found.units), 'area')} our model was no better than a simple baseline, and the "
        "baseline is shown: the last value, or what came in the last twelve months (conflictology)."
    )


def _doubts(coming: Coming) -> str:
    """What a forecast cannot know, and where its interval was too narrow before."""
    told = "A forecast of counts knows nothing of talks, orders or weather. Do not plan a convoy by it."
    units, windows = (coming.found.units, len(coming.found.starts)) if coming.found else ((), 0)
    narrow = [area for area, one in zip(coming.areas, units, strict=True) if _too_narrow(one.covered, windows)]
    if not narrow:
        return told
    return f"{told} In {series(narrow)} the interval held fewer past windows than 90 %, beyond chance: too narrow."


def _too_narrow(inside: int, of: int) -> bool:
    """Whether so few windows inside a 90 % interval would be a chance of 1 in 20 or less (binomial)."""
    return float(binom.cdf(inside, of, 0.9)) <= 0.05  # noqa: PLR2004


def around_section(found: Report) -> Section:
    """All events and those of the parties, about the start."""
    return next(each for each in against_sections(found.terms, found.summary, found.around) if each.anchor == "around")
