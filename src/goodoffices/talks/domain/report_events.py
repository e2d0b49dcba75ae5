"""A release of events set against the terms of a ceasefire, for an issue of the report.

The same study as `goodoffices ceasefire report` makes, with areas by the source's own provinces. It is made in memory,
one at a time in a server process, and stopped when it takes too long.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from goodoffices.talks.domain.event_store import opened, stop_when_late
from goodoffices.talks.models import CeasefireTerms, EventRelease
from goodoffices.values import Paragraph, Provenance, Section

if TYPE_CHECKING:
    from goodoffices.ceasefire.report import Report

__all__ = ["EventsAsked", "EventsStudied", "study_events"]

_METHOD = "Is the ceasefire being kept, by area and day"
_RESTS_ON = (
    "What follows rests on the events of {source} {release} up to {until}, not on what monitors entered. "
    "Areas are the provinces of that source."
)


@dataclass(frozen=True)
class EventsAsked:
    """Which release of events is set against which terms, and the last day that is looked at (none: the last with an
    event)."""

    release: EventRelease
    terms: CeasefireTerms
    as_of: dt.date | None = None


@dataclass(frozen=True)
class EventsStudied:
    """What came of it: sections to read with the annexes last, what programs read, the release mark, where it is from.

    `body` are the sections that `sections` holds, each by itself.
    """

    sections: tuple[Section, ...]
    body: tuple[Section, ...]
    data: dict[str, Any]
    mark: str
    provenance: Provenance


def study_events(asked: EventsAsked) -> EventsStudied:
    """Set events against terms. Raises UserError when the data do not allow it or it takes too long, SealError when
    events or terms are closed to the viewer."""
    from goodoffices.ceasefire import report  # noqa: PLC0415 (a second of loading, when it is needed)
    from goodoffices.evidence import events  # noqa: PLC0415 (the same)

    release, terms, places = asked.release, asked.terms.terms, events.Named(1)
    with opened(release) as connection:
        choice = events.Choice(release.source, release.release)
        late = stop_when_late()
        found = report.study(events.events(connection), terms, choice, as_of=asked.as_of, places=places, advance=late)
        source = events.provenance(connection, found.choice, _METHOD, places)
    source = _named_by_release(source, found, asked.terms)
    mark = report.release_mark(terms)
    data = report.report_json(found, source) | {"release_mark": mark}
    made = [replace(each, anchor=f"events-{each.anchor}") for each in report.report_sections(found)]
    body = tuple(each for each in made if not each.annex)
    words = _RESTS_ON.format(source=release.source, release=release.release, until=found.span.last)
    heading = f"Is it being kept: {terms.title}"
    whole = Section("events", heading, (Paragraph(words),), body)
    return EventsStudied((whole, *(each for each in made if each.annex)), body, data, mark, source)


def _named_by_release(source: Provenance, found: Report, shown: CeasefireTerms) -> Provenance:
    """Files by their hash and release alone, as their names are the desk's own; the terms as they were shown."""
    release = f"{found.choice.source} {found.choice.release}"
    inputs = [(release, digest) for _name, digest in source.inputs]
    inputs.append(("terms as shown", f"sha256:{hashlib.sha256(shown.text.encode()).hexdigest()}"))
    by = found.terms.judgement.by
    return replace(source, inputs=tuple(inputs), seed=found.seed, as_of=str(found.span.last), by=by)
