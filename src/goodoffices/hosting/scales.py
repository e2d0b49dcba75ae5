"""Which ideal points are compared: the scale, and the session or year on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from goodoffices.errors import EvidenceError
from goodoffices.hosting.model import Hosts, Point
from goodoffices.hosting.store import Store, imports_of, rows_of
from goodoffices.values import count, series

__all__ = ["Scale", "choose_scale", "same_time", "scales_of", "spoken_time", "time_of"]

_FIRST: Final = 1945
"""Session 1 opened in January 1946, and every later one in September of the year 1945 + its number."""
_SEPTEMBER: Final = 9
_KINDS: Final = {"ideal-points-sessions": "session", "ideal-points-years": "year"}


@dataclass(frozen=True)
class Scale:
    """Ideal points of some states over time. Points of two scales are never subtracted from one another: each file is
    an estimate of its own."""

    unit: str
    of: str
    points: Mapping[tuple[str, int], Point] = field(hash=False)
    shared: bool = True
    """Whether it is a whole data set, and not points copied into the file of hosts."""

    @property
    def times(self) -> tuple[int, ...]:
        """The sessions or years, first to last."""
        return tuple(sorted({time for _, time in self.points}))

    def at(self, time: int) -> dict[str, Point]:
        """The points of a time by state."""
        return {state: point for (state, when), point in self.points.items() if when == time}


def scales_of(hosts: Hosts, store: Store | None, states: Collection[str]) -> tuple[Scale, ...]:
    """The scales at hand: those of the store, sessions first, then the points that stand in the file."""
    found = [_stored(store, kind, unit, states) for kind, unit in _KINDS.items()] if store else []
    if hosts.points:
        rows = {(each.state, each.time): each for each in hosts.points.points if each.state in states}
        found.append(Scale(hosts.points.unit, hosts.points.of, rows, shared=False))
    return tuple(each for each in found if each.points)


def _stored(store: Store, kind: str, unit: str, states: Collection[str]) -> Scale:
    asked = "SELECT state, time, point, low, high FROM points WHERE kind = ? AND list_contains(?, state)"
    rows = [Point(*row) for row in rows_of(store, asked, (kind, sorted(states)))]
    made = next((each for each in imports_of(store) if each.kind == kind), None)
    told = f"{made.file}, {made.covers}" if made else ""
    return Scale(unit, told, {(each.state, each.time): each for each in rows})


def time_of(unit: str, day: dt.date) -> int:
    """The session that was open on a day, or the last full year before it: votes of the year itself came later."""
    if unit == "year":
        return day.year - 1
    return day.year - _FIRST - (day.month < _SEPTEMBER)


def same_time(time: int, unit: str, other: str) -> int:
    """A session or year in the other unit: a session goes with the year it opened in."""
    return time if unit == other else time + _FIRST if unit == "session" else time - _FIRST


def spoken_time(unit: str, time: int) -> str:
    """A session with the years it ran in, or a year."""
    return f"session {time} ({_FIRST + time}–{_FIRST + time + 1})" if unit == "session" else f"{time}"


def choose_scale(
    scales: Sequence[Scale], session: int | None, year: int | None, as_of: dt.date | None
) -> tuple[Scale, int]:
    """The scale and the time on it: what was asked for; else what held on `as_of`; else the latest.

    A year is looked for on a scale by year, and where there is none on one by session, as the session that opened in
    it. Raises EvidenceError where no scale has it.
    """
    if not scales:
        remedy = "Import them, or copy those of the parties and candidates into `ideal_points`."
        raise EvidenceError.of("there are no ideal points for these states", remedy=remedy)
    for scale, time in _asked(scales, session, year, as_of):
        if time in scale.times:
            return scale, time
    told = series(f"{scale.unit}s {_runs(scale.times)} ({scale.of})" for scale in scales)
    asked = f"session {session}" if session else f"year {year}" if year else f"the time before {as_of}"
    raise EvidenceError.of(f"no ideal points of {asked} are at hand", remedy=f"There are {told}.")


def _asked(
    scales: Sequence[Scale], session: int | None, year: int | None, as_of: dt.date | None
) -> Iterable[tuple[Scale, int]]:
    if session is not None:
        return [(scale, session) for scale in scales if scale.unit == "session"]
    if year is not None:
        by_year = [(scale, year) for scale in scales if scale.unit == "year"]
        return by_year + [(scale, year - _FIRST) for scale in scales if scale.unit == "session"]
    if as_of is not None:
        return [(scale, time_of(scale.unit, as_of)) for scale in scales]
    return [(scale, scale.times[-1]) for scale in scales]


def _runs(times: Sequence[int]) -> str:
    if len(times) > 1 and times[-1] - times[0] == len(times) - 1:
        return f"{times[0]} to {times[-1]}"
    return series(count(time).replace(",", "") for time in times)
