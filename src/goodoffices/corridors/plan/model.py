"""A plan of a corridor as its file states it: where from and where to, when, on which roads, and what was agreed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from goodoffices.corridors import convoys
from goodoffices.corridors.consent import Record, Window
from goodoffices.values import Estimate

__all__ = ["CorridorPlan", "DangerFiles", "Leaving", "Papers", "Point"]


@dataclass(frozen=True)
class Point:
    """A named point of the plan, in degrees (WGS 84)."""

    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Leaving:
    """People who want to leave a point, with the spread of their number, who says so, and of which day that is."""

    point: str
    people: Estimate
    source: str = ""
    date: dt.date | None = None


@dataclass(frozen=True)
class DangerFiles:
    """What danger is reckoned from: files, and which release of which source of a store of events."""

    drawn: Path | None = None
    weights: Path | None = None
    classes: Path | None = None
    events: Path | None = None
    source: str = ""
    release: str = ""


@dataclass(frozen=True)
class Papers:
    """What papers of the plan say beside it: in which languages, and which offices to call, each with how."""

    languages: tuple[str, ...] = ()
    contacts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class CorridorPlan:
    """Everything that a plan states. Files are paths that were resolved against the folder of the plan."""

    id: str
    title: str
    by: str
    caution: str
    as_of: dt.date
    audience: str
    """For whom the file is meant: one of `consent.AUDIENCES`."""
    time_zone: str
    """Name in the IANA data base, as Asia/Damascus; empty where it is not said."""
    points: tuple[Point, ...]
    record: Record
    """The consent record, with the route (names of points) and the windows."""
    roads: Path | None = None
    danger: DangerFiles = field(default_factory=DangerFiles)
    leaving: tuple[Leaving, ...] = ()
    exits: tuple[str, ...] = ()
    """Points at which people are out; the end of the route where the plan names none."""
    per_vehicle: int = 0
    """People in one vehicle, for how long it takes for everyone; 0: not asked."""
    convoy: convoys.Plan | None = None
    watch_within: float = 5_000.0
    """Metres from the route within which a new event is told."""
    papers: Papers = field(default_factory=Papers)
    file: Path | None = field(default=None, compare=False)
    convoy_file: Path | None = field(default=None, compare=False)
    hash: str = field(default="", compare=False)

    @property
    def route(self) -> tuple[str, ...]:
        """Names of the points of the route, in their order."""
        return self.record.route

    @property
    def windows(self) -> tuple[Window, ...]:
        """When movement is agreed or asked for; local time."""
        return self.record.windows

    def point(self, name: str) -> Point:
        """The point of this name. Raises KeyError."""
        return next(each for each in self.points if each.name == name)
