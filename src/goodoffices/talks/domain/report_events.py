"""A release of events set against the terms of a ceasefire, for an issue of the report.

The same study as `goodoffices ceasefire report` makes, by the source's own provinces or by areas that are given. It is
made in memory, one at a time in a server process, and stopped when it takes too long.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from django.utils.translation import gettext as _

from goodoffices.errors import EvidenceError, FileError, TalksError
from goodoffices.talks.domain.event_store import opened, stop_when_late
from goodoffices.talks.domain.report_refusals import refused_in_words
from goodoffices.talks.models import CeasefireTerms, EventRelease
from goodoffices.values import Paragraph, Provenance, Section

if TYPE_CHECKING:
    from goodoffices.ceasefire.report import Report
    from goodoffices.ceasefire.terms import Terms
    from goodoffices.evidence.events import Places

__all__ = ["EventsAsked", "EventsStudied", "study_events"]

_METHOD = "Is the ceasefire being kept, by area and day"
_RESTS_ON = (
    "What follows rests on the events of {source} {release} up to {until}, not on what monitors entered. Areas are "
)
_OF_THE_SOURCE = "the provinces of that source."
_OF_A_FILE = "those of a file that the mediator's team gave, whose hash stands at the end."
_AREAS = "areas.geojson"
"""The name under which a file of areas is told of: its own is the desk's."""


@dataclass(frozen=True)
class EventsAsked:
    """Which release of events is set against which terms, and the last day that is looked at (none: the last with an
    event). `areas` is a GeoJSON of the reader's own, of that `level`: it is read for this issue and not kept; where the
    terms name a file of areas, it is that file."""

    release: EventRelease
    terms: CeasefireTerms
    as_of: dt.date | None = None
    areas: bytes | None = field(default=None, repr=False)
    level: Literal[1, 2, 3] | None = None


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
    """Set events against terms. Raises TalksError, in the reader's language, when the data do not allow it or it takes
    too long, SealError when events or terms are closed to the viewer."""
    try:
        return _studied(asked)
    except (EvidenceError, FileError) as error:
        raise refused_in_words(error) from error


def _studied(asked: EventsAsked) -> EventsStudied:
    from goodoffices.ceasefire import report  # noqa: PLC0415 (a second of loading, when it is needed)
    from goodoffices.evidence import events  # noqa: PLC0415 (the same)

    release, terms = asked.release, _with_file(asked)
    places: Places = events.Named(1)
    if asked.areas is not None:
        places = events.read_polygons(events.FileInMemory(_AREAS, asked.areas), asked.level)
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
    rests_on = _RESTS_ON + (_OF_A_FILE if asked.areas is not None else _OF_THE_SOURCE)
    words = rests_on.format(source=release.source, release=release.release, until=found.span.last)
    heading = f"Is it being kept: {terms.title}"
    whole = Section("events", heading, (Paragraph(words),), body)
    return EventsStudied((whole, *(each for each in made if each.annex)), body, data, mark, source)


def _with_file(asked: EventsAsked) -> Terms:
    """The terms as they were shown. No file that they name is looked for on this server: it is given, or refused."""
    from goodoffices.evidence.events import FileInMemory  # noqa: PLC0415 (as above)

    terms = asked.terms.terms
    if not terms.files:
        return terms
    if asked.areas is None:
        raise TalksError.of(
            _("the terms name a file of areas, %(file)s") % {"file": terms.files[0]}, remedy=_("give this file here")
        )
    if len(terms.files) > 1:
        raise TalksError.of(
            _("the terms name several files of areas"), remedy=_("put all areas into one file, and show the terms anew")
        )
    return replace(terms, folder=FileInMemory(_AREAS, asked.areas))


def _named_by_release(source: Provenance, found: Report, shown: CeasefireTerms) -> Provenance:
    """Files by their hash and release alone, as their names are the desk's own; the terms as they were shown."""
    release = f"{found.choice.source} {found.choice.release}"
    inputs = [(name if name == _AREAS else release, digest) for name, digest in source.inputs]
    inputs.append(("terms as shown", f"sha256:{hashlib.sha256(shown.text.encode()).hexdigest()}"))
    by = found.terms.judgement.by
    return replace(source, inputs=tuple(inputs), seed=found.seed, as_of=str(found.span.last), by=by)
