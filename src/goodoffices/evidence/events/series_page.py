"""A series as a section: dated events by period, undated ones beside them, and what the whole would hide."""

from __future__ import annotations

from goodoffices.evidence.events import schema
from goodoffices.evidence.events.change import against
from goodoffices.evidence.events.change_page import change_table, gone_against
from goodoffices.evidence.events.choice import Tally
from goodoffices.evidence.events.series_pictures import MOST_GROUPS, groups_picture, whole_picture
from goodoffices.evidence.events.series_query import Group, Series, Undated
from goodoffices.evidence.events.wording import (
    HEADINGS,
    NO_FIGURE,
    NOT_TOLD,
    cells,
    cells_of,
    group_name,
    remarks,
    spoken,
    spoken_choice,
    start_words,
)
from goodoffices.values import Block, Cell, Column, Note, Paragraph, Section, Table, count, plural
from goodoffices.values import series as listed

__all__ = ["hidden_by_the_whole", "series_section", "sums_out_of_order"]

_MOST_ROWS = 60
"""Rows of a table that a person still reads; JSON has all of them."""
_MOST_NAMED = 6
_WITHIN = {"month": "somewhere in", "year": "somewhere in", "longer": "in a time longer than a year, from"}


def _undated(tally: Tally) -> str:
    if not tally.events:
        return "none"
    each = "which may lie" if tally.events == 1 else "which may each lie"
    return f"{spoken(tally)}, {each} anywhere in more than {schema.LONGEST_DATED} days"


def series_section(found: Series) -> Section:
    """For a page."""
    blocks: list[Block] = [
        Paragraph(f"{spoken_choice(found.choice)}. What is not recorded is not seen here."),
        Note(_dated_and_undated(found), "finding"),
        *hidden_by_the_whole(found),
        whole_picture(found),
    ]
    if found.by:
        blocks += [groups_picture(found), _group_table(found)]
    else:
        blocks.append(_period_table(found))
    blocks += [*_undated_table(found.whole), *_remarks(found)]
    return Section("series", f"Events by {found.every}", tuple(blocks))


def _dated_and_undated(found: Series) -> str:
    """How much is in the series, and how much beside it."""
    dated, undated = found.whole.dated_sum, found.whole.undated_sum
    told = f"Dated, and so in the series: {spoken(dated)}. Undated, and so in no {found.every}: {_undated(undated)}."
    outside = f" Of these, {spoken(found.beyond)} may lie before or after the days asked for."
    return told + outside if found.beyond.events else told


def hidden_by_the_whole(found: Series) -> list[Block]:
    """That places go another way than the whole; with the places, where the groups do not show them."""
    if not found.halves or not (hidden := against(found.halves)):
        return []
    note = gone_against(found.halves, hidden, "from the first half of the time to the second")
    return [note] if "place" in found.by else [note, change_table(found.halves, "The two halves of the time, by place")]


def _period_table(found: Series) -> Block:
    if len(found.whole.dated) > _MOST_ROWS:
        return Paragraph(f"The figures of the {len(found.whole.dated)} {found.every}s are in the JSON.")
    rows = tuple(cells_of(start_words(start, found.every), tally) for start, tally in found.whole.dated)
    caption = f"Dated events by {found.every} in which they begin; a {found.every} without any is left out"
    return Table(caption, (Column(found.every.capitalize()), *HEADINGS), rows)


def _group_table(found: Series) -> Table:
    """Dated and undated of the largest groups."""
    heading = " and ".join(found.by).capitalize()
    undated = (Column("Undated: events", numeric=True), Column("Undated: deaths", numeric=True))
    rows = [_group_row(found, group) for group in found.groups[:_MOST_ROWS]]
    left = len(found.groups) - len(rows)
    caption = f"Dated and undated, by {' and '.join(found.by)}"
    if "place" in found.by:
        caption += f" ({found.places})"
    caption += f"; {plural(left, 'smaller group is', 'smaller groups are')} in the JSON only" if left else ""
    return Table(caption, (Column(heading), *HEADINGS, *undated), tuple(rows))


def _group_row(found: Series, group: Group) -> tuple[Cell, ...]:
    undated = group.undated_sum
    name = Cell(group_name(group.name, found.by), "quiet" if None in group.name else "")
    return (
        name,
        *cells(group.dated_sum),
        Cell(count(undated.events)),
        Cell(NO_FIGURE if undated.deaths is None else count(undated.deaths)),
    )


def _undated_table(whole: Group) -> list[Block]:
    if not whole.undated:
        return []
    shown = whole.undated[:_MOST_ROWS]
    rows = tuple(cells_of(_when(entry), entry.tally) for entry in shown)
    return [Table("Undated events, by the time in which they may lie", (Column("When"), *HEADINGS), rows)]


def _when(entry: Undated) -> str:
    return f"{_WITHIN[entry.within]} {start_words(entry.start, entry.within)}"


def sums_out_of_order(found: Series) -> list[Note]:
    """The periods in which even the sums are out of order, so that a range there is none."""
    periods = [start_words(start, found.every) for start, tally in found.whole.dated if _is_out_of_order(tally)]
    if not periods:
        return []
    told = periods[:_MOST_NAMED] + ([f"{len(periods) - _MOST_NAMED} more"] if len(periods) > _MOST_NAMED else [])
    return [Note(f"Low, best and high are not in this order in the sums of {listed(told)}: they are no range there.")]


def _is_out_of_order(tally: Tally) -> bool:
    low, high = tally.low, tally.high
    return (low is not None and low > tally.best) or (high is not None and high < tally.best)


def _remarks(found: Series) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if found.straddling:
        events = plural(found.straddling, "dated event")
        blocks.append(Note(f"{events} may lie in the {found.every} after the one in which they begin and are counted."))
    if "place" in found.by:
        words = f"“{NOT_TOLD['place']}”: known less finely than a {found.places}, or in none of them."
        blocks.append(Note(words, "method"))
    if len(found.groups) > MOST_GROUPS:
        blocks.append(Note(f"The picture has the {MOST_GROUPS} groups with most deaths.", "method"))
    blocks += sums_out_of_order(found)
    return (*blocks, *remarks(found.whole.dated_sum + found.whole.undated_sum, found.by))
