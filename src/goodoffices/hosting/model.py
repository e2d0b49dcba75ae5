"""What a team writes down of possible hosts, as frozen values; `read` makes these from a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goodoffices.dossier import Judgement, Source
from goodoffices.values import Estimate, Period, Secret

__all__ = ["Conflict", "Hosted", "Hosts", "Point", "Points", "Practical", "Rating", "RollCall", "Said", "Standing"]


@dataclass(frozen=True)
class Conflict:
    """Which roll calls are on the conflict: those with one of `words` and none of `without` in title or agenda, within
    the dates, and those of `resolutions` whatever their words. `states` are where the conflict is."""

    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    since: Period | None = None
    until: Period | None = None
    resolutions: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    judgement: Judgement = Judgement()


@dataclass(frozen=True)
class Standing:
    """The states that stand for a party: itself, or, for one that is no state, those that declared to back it."""

    party: str
    states: tuple[str, ...]
    is_backed: bool = False
    judgement: Judgement = Judgement()


@dataclass(frozen=True)
class Point:
    """A state's ideal point at a time (a session or a year), with its 5 % and 95 % quantiles."""

    state: str
    time: int
    point: float
    low: float
    high: float


@dataclass(frozen=True)
class Points:
    """Ideal points on one scale; `unit` is `session` or `year`, `of` says whose estimate."""

    unit: str
    of: str
    points: tuple[Point, ...]
    judgement: Judgement = Judgement()


@dataclass(frozen=True)
class RollCall:
    """A roll call, and the vote (`Y`, `N`, `A`) of each state that is on record."""

    day: str
    resolution: str
    title: str
    votes: Mapping[str, str] = field(hash=False)
    source: str = ""


@dataclass(frozen=True)
class Said:
    """What somebody said of a candidate's stand, word for word, to be read beside its votes."""

    candidate: str
    words: str
    date: Period
    source: str


@dataclass(frozen=True)
class Hosted:
    """A round that a state hosted, or a mediation by it: with whom, and how it ended."""

    candidate: str
    date: Period
    what: str
    title: str
    parties: str = ""
    ended: str = ""
    source: str = ""


@dataclass(frozen=True)
class Practical:
    """What a delegation must know before it travels: a fact with its date and source."""

    candidate: str
    topic: str
    about: str
    says: str
    date: Period
    source: str


@dataclass(frozen=True)
class Rating:
    """What a party told in confidence of a candidate, 0 (unacceptable) to 100 (wished for)."""

    party: str
    candidate: str
    rating: Estimate
    date: Period | None = None
    judgement: Judgement = Judgement()


@dataclass(frozen=True)
class Hosts:
    """All of it. `hash` is that of everything but the ratings: one who has the rest could guess them from it."""

    conflict: Conflict = Conflict()
    parties: tuple[Standing, ...] = ()
    candidates: tuple[str, ...] = ()
    points: Points | None = None
    roll_calls: tuple[RollCall, ...] = ()
    said: tuple[Said, ...] = ()
    record: tuple[Hosted, ...] = ()
    practical: tuple[Practical, ...] = ()
    ratings: Secret[tuple[Rating, ...]] = field(default_factory=lambda: Secret(()))
    by: str = ""
    caution: str = ""
    sources: tuple[Source, ...] = ()
    hash: str = ""
    file: str = ""
