"""What has changed since the last look: new events that touch the route, and consents that no longer hold.

An event touches the route as finely as its place is known: one known to the place, by its distance; one known to about
25 km may touch a route that is so much farther away; one known less finely may touch any, and is only counted.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from goodoffices.corridors.consent import MET, Mark, Standing, mark, standings
from goodoffices.corridors.plan.course import Course
from goodoffices.corridors.plan.distance import line_of, metres_from
from goodoffices.corridors.plan.inputs import Inputs
from goodoffices.corridors.plan.model import CorridorPlan

if TYPE_CHECKING:
    import duckdb

__all__ = ["Lapse", "Look", "Memory", "NewEvent", "Touch", "look", "new_events"]

NEAR = 25_000.0
"""Metres by which the place of an event may be off that is known to about 25 km."""
_AROUND = 0.5
"""Degrees around the route in which events are looked for."""


@dataclass(frozen=True)
class NewEvent:
    """An event of a store. Degrees are None where the source tells no place."""

    id: str
    first: dt.date
    last: dt.date
    kind: str
    precision: str
    latitude: float | None
    longitude: float | None
    deaths: int | None

    @property
    def key(self) -> str:
        """Stands for the event as it is told now; told otherwise, it is another."""
        told = (self.id, self.first, self.last, self.precision, self.latitude, self.longitude, self.deaths)
        return _hash("|".join(map(str, told)))


@dataclass(frozen=True)
class Touch:
    """An event near the route. `sure`: its place is known, and lies within the distance of the plan."""

    event: NewEvent
    metres: float
    sure: bool


@dataclass(frozen=True)
class Lapse:
    """A consent that held at the last look and does not hold now."""

    stretch: str
    body: str
    reason: str


@dataclass(frozen=True)
class Memory:
    """What is known of the looks before: events are told from `since` on; the day of the last look, the events that
    were told, the consents that held."""

    since: dt.date
    looked: dt.date | None = None
    events: frozenset[str] = frozenset()
    held: frozenset[str] | None = None
    """None: nobody has looked yet."""


@dataclass(frozen=True)
class Look:
    """One look at a plan; `since` is the day of the last, where there was one, and `memory` is for the next."""

    mark: Mark
    since: dt.date | None
    touches: tuple[Touch, ...]
    coarse: int
    """New events known only to a district or less: they may touch the route."""
    lapses: tuple[Lapse, ...]
    memory: Memory = field(repr=False)

    @property
    def anything(self) -> bool:
        """Whether an event touches or may touch, or a consent no longer holds."""
        return bool(self.touches or self.coarse or self.lapses)


def new_events(
    connection: duckdb.DuckDBPyConnection, plan: CorridorPlan, inputs: Inputs, since: dt.date
) -> tuple[NewEvent, ...]:
    """Events on or after a day around the roads of a plan, or without a place, of the release that the plan names.

    Raises EvidenceError where more than one release fits, or none.
    """
    from goodoffices.evidence import events  # noqa: PLC0415 - loads a data base

    chosen = events.Choice(source=plan.danger.source, release=plan.danger.release)
    asked = events.one_release(events.events(connection), chosen)
    roads = inputs.roads
    rows = connection.execute(
        "SELECT event_id, date_start, date_end, kind, place_precision, latitude, longitude, deaths_best FROM events"
        " WHERE source = ? AND release = ? AND date_end >= ?"
        " AND (latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ? OR latitude IS NULL OR longitude IS NULL)"
        " ORDER BY date_end, event_id",
        [
            *(asked.source, asked.release, since),
            *(float(roads.latitude.min()) - _AROUND, float(roads.latitude.max()) + _AROUND),
            *(float(roads.longitude.min()) - _AROUND, float(roads.longitude.max()) + _AROUND),
        ],
    ).fetchall()
    return tuple(NewEvent(*row) for row in rows)


def look(
    plan: CorridorPlan,
    memory: Memory,
    today: dt.date,
    *,
    route: tuple[Inputs, Course] | None = None,
    events: tuple[NewEvent, ...] = (),
) -> Look:
    """What is new on a day. An event that was told is not told again, unless its record has changed; one that was
    recorded late is told, however old it is, from `memory.since` on."""
    fresh = [event for event in events if event.key not in memory.events]
    touches, coarse = _touching(plan, route, fresh) if route else ((), 0)
    held, lapses = _lapses(plan, memory, today)
    then = Memory(memory.since, today, memory.events | {event.key for event in events}, held)
    return Look(mark(plan.record, today), memory.looked, touches, coarse, lapses, then)


def _touching(
    plan: CorridorPlan, route: tuple[Inputs, Course], events: list[NewEvent]
) -> tuple[tuple[Touch, ...], int]:
    inputs, course = route
    line = line_of(inputs.roads, inputs.shapes, course.edges)
    found, coarse = [], 0
    for event in events:
        if event.precision not in {"point", "near"} or event.latitude is None or event.longitude is None:
            coarse += 1
            continue
        metres = metres_from(line, event.latitude, event.longitude)
        if metres <= plan.watch_within + (NEAR if event.precision == "near" else 0):
            found.append(Touch(event, metres, event.precision == "point"))
    return tuple(found), coarse


def _lapses(plan: CorridorPlan, memory: Memory, today: dt.date) -> tuple[frozenset[str], tuple[Lapse, ...]]:
    """Which consents hold now, and which did at the last look (at first, on the day of the plan) and do not now."""
    now = standings(plan.record, today)
    held = frozenset(_key(one) for one in now if _holds(one, today))
    before = memory.held
    if before is None:
        then = standings(plan.record, plan.as_of)
        before = frozenset(_key(one) for one in then if _holds(one, plan.as_of))
    gone = [one for one in now if _key(one) in before - held]
    return held, tuple(Lapse(one.stretch, one.body, _why(one)) for one in gone)


def _holds(one: Standing, day: dt.date) -> bool:
    """Whether a consent is met, and not over either."""
    until = one.consent.until if one.consent else None
    return one.state == MET and (until is None or until.last.date() >= day)


def _why(one: Standing) -> str:
    if one.state == MET and one.consent:
        return f"{one.body} consented until {one.consent.until}, which is over"
    return one.reason


def _key(one: Standing) -> str:
    return _hash(f"{one.stretch}|{one.body}")


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
