"""The page as a value: what a brief says, before any choice of medium."""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.values import Provenance, Section

__all__ = ["Brief"]


@dataclass(frozen=True)
class Brief:
    """Sections under one title, and annexes: sections to look things up in, set smaller, after all others.

    `kicker` names the kind of paper above the title; `language` is a BCP 47 tag, and decides the direction of the
    page.
    """

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    provenance: Provenance
    language: str = "en"
    annexes: tuple[Section, ...] = ()
    kicker: str = "Brief for the mediator"
