"""Speed and capacity by class of road: our table, and what the user changes in it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from math import isfinite
from pathlib import Path
from typing import Any, Final

from goodoffices.errors import CorridorError, Problem, Where
from goodoffices.values import read_utf8

__all__ = ["OTHER", "RoadClass", "read_classes"]

OTHER: Final = "other"
"""The class of an edge whose own class the table does not name."""
_KEYS: Final = ("speed", "capacity")
_MOST_BYTES: Final = 1_000_000
_FASTEST: Final = 200
_LARGEST: Final = 20_000


@dataclass(frozen=True)
class RoadClass:
    """What is assumed of a class of road: free speed in km/h, vehicles per hour in one direction."""

    speed: float
    capacity: float


def read_classes(path: str | Path | None = None) -> dict[str, RoadClass]:
    """Our table by class; with a file, what it names is put in the place of ours or beside it.

    Raises FileError and CorridorError, with every mistake of the file at once.
    """
    text = (files("goodoffices.corridors.roads") / "classes.toml").read_text(encoding="utf-8")
    table = {name: RoadClass(**told) for name, told in tomllib.loads(text).items()}
    return table if path is None else table | _own(Path(path))


def _own(path: Path) -> dict[str, RoadClass]:
    where = Where(str(path))
    try:
        told = tomllib.loads(read_utf8(path, _MOST_BYTES, CorridorError))
    except tomllib.TOMLDecodeError as error:
        raise CorridorError.of(f"the table of classes is no TOML: {error}", where, _example()) from error
    if problems := [problem for name, entry in told.items() for problem in _problems(name, entry, str(path))]:
        raise CorridorError(*problems)
    return {name: RoadClass(float(entry["speed"]), float(entry["capacity"])) for name, entry in told.items()}


def _problems(name: str, entry: Any, file: str) -> Iterator[Problem]:
    if not isinstance(entry, Mapping):
        yield Problem("a class has a speed and a capacity", Where(file, key=name), _example())
        return
    for key in entry:
        if key not in _KEYS:
            yield Problem("there is no such key", Where(file, key=f"{name}.{key}"), "The keys are speed and capacity.")
    for key, most in zip(_KEYS, (_FASTEST, _LARGEST), strict=True):
        value = entry.get(key)
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not isfinite(value)
            or not 0 < value <= most
        ):
            told = "is missing" if value is None else f"is {value!r}"
            yield Problem(f"the {key} {told}", Where(file, key=f"{name}.{key}"), f"A number above 0, up to {most:,}.")


def _example() -> str:
    return "Write, for each class, as: primary = { speed = 60, capacity = 1500 }."
