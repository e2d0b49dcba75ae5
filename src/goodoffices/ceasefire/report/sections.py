"""The whole page in order: the answer, what changed, area by area, what follows from it, and the annexes."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from goodoffices.ceasefire.report.annex_pages import annexes
from goodoffices.ceasefire.report.answer_page import (
    BEYOND_CHANCE,
    answer_section,
    answer_words,
    span_words,
    verdict_table,
)
from goodoffices.ceasefire.report.follow_pages import (
    areas_section,
    around_section,
    coming_section,
    hot_spots_section,
    silence_section,
)
from goodoffices.ceasefire.report.limits_page import limits_section, method_section, thresholds_words
from goodoffices.ceasefire.report.many import many_words
from goodoffices.ceasefire.report.study import Report
from goodoffices.values import Note, Paragraph, Section

_COLUMNS: Final = 6
"""Of the table in an excerpt."""

__all__ = ["excerpt_section", "report_sections"]


def report_sections(found: Report, since: Section | None = None) -> tuple[Section, ...]:
    """The body, then the annexes. `since` is what changed from an earlier issue."""
    return (
        answer_section(found),
        *([since] if since else []),
        areas_section(found),
        silence_section(found),
        hot_spots_section(found),
        around_section(found),
        coming_section(found),
        limits_section(found),
        method_section(found),
        *annexes(found),
    )


def excerpt_section(found: Report, mark: str) -> Section:
    """Half a page of it for the brief of a mediator: the answer, the table, whose thresholds, the release rule."""
    table = verdict_table(found, found.areas, "Verdicts by area")
    kept = [place for place, column in enumerate(table.columns) if column is not BEYOND_CHANCE][:_COLUMNS]
    rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
    table = replace(table, columns=tuple(table.columns[place] for place in kept), rows=rows)
    blocks = (
        Paragraph(span_words(found)),
        Note(" ".join(answer_words(found)), "finding"),
        table,
        Paragraph(f"{many_words(found.many)} Thresholds: {thresholds_words(found)}. {mark}".lstrip()),
    )
    return Section(f"ceasefire-{found.terms.id}", f"Is it being kept: {found.terms.title}", blocks)
