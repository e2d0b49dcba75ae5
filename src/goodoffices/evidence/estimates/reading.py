"""Reads a table of lists: patterns with counts, or one row a person, of whom nothing is kept."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from goodoffices.errors import EvidenceError, Where
from goodoffices.evidence.estimates.faults import Faults
from goodoffices.evidence.estimates.table import CaptureTable, table
from goodoffices.values import plural, read_utf8

__all__ = ["parse_table", "read_table"]

COUNT = ("count", "n", "freq", "frequency")
"""Headings of a column that says how many people have the pattern of the row, in small letters."""
PERSON = ("id", "person", "person_id", "record", "record_id", "match_group", "cluster_id")
"""Headings of a column that tells people apart, in small letters."""
MOST_BYTES = 200_000_000
MOST_COUNT = 10**9
KNOWN = (*COUNT, *PERSON)
LIKE = 0.7
"""So like a known word is a misspelled one, from 0 to 1."""
YES_NO = {"0": 0, "1": 1, "true": 1, "false": 0}


@dataclass(frozen=True)
class _Columns:
    """Where in a row the lists, the count and the id stand."""

    lists: tuple[tuple[str, int], ...]
    count: int | None
    person: int | None


def read_table(path: str | Path, lists: Sequence[str] = ()) -> CaptureTable:
    """Read a table from a CSV file; `lists` names the columns to use, all if empty.

    Raises FileError when the file cannot be read, EvidenceError with all its problems when it is no such table. No
    message repeats what stands in a cell: a file of persons may hold a name where none should be.
    """
    text = read_utf8(path, MOST_BYTES, large="Count the patterns first.")
    return parse_table(text, lists, str(path))


def parse_table(text: str, lists: Sequence[str] = (), file: str = "") -> CaptureTable:
    """The table in a text of CSV, as `read_table`."""
    try:
        rows = [(number, row) for number, row in _rows(text) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise EvidenceError.of(f"this is no CSV: {error}", Where(file)) from error
    if not rows:
        raise EvidenceError.of(
            "the table is empty",
            Where(file),
            "The first row names the lists; see `goodoffices evidence estimate --help`.",
        )
    (line, heading), *body = rows
    columns = _columns([cell.strip() for cell in heading], lists, Where(file, line, 1))
    return _collected(columns, body, file, chosen=bool(lists))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    for row in reader:
        yield reader.line_num, row


def _columns(heading: list[str], lists: Sequence[str], where: Where) -> _Columns:
    small = [name.casefold() for name in heading]
    twice = sorted({name for name in heading if heading.count(name) > 1})
    if twice:
        raise EvidenceError.of(f"two columns are called {twice[0]!r}", where, "Give each list a name of its own.")
    count = next((place for place, name in enumerate(small) if name in COUNT and heading[place] not in lists), None)
    person = next((place for place, name in enumerate(small) if name in PERSON and heading[place] not in lists), None)
    if count is None and person is None:
        near = [(name, guess[0]) for name, one in zip(heading, small, strict=True) if (guess := _near(one, KNOWN))]
        remedy = "Name one column `count` (a row is a pattern of lists) or `id` (a row is one person)."
        if near and near[0][0] not in lists:
            remedy = f"Is the column `{near[0][0]}` meant as `{near[0][1]}`? {remedy}"
        raise EvidenceError.of("no column says how many people a row stands for, nor tells people apart", where, remedy)
    if missing := [name for name in lists if name not in heading]:
        guess = _near(missing[0], heading)
        remedy = f"Did you mean `{guess[0]}`? " if guess else ""
        raise EvidenceError.of(
            f"no column is called {missing[0]!r}", where, f"{remedy}The columns are {', '.join(heading)}."
        )
    places = [heading.index(name) for name in lists] or [p for p in range(len(heading)) if p not in {count, person}]
    return _Columns(tuple((heading[place], place) for place in places), count, None if count is not None else person)


def _near(word: str, known: Sequence[str]) -> list[str]:
    """The likeliest of the known words for a misspelled one, at most one."""
    folded = {one.casefold(): one for one in known if one}
    return [folded[one] for one in get_close_matches(word.casefold(), folded, 1, LIKE)]


def _collected(columns: _Columns, body: list[tuple[int, list[str]]], file: str, *, chosen: bool) -> CaptureTable:
    counts: dict[tuple[int, ...], int] = {}
    faults = Faults(file, [name for name, _ in columns.lists])
    ids: dict[str, int] = {}
    aside, again = 0, set()
    for line, row in body:
        before = faults.many
        pattern, many = _read_row(columns, row, line, faults)
        if columns.person is not None and faults.many == before:
            _check_id(row[columns.person].strip(), ids, line, columns.person, faults)
        if faults.many == before and many and not any(pattern):
            aside += many
            if not chosen:
                remedy = "People on no list are what is estimated: leave the row out."
                faults.add("this row is on no list", line, remedy=remedy)
        if pattern in counts:
            again.add(pattern)
        counts[pattern] = counts.get(pattern, 0) + many
    faults.refuse()
    notes = [f"{aside:,} on none of the chosen lists were left out."] if aside and chosen else []
    if again and columns.count is not None and not chosen:
        told = plural(len(again), "pattern stands", "patterns stand")
        notes.append(f"{told} in several rows of the table, whose counts were added up.")
    return table([name for name, _ in columns.lists], counts, notes, Where(file))


def _read_row(columns: _Columns, row: list[str], line: int, faults: Faults) -> tuple[tuple[int, ...], int]:
    """The pattern and how many people have it; what is wrong with the row goes to `faults`."""
    needed = max([place for _, place in columns.lists] + [columns.count or 0, columns.person or 0]) + 1
    if len(row) < needed:
        faults.add(f"the row has {len(row)} columns where {needed} are needed", line)
        return (), 0
    pattern = []
    for name, place in columns.lists:
        value = YES_NO.get(row[place].strip().casefold())
        if value is None:
            faults.add_cell(name, line, place + 1)
        pattern.append(value or 0)
    if columns.count is None:
        return tuple(pattern), 1
    told = row[columns.count].strip()
    if not (told.isascii() and told.isdigit() and int(told[:20]) <= MOST_COUNT):
        remedy = f"Write a whole number from 0 to {MOST_COUNT:,}, in digits only."
        faults.add("this is no count", line, columns.count + 1, remedy)
        return tuple(pattern), 0
    return tuple(pattern), int(told)


def _check_id(name: str, ids: dict[str, int], line: int, place: int, faults: Faults) -> None:
    if not name:
        faults.add("this row has no id", line, place + 1, "Give each person an id that means nothing elsewhere.")
    elif (first := ids.setdefault(name, line)) != line:
        remedy = "One row a person: join the rows of one id."
        faults.add(f"the id of line {first} stands here again", line, place + 1, remedy, kind="an id again")
