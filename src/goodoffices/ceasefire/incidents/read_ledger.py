"""Reads ledgers of incidents from CSV: the columns of a team's incidents, and those of the stages."""

from __future__ import annotations

import csv
import hashlib
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from goodoffices.ceasefire.incidents.ledger import Incident, Ledger
from goodoffices.ceasefire.incidents.read_incident import STATUS, Row, read_incident
from goodoffices.dossier import forbidden, named_sign, nearest
from goodoffices.errors import EvidenceError, Problem, Where
from goodoffices.evidence.events import SOURCES
from goodoffices.values import read_utf8

__all__ = ["LEDGER_COLUMNS", "parse_ledger", "read_ledgers"]

_MOST_BYTES: Final = 50_000_000
_MOST_PROBLEMS: Final = 1000
_MOST_LEDGERS: Final = 8
_LONGEST_NAME: Final = 40
LEDGER_COLUMNS: Final = (
    *("event_id", "date_start", "date_end", "time", "kind", "place", "admin1", "admin2", "latitude", "longitude"),
    *("deaths_best", "injured", "claimant", "accused", "reported_by", "reported_on", "verified_by", "verified_on"),
    *("finding", "attributed_by", "attributed_on", "attributed_to"),
)
"""Columns that a ledger reads; those of bodies' statuses begin with `status_`."""
_NEEDED: Final = ("event_id", "date_start", "kind", "reported_by", "reported_on")


def read_ledgers(paths: Sequence[str | os.PathLike[str]]) -> tuple[Ledger, ...]:
    """Two ledgers or more; each is called as its file without ending.

    Raises FileError when a file cannot be read, EvidenceError with all that is wrong in one, for fewer than two or more
    than eight, and for two of one name.
    """
    if not 2 <= len(paths) <= _MOST_LEDGERS:  # noqa: PLR2004 - a comparison takes two
        what = "one ledger was given" if len(paths) == 1 else f"{len(paths)} ledgers were given"
        raise EvidenceError.of(what, remedy=f"Give two to {_MOST_LEDGERS}, each in a file of its own.")
    found = tuple(parse_ledger(read_utf8(path, _MOST_BYTES), Path(path).stem, os.fspath(path)) for path in paths)
    names = [ledger.name for ledger in found]
    for place, name in enumerate(names):
        if name in names[:place]:
            raise EvidenceError.of(
                f"two ledgers are called {name}", Where(found[place].file), "Give each file a name of its own."
            )
    return found


def parse_ledger(text: str, name: str, file: str = "") -> Ledger:
    """The ledger that a text in CSV states. Raises EvidenceError with all its problems, in the order of the file."""
    problems: list[Problem] = []
    columns, rows = _table(text, file, problems)
    seen: dict[str, int] = {}
    found: list[Incident] = []
    for line, cells in rows:
        row = Row(file, line, columns, tuple(cells), problems)
        _refuse_hidden(row)
        incident = read_incident(row)
        if incident is not None and incident.id in seen:
            row.add("event_id", f"`{incident.id}` stands on line {seen[incident.id]} too", "Give each its own id.")
        elif incident is not None:
            seen[incident.id] = line
            found.append(incident)
        if len(problems) >= _MOST_PROBLEMS:
            problems.append(Problem(f"{_MOST_PROBLEMS:,} problems; the rest of the file was not looked at"))
            break
    _raise(problems)
    if not found:
        raise EvidenceError.of("the ledger holds no incident", Where(file), "Write one line for each.")
    return Ledger(name, file, hashlib.sha256(text.encode()).hexdigest(), tuple(found))


def _refuse_hidden(row: Row) -> None:
    """With some signs a cell could show other words than it holds."""
    for name in row.columns:
        if bad := forbidden(row.text(name)):
            row.add(name, f"the {named_sign(bad.group())} is not read", "Delete it.")


def _raise(problems: Sequence[Problem]) -> None:
    if problems:
        raise EvidenceError(*problems)


def _table(text: str, file: str, problems: list[Problem]) -> tuple[Mapping[str, int], Iterator[tuple[int, list[str]]]]:
    """The columns, and the rows below them. Where the columns are wrong, no row is read."""
    rows = _rows(text, file)
    columns = _columns(next(rows, (1, []))[1], file, problems)
    _raise(problems)
    return columns, rows


def _rows(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line on which each begins; empty ones are passed over."""
    head = text.split("\n", 1)[0]
    separator = ";" if head.count(";") > head.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise EvidenceError.of(f"this is not CSV: {error}", Where(file, line, 1), "Save it as CSV in UTF-8.") from error


def _columns(headings: Sequence[str], file: str, problems: list[Problem]) -> Mapping[str, int]:
    """The place of each column. One that no ledger has is refused, for a misspelt one would be lost in silence."""
    team = SOURCES["own"].columns
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        name = heading.casefold()
        shown = heading if len(heading) <= _LONGEST_NAME else f"{heading[:_LONGEST_NAME]}…"
        where = Where(file, 1, place + 1, shown)
        if name in found:
            problems.append(Problem(f"the column `{shown}` stands twice", where, "Keep one."))
        elif name in LEDGER_COLUMNS or name in team or (name.startswith(STATUS) and name != STATUS):
            found[name] = place
        else:
            remedy = nearest(name, (*LEDGER_COLUMNS, *team)) or f"Leave it out; a body's status is `{STATUS}NAME`."
            problems.append(Problem(f"`{shown}` is no column of a ledger", where, remedy))
    missing = [name for name in _NEEDED if name not in found]
    if missing:
        remedy = "A ledger has one line of headings, with commas between them."
        problems.append(Problem(f"the ledger has no column {', '.join(missing)}", Where(file, 1, 1), remedy))
    return found
