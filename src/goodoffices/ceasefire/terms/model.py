"""The terms of a ceasefire, as frozen values. What is not known is None or empty, and `unknowns` names it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from goodoffices.dossier import Judgement

if TYPE_CHECKING:
    from goodoffices.evidence.events import FileInMemory

__all__ = [
    "CLAUSES",
    "Act",
    "Area",
    "Bound",
    "Exceptions",
    "Group",
    "Moment",
    "Release",
    "Step",
    "Terms",
    "Thresholds",
]

CLAUSES: Final = ("time", "area", "parties", "acts", "exceptions")
"""The clauses that an event is set against, in this order."""

LAST_MINUTE: Final = dt.time(23, 59)


@dataclass(frozen=True)
class Moment:
    """A day, and where it is told an hour with its zone. `text` is as it was written."""

    day: dt.date
    hour: dt.time | None
    zone: str
    text: str

    @property
    def first_whole_day(self) -> dt.date:
        """The first day that lies wholly after the moment."""
        return self.day if self.hour == dt.time(0) else self.day + dt.timedelta(1)

    @property
    def last_whole_day(self) -> dt.date:
        """The last day that lies wholly before the moment; 23:59 is the end of its day."""
        ends_its_day = self.hour is not None and self.hour.replace(second=0) >= LAST_MINUTE
        return self.day if ends_its_day else self.day - dt.timedelta(1)

    @property
    def last_touched_day(self) -> dt.date:
        """The last day of which a part may lie before the moment."""
        return self.day - dt.timedelta(1) if self.hour == dt.time(0) else self.day


@dataclass(frozen=True)
class Area:
    """Where it holds: a whole country, places by the names of the events' source, or polygons; several are joined.

    `file` is a GeoJSON of areas, named from the folder of the terms; `codes` are those of its areas that are meant (all
    where there are none), by code or name; `level` says what they are: 1 provinces, 2 districts, 3 finer or drawn.
    """

    country: str = ""
    admin1: tuple[str, ...] = ()
    admin2: tuple[str, ...] = ()
    admin3: tuple[str, ...] = ()
    file: str = ""
    codes: tuple[str, ...] = ()
    level: int | None = None
    words: str = ""

    @property
    def is_told(self) -> bool:
        """Whether an event can be set against it."""
        return bool(self.country or self.admin1 or self.admin2 or self.admin3 or self.file)


@dataclass(frozen=True)
class Bound:
    """A party that the ceasefire binds. `actors` are the names under which sources of events know it."""

    id: str
    name: str
    actors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """A group that the ceasefire does not cover, its names in sources of events, and the reason."""

    name: str
    actors: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Act:
    """A prohibited act: a word of the vocabulary, or the file's own, with the kinds of events that show it."""

    word: str
    means: str = ""
    kinds: tuple[str, ...] = ()
    subkinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exceptions:
    """What the ceasefire leaves out. `self_defence` is yes, no or "" (not known): no event data can show it."""

    groups: tuple[Group, ...] = ()
    area: Area | None = None
    self_defence: str = ""


@dataclass(frozen=True)
class Step:
    """A step of the ladder of responses: what, by whom, within what time."""

    what: str
    by: str = ""
    within: str = ""


@dataclass(frozen=True)
class Thresholds:
    """When the verdict is which: incidents a day, as a share of those in the `before` days that end at its start.

    Up to `holding` it holds, up to `strained` it is strained, up to `eroding` it erodes, and above it has collapsed.
    These defaults are ours, a proposal; `agreed` says by whom and when the parties agreed others or these.
    """

    before: int = 28
    holding: float = 0.5
    strained: float = 0.75
    eroding: float = 1.0
    agreed: str = ""


@dataclass(frozen=True)
class Release:
    """Who sees a report first, in order; whether all of them see it together; hours before anybody else does."""

    first: tuple[str, ...] = ()
    together: bool | None = None
    embargo_hours: int | None = None


@dataclass(frozen=True)
class Terms:
    """A ceasefire. `open_ended`: agreed without an end. `ended`: the end on record, whatever was agreed.

    `dyads` are names or ids of dyads whose events are between those bound. `acts` is None where it is not known what is
    prohibited. `says` holds the agreement's own words by clause.
    """

    id: str
    title: str
    start: Moment | None = None
    end: Moment | None = None
    open_ended: bool = False
    ended: Moment | None = None
    area: Area | None = None
    parties: tuple[Bound, ...] = ()
    dyads: tuple[str, ...] = ()
    acts: tuple[Act, ...] | None = None
    exceptions: Exceptions | None = None
    monitors: tuple[str, ...] = ()
    verified_by: tuple[str, ...] = ()
    attributed_by: tuple[str, ...] = ()
    guarantors: tuple[str, ...] = ()
    ladder: tuple[Step, ...] = ()
    verdicts: Thresholds = Thresholds()
    release: Release | None = None
    says: tuple[tuple[str, str], ...] = ()
    unverified: str = ""
    judgement: Judgement = Judgement()
    folder: str | FileInMemory = field(default="", compare=False)
    """Where `file` of an area is looked for; or, where it lies on no disk, that file itself."""

    @property
    def files(self) -> tuple[str, ...]:
        """The files of areas that the terms name, each once."""
        areas = (self.area, self.exceptions.area if self.exceptions else None)
        return tuple(dict.fromkeys(area.file for area in areas if area and area.file))

    @property
    def unknowns(self) -> tuple[str, ...]:
        """What has to be known before every event can be set against every clause, or a report released."""
        area, exceptions = self.area, self.exceptions
        missing = {
            "start": self.start is None,
            "hour of the start": self.start is not None and self.start.hour is None,
            "end": self.end is None and not self.open_ended,
            "area": area is None or not area.is_told,
            "parties": not self.parties,
            "names of parties in sources of events": any(not party.actors for party in self.parties) and not self.dyads,
            "acts": self.acts is None,
            "exceptions": exceptions is None,
            "self-defence": exceptions is not None and not exceptions.self_defence,
            "monitors": not self.monitors,
            "who verifies": not self.verified_by,
            "who attributes": not self.attributed_by,
            "ladder": not self.ladder,
            "agreement of the parties on the verdicts": not self.verdicts.agreed,
            "release rule": self.release is None,
        }
        return tuple(name for name, is_missing in missing.items() if is_missing)
