"""What a file of events looks like, and how each column of the store is read from it: the words the importers share.

An importer is a Layout, which is data: expressions of DuckDB over the file's columns, each of which is text (NULL where
a field is empty). The few functions here write such expressions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from goodoffices.evidence.events import schema

__all__ = ["Field", "Layout", "country", "day", "decimal", "outlets", "quoted", "text", "whole", "words"]

_FIRST_DAY, _LAST_DAY = "1800-01-01", "2199-12-31"
_COUNT: Final = "a whole number, 0 or more"


@dataclass(frozen=True)
class Field:
    """How one column of the store is read: `value` is an expression over the file's columns.

    A row is rejected when `value` is NULL although `column` of the file is not empty (it is then not `right`), and when
    it is NULL and `needed`.
    """

    value: str
    column: str = ""
    right: str = ""
    needed: bool = False
    absent: str = ""
    """What the source writes in `column` where it does not know: NULL, and not rejected."""


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
    notes: tuple[str, ...] = ()
    """Columns of free text or of persons: read only where the import is asked to keep them."""
    total: str = ""
    """What the best figure must be the sum of, as an expression; empty where the file tells no parts."""
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


def text(column: str, *, needed: bool = False) -> Field:
    """The text as it stands, without blanks around it."""
    return Field(f"nullif(trim({quoted(column)}), '')", column, needed=needed)


def whole(column: str, least: int = 0, *, absent: str = "") -> Field:
    """A whole number; `absent` is what the source writes where it does not know (NULL then)."""
    number = f"TRY_CAST({quoted(column)} AS DOUBLE)"
    right = _COUNT if least == 0 else f"a whole number from {least}"
    value = f"CASE WHEN {number} = trunc({number}) AND {number} >= {least} THEN TRY_CAST({number} AS BIGINT) END"
    return Field(value, column, right, absent=absent)


def decimal(column: str, least: float, most: float, right: str) -> Field:
    """A number from `least` to `most`."""
    number = f"TRY_CAST({quoted(column)} AS DOUBLE)"
    return Field(f"CASE WHEN {number} BETWEEN {least} AND {most} THEN {number} END", column, right)


def day(column: str, formats: tuple[str, ...] = (), *, needed: bool = True) -> Field:
    """A date as 2016-12-30, with a time of day or without; or in one of the formats of strptime."""
    read = f"TRY_CAST({quoted(column)} AS TIMESTAMP)"
    if formats:
        listed = ", ".join(f"'{form}'" for form in formats)
        read = f"coalesce({read}, try_strptime({quoted(column)}, [{listed}]))"
    value = f"CASE WHEN {read} BETWEEN '{_FIRST_DAY}' AND '{_LAST_DAY}' THEN CAST({read} AS DATE) END"
    return Field(value, column, "a date, as 2016-12-30", needed)


def words(column: str, meaning: Mapping[str, str], *, needed: bool = True) -> Field:
    """One of the codes of the source, as our word for it."""
    cases = " ".join(f"WHEN '{code}' THEN '{word}'" for code, word in meaning.items())
    right = f"one of {', '.join(meaning)}"
    return Field(f"CASE lower(trim({quoted(column)})) {cases} END", column, right, needed)


def country(column: str, scheme: str) -> Field:
    """The country's ISO 3166-1 alpha-3 code from `gw` (Gleditsch and Ward) or `m49`; NULL for a code without one."""
    code = f"TRY_CAST({quoted(column)} AS INTEGER)"
    return Field(f"(SELECT iso3 FROM country_codes WHERE scheme = '{scheme}' AND code = {code})")  # noqa: S608  # our own words


def outlets(column: str) -> Field:
    """The outlets that stand in one field with semicolons between them, each once, in the order of the field."""
    parts = f"list_transform(string_split({quoted(column)}, ';'), lambda part: trim(part))"
    once = f"list_filter({parts}, lambda part, place: part <> '' AND list_position({parts}, part) = place)"
    plain = f"[trim({quoted(column)})]"
    return Field(
        f"CASE WHEN contains({quoted(column)}, ';') THEN {once} WHEN trim({quoted(column)}) <> '' THEN {plain} END"
    )
