"""A Section: the form in which every room hands out what a person reads. `brief` composes Sections into pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

__all__ = [
    "Block",
    "Cell",
    "Column",
    "Definitions",
    "Listing",
    "Mark",
    "MarkedText",
    "Note",
    "Paragraph",
    "Picture",
    "Section",
    "Table",
]

Tone = Literal["good", "bad", "quiet", ""]


@dataclass(frozen=True)
class Paragraph:
    """Plain text, one paragraph. `see` is the anchor of the section that says more: where that section is on the same
    page, the paragraph ends in a link to it."""

    text: str
    see: str = ""


@dataclass(frozen=True)
class Note:
    """A boxed remark: `caution` (how far to trust what follows), `finding` (the answer), `method` (how it was made)."""

    text: str
    kind: Literal["caution", "finding", "method"] = "caution"


@dataclass(frozen=True)
class Listing:
    """A bulleted list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Definitions:
    """Terms and what is said of them, as for sources."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Cell:
    """A cell of a table; `tone` is shown by sign and weight as well as by colour, `title` is a longer reading of it.

    `anchor` is the name under which a Mark leads to it.
    """

    text: str
    tone: Tone = ""
    title: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table; numbers are aligned right."""

    heading: str
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """A table whose first column names its rows. Every row has a cell for every column."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        widths = {len(row) for row in self.rows} - {len(self.columns)}
        if widths:
            raise ValueError(f"table {self.caption!r} has {len(self.columns)} columns but rows of {sorted(widths)}")


@dataclass(frozen=True)
class Picture:
    """A picture as a Vega-Lite specification. `name` is its file name, `alt` says in words what it shows."""

    name: str
    caption: str
    alt: str
    spec: Mapping[str, Any] = field(hash=False)


@dataclass(frozen=True)
class Mark:
    """A piece of a text, characters from `start` to before `end`. Its name stands beside it, and leads to the cell
    with that anchor on the same page. `wide` marks stand as brackets around it, for they may hold others."""

    start: int
    end: int
    name: str
    wide: bool = False


@dataclass(frozen=True)
class MarkedText:
    """A running text, letter for letter, with pieces of it marked; marks may overlap."""

    text: str
    marks: tuple[Mark, ...]


Block = Paragraph | Note | Listing | Definitions | Table | Picture | MarkedText


@dataclass(frozen=True)
class Section:
    """A heading, what stands below it, and sections of its own. `anchor` is its name in links.

    `annex` marks something to look up rather than to read: a page sets such a section after all others, smaller, under
    a letter. It says nothing of a section within another, which stays where it is. `language` is a BCP 47 tag where a
    section is written in another language than its page; what stands within it is in that language too.
    """

    anchor: str
    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    annex: bool = False
    language: str = ""
