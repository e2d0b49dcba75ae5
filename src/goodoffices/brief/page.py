"""The page as a value: what a brief says, before any choice of medium."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from goodoffices.values import Provenance, Section

__all__ = ["Brief"]


@dataclass(frozen=True)
class Brief:
    """Sections under one title, each marked when it is an annex: to look things up in, set smaller, after all others.

    `kicker` names the kind of paper above the title; `language` is a BCP 47 tag, and decides the direction of the
    page; `mark` is what every page bears, as who may see it before whom; `composed` is the day on which it is
    composed, told by whoever composes it: this room reads no clock. One that is `compact` is set closer on paper,
    where what is read is meant for one sheet.
    """

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    provenance: Provenance
    language: str = "en"
    kicker: str = "Brief for the mediator"
    mark: str = ""
    composed: dt.date | None = None
    compact: bool = False

    @property
    def body(self) -> tuple[Section, ...]:
        """What is read, in order."""
        return tuple(section for section in self.sections if not section.annex)

    @property
    def annexes(self) -> tuple[Section, ...]:
        """What is looked up, in order: Annex A, Annex B and so on."""
        return tuple(section for section in self.sections if section.annex)
