"""Who has to leave from where, and the exits: a table, or what a person typed."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from goodoffices.errors import CorridorError, Problem, Where
from goodoffices.values import read_utf8

__all__ = ["Spot", "read_people", "spot"]

_COLUMNS: Final = ("name", "role", "latitude", "longitude", "people", "low", "high", "source", "date")
_NEEDED: Final = _COLUMNS[:4]
_ROLES: Final = ("place", "exit")
_MOST: Final = 10_000_000
_LARGEST: Final = 1_000_000
_LONGEST: Final = 80
_TYPED: Final = re.compile(r"\s*([^=]+?)\s*=\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*(?:,\s*(\d+)\s*)?")


@dataclass(frozen=True)
class Spot:
    """A place that people leave, or an exit, in degrees. `low` and `high` are the least and the most that the number of
    people may be; they equal `people` where nothing is said."""

    name: str
    is_exit: bool
    latitude: float
    longitude: float
    people: int = 0
    low: int = 0
    high: int = 0
    source: str = ""
    date: str = ""


def spot(text: str, *, is_exit: bool) -> Spot:
    """What was typed: `Old Town=35.207,37.302,1200`, an exit without a number.

    Raises CorridorError for anything else.
    """
    found = _TYPED.fullmatch(text)
    example = "South=35.125,37.436" if is_exit else "Old Town=35.207,37.302,1200"
    if not found or (is_exit and found[4]):
        what = f"`{text[:_LONGEST]}` is not {'an exit' if is_exit else 'a place with people'}"
        raise CorridorError.of(what, remedy=f"Write name=latitude,longitude{'' if is_exit else ',people'}: {example}.")
    people = int((found[4] or "0")[:_LONGEST])
    if people > _MOST:
        raise CorridorError.of(f"`{found[1]}` has more people than {_MOST:,}")
    return Spot(found[1], is_exit, float(found[2]), float(found[3]), people, people, people)


def read_people(path: str | Path) -> tuple[Spot, ...]:
    """Places and exits of a CSV table: columns name, role (place or exit), latitude, longitude; people, low, high,
    source and date where they are known. Raises FileError, and CorridorError with all that is wrong."""
    rows = _rows(Path(path))
    found, problems = [], []
    for line, row in rows:
        wrong = list(_problems(row, Where(str(path), line, 1)))
        problems += wrong
        if not wrong:
            found.append(_spot(row))
    if not rows:
        problems.append(Problem("the table has no rows", Where(str(path)), "One row for each place and each exit."))
    if problems:
        raise CorridorError(*problems[:50])
    return tuple(found)


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    where = Where(str(path))
    text = read_utf8(path, _LARGEST, CorridorError, large="A table of people is a short one.")
    try:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=_separator(text))
        table = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(row)]
    except csv.Error as error:
        raise CorridorError.of(f"this is no table: {error}", where, "Save it as CSV (UTF-8).") from error
    heads = [head.casefold() for head in table[0][1]] if table else []
    if missing := [name for name in _NEEDED if name not in heads]:
        told = f"Columns are {', '.join(_COLUMNS)}; the first four are needed."
        raise CorridorError.of(f"the column `{missing[0]}` is missing", Where(str(path), 1, 1), told)
    if strange := [head for head in heads if head not in _COLUMNS]:
        what = f"there is no column `{strange[0][:_LONGEST]}`"
        raise CorridorError.of(what, Where(str(path), 1, 1), f"Columns are {', '.join(_COLUMNS)}.")
    return [(line, dict(zip(heads, row, strict=False))) for line, row in table[1:]]


def _separator(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _problems(row: Mapping[str, str], where: Where) -> Iterator[Problem]:
    role, name = row.get("role", "").casefold(), row.get("name", "")
    if not 0 < len(name) <= _LONGEST or not name.isprintable():
        yield Problem(f"a name has 1 to {_LONGEST} signs that can be seen", where)
    if role not in _ROLES:
        yield Problem(f"the role is `{role[:_LONGEST]}`", where, "It is `place` (people leave it) or `exit`.")
    for key, most in (("latitude", 90), ("longitude", 180)):
        if (value := _decimal(row.get(key, ""))) is None or abs(value) > most:
            told = f"the {key} is `{row.get(key, '')[:_LONGEST]}`"
            yield Problem(told, where, f"Degrees with a decimal point, from -{most} to {most}.")
    for key in ("people", "low", "high"):
        if _whole(row.get(key, "")) is None:
            told = f"{key} is `{row.get(key, '')[:_LONGEST]}`"
            yield Problem(told, where, f"A whole number up to {_MOST:,}, in digits only.")
        elif role == "exit" and _whole(row.get(key, "")):
            yield Problem(f"the exit `{name[:_LONGEST]}` has people", where, "Only places have a number of people.")
    low, people, high = (_whole(row.get(key, "") or row.get("people", "")) for key in ("low", "people", "high"))
    if None not in {low, people, high} and not low <= people <= high:  # type: ignore[operator]
        yield Problem("the numbers do not rise from low over people to high", where)


def _spot(row: Mapping[str, str]) -> Spot:
    people = int(row.get("people", "") or 0)
    low, high = (int(row.get(key, "") or people) for key in ("low", "high"))
    role = row["role"].casefold() == "exit"
    place = float(row["latitude"]), float(row["longitude"])
    return Spot(row["name"], role, *place, people, low, high, row.get("source", ""), row.get("date", ""))


def _whole(text: str) -> int | None:
    """The number, 0 for nothing; None for what is none."""
    if not text:
        return 0
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 8 and int(text) <= _MOST else None  # noqa: PLR2004


def _decimal(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None
