"""A convoy plan as its file states it: who has to leave, with which vehicles, on which legs, in which window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["NEEDS", "Checkpoint", "Place", "Plan", "Rest", "VehicleKind"]

NEEDS = ("seats", "wheelchairs", "stretchers")
"""The kinds of room in a vehicle, in the order of every triple of numbers."""


@dataclass(frozen=True)
class Place:
    """People who leave a place for `to`, over the points of `via`: `needs` are those who sit, those in wheelchairs and
    those lying. So many vehicles (`bays`) can load at once."""

    name: str
    needs: tuple[int, int, int]
    to: str
    via: tuple[str, ...] = ()
    bays: int = 1

    @property
    def people(self) -> int:
        """How many there are in all."""
        return sum(self.needs)


@dataclass(frozen=True)
class VehicleKind:
    """`count` vehicles of one kind, at `start` when the window opens, with `room` for each need; minutes to load and to
    unload."""

    name: str
    count: int
    room: tuple[int, int, int]
    loading: int
    unloading: int
    start: str


@dataclass(frozen=True)
class Checkpoint:
    """Takes `minutes` for a vehicle with people, `lanes` of them at once; no more than `queue` may wait (None: any)."""

    name: str
    minutes: int
    lanes: int = 1
    queue: int | None = None


@dataclass(frozen=True)
class Rest:
    """A driver rests `minutes` before he has driven more than `after` minutes; between two trips."""

    minutes: int
    after: int


@dataclass(frozen=True)
class Plan:
    """Everything a timetable is made from. `legs` are minutes of driving from point to point, each direction for
    itself. Nothing moves outside the window from `opens` to `closes` (local time, as agreed), nor in the curfew,
    a time of day from first to second. `headway`: minutes between two vehicles that leave one place."""

    id: str
    title: str
    by: str
    caution: str
    opens: dt.datetime
    closes: dt.datetime
    places: tuple[Place, ...]
    kinds: tuple[VehicleKind, ...]
    legs: Mapping[tuple[str, str], int]
    checkpoints: tuple[Checkpoint, ...] = ()
    headway: int = 0
    rest: Rest | None = None
    curfew: tuple[dt.time, dt.time] | None = None
    hash: str = field(default="", compare=False)

    @property
    def window(self) -> int:
        """How long the window is, in minutes."""
        return int((self.closes - self.opens).total_seconds()) // 60
