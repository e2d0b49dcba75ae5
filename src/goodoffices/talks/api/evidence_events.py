"""Events at the mediator's desk: what is held, importing, asking, taking out, deleting."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router, Schema, Status

from goodoffices.talks.api.auth import Seated
from goodoffices.talks.api.bodies import Heard, filled
from goodoffices.talks.api.shapes import FileOut, answers, opened
from goodoffices.talks.domain.event_questions import ask, export_text
from goodoffices.talks.domain.event_store import delete_release, import_events
from goodoffices.talks.forms.evidence_events import AskForm, ExportForm, ImportForm, plain_name
from goodoffices.talks.models import EventImport, EventRelease, Process
from goodoffices.talks.views.acts import my_seat

router = Router()


class EventsIn(Heard):
    """A file of events as text: what kind of file (`source`: ucdp-ged, ucdp-candidate, acled, hapi, own), of which
    release, and columns of it to leave out. Four MB at most; larger files are sent on the page."""

    source: str
    release: str
    name: str = "events.csv"
    text: str
    leave_out: list[str] = []


class EventImportOut(Schema):
    """What came of a file: rows read, new, known, changed, rejected, flagged. `rejected` is CSV: line, identifier,
    reason."""

    id: str
    release: str
    author: str | None
    made: dt.datetime
    file: str | None
    told: dict[str, Any] | None
    rejected: str | None


class EventReleaseOut(Schema):
    """A release of a source. `table` is events or counts; `held` is what there is of it, `offer` what can be asked for.
    All of it is null when the seat holds no key to it."""

    id: str
    made: dt.datetime
    source: str | None
    release: str | None
    table: str | None
    held: dict[str, Any] | None
    offer: dict[str, list[str]] | None


class FiguresOut(Schema):
    """The figures, as the command line prints them for the same events."""

    figures: dict[str, Any]


class Chosen(Schema):
    """Which events are asked about; what is left out leaves nothing out."""

    since: dt.date | None = None
    until: dt.date | None = None
    country: str = ""
    dyad: list[str] = []
    kind: list[str] = []


class SeriesChosen(Chosen):
    """Besides: for each day, week or month (`every`), by place, dyad or kind, and what counts as a place (admin1,
    h3:4). With a `day`, `days` before and after it instead of a series."""

    every: str = ""
    by: list[str] = []
    places: str = ""
    day: dt.date | None = None
    days: int = 30


class MapChosen(Chosen):
    """Besides: what counts as a place (h3:4), and whether exact places are told."""

    places: str = ""
    points: bool = False


class SourcesChosen(Chosen):
    """Besides: for each month or year (`every`; year when it is left out)."""

    every: str = ""


class Taken(Schema):
    """Format (csv, geojson) and how exactly places are told: admin1, admin2, h3:5, h3:4, exact."""

    form: str = "csv"
    coarsen: str = "admin1"


Key = Path[str]
SeriesAsked = Annotated[SeriesChosen, Query()]
MapAsked = Annotated[MapChosen, Query()]
SourcesAsked = Annotated[SourcesChosen, Query()]
TakenAs = Annotated[Taken, Query()]


def release_out(found: EventRelease) -> EventReleaseOut:
    """A release."""
    return EventReleaseOut(id=found.pk, made=found.made, **opened(found, "source", "release", "table", "held", "offer"))


@router.get("", response=answers(list[EventReleaseOut]), auth=Seated("evidence.read"), operation_id="event_releases")
def list_releases(request: HttpRequest, process: Path[str]) -> list[EventReleaseOut]:
    """What is held, release by release."""
    return [release_out(one) for one in EventRelease.objects.all()]


@router.post("", response=answers(EventImportOut, 201), auth=Seated("evidence.write"), operation_id="event_import")
def load(request: HttpRequest, process: Path[str], given: EventsIn) -> Status:
    """Import a file of events. 409 names line and column of what is wrong with it."""
    file = SimpleUploadedFile(plain_name(given.name), given.text.encode())
    data = {"source": given.source, "release": given.release, "leave_out": ",".join(given.leave_out)}
    form = ImportForm(data, {"file": file})
    filled(form)
    one = import_events(process=Process.objects.get(pk=process), author=my_seat(), sent=form.sent())
    return Status(201, import_out(one))


@router.get(
    "/{eventrelease}/imports",
    response=answers(list[EventImportOut]),
    auth=Seated("evidence.read"),
    operation_id="event_imports",
)
def list_imports(request: HttpRequest, process: Path[str], eventrelease: Key) -> list[EventImportOut]:
    """The files that were read into a release, oldest first, with what was rejected."""
    return [import_out(one) for one in get_object_or_404(EventRelease, pk=eventrelease).imports.all()]


def import_out(one: EventImport) -> EventImportOut:
    """An import."""
    return EventImportOut(
        id=one.pk, release=one.of_id, author=one.author_id, made=one.made, **opened(one, "file", "told", "rejected")
    )


@router.get(
    "/{eventrelease}/series", response=answers(FiguresOut), auth=Seated("evidence.read"), operation_id="event_series"
)
def series(request: HttpRequest, process: Path[str], eventrelease: Key, asked: SeriesAsked) -> FiguresOut:
    """How many events and deaths, when: dated and undated ones apart; or before and after a day."""
    return _asked(eventrelease, "around" if asked.day else "series", asked)


@router.get("/{eventrelease}/map", response=answers(FiguresOut), auth=Seated("evidence.read"), operation_id="event_map")
def event_map(request: HttpRequest, process: Path[str], eventrelease: Key, asked: MapAsked) -> FiguresOut:
    """Where events are recorded, no more finely than their source knows."""
    return _asked(eventrelease, "map", asked)


@router.get(
    "/{eventrelease}/concentration",
    response=answers(FiguresOut),
    auth=Seated("evidence.read"),
    operation_id="event_concentration",
)
def concentration(request: HttpRequest, process: Path[str], eventrelease: Key, asked: SourcesAsked) -> FiguresOut:
    """On how few sources the events rest."""
    return _asked(eventrelease, "concentration", asked)


@router.get(
    "/{eventrelease}/export", response=answers(FileOut), auth=Seated("evidence.read"), operation_id="event_export"
)
def export(request: HttpRequest, process: Path[str], eventrelease: Key, taken: TakenAs) -> FileOut:
    """The events of a release as a file, places as coarse as is said (the province only, unless another is named)."""
    found = _with_events(eventrelease)
    form = ExportForm(taken.dict())
    told = filled(form)
    return FileOut(name=f"events.{told['form']}", text=export_text(found, **form.as_given()).decode())


@router.delete(
    "/{eventrelease}", response=answers(None, 204), auth=Seated("evidence.write"), operation_id="event_release_delete"
)
def delete(request: HttpRequest, process: Path[str], eventrelease: Key) -> Status:
    """Delete all that was imported of a release."""
    delete_release(get_object_or_404(EventRelease, pk=eventrelease))
    return Status(204, None)


def _asked(key: str, what: str, asked: Chosen) -> FiguresOut:
    """The answer, by the rules of the page's form. 409 when the release is closed to the seat."""
    found = _with_events(key)
    form = AskForm(found, {"what": what, "days": 30} | asked.dict(exclude_none=True))
    filled(form)
    return FiguresOut(figures=ask(found, form.question()).figures)


def _with_events(key: str) -> EventRelease:
    found = get_object_or_404(EventRelease, pk=key)
    if not found.holds_events():  # raises SealError, told as 409, when it is closed to the seat
        raise Http404
    return found
