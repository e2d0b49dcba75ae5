"""What a planner draws by hand: hazards, lines of control, checkpoints and closures, as GeoJSON in degrees."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import Any, Final

from goodoffices.errors import CorridorError, Problem, Where
from goodoffices.values import read_bytes, utf8

__all__ = ["KINDS", "Drawn", "read_drawn"]

KINDS: Final = {
    "hazard": {"weight", "reach"},
    "line-of-control": {"weight", "reach", "closed"},
    "checkpoint": {"delay", "per_hour"},
    "closure": set(),
}
"""Each kind, and the properties of its own; all have name, from and until."""
_NUMBERS: Final = {"weight", "reach", "delay", "per_hour"}
_COMMON: Final = {"kind", "name", "from", "until"}
_LARGEST: Final = 50_000_000
_DRAW: Final = "It is a FeatureCollection with `features`, as map programs write it."


@dataclass(frozen=True)
class Drawn:
    """One thing that was drawn. What it does not tell is None."""

    kind: str
    name: str
    shape: Any = field(compare=False, repr=False)
    """A shapely geometry; x is the longitude."""
    first: dt.date | None = None
    """The days on which it is in force; None is without end."""
    last: dt.date | None = None
    weight: float | None = None
    reach: float | None = None
    """Metres."""
    delay: float | None = None
    """Minutes."""
    per_hour: float | None = None
    """Vehicles that a checkpoint serves in an hour, in one direction."""
    closed: bool = False
    """Of a line of control: roads that cross it are closed, but for those at a checkpoint in force."""

    def in_force(self, day: dt.date) -> bool:
        """Whether it counts on this day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def read_drawn(path: str | Path, content: bytes | None = None) -> tuple[Drawn, ...]:
    """The features of a GeoJSON file; where `content` is given, of these bytes.

    Raises FileError, and CorridorError with every mistake at once.
    """
    where = Where(str(path))
    try:
        told = json.loads(utf8(read_bytes(path, _LARGEST) if content is None else content, str(path), CorridorError))
    except json.JSONDecodeError as error:
        where = Where(str(path), error.lineno, error.colno)
        raise CorridorError.of(f"the drawing is no GeoJSON: {error.msg}", where, _DRAW) from error
    except ValueError as error:
        raise CorridorError.of(f"the drawing is no GeoJSON: {error}", where, _DRAW) from error
    except RecursionError as error:
        raise CorridorError.of("the drawing is no GeoJSON: it is nested too deeply", where) from error
    features = told.get("features") if isinstance(told, dict) else None
    if not isinstance(features, list):
        raise CorridorError.of("the drawing is no GeoJSON", where, _DRAW)
    problems: list[Problem] = []
    found = []
    for number, feature in enumerate(features, 1):
        shape, properties = _parts(feature)
        wrong = list(_problems(shape, properties, str(path), f"feature {number}"))
        problems += wrong
        if not wrong:
            found.append(_drawn(shape, properties, number))
    if problems:
        raise CorridorError(*problems)
    return tuple(found)


def _parts(feature: Any) -> tuple[Any, dict[str, Any]]:
    """Shape and properties; None for a shape that is none."""
    from shapely.errors import ShapelyError  # noqa: PLC0415 - only drawings need shapes here
    from shapely.geometry import shape  # noqa: PLC0415

    told = feature if isinstance(feature, dict) else {}
    properties = told.get("properties")
    try:
        made = shape(told.get("geometry"))
        if made.is_empty or not made.is_valid:
            made = None
    except (ShapelyError, AttributeError, KeyError, TypeError, ValueError, IndexError, RecursionError):
        made = None
    return made, properties if isinstance(properties, dict) else {}


def _problems(shape: Any, told: dict[str, Any], file: str, of: str) -> Iterator[Problem]:
    """What is wrong with a feature: its shape, its kind, its properties."""
    if shape is None:
        yield Problem("the geometry is none, or crosses itself", Where(file, key=of))
    elif not (-180 <= shape.bounds[0] <= shape.bounds[2] <= 180 and -90 <= shape.bounds[1] <= shape.bounds[3] <= 90):  # noqa: PLR2004
        yield Problem("the geometry lies nowhere on earth", Where(file, key=of), "Degrees, longitude first.")
    kind = told.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        yield Problem(f"kind is {kind!r}", Where(file, key=f"{of}.kind"), f"Kinds are {', '.join(KINDS)}.")
        return
    if shape is not None and (right := _right_shape(kind, shape.geom_type)):
        yield Problem(f"a {kind} is no {shape.geom_type}", Where(file, key=of), f"Draw {right}.")
    yield from _wrong_properties(kind, told, file, of)


def _wrong_properties(kind: str, told: dict[str, Any], file: str, of: str) -> Iterator[Problem]:
    for key, value in told.items():
        where = Where(file, key=f"{of}.{key}")
        if key not in _COMMON | KINDS[kind]:
            known = sorted(_COMMON | KINDS[kind])
            yield Problem(f"a {kind} has no such property", where, f"Properties are {', '.join(known)}.")
        elif key in _NUMBERS and not _number(value, may_be_zero=key in {"weight", "delay"}):
            yield Problem(f"{value!r} cannot be used", where, "A number above 0.")
        elif key in {"from", "until"} and _day(value) is None:
            yield Problem(f"{value!r} is no day", where, "Write 2016-12-30.")
        elif key == "closed" and not isinstance(value, bool):
            yield Problem(f"{value!r} cannot be used", where, "Write true or false.")
    first, last = _day(told.get("from")), _day(told.get("until"))
    if first and last and last < first:
        yield Problem("it ends before it begins", Where(file, key=f"{of}.until"))


def _right_shape(kind: str, shape: str) -> str:
    """What the kind is drawn as, where this is something else."""
    if kind == "checkpoint" and shape != "Point":
        return "a Point on the road"
    if kind == "line-of-control" and shape not in {"LineString", "MultiLineString"}:
        return "a LineString"
    return ""


def _number(value: Any, *, may_be_zero: bool) -> bool:
    right = isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
    return right and (value > 0 or (may_be_zero and value == 0))


def _day(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _drawn(shape: Any, told: dict[str, Any], number: int) -> Drawn:
    return Drawn(
        kind=told["kind"],
        name=str(told.get("name") or f"feature {number}"),
        shape=shape,
        first=_day(told.get("from")),
        last=_day(told.get("until")),
        closed=told.get("closed", False),
        **{key: float(told[key]) for key in _NUMBERS & KINDS[told["kind"]] & set(told)},
    )
