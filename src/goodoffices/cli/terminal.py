"""Sections on the terminal: tables with lines and colour there, plain aligned text in a pipe."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from goodoffices.values import Definitions, Listing, Note, Paragraph, Section, Table

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

__all__ = ["console", "show_sections"]

_TONES = {"good": "green", "bad": "bold red", "quiet": "dim", "": ""}
_NOTES = {"caution": "bold yellow", "finding": "bold green", "method": "dim"}
_NARROW = 8
_WIDEST = 80


def console() -> Console:
    """A console on stdout: as wide as the terminal, 80 columns (or $COLUMNS) in a pipe, colour on a terminal only."""
    from rich.console import Console

    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)


def show_sections(*sections: Section) -> None:
    """Print sections one after the other. Pictures are left out: the brief shows them."""
    out = console()
    with out.capture() as capture:
        for section in sections:
            out.print()
            for part in _section(section, 1):
                out.print(part)
    lines = "\n".join(line.rstrip() for line in capture.get().splitlines())
    click.echo(re.sub(r"\n{3,}", "\n\n", lines).strip("\n"), color=out.is_terminal)


def _section(section: Section, level: int) -> Iterator[RenderableType]:
    from rich.text import Text

    yield Text(section.heading, "bold")
    if level == 1:
        yield Text("=" * min(len(section.heading), _WIDEST), "dim")
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield Text(block.text)
        elif isinstance(block, Note):
            yield Text.assemble((f"{block.kind.capitalize()}: ", _NOTES[block.kind]), block.text)
        elif isinstance(block, Listing):
            yield from (_hanging("–", item) for item in block.items)
        elif isinstance(block, Definitions):
            yield from (_hanging(f"{term}:", text) for term, text in block.items)
        elif isinstance(block, Table):
            if block.caption:
                yield Text(f"\n{block.caption}", "italic")
            yield _table(block)
    for below in section.sections:
        yield Text("")
        yield from _section(below, level + 1)


def _hanging(term: str, text: str) -> RenderableType:
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid.grid(padding=(0, 1), expand=False)
    grid.add_column(no_wrap=len(term) <= _NARROW)
    grid.add_column(overflow="fold")
    grid.add_row(Text(f"  {term}"), Text(text))
    return grid


def _table(table: Table) -> RenderableType:
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in table.columns:
        grid.add_column(Text(column.heading), justify="right" if column.numeric else "left", overflow="fold")
    for row in table.rows:
        grid.add_row(*(Text(cell.text, _TONES[cell.tone]) for cell in row))
    return grid
