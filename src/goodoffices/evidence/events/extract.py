"""The little of a store that a mediator reads first: when, where, on whose word; and what the store leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from goodoffices.evidence.events.atlas_page import in_areas, nowhere
from goodoffices.evidence.events.atlas_picture import atlas_picture
from goodoffices.evidence.events.atlas_query import Atlas
from goodoffices.evidence.events.choice import Tally
from goodoffices.evidence.events.concentration import Concentration
from goodoffices.evidence.events.concentration_page import finding, warning
from goodoffices.evidence.events.places import Cells
from goodoffices.evidence.events.series_page import (
    dated_and_undated,
    group_table,
    hidden_by_the_whole,
    sums_out_of_order,
)
from goodoffices.evidence.events.series_pictures import whole_picture
from goodoffices.evidence.events.series_query import Series
from goodoffices.evidence.events.summary import Holding
from goodoffices.evidence.events.wording import disordered, spoken, spoken_choice
from goodoffices.evidence.events.world import CREDIT
from goodoffices.values import Block, Note, Section, plural
from goodoffices.values import series as listed

__all__ = ["Extract", "event_gaps", "event_sections", "events_known"]

_SMALL: Final = 0.6
"""The map beside the full-sized one of the annexes."""
_MOST: Final = 6
"""Places on the page; the full series has the rest."""


@dataclass(frozen=True)
class Extract:
    """Three views of the same choice of events, the series by place, and what else the store holds."""

    series: Series
    atlas: Atlas
    concentration: Concentration
    others: tuple[Holding, ...] = ()
    """Releases, and counts per period, that are in the store and not in this choice: nothing adds them up."""


def event_sections(found: Extract) -> tuple[Section, ...]:
    """For a page: when, where, and on how few sources."""
    when: list[Block] = [Note(dated_and_undated(found.series), "finding"), whole_picture(found.series)]
    when += [block for block in hidden_by_the_whole(found.series) if isinstance(block, Note)]
    when += [*sums_out_of_order(found.series), *disordered(found.series.whole.dated_sum)]
    drawn = atlas_picture(found.atlas, size=_SMALL)
    drawn = replace(drawn, name="events-map-small", caption=f"{drawn.caption} {CREDIT}")
    where: list[Block] = [Note(in_areas(found.atlas), "finding"), drawn]
    if isinstance(found.atlas.places, Cells):  # cells have no names that anybody knows; areas show themselves
        where.append(group_table(found.series, _MOST))
    told: list[Block] = [Note(finding(found.concentration), "finding")]
    told += [Note(words, "caution")] if (words := warning(found.concentration)) else []
    return (
        Section("when", "What is recorded, and when", tuple(when)),
        Section("where", "Where", tuple(where)),
        Section("whose-word", "On whose word", tuple(told)),
    )


def events_known(found: Extract) -> tuple[str, ...]:
    """The events in two sentences: how many, and on whose word."""
    dated, undated = found.series.whole.dated_sum, found.series.whole.undated_sum
    told = f"Recorded in {spoken_choice(found.series.choice)}: {spoken(dated + undated)}"
    told += f", of which {spoken(undated)} cannot be put in a {found.series.every}." if undated.events else "."
    rests = found.concentration.rests
    word = warning(found.concentration)
    if not word and rests.told:
        word = f"{round(100 * rests.one_source / rests.told)} % of the events rest on one source."
    return (told, word or "On how few sources they rest is not told.")


def event_gaps(found: Extract) -> tuple[str, ...]:
    """What the store leaves open, each in a sentence with its number; nothing is said of what is not there."""
    return (*_time(found.series), *_place(found.atlas), *_sources(found.concentration), *_figures(found), *_held(found))


def _time(found: Series) -> Iterator[str]:
    dated, undated = found.whole.dated_sum, found.whole.undated_sum
    parts = []
    if undated.events:
        parts.append(f"{spoken(undated)} undated{_of(undated, dated + undated)}, and so in no {found.every}")
    if found.straddling:
        parts.append(
            f"{plural(found.straddling, 'dated event')} may lie in the {found.every} after the one of the series"
        )
    if parts:
        yield f"When: {'; '.join(parts)}."


def _place(found: Atlas) -> Iterator[str]:
    if undrawn := nowhere(found):
        yield f"Where, and not on the map: {'; '.join(undrawn)}."
    if found.signs:
        events = plural(sum(spot.tally.events for spot in found.signs), "event is", "events are")
        yield f"Where: {events} known less finely than the areas of the map, and drawn as signs."


def _sources(found: Concentration) -> Iterator[str]:
    rests = found.rests
    if rests.one_source:
        share = f"{round(100 * rests.one_source / rests.told)} %"
        yield f"Who saw it: {plural(rests.one_source, 'event rests', 'events rest')} on one source ({share})."
    if untold := rests.events - rests.told:
        yield f"Who saw it: of {plural(untold, 'event')} it is not told on how many sources it rests."
    if unnamed := rests.events - rests.named:
        yield f"Who saw it: {plural(unnamed, 'event names', 'events name')} no outlet."
    if found.alike:
        first = " / ".join(found.alike[0])
        names = plural(len(found.alike), "outlet", "outlets")
        yield f"Who saw it: {names} may be counted as several, for the spelling differs (as {first})."


def _figures(found: Extract) -> Iterator[str]:
    tally = found.series.whole.dated_sum + found.series.whole.undated_sum
    if tally.untold:
        events = plural(tally.untold, "event has", "events have")
        yield f"How many: {events} no figure of deaths; the sums leave them out."
    if tally.low is None or tally.high is None:
        yield "How many: not every event has a low and a high figure, so that the sums have none."
    if tally.disordered:
        events = plural(tally.disordered, "event")
        yield f"How many: in {events} low, best and high are not in this order; they are taken as they are."


def _held(found: Extract) -> Iterator[str]:
    choice = found.series.choice
    if found.others:
        names = listed(f"{held.source} {held.release} ({plural(held.rows, 'row')})" for held in found.others)
        yield f"Releases: read is {choice.source} {choice.release} alone; the store also holds {names}."
    else:
        yield f"Releases: all events are of one release, {choice.source} {choice.release}; later ones may correct it."


def _of(part: Tally, whole: Tally) -> str:
    """The share of events and of deaths."""
    events = f"{round(100 * part.events / whole.events)} % of the events"
    return f" ({events}, {round(100 * part.best / whole.best)} % of the deaths)" if whole.best else f" ({events})"
