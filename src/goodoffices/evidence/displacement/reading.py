"""Reads UNHCR's population and flows files and IDMC's figures; what does not belong is refused with its place."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from goodoffices.errors import EvidenceError, Problem, Where
from goodoffices.evidence.displacement.kinds import FORMS, KEYS, LEFT_OUT, Form
from goodoffices.values import read_utf8

__all__ = ["CountTable", "Row", "parse_file", "read_files"]

MOST_BYTES = 200_000_000
MOST_PROBLEMS = 100
MOST_DIGITS = 10
FIRST_YEAR, LAST_YEAR = 1945, 2100
NOTHING = {"", "NA"}
"""A cell that says nothing; R writes NA."""
_ISO = re.compile(r"[A-Z][A-Z0-9]{2}")


@dataclass(frozen=True)
class Row:
    """One line: a year, the ISO 3166 codes of the countries of origin and asylum, and the counts that are there."""

    year: int
    origin: str
    asylum: str
    counts: Mapping[str, int]


@dataclass(frozen=True)
class CountTable:
    """A file: its form, name, content hash, rows, and the country names by ISO code."""

    form: Form
    file: str
    hash: str
    rows: tuple[Row, ...]
    names: Mapping[str, str]

    @property
    def last_year(self) -> int:
        """The last year it speaks of."""
        return max(row.year for row in self.rows)


def read_files(paths: Sequence[str | Path]) -> tuple[CountTable, ...]:
    """Read one file of each form at most, in any order.

    Raises FileError when one cannot be read, EvidenceError with all that is wrong in one, or when two are of one form.
    """
    tables: list[CountTable] = []
    for path in paths:
        table = parse_file(read_utf8(path, MOST_BYTES), str(path))
        if same := next((other for other in tables if other.form == table.form), None):
            raise EvidenceError.of(
                f"this file and {same.file} are both {table.form.id}", Where(str(path)), "Give one of each kind."
            )
        tables.append(table)
    return tuple(sorted(tables, key=lambda table: [form.id for form in FORMS].index(table.form.id)))


def parse_file(text: str, file: str = "") -> CountTable:
    """The table in a text of CSV. Raises EvidenceError with all that is wrong with it."""
    reader = csv.reader(io.StringIO(text), strict=True)
    try:
        lines = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise EvidenceError.of(f"this is no CSV: {error}", Where(file, reader.line_num, 1)) from error
    if len(lines) < 2:  # noqa: PLR2004 - a heading and a row
        raise EvidenceError.of("the file has no figures", Where(file), "It begins with a row of column names.")
    (line, names), *body = lines
    heading = [name.strip() for name in names]
    form = _form(heading, Where(file, line, 1))
    problems: list[Problem] = []
    rows = tuple(_rows(form, heading, body, file, problems))
    if problems:
        raise EvidenceError(*problems[:MOST_PROBLEMS])
    digest = hashlib.sha256(text.encode()).hexdigest()
    return CountTable(form, file, f"sha256:{digest}", rows, _names(heading, body))


def _form(heading: list[str], where: Where) -> Form:
    """Which file this is, by its columns."""
    if twice := sorted({name for name in heading if heading.count(name) > 1}):
        raise EvidenceError.of(f"two columns are called `{twice[0]}`", where, "Keep one.")
    mark = next((mark for mark in ("total", "idps", "refugees") if mark in heading), "")
    form = {"total": FORMS[2], "idps": FORMS[0], "refugees": FORMS[1]}.get(mark)
    remedy = "A file of UNHCR or IDMC has the columns " + ", ".join(KEYS)
    if form is None:
        told = "; ".join(f"{each.id}: {', '.join(each.columns)}" for each in FORMS)
        raise EvidenceError.of("the columns are those of no file known here", where, f"{remedy}, and then {told}.")
    if missing := [name for name in (*KEYS, *form.columns) if name not in heading]:
        column = f"the column `{missing[0]}` is missing from a file of {form.id}"
        raise EvidenceError.of(column, where, f"{remedy}, {', '.join(form.columns)}.")
    known = {*KEYS, *form.columns, *(LEFT_OUT if form is FORMS[0] else ())}
    if strange := [name for name in heading if name not in known]:
        place = Where(where.file, where.line, heading.index(strange[0]) + 1)
        raise EvidenceError.of(
            f"the column `{strange[0]}` is not known in a file of {form.id}", place, "Take it out, or name it rightly."
        )
    return form


def _rows(
    form: Form, heading: list[str], body: list[tuple[int, list[str]]], file: str, problems: list[Problem]
) -> Iterator[Row]:
    seen: dict[tuple[int, str, str], int] = {}
    place = {name: heading.index(name) for name in heading}
    for line, cells in body:
        if len(problems) >= MOST_PROBLEMS:
            return
        if len(cells) != len(heading):
            told = f"the row has {len(cells)} columns where {len(heading)} are needed"
            problems.append(Problem(told, Where(file, line, 1)))
            continue
        before = len(problems)
        row = _row(form, cells, place, Where(file, line, 1), problems)
        if len(problems) > before:
            continue
        first = seen.setdefault((row.year, row.origin, row.asylum), line)
        if first != line:
            told = f"line {first} has this year and these countries already"
            problems.append(Problem(told, Where(file, line, 1), "Keep one: both together would be counted twice."))
        yield row


def _row(form: Form, cells: list[str], place: Mapping[str, int], where: Where, problems: list[Problem]) -> Row:
    def at(name: str) -> Where:
        return Where(where.file, where.line, place[name] + 1, name)

    told = {name: cells[column].strip() for name, column in place.items()}
    year = told["year"]
    if not (year.isascii() and year.isdigit() and len(year) == 4 and FIRST_YEAR <= int(year) <= LAST_YEAR):  # noqa: PLR2004
        problems.append(Problem("this is no year", at("year"), f"A year from {FIRST_YEAR} on, as 2016."))
    for name in ("coo_iso", "coa_iso"):
        if not _ISO.fullmatch(told[name]):
            remedy = "Three letters as in ISO 3166, as SYR; the columns coo and coa hold UNHCR's own codes."
            problems.append(Problem("this is no ISO code of a country", at(name), remedy))
    if form is FORMS[2] and told["coo_iso"] != told["coa_iso"]:
        remedy = "IDMC counts people within their own country: both codes are the same."
        problems.append(Problem("the countries of origin and of asylum differ", at("coa_iso"), remedy))
    counts = {}
    for name in form.columns:
        text = told[name]
        if text in NOTHING:
            continue
        if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
            remedy = "A whole number in digits only, from 0 up; leave empty what is not known."
            problems.append(Problem("this is no count of people", at(name), remedy))
            continue
        counts[name] = int(text)
    return Row(int(year) if year.isascii() and year.isdigit() else 0, told["coo_iso"], told["coa_iso"], counts)


def _names(heading: list[str], body: list[tuple[int, list[str]]]) -> dict[str, str]:
    """The name that the file last gives to each ISO code."""
    found: dict[str, str] = {}
    for side in ("coo", "coa"):
        code, name = heading.index(f"{side}_iso"), heading.index(f"{side}_name")
        found |= {cells[code].strip(): cells[name].strip() for _, cells in body}
    return found
