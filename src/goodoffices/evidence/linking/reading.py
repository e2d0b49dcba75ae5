"""Reads lists of persons. No message repeats what stands in a cell."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from goodoffices.errors import EvidenceError, Problem, Where
from goodoffices.evidence.linking.names import Name, Word, joined, name_of
from goodoffices.values import Period, plural, read_utf8

__all__ = ["PersonList", "Record", "parse_list", "read_lists"]

NAME, DATE, PLACE, BORN = "name", "date", "place", "born"
READ = (NAME, DATE, PLACE, BORN)
MOST_BYTES = 200_000_000
MOST_PROBLEMS = 100
MOST_LISTS = 8
_LIST = re.compile(r"[^\W_][\w.-]{0,39}")


@dataclass(frozen=True, repr=False)
class Record:
    """One line of a list: the name as written and its parts, the day or span of the event, place, year of birth.

    Its `repr` is that of an object, so that no message or trace can tell a name.
    """

    line: int
    written: str
    name: Name
    date: Period | None
    place: Word | None
    place_written: str
    born: int | None


@dataclass(frozen=True, repr=False)
class PersonList:
    """A list by its name, the file it stands in, the hash of what was read, and its records."""

    name: str
    file: str
    hash: str
    records: tuple[Record, ...]


def read_lists(paths: Sequence[str | Path]) -> tuple[PersonList, ...]:
    """Read two lists or more; a list is called as its file without ending.

    Raises FileError when a file cannot be read, EvidenceError with all that is wrong in one, for fewer than two lists
    or more than eight, and for two of one name.
    """
    if not 2 <= len(paths) <= MOST_LISTS:  # noqa: PLR2004 - a link takes two
        raise EvidenceError.of(
            f"{plural(len(paths), 'list was', 'lists were')} given",
            remedy=f"Give two to {MOST_LISTS} lists, each in a file of its own.",
        )
    lists = tuple(parse_list(read_utf8(path, MOST_BYTES), _called(path), str(path)) for path in paths)
    for place, each in enumerate(lists):
        if any(other.name == each.name for other in lists[:place]):
            raise EvidenceError.of(
                f"two lists are called {each.name}", Where(each.file), "Give each file a name of its own."
            )
    return lists


def _called(path: str | Path) -> str:
    return Path(Path(path).name.removesuffix(".gz")).stem


def parse_list(text: str, name: str, file: str = "") -> PersonList:
    """The list in a text of CSV, as `read_lists`."""
    if not _LIST.fullmatch(name):
        raise EvidenceError.of(
            "the name of this file is no name of a list", Where(file), "Use letters, digits, `.`, `_` and `-`."
        )
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text))
    try:
        lines = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error:
        raise EvidenceError.of("this is no CSV", Where(file, reader.line_num, 1)) from None
    if len(lines) < 2:  # noqa: PLR2004 - a heading and a row
        raise EvidenceError.of("the list is empty", Where(file), "Its first row names the columns, one of them `name`.")
    (line, heading), *body = lines
    columns = _columns([cell.strip().casefold() for cell in heading], Where(file, line, 1))
    problems: list[Problem] = []
    records = [_record(columns, row, Where(file, number, 1), problems) for number, row in body]
    if problems:
        raise EvidenceError(*problems[:MOST_PROBLEMS])
    digest = hashlib.sha256(text.encode()).hexdigest()
    return PersonList(name, file, f"sha256:{digest}", tuple(record for record in records if record))


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","


def _columns(heading: list[str], where: Where) -> dict[str, int]:
    """Where the columns that are read stand. Others are never looked at."""
    if twice := [name for name in READ if heading.count(name) > 1]:
        raise EvidenceError.of(f"two columns are called `{twice[0]}`", where, "Keep one.")
    found = {name: heading.index(name) for name in READ if name in heading}
    if NAME not in found:
        near = get_close_matches(NAME, heading, 1)
        remedy = f"Is the column `{near[0]}` meant as `{NAME}`? " if near else ""
        raise EvidenceError.of(
            "no column is called `name`", where, f"{remedy}The columns that are read: {', '.join(READ)}."
        )
    if len(found) == 1:
        remedy = "Names alone link people who only share a name: add `date`, `place` or `born`."
        raise EvidenceError.of("the list has names and nothing else that is read", where, remedy)
    return found


def _record(columns: dict[str, int], row: list[str], where: Where, problems: list[Problem]) -> Record | None:
    if len(row) <= max(columns.values()):
        problems.append(Problem("the row is shorter than the heading", where))
        return None

    def at(column: str) -> Where:
        return Where(where.file, where.line, columns[column] + 1, column)

    told = {name: row[place].strip() for name, place in columns.items()}
    before = len(problems)
    name = name_of(told[NAME])
    if name is None:
        problems.append(
            Problem("there is no name here", at(NAME), "A row without a name cannot be linked: leave it out.")
        )
    date = _date(told.get(DATE, ""))
    if told.get(DATE) and date is None:
        remedy = "Write 2016-05-12, 2016-05 or 2016; leave it empty where it is not known."
        problems.append(Problem("this is no date", at(DATE), remedy))
    born = _date(told.get(BORN, ""))
    if told.get(BORN) and born is None:
        remedy = "Write the year or the day of birth, as 1984 or 1984-02-29."
        problems.append(Problem("this is no date of birth", at(BORN), remedy))
    if len(problems) > before or name is None:
        return None
    place = told.get(PLACE, "")
    return Record(
        line=where.line,
        written=told[NAME],
        name=name,
        date=date,
        place=joined(place),
        place_written=place,
        born=born.first.year if born else None,
    )


def _date(text: str) -> Period | None:
    try:
        return Period.parse(text) if text else None
    except ValueError:
        return None
