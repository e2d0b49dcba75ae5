"""Before and after a day, as a section."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goodoffices.evidence.events.change import Around, Change, against
from goodoffices.evidence.events.choice import Choice, Tally
from goodoffices.evidence.events.wording import NO_FIGURE, day_words, group_name, remarks, spoken, spoken_choice
from goodoffices.values import (
    Block,
    Cell,
    Column,
    Note,
    Paragraph,
    Picture,
    Section,
    Table,
    count,
    number,
    palette,
    row_labels,
    row_step,
    shortened,
    specification,
)
from goodoffices.values import series as listed

__all__ = ["change_section", "change_table", "gone_against"]

_MOST = 20


def change_section(found: Around, choice: Choice) -> Section:
    """For a page."""
    whole = found.whole
    day, sides = day_words(found.day), f"{found.days} days before and from"
    blocks: list[Block] = [
        Paragraph(f"{spoken_choice(choice)}. Dated events only, {sides} {day}; they count by their first day."),
        Note(f"In all, {_moved(whole, found.days)}. What came before a day is not what caused it.", "finding"),
    ]
    if hidden := against(found):
        blocks.append(gone_against(found, hidden, f"around {day}"))
    if found.undated.events:
        words = f"In neither figure: {spoken(found.undated)} that may lie in these days, or outside them."
        blocks.append(Note(words, "caution"))
    drawn = any(tally.deaths is not None for tally in (whole.before, whole.after) if tally.events)
    blocks += [
        *([_picture(found)] if drawn else []),
        change_table(found, f"Before and after {day}, by {' and '.join(found.by)}"),
        *remarks(whole.before + whole.after, found.by),
    ]
    return Section("around", f"Before and after {day}", tuple(blocks))


def gone_against(found: Around, hidden: Sequence[Change], when: str) -> Note:
    """That the whole hides some groups."""
    whole = found.whole
    verb, other = ("fell", "rose") if whole.after.best < whole.before.best else ("rose", "fell")
    told = listed(
        f"{group_name(change.name, found.by)} ({count(change.before.best)} → {count(change.after.best)})"
        for change in hidden
    )
    words = (
        f"Alone, the total misleads: {when} deaths {verb} ({count(whole.before.best)} → {count(whole.after.best)}), "
        f"but {other} in {told}."
    )
    return Note(words, "caution")


def change_table(found: Around, caption: str) -> Table:
    """A row for each group, and one for the whole."""
    shown = found.groups[:_MOST]
    left = len(found.groups) - len(shown)
    columns = (
        Column(" and ".join(found.by).capitalize()),
        Column("Events before", numeric=True),
        Column("after", numeric=True),
        Column("Deaths before", numeric=True),
        Column("after", numeric=True),
        Column("Change", numeric=True),
    )
    rows = [_row(change, group_name(change.name, found.by)) for change in shown]
    rows.append(_row(found.whole, "All together"))
    return Table(caption + (f"; {left} smaller are in the JSON only" if left else ""), columns, tuple(rows))


def _row(change: Change, name: str) -> tuple[Cell, ...]:
    before, after = change.before, change.after
    events = (Cell(count(before.events)), Cell(count(after.events)))
    return (
        Cell(name),
        *events,
        Cell(_figure(before)),
        Cell(_figure(after)),
        Cell(_percent(before.deaths, after.deaths)),
    )


def _figure(tally: Tally) -> str:
    if tally.deaths is None:
        return NO_FIGURE
    if tally.low is None or tally.high is None or tally.low == tally.high == tally.best:
        return count(tally.best)
    return f"{count(tally.best)} ({count(tally.low)}–{count(tally.high)})"


def _percent(before: int | None, after: int | None) -> str:
    if before is None or after is None:
        return "not known"
    if before == 0:
        return "from none" if after else "none"
    return f"{round(100 * (after - before) / before):+d} %".replace("-", "−")


def _moved(change: Change, days: int) -> str:
    before, after = change.before, change.after
    if before.deaths is None or after.deaths is None:
        return f"{spoken(before)}, then {spoken(after)}: how many more or fewer died is not known"
    daily = f"{number(before.best / days)} deaths a day before, {number(after.best / days)} after"
    return f"{daily} ({_percent(before.best, after.best)}): {spoken(before)}, then {spoken(after)}"


def _picture(found: Around) -> Picture:
    shown = found.groups[:_MOST]
    labels = [[shortened(group_name(change.name, found.by), 44)] for change in shown]
    rows: list[dict[str, Any]] = [
        {"row": row, "side": side, "low": tally.low, "best": tally.deaths, "high": tally.high}
        for row, change in enumerate(shown)
        for side, tally in (("before", change.before), ("after", change.after))
    ]
    y = {
        "field": "row",
        "type": "ordinal",
        "axis": {"title": None, "domain": False, "ticks": False, **row_labels(labels)},
    }
    x = {"type": "quantitative", "axis": {"title": "deaths: best, with a line from low to high", "tickCount": 6}}
    offset = {"yOffset": {"field": "side", "sort": ["before", "after"]}}
    legend = {"title": None, "orient": "top"}
    looks = {"before": ("square", "white"), "after": ("circle", palette.BLUE)}
    scales = {
        channel: {"field": "side", "scale": {"domain": list(looks), "range": list(values)}, "legend": legend}
        for channel, values in zip(("shape", "fill"), zip(*looks.values(), strict=True), strict=True)
    }
    spec = {
        "data": {"values": rows},
        "width": 380,
        "height": {"step": row_step(labels) / 2, "for": "offset"},
        "encoding": {"y": y, **offset},
        "layer": [
            {
                "mark": {"type": "rule", "strokeWidth": 2},
                "transform": [{"filter": "isValid(datum.low) && isValid(datum.high)"}],
                "encoding": {"x": {"field": "low", **x}, "x2": {"field": "high"}},
            },
            {
                "mark": {"type": "point", "size": 55, "strokeWidth": 1.6, "stroke": palette.BLUE, "opacity": 1},
                "encoding": {"x": {"field": "best", **x}, **scales},
            },
        ],
    }
    whole = found.whole
    caption = (
        f"Deaths of dated events, {found.days} days before {day_words(found.day)} and {found.days} days from it on."
    )
    alt = f"Deaths by {' and '.join(found.by)}, before and after. {_moved(whole, found.days)}."
    return Picture("events-around", caption, alt, specification(spec))
