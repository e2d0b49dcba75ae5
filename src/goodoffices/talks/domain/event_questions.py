"""What the events of a release are asked: the same functions as the command line's, answered at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from goodoffices.talks.domain.event_store import opened
from goodoffices.talks.models import EventRelease

if TYPE_CHECKING:
    import duckdb

    from goodoffices.evidence.events import Choice, FileInMemory, Places
    from goodoffices.values import Provenance, Section

__all__ = ["WHAT", "Answered", "Question", "ask", "export_text"]

WHAT = ("series", "around", "map", "concentration")
"""What can be asked: how many and when, before and after a day, where, on whose word."""

_PLACES = {"series": "admin1", "around": "admin1", "map": "h3:4"}
"""What counts as a place where nothing was chosen, as on the command line."""


@dataclass(frozen=True)
class Question:
    """What is asked of a release, by the names of the command line; what is empty is as there.

    `areas` is a GeoJSON file of the reader's own: it is read for this answer and not kept.
    """

    what: str
    since: dt.date | None = None
    until: dt.date | None = None
    country: str = ""
    dyads: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    every: str = ""
    by: tuple[str, ...] = ()
    places: str = ""
    areas: FileInMemory | None = field(default=None, repr=False)
    level: int | None = None
    day: dt.date | None = None
    days: int = 30
    points: bool = False


@dataclass(frozen=True)
class Answered:
    """What came of it: figures as the command line prints them in JSON, and the same for a page."""

    figures: dict[str, Any]
    section: Section
    provenance: Provenance

    def page(self) -> str:
        """A part of a page, made by our own renderer, which escapes every word of it."""
        from goodoffices.brief import Brief, render_fragment  # noqa: PLC0415 (a second of loading, when it is needed)

        return render_fragment(
            Brief(title=self.section.heading, subtitle="", sections=(self.section,), provenance=self.provenance)
        )


def ask(release: EventRelease, question: Question) -> Answered:
    """Ask a release. Raises UserError when it cannot be answered as it was asked, SealError when it is closed."""
    from goodoffices.evidence import events  # noqa: PLC0415 (as above)

    choice = events.Choice(
        release.source,
        release.release,
        question.since,
        question.until,
        question.country,
        question.dyads,
        question.kinds,
    )
    with opened(release) as connection:
        choice = events.one_release(events.events(connection), choice)
        return _ANSWERS[question.what](connection, choice, question)


def export_text(release: EventRelease, form: str, coarsen: str) -> bytes:
    """The events of a release as CSV (with HXL tags) or GeoJSON, coarsened as `--coarsen` says (empty: as they are).

    Raises UserError for a coarsening that there is not, SealError when the release is closed.
    """
    from goodoffices.evidence import events  # noqa: PLC0415 (as above)

    coarse = events.coarsening(coarsen) if coarsen else events.Coarsening()
    with opened(release) as connection:
        return events.exported(connection, events.FORMATS[f".{form}"], coarse)


def _series(connection: duckdb.DuckDBPyConnection, choice: Choice, question: Question) -> Answered:
    from goodoffices.evidence import events  # noqa: PLC0415 (as above)

    where, every = _places(question), question.every or "month"
    made = events.provenance(connection, choice, f"Events by {every}, dated and undated apart", where)
    found = events.series(events.events(connection), choice, every=every, by=question.by, places=where)
    return Answered(events.series_json(found, made), events.series_section(found), made)


def _around(connection: duckdb.DuckDBPyConnection, choice: Choice, question: Question) -> Answered:
    from goodoffices.evidence import events  # noqa: PLC0415 (as above)

    where, by = _places(question), question.by or ("place",)
    made = events.provenance(connection, choice, "Dated events before and after a day", where)
    table = events.events(connection)
    found = events.before_and_after(table, choice, question.day, question.days, by=by, places=where)
    return Answered(events.change_json(found, choice, made), events.change_section(found, choice), made)


def _map(connection: duckdb.DuckDBPyConnection, choice: Choice, question: Question) -> Answered:
    from goodoffices.evidence import events  # noqa: PLC0415 (as above)

    where = _places(question)
    made = events.provenance(connection, choice, "Events by place, as finely as their source knows it", where)
    found = events.atlas(events.events(connection), choice, where, points=question.points)
    return Answered(events.atlas_json(found, made), events.atlas_section(found), made)


def _concentration(connection: duckdb.DuckDBPyConnection, choice: Choice, question: Question) -> Answered:
    from goodoffices.evidence import events  # noqa: PLC0415 (as above)

    every = "month" if question.every == "month" else "year"
    made = events.provenance(connection, choice, "Concentration of events on their sources")
    found = events.concentrated(events.events(connection), choice, every=every)
    return Answered(events.concentration_json(found, made), events.concentration_section(found), made)


_ANSWERS: dict[str, Callable[[duckdb.DuckDBPyConnection, Choice, Question], Answered]] = {
    "series": _series,
    "around": _around,
    "map": _map,
    "concentration": _concentration,
}


def _places(question: Question) -> Places:
    """What counts as a place. Raises UserError for areas that cannot be read."""
    from goodoffices.evidence import events  # noqa: PLC0415 (as above)

    if question.areas is not None:
        return events.read_polygons(question.areas, question.level)
    words = question.places or _PLACES[question.what]
    if words.startswith("h3:"):
        return events.Cells(int(words.removeprefix("h3:")))
    return events.Named(int(words.removeprefix("admin")))
