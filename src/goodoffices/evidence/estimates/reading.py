"""Reads a table of lists: patterns with counts, or one row a person, of whom nothing is kept."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from goodoffices.errors import EvidenceError, Problem, Where
from goodoffices.evidence.estimates.table import CaptureTable, table
from goodoffices.values import read_utf8

__all__ = ["parse_table", "read_table"]

COUNT = ("count", "n", "freq", "frequency")
"""Headings of a column that says how many people have the pattern of the row, in small letters."""
PERSON = ("id", "person", "person_id", "record", "record_id", "match_group", "cluster_id")
"""Headings of a column that tells people apart, in small letters."""
MOST_BYTES = 200_000_000
MOST_PROBLEMS = 100
MOST_COUNT = 10**9
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
        raise EvidenceError.of(
            "no column says how many people a row stands for, nor tells people apart",
            where,
            "Name one column `count` (a row is a pattern of lists) or `id` (a row is one person).",
        )
    if missing := [name for name in lists if name not in heading]:
        raise EvidenceError.of(f"no column is called {missing[0]!r}", where, f"The columns are {', '.join(heading)}.")
    places = [heading.index(name) for name in lists] or [p for p in range(len(heading)) if p not in {count, person}]
    return _Columns(tuple((heading[place], place) for place in places), count, None if count is not None else person)


def _collected(columns: _Columns, body: list[tuple[int, list[str]]], file: str, *, chosen: bool) -> CaptureTable:
    counts: dict[tuple[int, ...], int] = {}
    problems: list[Problem] = []
    ids: dict[str, int] = {}
    aside = 0
    for line, row in body:
        pattern, many, found = _read_row(columns, row, Where(file, line, 1))
        problems += found
        if columns.person is not None and not found:
            problems += _known_before(row[columns.person].strip(), ids, Where(file, line, columns.person + 1))
        if not found and many and not any(pattern):
            aside += many
            if not chosen:
                what, remedy = "this row is on no list", "People on no list are what is estimated: leave the row out."
                problems.append(Problem(what, Where(file, line, 1), remedy))
        if len(problems) >= MOST_PROBLEMS:
            break
        counts[pattern] = counts.get(pattern, 0) + many
    if problems:
        raise EvidenceError(*problems)
    notes = [f"{aside:,} on none of the chosen lists were left out."] if aside and chosen else []
    return table([name for name, _ in columns.lists], counts, notes)


def _read_row(columns: _Columns, row: list[str], where: Where) -> tuple[tuple[int, ...], int, list[Problem]]:
    """The pattern, how many people have it, and what is wrong with the row."""
    needed = max([place for _, place in columns.lists] + [columns.count or 0, columns.person or 0]) + 1
    if len(row) < needed:
        return (), 0, [Problem(f"the row has {len(row)} columns where {needed} are needed", where)]
    problems: list[Problem] = []
    pattern = []
    for name, place in columns.lists:
        value = YES_NO.get(row[place].strip().casefold())
        if value is None:
            remedy = "Write 1 (on the list) or 0; name the columns that are lists with --lists, and no other is read."
            at = Where(where.file, where.line, place + 1, name)
            problems.append(Problem("this is neither 0 nor 1", at, remedy))
        pattern.append(value or 0)
    if columns.count is None:
        return tuple(pattern), 1, problems
    told = row[columns.count].strip()
    if not (told.isascii() and told.isdigit() and int(told[:20]) <= MOST_COUNT):
        at = Where(where.file, where.line, columns.count + 1)
        problems.append(Problem("this is no count", at, "Write a whole number from 0 up, in digits only."))
        return tuple(pattern), 0, problems
    return tuple(pattern), int(told), problems


def _known_before(name: str, ids: dict[str, int], where: Where) -> list[Problem]:
    if not name:
        return [Problem("this row has no id", where, "Give each person an id that means nothing elsewhere.")]
    first = ids.setdefault(name, where.line)
    if first == where.line:
        return []
    return [Problem(f"the id of line {first} stands here again", where, "One row a person: join the rows of one id.")]
