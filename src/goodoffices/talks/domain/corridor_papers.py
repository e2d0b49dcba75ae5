"""Papers of a plan by audience: at the desk for every audience, in a room for its own, cut by the room of papers.

What the delegations answered is the mediator's team's and their own. Others are told nothing of any stretch while the
plan is not agreed, and no office, document or condition when it is.
"""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from goodoffices import __version__
from goodoffices.errors import TalksError
from goodoffices.talks.domain.corridor_reading import EFFORT, one_at_a_time, read_drawing
from goodoffices.talks.domain.corridors import mark_now, plan_of
from goodoffices.talks.models import CorridorShown, DeskCorridor
from goodoffices.values import Provenance

if TYPE_CHECKING:
    from goodoffices.corridors.consent import Record
    from goodoffices.corridors.papers import Sheet

__all__ = ["AUDIENCES", "Paper", "as_zip", "desk_papers", "papers_of", "room_papers"]

AUDIENCES = ("desk", "party", "monitor", "driver")
_MEDIA = {
    "geojson": "application/geo+json",
    "gpx": "application/gpx+xml",
    "html": "text/html; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "kml": "application/vnd.google-earth.kml+xml",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
}
_CALENDAR = "windows.ics"
_FOR = {
    "desk": "For the mediator's desk only",
    "party": "For the delegation it was shown to",
    "monitor": "For monitors",
    "driver": "For drivers",
}


@dataclass(frozen=True)
class Paper:
    """A file of a plan."""

    name: str
    content: bytes

    @property
    def media(self) -> str:
        """Its media type."""
        return _MEDIA[self.name.rpartition(".")[2]]


def desk_papers(desk: DeskCorridor, audience: str, languages: Iterable[str] = ()) -> list[Paper]:
    """The papers of a plan for one audience, as of now. Raises TalksError for a plan without roads, CorridorError where
    the plan does not let this audience see the route and there is no paper for it otherwise."""
    _mark, record = mark_now(desk)
    shown = record if audience == "desk" else _without_answers(record)
    return _made(desk, shown, audience, languages)


def room_papers(desk: DeskCorridor, audience: str, *, exact: bool) -> list[Paper]:
    """The papers for the people of a room; none where the plan has no roads. Coarse unless all of them may see the
    route."""
    if not desk.roads:
        return []
    record = _without_answers(mark_now(desk)[1])
    seen_by = tuple(one for one in record.seen_by or () if exact or one != audience)
    if record.seen_by and not seen_by:
        seen_by = ("desk",)  # it is settled who may see the route, and these may not
    made = _made(desk, replace(record, seen_by=seen_by), audience, ())
    return [paper for paper in made if paper.name != _CALENDAR]  # that of the page says what holds when it is taken out


def papers_of(shown: CorridorShown) -> list[Paper]:
    """The papers that a room was shown. Those that say agreed are gone as soon as that holds no more."""
    if shown.agreed and not shown.is_agreed():
        return []
    return [Paper(name, base64.b64decode(content)) for name, content in shown.papers]


def as_zip(papers: Iterable[Paper]) -> bytes:
    """All papers in one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for paper in papers:
            packed.writestr(zipfile.ZipInfo(paper.name, (2000, 1, 1, 0, 0, 0)), paper.content)
    return out.getvalue()


def _without_answers(record: Record) -> Record:
    """The record as others than the mediator's team may know it, once it is agreed."""
    kept = "on record at the mediator's desk"  # in English, as in every file we write
    stretches = tuple(
        replace(
            stretch,
            consents=tuple(replace(one, office=kept, document=kept, conditions=()) for one in stretch.consents),
        )
        for stretch in record.stretches
    )
    return replace(record, stretches=stretches)


def _made(desk: DeskCorridor, record: Record, audience: str, languages: Iterable[str]) -> list[Paper]:
    from goodoffices.corridors import papers  # noqa: PLC0415 (a second of loading, when it is needed)

    if not desk.roads:
        raise TalksError.of(
            _("the plan came in without roads, and papers show a route"), remedy=_("bring it in again with its roads")
        )
    with one_at_a_time():
        whole, lines = _sheet(desk, record, timed=audience in papers.SEES["passages"])
        seen = papers.cut(whole, audience)
        if audience != "desk" and not seen.agreed:
            seen = replace(seen, stretches=())
        spoken = [one for one in (*languages, *plan_of(desk).papers.languages) if one in papers.LANGUAGES] or ["en"]
        return list(_files(seen, lines(seen) if seen.exact else (), tuple(dict.fromkeys(spoken))))


def _sheet(desk: DeskCorridor, record: Record, *, timed: bool) -> tuple[Sheet, Any]:
    """The whole sheet, and what finds the roads around one that was cut."""
    from goodoffices.corridors import convoys, danger, papers, roads  # noqa: PLC0415 (as above)
    from goodoffices.corridors.plan import course_of, windows_days  # noqa: PLC0415 (the same)

    plan = replace(plan_of(desk), record=record)
    network, drawn = roads.unpack(desk.network()), read_drawing(desk.drawing)
    days = windows_days(plan, plan.as_of)
    course = course_of(plan, network[0], danger.danger(*network, plan.as_of, drawn=drawn, days=days))
    timetable = convoys.set_timetable(plan.convoy, effort=EFFORT) if timed and plan.convoy else None
    day = mark_now(desk)[0].as_of
    whole = papers.sheet_of(plan, network, course, day, timetable=timetable, drawn=drawn)
    return whole, lambda seen: papers.roads_around(*network, seen.course)


def _files(seen: Sheet, lines: Any, languages: tuple[str, ...]) -> Iterator[Paper]:
    from goodoffices.brief import picture_svg, render_card  # noqa: PLC0415 (as above)
    from goodoffices.corridors import papers  # noqa: PLC0415 (the same)

    yield Paper("route.geojson", papers.to_geojson(seen))
    yield Paper("route.kml", papers.to_kml(seen))
    if seen.exact:
        yield Paper("route.gpx", papers.to_gpx(seen, languages[0]))
    if seen.windows:
        yield Paper(_CALENDAR, papers.to_calendar(seen))
    yield Paper("map.svg", picture_svg(papers.map_picture(seen, lines), "map").encode())
    if seen.audience in {"desk", "driver"}:
        yield Paper("drivers-card.pdf", render_card(papers.drivers_card(seen, languages)))
    if seen.audience in {"desk", "monitor"}:
        yield from _monitors(seen)


def _monitors(seen: Sheet) -> Iterator[Paper]:
    from goodoffices.brief import Brief, render_html, render_pdf  # noqa: PLC0415 (as above)
    from goodoffices.corridors import papers  # noqa: PLC0415 (the same)

    stamp = Provenance(
        method="Papers of a plan of a corridor: consent as it is on record, times from its timetable",
        inputs=(("plan", seen.version),),
        version=__version__,
        as_of=seen.as_of.isoformat(),
        caution=seen.caution,
        by=seen.by,
    )
    brief = Brief(
        seen.title,
        "",
        papers.monitors_sections(seen),
        stamp,
        kicker="Monitors' sheet",
        mark=f"{seen.mark}. {_FOR[seen.audience]}",
        composed=seen.as_of,
        compact=True,
    )
    yield Paper("monitors.html", render_html(brief).encode())
    yield Paper("monitors.pdf", render_pdf(brief))
