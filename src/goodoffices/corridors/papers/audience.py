"""Who sees what of a plan: every paper is made from a sheet that was cut for one audience, and cannot say more.

The table below is the only place where this is decided; the guide shows the same table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from goodoffices.corridors.papers.sheet import Course, Point, Sheet, Stretch
from goodoffices.errors import CorridorError

__all__ = ["AUDIENCES", "COARSE", "NEEDS_ROUTE", "SEES", "WITH_ROUTE", "coarse", "cut", "due"]

DESK, PARTY, MONITOR, DRIVER, PUBLIC = AUDIENCES = ("desk", "party", "monitor", "driver", "public")
COARSE: Final = 0.05
"""Degrees to which a place is rounded where it is not told exactly: a square of about 5 km."""
_ALL: Final = frozenset(AUDIENCES)
_WORKING: Final = _ALL - {PUBLIC}
_NAMED_START: Final = "start"

SEES: Final[dict[str, frozenset[str]]] = {
    "title": frozenset({DESK}),
    "course": _ALL,
    "exact": frozenset({DESK}),
    "steps": frozenset({DESK, DRIVER}),
    "points": _ALL - {PARTY, PUBLIC},
    "stretches": frozenset({DESK, MONITOR}),
    "windows": _ALL,
    "contacts": _WORKING,
    "notices": frozenset({DESK, MONITOR}),
    "passages": frozenset({DESK, MONITOR}),
    "abort": _WORKING,
    "fallback": _WORKING - {PARTY},
    "people": frozenset({DESK}),
    "vehicles": _WORKING - {DRIVER},
    "by": frozenset({DESK, MONITOR}),
    "seen_by": frozenset({DESK}),
    "caution": frozenset({DESK, MONITOR}),
}
"""The audiences that see a field. What a sheet holds beside these (its id, its mark, its version and day) is on every
paper; where the title may not be seen, the id stands in its place, for a title names places."""
WITH_ROUTE: Final = ("exact", "points", "title")
"""What an audience sees besides, where the plan says that it may see the route. The public never does."""
NEEDS_ROUTE: Final = (DRIVER, PUBLIC)
"""Audiences for whom there is no paper unless the plan says that they may see the route."""


def cut(sheet: Sheet, audience: str) -> Sheet:
    """The sheet with what this audience sees, and nothing else.

    Raises CorridorError for an audience that there is not, and for drivers or the public where the plan does not say
    that they may see the route.
    """
    if audience not in _ALL:
        raise CorridorError.of(f"there is no audience {audience!r}", remedy=f"Audiences are {', '.join(AUDIENCES)}.")
    told = audience in sheet.seen_by
    if audience in NEEDS_ROUTE and not told:
        whom = "drivers" if audience == DRIVER else "the public"
        what = f"the plan does not say that {whom} may see the route, so there is no paper for {whom}"
        remedy = f"Who may see the route is agreed first; then the plan says so: seen_by: [desk, {audience}]"
        raise CorridorError.of(what, remedy=remedy)
    seen = {name for name, audiences in SEES.items() if audience in audiences}
    if told and audience != PUBLIC:
        seen |= {*WITH_ROUTE}
    exact = "exact" in seen
    kept: dict[str, Any] = {name: _BLANKS.get(name, ()) for name in SEES if name not in seen}
    if "title" in kept:
        kept["title"] = sheet.corridor
    found = replace(sheet, **kept, audience=audience)
    if not exact:
        found = replace(
            found,
            exact=False,
            course=coarse(found.course),
            points=tuple(_coarse_point(point) for point in found.points),
            stretches=tuple(_coarse_stretch(one, found.points) for one in found.stretches),
        )
    return found


def due(sheet: Sheet) -> tuple[str, ...]:
    """The papers that the audience of a sheet has a use for: "map", "geojson", "kml", "gpx", "calendar", "card",
    "monitors". A coarse track is not handed to a receiver to drive by, and a calendar needs a zone."""
    found = ["map", "geojson", "kml"]
    found += ["gpx"] if sheet.exact else []
    found += ["calendar"] if sheet.windows and sheet.zone else []
    found += ["card"] if sheet.audience in {DESK, DRIVER} else []
    found += ["monitors"] if sheet.audience in {DESK, MONITOR} else []
    return tuple(found)


def coarse(course: Iterable[tuple[float, float]]) -> Course:
    """Places rounded to a twentieth of a degree, told where they change."""
    told: list[tuple[float, float]] = []
    for place in course:
        rounded = (_round(place[0]), _round(place[1]))
        if not told or told[-1] != rounded:
            told.append(rounded)
    return tuple(told)


_BLANKS: Final[dict[str, Any]] = {"exact": False, "abort": "", "fallback": "", "by": "", "caution": ""}


def _round(degrees: float) -> float:
    return round(round(degrees / COARSE) * COARSE, 2) + 0.0


def _coarse_point(point: Point) -> Point:
    """Where people gather has no name where places are coarse."""
    name = _NAMED_START if point.kind == "start" else point.name
    at = round(point.at, -3)
    return replace(point, name=name, latitude=_round(point.latitude), longitude=_round(point.longitude), at=at)


def _coarse_stretch(stretch: Stretch, points: tuple[Point, ...]) -> Stretch:
    starts = {point.name for point in points if point.kind == "start"}
    begins, ends = (_NAMED_START if name in starts else name for name in (stretch.begins, stretch.ends))
    return replace(stretch, begins=begins, ends=ends, course=coarse(stretch.course))
