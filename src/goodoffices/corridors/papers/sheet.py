"""What papers are made from: a route with its turns, points and stretches, windows, and what was agreed. No geometry of
roads that are not on the route, no person's name."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal

__all__ = [
    "AGREED",
    "NOT_AGREED",
    "Contact",
    "Course",
    "Notice",
    "Passage",
    "Point",
    "Sheet",
    "Step",
    "Stretch",
    "Window",
]

Course = tuple[tuple[float, float], ...]
"""Latitude and longitude in degrees (WGS 84), in the order in which they are driven."""
Consent = Literal["agreed", "not agreed", "unknown"]
AGREED: Final = "agreed"
NOT_AGREED: Final = "not agreed"


@dataclass(frozen=True)
class Step:
    """Something that a driver does or meets: a turn, a bridge, a checkpoint, the end.

    `kind` is a key of the table of words ("left", "keep-right", "bridge" …); `at` are metres from the start, `road` the
    name of the road that is entered, or of what is met; `minutes` the stop that is expected; `heading` degrees from
    north in which one drives on.
    """

    kind: str
    at: float
    latitude: float
    longitude: float
    road: str = ""
    minutes: int = 0
    heading: float = 0.0


@dataclass(frozen=True)
class Point:
    """A named point of the route: its start, a gate, a checkpoint, its end. `at` are metres from the start."""

    name: str
    kind: Literal["start", "gate", "checkpoint", "end"]
    latitude: float
    longitude: float
    at: float
    minutes: int = 0


@dataclass(frozen=True)
class Stretch:
    """A part of the route between two named points, its own piece of the course, who controls it and who agreed.

    `bodies` are those who control it, each with what is known of its consent; `conditions` are theirs, word for word.
    """

    name: str
    begins: str
    ends: str
    course: Course
    consent: Consent
    bodies: tuple[tuple[str, str], ...] = ()
    conditions: tuple[str, ...] = ()
    until: str = ""


@dataclass(frozen=True)
class Window:
    """When the corridor is open, in local time as agreed. `id` stays the same when its hours change. `withdrawn`: a
    consent that it rested on was withdrawn."""

    id: str
    opens: dt.datetime
    closes: dt.datetime
    withdrawn: bool = False


@dataclass(frozen=True)
class Contact:
    """Whom to call, as an office, and by which number or channel."""

    office: str
    reach: str


@dataclass(frozen=True)
class Notice:
    """Who was notified of which window, when and by whom: offices and days."""

    office: str
    window: str
    given: str
    by: str


@dataclass(frozen=True)
class Passage:
    """One trip of a vehicle: when it leaves and arrives, and when it passes each point on its way."""

    vehicle: str
    to: str
    departs: dt.datetime
    passes: tuple[tuple[str, dt.datetime], ...]
    arrives: dt.datetime


@dataclass(frozen=True)
class Sheet:
    """Everything a paper may say.

    `mark` are the words that each paper bears, `agreed` whether the plan is agreed; `version` is the hash of the plan,
    `as_of` the day for which its state was asked. `people` are statements of how many, by place, each with its spread
    and source. `exact` says whether places are as known, or coarse.
    `audience` is whom the sheet is for, once it was cut; empty before. Times are local, as agreed; `zone` is the IANA
    name of the zone, where it is known. `source` says where the roads come from, in a sentence.
    """

    corridor: str
    title: str
    mark: str
    agreed: bool
    version: str
    as_of: dt.date
    course: Course
    steps: tuple[Step, ...] = ()
    points: tuple[Point, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    windows: tuple[Window, ...] = ()
    contacts: tuple[Contact, ...] = ()
    notices: tuple[Notice, ...] = ()
    passages: tuple[Passage, ...] = ()
    abort: str = ""
    fallback: str = ""
    people: tuple[str, ...] = ()
    vehicles: tuple[tuple[str, int], ...] = ()
    by: str = ""
    caution: str = ""
    seen_by: tuple[str, ...] = ()
    zone: str = ""
    source: str = ""
    exact: bool = True
    audience: str = ""

    @property
    def stamp(self) -> str:
        """What a file says of itself in one line: the mark, the day, whom it is for, which plan, and what to know."""
        told = (f"{self.mark}.", f"As of {self.as_of.isoformat()}, for: {self.audience}.", f"Plan {self.version}.")
        return " ".join(filter(None, (*told, self.caution, self.source)))
