"""Who sees what of a plan: every paper is made from a sheet that was cut for one audience, and cannot say more.

The table below is the only place where this is decided; the guide shows the same table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any, Final

from goodoffices.corridors.papers.sheet import Course, Passage, Point, Sheet, Stretch
from goodoffices.errors import CorridorError

__all__ = ["AUDIENCES", "COARSE", "SEES", "coarse", "cut"]

DESK, PARTY, MONITOR, DRIVER, PUBLIC = AUDIENCES = ("desk", "party", "monitor", "driver", "public")
COARSE: Final = 0.05
"""Degrees to which a place is rounded where it is not told exactly: a square of about 5 km."""
_ALL: Final = frozenset(AUDIENCES)
_WORKING: Final = _ALL - {PUBLIC}
_NAMED_START: Final = "start"

SEES: Final[dict[str, frozenset[str]]] = {
    "course": _ALL,
    "exact": frozenset({DESK, DRIVER}),
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
    "origins": frozenset({DESK}),
    "by": frozenset({DESK, MONITOR}),
    "seen_by": frozenset({DESK}),
    "caution": _ALL,
}
"""The audiences that see a field. What a sheet holds beside these (its name, its mark, its version and day) is on every
paper. A monitor or a party sees the exact route, its turns and its points where the plan says that it may."""
_WITH_ROUTE: Final = ("exact", "points")


def cut(sheet: Sheet, audience: str) -> Sheet:
    """The sheet with what this audience sees, and nothing else.

    Raises CorridorError for an audience that there is not, and for the public where the plan does not say that the
    public may see the route.
    """
    if audience not in _ALL:
        raise CorridorError.of(f"there is no audience {audience!r}", remedy=f"Audiences are {', '.join(AUDIENCES)}.")
    told = audience in sheet.seen_by
    if audience == PUBLIC and not told:
        what = "the plan does not say that the public may see the route, so there is no paper for the public"
        raise CorridorError.of(what, remedy="Who may see the route is agreed first, and then written into the plan.")
    seen = {name for name, audiences in SEES.items() if audience in audiences}
    if told and audience != PUBLIC:
        seen |= {*_WITH_ROUTE}
    exact = "exact" in seen
    kept: dict[str, Any] = {name: () for name in SEES if name not in seen}
    kept |= {name: blank for name, blank in _BLANKS.items() if name not in seen}
    found = replace(sheet, **kept, audience=audience)
    if not exact:
        found = replace(
            found,
            exact=False,
            course=coarse(found.course),
            points=tuple(_coarse_point(point) for point in found.points),
            stretches=tuple(_coarse_stretch(one, found.points) for one in found.stretches),
        )
    return replace(found, passages=tuple(_passage(one, audience) for one in found.passages))


def coarse(course: Iterable[tuple[float, float]]) -> Course:
    """Places rounded to a twentieth of a degree, told where they change."""
    told: list[tuple[float, float]] = []
    for place in course:
        rounded = (_round(place[0]), _round(place[1]))
        if not told or told[-1] != rounded:
            told.append(rounded)
    return tuple(told)


_BLANKS: Final[dict[str, Any]] = {
    field.name: field.default
    for field in fields(Sheet)
    if field.name in {"exact", "abort", "fallback", "people", "by", "caution"}
} | {"exact": False}


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


def _passage(passage: Passage, audience: str) -> Passage:
    """Where a vehicle loads, and how many are aboard, is known at the desk alone."""
    return passage if audience == DESK else replace(passage, origin="", people=0)
