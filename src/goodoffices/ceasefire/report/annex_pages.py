"""What is looked up: dyads, every change and phase, the calendar, sources, clauses and terms."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.ceasefire.incidents import against_sections
from goodoffices.ceasefire.report.answer_page import verdict_table
from goodoffices.ceasefire.report.calendar_picture import areas_calendar, calendar_picture
from goodoffices.ceasefire.report.study import Report
from goodoffices.ceasefire.report.verdict import two_digits
from goodoffices.ceasefire.report.wording import area_words, days_words, interval_words
from goodoffices.ceasefire.terms import terms_section
from goodoffices.evidence.events import concentration_section
from goodoffices.values import Cell, Column, Paragraph, Section, Table

__all__ = ["annexes"]


def annexes(found: Report) -> tuple[Section, ...]:
    """In the order in which they are asked for."""
    told = [_changes(found)]
    if found.dyads:
        table = verdict_table(found, found.dyads, "Verdicts by dyad; within an area where it has incidents enough")
        told.append(Section("dyads", "Dyads of those bound", (table,)))
    by_area = areas_calendar(found.areas, found.span)
    pictures = (calendar_picture(found.whole, found.span), *([by_area] if by_area else []))
    told.append(Section("calendar", "The calendar", pictures))
    if found.sources is not None:
        told.append(concentration_section(found.sources))
    told += [each for each in against_sections(found.terms, found.summary, found.around) if each.anchor != "around"]
    terms = terms_section(found.terms)
    told.append(replace(terms, heading=f"The terms: {terms.heading}"))
    return tuple(replace(each, annex=True) for each in told)


def _changes(found: Report) -> Section:
    rows = []
    for one in (*found.areas, found.whole):
        for number, each in enumerate(one.changes.changes if one.changes else ()):
            rows.append(
                (
                    Cell(area_words(one) if not number else ""),
                    Cell(days_words(each.since, each.until)),
                    Cell(str(each.days)),
                    Cell(f"{100 * each.chance:.0f} %"),
                    Cell(two_digits(each.before.level.value)),
                    Cell(two_digits(each.after.level.value)),
                    Cell(interval_words(each.ratio)),
                )
            )
    if not rows:
        return Section("changes", "Every change", (Paragraph("No area has a change that is 90 % sure."),))
    columns = (
        Column("Area"),
        Column("A change lies in"),
        Column("Days", numeric=True),
        Column("Chance", numeric=True),
        Column("A day before", numeric=True),
        Column("After", numeric=True),
        Column("Ratio (95 %)", numeric=True),
    )
    return Section("changes", "Every change", (Table("Changes since the record begins", columns, tuple(rows)),))
