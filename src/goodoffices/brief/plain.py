"""Sections as plain text, for a terminal or a pipe."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator

from goodoffices.brief.outline import SIGNS
from goodoffices.brief.page import Brief
from goodoffices.values import Block, Cell, Definitions, Listing, Note, Paragraph, Picture, Section, Table

__all__ = ["render_text"]

_GAP = "  "
_NARROWEST = 6


def render_text(what: Brief | Section, width: int = 80) -> str:
    """A brief or a section as lines of at most `width` columns (a table with many columns may need more)."""
    lines = _brief(what, width) if isinstance(what, Brief) else _section(what, width, 1)
    return "\n".join(lines).strip("\n") + "\n"


def _brief(brief: Brief, width: int) -> Iterator[str]:
    yield from _underlined(brief.title, "=", width)
    for text in (brief.subtitle, brief.provenance.caution and f"Caution: {brief.provenance.caution}"):
        if text:
            yield from ("", *_wrapped(text, width))
    for section in (*brief.sections, *brief.annexes):
        yield from ("", "", *_section(section, width, 1))


def _section(section: Section, width: int, level: int) -> Iterator[str]:
    yield from _underlined(section.heading, "=" if level == 1 else "-", width)
    for block in section.blocks:
        yield from ("", *_block(block, width))
    for below in section.sections:
        yield from ("", *_section(below, width, level + 1))


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield from _wrapped(text, width)
        case Note(text, kind):
            yield from _wrapped(f"{kind.capitalize()}: {text}", width, indent="| ", later="| ")
        case Listing(items):
            for item in items:
                yield from _wrapped(item, width, indent="- ", later="  ")
        case Definitions(items):
            for term, text in items:
                yield from _wrapped(f"{term}: {text}", width, later="    ")
        case Table():
            yield from _table(block, width)
        case Picture():
            yield from _wrapped(f"[Picture: {block.caption}] {block.alt}", width)


def _table(table: Table, width: int) -> Iterator[str]:
    yield from _wrapped(table.caption, width)
    rows = [[column.heading for column in table.columns], *([_cell(cell) for cell in row] for row in table.rows)]
    widths = _widths(rows, [column.numeric for column in table.columns], width)
    for number, row in enumerate(rows):
        cells = [_wrapped(text, room) or [""] for text, room in zip(row, widths, strict=True)]
        for line in range(max(map(len, cells), default=0)):
            parts = [
                _padded(cell[line] if line < len(cell) else "", room, right=column.numeric)
                for cell, room, column in zip(cells, widths, table.columns, strict=True)
            ]
            yield _GAP.join(parts).rstrip()
        if number == 0:
            yield _GAP.join("-" * room for room in widths)


def _cell(cell: Cell) -> str:
    sign = SIGNS.get(cell.tone, "")
    return f"{sign} {cell.text}" if sign else cell.text


def _widths(rows: list[list[str]], numeric: list[bool], width: int) -> list[int]:
    """Natural widths, the widest columns of words narrowed until the table fits. Headings of numbers wrap freely."""
    widths = []
    for index, is_numeric in enumerate(numeric):
        natural = [_columns(row[index]) for row in rows[1:]]
        words = (_columns(word) for word in rows[0][index].split())
        widths.append(max([*natural, *(words if is_numeric else [_columns(rows[0][index])]), 1]))
    spare = len(_GAP) * (len(widths) - 1)
    while sum(widths) + spare > width:
        widest = max((i for i, n in enumerate(numeric) if not n), key=lambda i: widths[i], default=None)
        if widest is None or widths[widest] <= _NARROWEST:
            break
        widths[widest] -= 1
    return widths


def _underlined(text: str, mark: str, width: int) -> list[str]:
    lines = _wrapped(text, width)
    return [*lines, mark * max(map(_columns, lines), default=0)]


def _wrapped(text: str, width: int, indent: str = "", later: str = "") -> list[str]:
    return textwrap.wrap(text, max(width, _NARROWEST), initial_indent=indent, subsequent_indent=later)


def _columns(text: str) -> int:
    """Columns of a terminal that a text takes: East Asian wide letters take two, combining marks none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _padded(text: str, room: int, *, right: bool) -> str:
    space = " " * max(0, room - _columns(text))
    return space + text if right else text + space
