"""What a file of events looks like, and how each column of the store is read from it: the words the importers share.

An importer is a Layout, which is data: expressions of DuckDB over the file's columns, each of which is text (NULL where
a field is empty). The few functions here write such expressions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from goodoffices.evidence.events import schema
from goodoffices.evidence.events.countries import countries

__all__ = ["Field", "Layout", "country", "day", "decimal", "outlets", "parsed", "quoted", "text", "whole", "words"]

_FIRST_DAY, _LAST_DAY = "1800-01-01", "2199-12-31"
_MOST: Final = 9_999_999_999
"""More than there are people: a larger number is a slip, and the sum of any number of rows stays a whole number."""
_COUNT: Final = f"a whole number from 0 to {_MOST:,}"


Scheme = Literal["gw", "m49"]
"""Whose numbers of countries: Gleditsch and Ward's, or the United Nations' M49."""


@dataclass(frozen=True)
class Field:
    """How one column of the store is read: `value` is an expression over the file's columns and over `parsed`.

    A row is rejected when `value` is NULL although `column` of the file is not empty (it is then not `right`), and when
    it is NULL and `needed`.
    """

    value: str
    column: str = ""
    right: str = ""
    needed: bool = False
    absent: str = ""
    """What the source writes in `column` where it does not know: NULL, and not rejected."""
    parsed: Mapping[str, str] = field(default_factory=dict)
    """What `value` uses more than once, by its name (`parsed`): expressions over the file's columns, computed once."""


def _plain(name: str) -> str:
    return name.strip().lower()


@dataclass(frozen=True)
class Layout:
    """A kind of file."""

    title: str
    columns: tuple[str, ...]
    """Every column that it may have; the order is that of a file without a header."""
    fields: Mapping[str, Field]
    """Column of the table, and how it is read. A column that is not named here stays NULL."""
    optional: frozenset[str] = frozenset()
    """Columns that may be missing."""
    bare: bool = False
    """Whether it may come without a header."""
    semicolons: bool = False
    """Whether its columns may be separated by semicolons."""
    escaped: bool = False
    """Whether a text that begins as a formula stands behind an apostrophe, as in what `export` writes."""
    notes: tuple[str, ...] = ()
    """Columns of free text or of persons: read only where the import is asked to keep them."""
    total: Field = field(default_factory=lambda: Field("NULL::BIGINT"))
    """What the best figure must be the sum of; NULL where the file tells no parts."""
    table: str = schema.EVENTS
    key: tuple[str, ...] = schema.KEY
    tags: Mapping[str, str] = field(default_factory=dict)
    """The column that an HXL tag names, where the file has a line of tags."""
    naming: Callable[[str], str] = field(default=_plain)
    """The name of a column from the name in the file."""
    headings: Callable[[str], bool] = field(default=lambda _: False)
    """Whether an unknown column may be passed over: what the program that wrote the file adds of itself."""


def quoted(column: str) -> str:
    """The name of a column as SQL."""
    return '"' + column.replace('"', '""') + '"'


def parsed(column: str) -> str:
    """The name, as SQL, of what is parsed from a column: no column of a file has a blank in its name here."""
    return quoted(f"parsed {column}")


def text(column: str, *, needed: bool = False) -> Field:
    """The text as it stands, without blanks around it."""
    return Field(f"nullif(trim({quoted(column)}), '')", column, needed=needed)


def whole(column: str, least: int = 0, *, absent: str = "") -> Field:
    """A whole number; `absent` is what the source writes where it does not know (NULL then)."""
    number = parsed(column)
    right = _COUNT if least == 0 else f"a whole number from {least} to {_MOST:,}"
    within = f"{number} BETWEEN {least} AND {_MOST}"
    value = f"CASE WHEN {number} = trunc({number}) AND {within} THEN TRY_CAST({number} AS BIGINT) END"
    return Field(value, column, right, absent=absent, parsed=_number(column))


def decimal(column: str, least: float, most: float, right: str) -> Field:
    """A number from `least` to `most`."""
    number = parsed(column)
    value = f"CASE WHEN {number} BETWEEN {least} AND {most} THEN {number} END"
    return Field(value, column, right, parsed=_number(column))


def _number(column: str) -> dict[str, str]:
    return {parsed(column): f"TRY_CAST({quoted(column)} AS DOUBLE)"}


def day(column: str, formats: tuple[str, ...] = (), *, needed: bool = True) -> Field:
    """A date as 2016-12-30, with a time of day or without; or in one of the formats of strptime."""
    read = f"TRY_CAST({quoted(column)} AS TIMESTAMP)"
    if formats:
        listed = ", ".join(f"'{form}'" for form in formats)
        read = f"coalesce({read}, try_strptime({quoted(column)}, [{listed}]))"
    time = parsed(column)
    value = f"CASE WHEN {time} BETWEEN '{_FIRST_DAY}' AND '{_LAST_DAY}' THEN CAST({time} AS DATE) END"
    return Field(value, column, "a date, as 2016-12-30", needed, parsed={time: read})


def words(column: str, meaning: Mapping[str, str], *, needed: bool = True) -> Field:
    """One of the codes of the source, as our word for it."""
    cases = " ".join(f"WHEN '{code}' THEN '{word}'" for code, word in meaning.items())
    right = f"one of {', '.join(meaning)}"
    return Field(f"CASE lower(trim({quoted(column)})) {cases} END", column, right, needed)


def country(column: str, scheme: Scheme) -> Field:
    """The country's ISO 3166-1 alpha-3 code for its number in a scheme; NULL for a number without one."""
    numbers = {(one.gw if scheme == "gw" else int(one.m49)): one.iso3 for one in countries()}
    codes = [numbers.get(number) for number in range(1, max(filter(None, numbers)) + 1)]
    listed = ", ".join(f"'{code}'" if code else "NULL" for code in codes)
    return Field(f"list_extract([{listed}], greatest(TRY_CAST({quoted(column)} AS INTEGER), 0))")


def outlets(column: str) -> Field:
    """The outlets that stand in one field with semicolons between them, each once, in the order of the field."""
    parts = parsed(column)
    once = f"list_filter({parts}, lambda part, place: part <> '' AND list_position({parts}, part) = place)"
    plain = f"[trim({quoted(column)})]"
    several = f"contains({quoted(column)}, ';')"
    split = f"CASE WHEN {several} THEN list_transform(string_split({quoted(column)}, ';'), lambda part: trim(part)) END"
    value = f"CASE WHEN {several} THEN {once} WHEN trim({quoted(column)}) <> '' THEN {plain} END"
    return Field(value, parsed={parts: split})
