"""A monitors' ledger of incidents, its stages apart: reported, verified, attributed, each with author and date.

The three are never one act: a complaint is a report, a finding is the verifier's, and only an attribution names who was
responsible. Claimant and accused say who complains of whom, and nothing of what happened.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal

__all__ = ["FINDINGS", "STAGES", "Incident", "Ledger", "Signed", "Stage"]

Stage = Literal["reported", "verified", "attributed"]
STAGES: Final[tuple[Stage, ...]] = ("reported", "verified", "attributed")
FINDINGS: Final = ("confirmed", "partly confirmed", "cannot confirm", "denied")
"""What a verifier, and a guarantor, may say. `cannot confirm` is not `denied`."""


@dataclass(frozen=True)
class Signed:
    """Who said it, as an office and never a person, and on which day."""

    by: str
    on: dt.date


@dataclass(frozen=True)
class Incident:
    """One incident of a ledger. `statuses` is what each guarantor or other body says of it, in `FINDINGS`."""

    line: int
    id: str
    first: dt.date
    last: dt.date
    hour: dt.time | None
    kind: str
    place: str
    admin1: str
    admin2: str
    latitude: float | None
    longitude: float | None
    deaths: int | None
    injured: int | None
    claimant: str
    accused: str
    reported: Signed
    verified: Signed | None = None
    finding: str = ""
    attributed: Signed | None = None
    attributed_to: str = ""
    statuses: tuple[tuple[str, str], ...] = ()

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        if self.attributed:
            return "attributed"
        return "verified" if self.verified else "reported"


@dataclass(frozen=True)
class Ledger:
    """A ledger by its name, the file it stands in, the hash of what was read, and its incidents."""

    name: str
    file: str
    hash: str
    incidents: tuple[Incident, ...]

    @property
    def bodies(self) -> tuple[str, ...]:
        """Those whose status the ledger has a column for."""
        return tuple(name for name, _ in self.incidents[0].statuses) if self.incidents else ()
