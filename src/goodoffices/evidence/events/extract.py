"""The little of a store that a mediator reads first: when, where, on whose word; and what the store leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goodoffices.evidence.events.atlas_page import in_areas, nowhere
from goodoffices.evidence.events.atlas_picture import atlas_alt, small_map
from goodoffices.evidence.events.atlas_query import Atlas
from goodoffices.evidence.events.choice import Tally
from goodoffices.evidence.events.concentration import Concentration
from goodoffices.evidence.events.concentration_page import finding, warning
from goodoffices.evidence.events.series_page import hidden_by_the_whole, sums_out_of_order
from goodoffices.evidence.events.series_pictures import series_alt, small_chart
from goodoffices.evidence.events.series_query import Series
from goodoffices.evidence.events.summary import Holding
from goodoffices.evidence.events.wording import spoken, spoken_choice
from goodoffices.evidence.events.world import CREDIT
from goodoffices.values import Listing, Note, Picture, Section, plural, specification
from goodoffices.values import series as listed

__all__ = ["Extract", "event_gaps", "event_section", "events_known"]


@dataclass(frozen=True)
class Extract:
    """Three views of the same choice of events, the series by place, and what else the store holds."""

    series: Series
    atlas: Atlas
    concentration: Concentration
    others: tuple[Holding, ...] = ()
    """Releases, and counts per period, that are in the store and not in this choice: nothing adds them up."""


def event_section(found: Extract) -> Section:
    """For a page: where and on how few sources in a line each, and one picture of when and where."""
    lines = (f"Where. {in_areas(found.atlas)}", f"On whose word. {finding(found.concentration)}")
    notes = [block for block in hidden_by_the_whole(found.series) if isinstance(block, Note)]
    notes += sums_out_of_order(found.series)
    return Section(
        "recorded", "What is recorded: when, where, on whose word", (Listing(lines), _picture(found), *notes)
    )


def _picture(found: Extract) -> Picture:
    """The series and the map side by side."""
    chart = {"hconcat": [small_chart(found.series), small_map(found.atlas)], "spacing": 16}
    caption = (
        f"Deaths. Left, by {found.series.every}: dated above, undated below, each panel on its own scale; lines: low "
        f"to high. Right, by {found.atlas.places}, best figure; open signs: known less finely. {CREDIT}"
    )
    alt = f"{series_alt(found.series)} {atlas_alt(found.atlas)}"
    return Picture("events-page", caption, alt, specification(chart))


def events_known(found: Extract) -> tuple[str, ...]:
    """The events in two sentences: how many, and on whose word."""
    dated, undated, beyond = found.series.whole.dated_sum, found.series.whole.undated_sum, found.series.beyond
    told = f"Recorded in {spoken_choice(found.series.choice)}: {spoken(dated + undated)}"
    told += f", of which {spoken(undated)} cannot be put in a {found.series.every}" if undated.events else ""
    told += f", and {spoken(beyond)} of these may lie outside these days." if beyond.events else "."
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
