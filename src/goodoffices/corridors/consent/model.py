"""The record of what was agreed on a corridor, as values: who controls what, who consented, what was promised."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

__all__ = [
    "ASSURANCES",
    "AUDIENCES",
    "HOW",
    "Abort",
    "Assurance",
    "Consent",
    "Moment",
    "Notification",
    "Record",
    "Stretch",
    "Window",
]

HOW = ("written", "oral", "refused")
"""How a body answered. Only what is written counts as consent."""

AUDIENCES = ("desk", "party", "monitor", "driver", "public")
"""Who papers are for: the mediator's desk, a party, a monitor, a driver, everybody."""

ASSURANCES = {
    "voluntary": "people leave only if they choose to",
    "stay": "those who stay keep their protection",
    "medical": "the sick and wounded are looked after on the way",
    "family": "families stay together",
    "protection": "people are protected outside the corridor and after it closes",
    "return": "those who leave may come back",
}
"""What has to be promised, by its name in a file."""

Window = tuple[dt.datetime, dt.datetime]
"""Opens and closes; local time, as agreed."""


@dataclass(frozen=True, order=True)
class Moment:
    """A day and time, local as agreed; where only the day is known, `exact` is False and `when` its first minute."""

    when: dt.datetime
    exact: bool = True

    @property
    def last(self) -> dt.datetime:
        """The last minute that it may mean."""
        return self.when if self.exact else self.when + dt.timedelta(hours=23, minutes=59)

    def __str__(self) -> str:
        return f"{self.when:%Y-%m-%d %H:%M}" if self.exact else f"{self.when:%Y-%m-%d}"


@dataclass(frozen=True)
class Consent:
    """What one body answered for one stretch. Nothing is filled in: what the record does not say is None or empty."""

    body: str
    how: str
    """One of `HOW`."""
    date: dt.date
    """The day of the answer."""
    office: str = ""
    """The office of the person who answered; no name of a person belongs here."""
    document: str = ""
    """Reference of the document in which it stands."""
    begins: Moment | None = None
    """Valid from; a day means from its beginning. None: from the day of the answer."""
    until: Moment | None = None
    """Valid until; a day means to its end. None: no end is on record, which is not enough for a window."""
    conditions: tuple[str, ...] = ()
    withdrawn: Moment | None = None


@dataclass(frozen=True)
class Notification:
    """Who was told of a window, when and by whom. `opens` says of which window: the one that opens then."""

    body: str
    at: Moment
    by: str
    opens: Moment
    stretch: str = ""
    """Of one stretch alone; empty: of the whole route."""


@dataclass(frozen=True)
class Stretch:
    """A named part of the route between two of its points, with the bodies that control it."""

    name: str
    start: str
    end: str
    control: tuple[str, ...]
    """Empty: it is not known who controls it."""
    consents: tuple[Consent, ...] = ()


@dataclass(frozen=True)
class Assurance:
    """A promise: `held` is what the record says of it, with whose word, in which document, on which day."""

    name: str
    """One of `ASSURANCES`."""
    held: bool
    text: str = ""
    by: str = ""
    document: str = ""
    date: dt.date | None = None


@dataclass(frozen=True)
class Abort:
    """When a movement stops, which office decides it, and what happens to those under way."""

    rule: str = ""
    decides: str = ""
    fallback: str = ""


@dataclass(frozen=True)
class Record:
    """Everything that is on record of one corridor. Made by `record_of`, which checks it, or by hand."""

    corridor: str
    route: tuple[str, ...]
    """Names of points, in the order in which they are passed."""
    windows: tuple[Window, ...]
    stretches: tuple[Stretch, ...]
    monitors: tuple[str, ...] = ()
    """Bodies that watch over it."""
    notifications: tuple[Notification, ...] = ()
    assurances: tuple[Assurance, ...] = ()
    abort: Abort = field(default_factory=Abort)
    seen_by: tuple[str, ...] | None = None
    """Which of `AUDIENCES` may see the route; None: the record does not say."""

    @property
    def bodies(self) -> tuple[str, ...]:
        """All who control a stretch, each once, in the order of the route."""
        return tuple(dict.fromkeys(body for stretch in self.stretches for body in stretch.control))

    def uncovered(self) -> tuple[tuple[str, str], ...]:
        """Parts of the route between two neighbouring points that lie in no stretch."""
        steps = set(range(len(self.route) - 1))
        for stretch in self.stretches:
            if stretch.start in self.route and stretch.end in self.route:
                steps -= set(range(self.route.index(stretch.start), self.route.index(stretch.end)))
        return tuple((self.route[step], self.route[step + 1]) for step in sorted(steps))
