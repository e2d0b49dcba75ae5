"""Tables in so many columns of a terminal: words stay whole, and what is too wide is broken into blocks or stacked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len, chop_cells

from goodoffices.values import Table

__all__ = ["Block", "Stack", "arranged", "folded", "tied"]

GAP = 3
"""Columns of the terminal between two columns of a table."""

SMALLEST = 32
"""A terminal narrower than this shows every row as lines of `column: value`."""

LONGEST = 24
"""Letters: a longer word may be broken where a table finds no room otherwise."""

TIED = "\N{NO-BREAK SPACE}"
_TIE = re.compile(r" (?=[±%×!])|(?<=\d) (?=(?:to|→) [+−\d])|(?<=to|.→) (?=[+−\d])")


@dataclass(frozen=True)
class Block:
    """Some columns of a table that stand side by side, and how wide each is."""

    table: Table
    widths: tuple[int, ...]


@dataclass(frozen=True)
class Stack:
    """A table whose rows are written one below the other, as `column: value`."""

    table: Table


def arranged(table: Table, width: int) -> tuple[Block | Stack, ...]:
    """The table in blocks of columns that fit, each beginning with the first column; as a stack where not even two
    columns fit, or the terminal is very narrow."""
    table = replace(table, rows=tuple(tuple(replace(cell, text=tied(cell.text)) for cell in row) for row in table.rows))
    least, most = _widths(table, whole=False), _widths(table, whole=True)
    groups = tuple(_groups(least, width))
    if width < SMALLEST or not groups:
        return (Stack(table),)
    return tuple(
        Block(_only(table, group), _shared([least[i] for i in group], [most[i] for i in group], width))
        for group in groups
    )


def folded(text: str, width: int) -> str:
    """The text in lines of at most `width`, broken between words; only a word that is longer is broken itself."""
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if cell_len(longer) <= width:
            line = longer
            continue
        lines += [line] if line else []
        *whole, line = chop_cells(word, max(width, 1)) or [""]
        lines += whole
    return "\n".join([*lines, line]).replace(TIED, " ")


def tied(text: str) -> str:
    """The text in which a number keeps its error, its unit and the other end of its interval."""
    return _TIE.sub(TIED, text)


def _widths(table: Table, *, whole: bool) -> list[int]:
    """What each column asks for: room for its longest cell, or at least for its longest word."""

    def room(text: str) -> int:
        words = [text] if whole else text.split(" ")
        return max((cell_len(word) if whole else min(cell_len(word), LONGEST) for word in words), default=0)

    columns = range(len(table.columns))
    cells = [[table.columns[i].heading, *(row[i].text for row in table.rows)] for i in columns]
    return [max(1, *map(room, texts)) for texts in cells]


def _groups(least: Sequence[int], width: int) -> Iterator[tuple[int, ...]]:
    """Columns that fit side by side, the first with every group; nothing when some column does not fit beside it."""
    if len(least) == 1:
        yield (0,)
    if not all(least[0] + GAP + other <= width for other in least[1:]):
        return
    group = [0]
    for column in range(1, len(least)):
        if sum(least[i] + GAP for i in group) + least[column] > width:
            yield tuple(group)
            group = [0]
        group.append(column)
    if len(group) > 1:
        yield tuple(group)


def _only(table: Table, group: Sequence[int]) -> Table:
    columns = tuple(table.columns[i] for i in group)
    return replace(table, columns=columns, rows=tuple(tuple(row[i] for i in group) for row in table.rows))


def _shared(least: Sequence[int], most: Sequence[int], width: int) -> tuple[int, ...]:
    """The widths of columns side by side: what is left over the least goes to the names of the rows, up to a third of
    the whole, then letter by letter to the column that has the smallest part of what it asks for."""
    widths = list(least)
    left = width - sum(widths) - GAP * (len(widths) - 1)
    named = max(0, min(left, most[0] - widths[0], width // 3 - widths[0]))
    widths[0], left = widths[0] + named, left - named
    while left > 0:
        short = [i for i in range(len(widths)) if widths[i] < most[i]]
        if not short:
            break
        widths[min(short, key=lambda i: widths[i] / most[i])] += 1
        left -= 1
    return tuple(widths)
