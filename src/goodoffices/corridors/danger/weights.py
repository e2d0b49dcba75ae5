"""Every number of the model of danger, in one value that a file may change."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from math import isfinite
from pathlib import Path
from typing import Any, Final

from goodoffices.errors import CorridorError, Problem, Where
from goodoffices.values import read_utf8

__all__ = ["Weights", "read_weights"]


@dataclass(frozen=True)
class Weights:
    """Assumptions of ours, round and open to change: none is estimated from what befell anybody.

    An event of weight 1, known to the place, gives 1 at that place on its day. Hazards are on the same scale.
    """

    reach: float = 500.0
    """Metres at which an event's weight has fallen to 61 % (one standard deviation of a normal curve); 0 from four
    times that."""
    near: float = 25_000.0
    """Metres over which an event is spread evenly whose place is known only so: the same sum over the ground, thin."""
    half_life: float = 30.0
    """Days in which an event's weight falls by half."""
    oldest: float = 365.0
    """Days after which an event is left out."""
    event: float = 1.0
    """Weight of an event of a kind that `kinds` does not name."""
    per_death: float = 0.5
    """What deaths add: the weight is multiplied by 1 + this × ln(1 + deaths); unknown deaths add nothing."""
    hazard: float = 1.0
    """Weight of a hazard drawn by hand that does not tell its own."""
    hazard_reach: float = 300.0
    """Metres outside a drawn hazard at which its weight has fallen to 61 %."""
    line: float = 0.5
    """Weight at a line of control that does not tell its own."""
    line_reach: float = 1_000.0
    delay: float = 15.0
    """Minutes lost at a checkpoint that does not tell its own."""
    snap: float = 50.0
    """Metres within which a checkpoint or a closure drawn as a point is taken to lie on a road."""
    step: float = 100.0
    """Metres between the points of a road at which danger is looked up."""
    kinds: tuple[tuple[str, float], ...] = ()
    """Weight by kind of event, in the words of the store, as (("state-based", 2.0),)."""

    def of_kind(self, kind: str) -> float:
        """The weight of an event of this kind."""
        return dict(self.kinds).get(kind, self.event)


_MOST_BYTES: Final = 1_000_000
_MAY_BE_ZERO: Final = {"event", "per_death", "hazard", "line", "delay"}


def read_weights(path: str | Path | None = None) -> Weights:
    """Our weights; with a TOML file, changed by what it names, as `reach = 800` and, under `[kinds]`, kinds.

    Raises FileError, and CorridorError with every mistake at once.
    """
    if path is None:
        return Weights()
    where = Where(str(path))
    try:
        told = tomllib.loads(read_utf8(path, _MOST_BYTES, CorridorError))
    except tomllib.TOMLDecodeError as error:
        raise CorridorError.of(f"the weights are no TOML: {error}", where, "Write, as: reach = 800") from error
    if problems := list(_problems(told, str(path))):
        raise CorridorError(*problems)
    kinds = tuple(sorted((name, float(value)) for name, value in told.pop("kinds", {}).items()))
    return Weights(**{name: float(value) for name, value in told.items()}, kinds=kinds)


def _problems(told: dict[str, Any], file: str) -> Iterator[Problem]:
    known = [field.name for field in fields(Weights)]
    for name, value in told.items():
        if name not in known:
            yield Problem("there is no such weight", Where(file, key=name), f"Weights are {', '.join(known)}.")
        elif name == "kinds":
            if not isinstance(value, dict):
                yield Problem("kinds are a table", Where(file, key=name), "Write [kinds], then a line for each kind.")
                continue
            for kind, weight in value.items():
                yield from _number(weight, Where(file, key=f"kinds.{kind}"), may_be_zero=True)
        else:
            yield from _number(value, Where(file, key=name), may_be_zero=name in _MAY_BE_ZERO)


def _number(value: Any, where: Where, *, may_be_zero: bool) -> Iterator[Problem]:
    right = isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
    if not right or value < 0 or (value == 0 and not may_be_zero):
        remedy = "A number no less than 0." if may_be_zero else "A number above 0."
        yield Problem(f"{value!r} cannot be used", where, remedy)
