"""The one family of errors a user may meet.

UserError                 something its reader can mend; the shells print it, never a traceback
├── DossierError          a dossier that cannot be read as it stands (all its problems at once)
├── EvidenceError         evidence that cannot be read as it stands (all its problems at once), or not be used so
├── CorridorError         (corridors) roads, dangers or a plan that cannot be read or used as they stand
├── AgreementError        (agreement) a text, a signature or a signed file that cannot be read or used as it stands
├── StabilityError        (stability) a model that contradicts itself, or a question it leaves without an answer
├── FileError             a file that is missing, not readable, not writable, too large
├── MachineError          what this machine forbids or lacks, as a folder to load a library from
├── SealError             a box, a key or a code that does not open
├── TalksError            (talks) an act that the state of the talks does not allow
└── SettlementError       a question about a settlement that its inputs leave without an answer
    ├── NothingAcceptableError  (settlement) no package is acceptable to all who decide
    └── UnfinishedError         (settlement) the search reached its limit of time

Anything else that reaches a shell is a bug.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

__all__ = [
    "AgreementError",
    "CorridorError",
    "DossierError",
    "EvidenceError",
    "FileError",
    "MachineError",
    "Problem",
    "SealError",
    "SettlementError",
    "StabilityError",
    "TalksError",
    "UserError",
    "Where",
]


@dataclass(frozen=True, order=True)
class Where:
    """A place in a file: line and column count from 1; `key` is the path of keys, as `issues.air.gov`."""

    file: str = ""
    line: int = 0
    column: int = 0
    key: str = ""

    def __str__(self) -> str:
        place = self.file or "<text>"
        if self.line:
            place += f":{self.line}:{self.column}"
        return f"{place} ({self.key})" if self.key else place


@dataclass(frozen=True)
class Problem:
    """What is wrong, where, and what would be right (`remedy`, may be empty)."""

    what: str
    where: Where = Where()
    remedy: str = ""

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where != Where() else self.what
        return f"{text}\n    {self.remedy}" if self.remedy else text


class UserError(Exception):
    """One or more problems that the user can mend, in the order in which they stand in the file."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))

    @classmethod
    def of(cls, what: str, where: Where = Where(), remedy: str = "") -> Self:
        """The error with this one problem."""
        return cls(Problem(what, where, remedy))


class DossierError(UserError):
    """A dossier that cannot be read as it stands."""


class EvidenceError(UserError):
    """Evidence (a ledger, a table, a text) that cannot be read as it stands, or not be used as was asked."""


class AgreementError(UserError):
    """The text of an agreement, a signature or a signed file that cannot be read or used as it stands."""


class CorridorError(UserError):
    """Roads, dangers or a plan of passage that cannot be read as they stand, or not be used as was asked."""


class FileError(UserError):
    """A file that is missing, cannot be read or written, or is too large."""


class MachineError(UserError):
    """What this machine forbids or lacks, and whoever runs it can mend."""


class SettlementError(UserError):
    """A question about a settlement that its inputs leave without an answer."""


class StabilityError(UserError):
    """A model of a conflict that contradicts itself, or a question that it leaves without an answer."""


class SealError(UserError):
    """A box, a key, a passphrase or a code that does not open."""


class TalksError(UserError):
    """An act that the state of the talks does not allow."""
