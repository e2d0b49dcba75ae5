"""Sections on the terminal: tables with lines and colour there, plain aligned text in a pipe."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from goodoffices.values import Definitions, Listing, MarkedText, Note, Paragraph, Picture, Section, Table

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

__all__ = ["console", "show_sections"]

_TONES = {"good": "green", "bad": "bold red", "quiet": "dim", "": ""}
_NOTES = {"caution": "bold yellow", "finding": "bold green", "method": "dim"}
_NARROW = 8
_RULED = 80
_LONGEST_TERM = 31
"""Letters of a term, with its colon, that still has its meaning beside it."""


def console() -> Console:
    """A console on stdout: as wide as the terminal, 80 columns (or $COLUMNS) in a pipe, colour on a terminal only."""
    from rich.console import Console

    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)


def show_sections(*sections: Section) -> None:
    """Print sections one after the other. Pictures are left out: the brief shows them."""
    out = console()
    with out.capture() as capture:
        for section in filter(_tells, sections):
            out.print()
            for part in _section(section, 1, out.width):
                out.print(part)
    lines = "\n".join(line.rstrip() for line in capture.get().splitlines())
    click.echo(re.sub(r"\n{3,}", "\n\n", lines).strip("\n"), color=out.is_terminal)


def _tells(section: Section) -> bool:
    """Whether anything stands in it besides pictures."""
    blocks, below = section.blocks, section.sections
    return not (blocks or below) or any(not isinstance(block, Picture) for block in blocks) or any(map(_tells, below))


def _section(section: Section, level: int, width: int) -> Iterator[RenderableType]:
    from rich.text import Text

    from goodoffices.cli.columns import folded, tied

    yield Text(section.heading, "bold")
    if level == 1:
        yield Text("=" * min(len(section.heading), _RULED, width), "dim")
    for block in section.blocks:
        if isinstance(block, Paragraph | MarkedText):
            yield Text(folded(tied(block.text), width))
        elif isinstance(block, Note):
            label = f"{block.kind.capitalize()}:"
            said = folded(tied(f"{label} {block.text}"), width)
            yield Text.assemble((label, _NOTES[block.kind]), said.removeprefix(label))
        elif isinstance(block, Listing):
            yield from (_hanging("–", item) for item in block.items)
        elif isinstance(block, Definitions):
            yield from (_defined(f"{term}:", text, width) for term, text in block.items)
        elif isinstance(block, Table):
            if block.caption:
                yield Text(f"\n{block.caption}", "italic")
            yield from _table(block, width)
    for below in filter(_tells, section.sections):
        yield Text("")
        yield from _section(below, level + 1, width)


def _defined(term: str, text: str, width: int) -> RenderableType:
    """A term with what it means beside it; a long one stands on lines of its own, with its meaning below."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    from goodoffices.cli.columns import folded

    if len(term) <= min(_LONGEST_TERM, width // 2):
        return _hanging(term, text)
    head, body = folded(term, width - 2), folded(text, width - 4)
    return Group(Padding(Text(head), (0, 0, 0, 2)), Padding(Text(body), (0, 0, 0, 4)))


def _hanging(term: str, text: str) -> RenderableType:
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid.grid(padding=(0, 1), expand=False)
    grid.add_column(no_wrap=len(term) <= _NARROW)
    grid.add_column(overflow="fold")
    grid.add_row(Text(f"  {term}"), Text(text))
    return grid


def _table(table: Table, width: int) -> Iterator[RenderableType]:
    from goodoffices.cli.columns import Block, arranged

    # One column of the terminal on either side stays empty.
    for part in arranged(table, width - 2):
        yield _block(part.table, part.widths) if isinstance(part, Block) else _stack(part.table, width)


def _block(table: Table, widths: Sequence[int]) -> RenderableType:
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    from goodoffices.cli.columns import folded

    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False)
    for column, wide in zip(table.columns, widths, strict=True):
        heading = Text(folded(column.heading, wide))
        grid.add_column(heading, justify="right" if column.numeric else "left", width=wide, no_wrap=True)
    for row in table.rows:
        cells = zip(row, widths, strict=True)
        grid.add_row(*(Text(folded(cell.text, wide), _TONES[cell.tone]) for cell, wide in cells))
    return grid


def _stack(table: Table, width: int) -> RenderableType:
    """Every row as its name and, below it, what each column says of it; a row without a name goes on with the last."""
    from rich.console import Group
    from rich.padding import Padding

    first, *others = table.columns
    parts: list[RenderableType] = []
    for name, *cells in table.rows:
        if name.text:
            parts += ["", _told(first.heading, name.text, "bold", width)]
        for column, cell in zip(others, cells, strict=True):
            parts.append(Padding(_told(column.heading, cell.text, _TONES[cell.tone], width - 2), (0, 0, 0, 2)))
    return Group(*parts)


def _told(heading: str, text: str, style: str, width: int) -> Text:
    from rich.text import Text

    from goodoffices.cli.columns import folded

    label = f"{heading}: " if heading else ""
    said = Text(folded(label + text, width), style)
    said.stylize("not bold dim", 0, len(label))
    return said
