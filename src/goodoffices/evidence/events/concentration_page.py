"""Concentration as a section: how much rests on one source, and on which."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from goodoffices.evidence.events.concentration import Concentration, Outlet, Period, Rests
from goodoffices.evidence.events.wording import NO_FIGURE, spoken_choice, start_words
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
    plural,
    specification,
)

__all__ = ["concentration_section", "finding", "warning"]

_MOST: Final = 12
_MANY: Final = 0.5
"""Where one outlet alone carries more of the events, the page warns."""
_MOST_PERIODS: Final = 60


def concentration_section(found: Concentration) -> Section:
    """For a page."""
    rests = found.rests
    deaths = plural(rests.deaths, "death") if rests.with_deaths else "no figure of deaths"
    blocks: list[Block] = [
        Paragraph(f"{spoken_choice(found.choice)}: {plural(rests.events, 'event')}, {deaths}."),
        Note(finding(found), "finding"),
    ]
    if words := warning(found):
        blocks.append(Note(words, "caution"))
    if found.outlets:
        blocks += [_picture(found), _outlet_table(found)]
    blocks.append(_period_table(found))
    if found.alike:
        pairs = "; ".join(" / ".join(names) for names in found.alike)
        blocks.append(Note(f"Spellings that may be one outlet, counted as they stand: {pairs}.", "caution"))
    method = (
        "Outlets are as the data set names them. Several may repeat one report, so the true number can only be "
        "lower. The effective number is that of equally large outlets which would be as concentrated (inverse Simpson "
        "index); an event told by three is a third each."
    )
    return Section("concentration", "On how few sources this rests", (*blocks, Note(method, "method")))


def warning(found: Concentration) -> str:
    """Where most of the events rest on one outlet alone, that they do; "" where none does."""
    if not found.outlets or found.outlets[0].alone_events <= _MANY * found.rests.named:
        return ""
    name = found.outlets[0].name
    return f"Most of this record rests on {name} alone: what {name} did not see is not seen here."


def finding(found: Concentration) -> str:
    """The shares of events and deaths that rest on one source, and the effective number of outlets, in words."""
    rests, parts = found.rests, []
    if rests.told:
        events = f"{_share(rests.one_source, rests.told)} of the events"
        deaths = _and_deaths(rests, rests.one_source_deaths, rests.told_deaths)
        parts.append(f"{events}{deaths} rest on one source{_of(rests.told, rests.events)}.")
    else:
        parts.append("The data set does not say on how many sources an event rests.")
    if found.outlets:
        top = max(found.outlets, key=lambda outlet: (outlet.alone_events, outlet.part_events))
        parts.append(
            f"{_share(top.alone_events, rests.named)} of the events"
            f"{_and_deaths(rests, top.alone_deaths, rests.named_deaths)} "
            f"are told by {top.name} alone{_of(rests.named, rests.events)}."
        )
        parts.append(
            f"{plural(len(found.outlets), 'outlet is', 'outlets are')} named; by events they count as "
            f"{_effective(found.effective)} of equal size"
            + (f", by deaths as {_effective(found.effective_deaths)}." if rests.with_deaths else ".")
        )
    else:
        parts.append("No outlet is named.")
    if rests.events and not rests.with_deaths:
        parts.append("No event has a figure of deaths.")
    return " ".join(parts)


def _and_deaths(rests: Rests, part: int, whole: int) -> str:
    return f" and {_share(part, whole)} of the deaths" if rests.with_deaths else ""


def _of(told: int, events: int) -> str:
    return "" if told == events else f" (of the {count(told)} events for which that is told)"


def _share(part: int, whole: int) -> str:
    """In whole percent; neither a few of many nor all but a few are rounded away."""
    if not whole:
        return "none"
    percent = round(100 * part / whole)
    if part and not percent:
        return "under 1 %"
    return "over 99 %" if part < whole and percent == 100 else f"{percent} %"  # noqa: PLR2004  # of a hundred


def _effective(value: float | None) -> str:
    return "not known" if value is None else number(value)


def _outlet_table(found: Concentration) -> Table:
    shown = found.outlets[:_MOST]
    left = len(found.outlets) - len(shown)
    columns = ("Events", "of them alone", "Share alone", "Deaths", "of them alone", "Share alone")
    caption = "Outlets: what they are named for, and what rests on each alone"
    caption += f"; {count(left)} smaller are in the JSON only" if left else ""
    rows = tuple(_outlet_row(outlet, found.rests) for outlet in shown)
    return Table(caption, (Column("Outlet"), *(Column(heading, numeric=True) for heading in columns)), rows)


def _outlet_row(outlet: Outlet, rests: Rests) -> tuple[Cell, ...]:
    events = (count(outlet.events), count(outlet.alone_events), _share(outlet.alone_events, rests.named))
    share = _share(outlet.alone_deaths, rests.named_deaths)
    known = outlet.with_deaths > 0
    deaths = (count(outlet.deaths), count(outlet.alone_deaths), share) if known else (NO_FIGURE,) * 3
    return (Cell(outlet.name), *(Cell(text) for text in (*events, *deaths)))


def _period_table(found: Concentration) -> Block:
    if len(found.periods) > _MOST_PERIODS:
        return Paragraph(f"The figures of the {len(found.periods)} {found.every}s are in the JSON.")
    headings = ("Events", "On one source", "Deaths on one source", "Largest outlet, alone", "Effective number")
    columns = (Column(found.every.capitalize()), *(Column(heading, numeric=True) for heading in headings))
    rows = tuple(_period_row(period, found.every) for period in found.periods)
    return Table(f"By the {found.every} in which events begin", columns, rows)


def _period_row(period: Period, every: str) -> tuple[Cell, ...]:
    rests, largest = period.rests, period.largest
    alone = f"{largest.name} {_share(largest.alone_events, rests.named)}" if largest else "none named"
    return (
        Cell(start_words(period.start, every)),
        Cell(count(rests.events)),
        Cell(_share(rests.one_source, rests.told) if rests.told else "not told"),
        Cell(_one_source_deaths(rests)),
        Cell(alone),
        Cell(_effective(period.effective)),
    )


def _one_source_deaths(rests: Rests) -> str:
    if not rests.with_deaths:
        return NO_FIGURE
    return _share(rests.one_source_deaths, rests.told_deaths) if rests.told else "not told"


def _picture(found: Concentration) -> Picture:
    """For each period the share that the largest outlet tells alone, and the effective number."""
    rows = [
        {
            "period": start_words(period.start, found.every) if found.every == "year" else _short(period.start),
            "order": index,
            "share": period.largest.alone_events / period.rests.named,
            "effective": period.effective,
        }
        for index, period in enumerate(found.periods)
        if period.largest
    ]
    x: dict[str, Any] = {"field": "period", "type": "ordinal", "sort": {"field": "order"}}
    x["axis"] = {"title": None, "labelAngle": 0, "labelOverlap": True, "grid": False}
    share = {"field": "share", "type": "quantitative", "scale": {"domain": [0, 1]}}
    effective = {"field": "effective", "type": "quantitative", "scale": {"zero": True}}
    panels = [
        {
            "title": {
                "text": f"Share of events that the largest outlet of the {found.every} tells alone",
                "fontSize": 12,
                "frame": "group",
            },
            "width": 520,
            "height": 110,
            "mark": {"type": "bar", "fill": palette.SKY},
            "encoding": {"x": x, "y": {**share, "axis": {"title": None, "format": ".0%", "tickCount": 4}}},
        },
        {
            "title": {"text": "Effective number of outlets, by events", "fontSize": 12, "frame": "group"},
            "width": 520,
            "height": 110,
            "mark": {"type": "line", "point": {"color": palette.VERMILION}, "color": palette.VERMILION},
            "encoding": {"x": x, "y": {**effective, "axis": {"title": None, "tickCount": 4}}},
        },
    ]
    spec = {"data": {"values": rows}, "vconcat": panels, "spacing": 16}
    caption = f"On how few outlets the events of each {found.every} rest."
    return Picture("events-concentration", caption, finding(found), specification(spec))


def _short(start: dt.date) -> str:
    return f"{start.year}-{start.month:02d}"
