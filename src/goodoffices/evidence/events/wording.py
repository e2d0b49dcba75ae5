"""How a choice of events, its tallies and its groups are written, and where they come from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from goodoffices import __version__
from goodoffices.evidence.events import schema
from goodoffices.evidence.events.choice import Choice, Tally
from goodoffices.evidence.events.places import Places, Polygons
from goodoffices.values import MONTHS, Cell, Column, Note, Provenance, count, plural
from goodoffices.values import series as listed

if TYPE_CHECKING:
    import duckdb

__all__ = [
    "HEADINGS",
    "NOT_TOLD",
    "NO_FIGURE",
    "cells",
    "cells_of",
    "day_words",
    "group_name",
    "provenance",
    "remarks",
    "spoken",
    "spoken_choice",
    "spoken_deaths",
    "start_words",
]

NO_FIGURE: Final = "no figure"
"""What stands for deaths where no event has a figure of them: it is not 0."""
NOT_TOLD: Final = {
    "place": "place not known so exactly",
    "dyad": "no dyad named",
    "kind": "no kind named",
}
"""What stands for a group without a name."""
HEADINGS: Final = tuple(Column(heading, numeric=True) for heading in ("Events", "Deaths, low", "best", "high"))


def spoken(tally: Tally) -> str:
    """`4 events with 20 deaths (18–25)`; where nobody tells of deaths, that is said, and no 0."""
    if not tally.events:
        return "no event"
    events = plural(tally.events, "event")
    return f"{events} without any figure of deaths" if tally.deaths is None else f"{events} with {spoken_deaths(tally)}"


def spoken_deaths(tally: Tally) -> str:
    """`20 deaths (18–25)`, or that no event has a figure."""
    if tally.deaths is None:
        return "no figure of deaths"
    deaths = plural(tally.deaths, "death")
    if tally.low is None or tally.high is None:
        return f"{deaths} (no low or high figure)"
    if tally.low == tally.best == tally.high:
        return deaths
    return f"{deaths} ({count(tally.low)}–{count(tally.high)})"


def cells(tally: Tally) -> tuple[Cell, ...]:
    """Those of `HEADINGS`."""
    figures = (tally.low, tally.deaths, tally.high)
    return (
        Cell(count(tally.events)),
        *(Cell(NO_FIGURE if figure is None else count(figure)) for figure in figures),
    )


def cells_of(name: str, tally: Tally) -> tuple[Cell, ...]:
    """A row: a name, and `HEADINGS`."""
    return (Cell(name), *cells(tally))


def group_name(name: Sequence[str | None], by: Sequence[str]) -> str:
    """`Idlib · state-based`."""
    return " · ".join(part or NOT_TOLD[what] for part, what in zip(name, by, strict=True))


def day_words(day: dt.date) -> str:
    """`6 May 2017`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def start_words(start: dt.date, unit: str) -> str:
    """The period that begins on this day: `2017`, `May 2017`, `week of 1 May 2017`, `6 May 2017`."""
    if unit in ("year", "longer"):
        return f"{start.year}"
    if unit == "month":
        return f"{MONTHS[start.month - 1]} {start.year}"
    return f"week of {day_words(start)}" if unit == "week" else day_words(start)


def spoken_choice(choice: Choice) -> str:
    """Which events: `ucdp-ged 25.1; state-based; from 6 May 2017`."""
    parts = [f"{choice.source} {choice.release}"]
    parts += [choice.country] if choice.country else []
    parts += [listed(choice.kinds, "or")] if choice.kinds else []
    parts += [f"dyad {listed(choice.dyads, 'or')}"] if choice.dyads else []
    parts += [f"from {day_words(choice.since)}"] if choice.since else []
    parts += [f"to {day_words(choice.until)}"] if choice.until else []
    return "; ".join(parts)


def remarks(tally: Tally, by: Sequence[str] = ()) -> tuple[Note, ...]:
    """What must be known of these figures: contradictions, gaps, and what a dyad does not say."""
    notes = []
    if tally.disordered:
        events = plural(tally.disordered, "event")
        notes.append(Note(f"In {events} low, best and high are not in this order. They are taken as they are."))
    if tally.untold:
        notes.append(Note(f"{plural(tally.untold, 'event')} without any figure of deaths: the sums leave them out."))
    if "dyad" in by:
        notes.append(Note("A dyad names two parties. Its order says nothing of who began, nor of who killed whom."))
    return tuple(notes)


def provenance(
    connection: duckdb.DuckDBPyConnection, choice: Choice, method: str, places: Places | None = None
) -> Provenance:
    """The files that rows of the release came from, and what was asked of them. A file that added none is left out."""
    rows = connection.execute(
        f"SELECT DISTINCT file, sha256 FROM {schema.IMPORTS} WHERE source = ? AND release = ? AND new > 0 ORDER BY ALL",  # noqa: S608  # our own name
        [choice.source, choice.release],
    ).fetchall()
    inputs = tuple((f"{choice.source} {choice.release}: {file}", f"sha256:{digest}") for file, digest in rows)
    if isinstance(places, Polygons):
        inputs += ((places.file, f"sha256:{places.sha256}"),)
    parameters = [("events", spoken_choice(choice)), ("dated", f"within {schema.LONGEST_DATED} days")]
    parameters += [("places", str(places))] if places is not None else []
    return Provenance(method, inputs, __version__, tuple(parameters))
