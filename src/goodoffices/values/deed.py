"""A deed: a text in several languages for signature on paper, with a place for each who signs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

__all__ = ["Deed", "DeedFace", "DeedPlace"]


@dataclass(frozen=True)
class DeedFace:
    """One language of a deed. `articles` are headings with their paragraphs; `lines` stand small below the title, as
    day and place; `annexes` are titles with what is told of each."""

    language: str
    title: str
    lines: tuple[str, ...]
    preamble: tuple[str, ...]
    articles: tuple[tuple[str, tuple[str, ...]], ...]
    closing: str
    annexes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class DeedPlace:
    """Where one signs: the names in all languages (each with its tag), and a small line, as the fingerprint."""

    names: tuple[tuple[str, str], ...]
    line: str


@dataclass(frozen=True)
class Deed:
    """Faces one after another, each from a new page on, then the pages for signature.

    `foot` stands small below every page; `attached` is a file (name, content) that the paper carries within.
    """

    title: str
    faces: tuple[DeedFace, ...]
    places: tuple[DeedPlace, ...]
    heading: str
    note: str
    foot: str
    attached: tuple[str, bytes]
    composed: dt.date | None = None
