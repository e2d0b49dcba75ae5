"""What a file says, each word with its place, and all that is wrong with it at once."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from goodoffices.errors import EvidenceError, Problem, Where

__all__ = ["Draft", "Entry", "Problems", "Said", "nearest", "quoted"]

_MOST = 1000
_LONGEST = 80
_FEW = 12


@dataclass(frozen=True)
class Said:
    """A word or text of a file, without outer space, and where it stands."""

    text: str
    where: Where


@dataclass(frozen=True)
class Entry:
    """A claim, a document or the head of a ledger as its file has it: texts under keys, several where it is a list."""

    id: Said
    said: Mapping[str, tuple[Said, ...]]


@dataclass(frozen=True)
class Draft:
    """A whole file, not yet checked. `harms` and `populations` pair a word with its meaning."""

    head: Entry
    documents: tuple[Entry, ...]
    claims: tuple[Entry, ...]
    harms: tuple[tuple[Said, Said], ...] = ()
    populations: tuple[tuple[Said, Said], ...] = ()


class Problems:
    """Gathers problems; `raise_any` raises them all, in the order in which they stand in the file."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, what: str, where: Where, remedy: str = "") -> None:
        """One more; after 1,000 the search stops."""
        self.found.append(Problem(what, where, remedy))
        if len(self.found) >= _MOST:
            self.found.append(Problem(f"more than {_MOST:,} problems; the rest of the file was not looked at"))
            self.raise_any()

    def raise_any(self) -> None:
        """Raise EvidenceError when anything was found."""
        if self.found:
            last = max(problem.where.line for problem in self.found) + 1
            raise EvidenceError(
                *sorted(self.found, key=lambda each: (each.where.line or last, each.where.column, each.where.key))
            )


def nearest(word: str, names: Collection[str], of_what: str) -> str:
    """A remedy for a name that is not known: the nearest known one, and the known ones when they are few."""
    close = difflib.get_close_matches(word.casefold()[:_LONGEST], names, n=1)
    told = f"Did you mean `{close[0]}`? " if close else ""
    return told + (f"{of_what} are {', '.join(names)}." if 0 < len(names) <= _FEW else "")


def quoted(text: str) -> str:
    """A word of the file as a message shows it."""
    return f"`{text}`" if len(text) <= _LONGEST else f"`{text[: _LONGEST - 1]}…`"
