"""Models as public programs for the graph model keep them: JSON with `decisionMakers`, `options` and `infeasibles`.

An option has a `name` and a `permittedDirection` (`both`, `fwd` or `back`). A maker has a `name`, the places of its
`options`, and what it wants: where `useManualPreferenceRanking` (or an older `useManual…` key) is true, a
`preferenceRanking` (or `preferenceVector`) of states, the best first, a list within it for a tie; else `preferences`,
statements with the most important first. A statement is a list of `[place, "Y" or "N"]` that hold together, or has
`members` of which one holds. `infeasibles` are such lists. States count from 1 in ascending order of their decimal.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path
from typing import Any, cast

from goodoffices.errors import Problem, StabilityError, Where
from goodoffices.stability.model import (
    Both,
    Direction,
    Formula,
    Maker,
    Model,
    Option,
    Preference,
    Rank,
    Statement,
    StateSpace,
    Taken,
    Without,
    states_of,
)
from goodoffices.stability.reading.grammar import any_of

__all__ = ["parse_gmcr"]

_MOVES: dict[str, Direction] = {"both": "both", "fwd": "forward", "back": "back", "none": "none"}
_RANKINGS = ("preferenceRanking", "preferenceVector")


def parse_gmcr(text: str, file: str = "") -> Model:
    """The model of a `.gmcr` text. Raises StabilityError with all that is wrong and where in the JSON."""
    try:
        found = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        where = Where(file, error.lineno, error.colno)
        raise StabilityError.of(f"this is not JSON: {error.msg}", where, "Save it again from its program.") from error
    except RecursionError as error:
        raise StabilityError.of("lists in it are nested too deep", Where(file)) from error
    reader = _Reader(file, [])
    model = reader.model(found)
    reader.raise_any()
    return replace(model, id=Path(file).stem or "gmcr")


@dataclass
class _Reader:
    """Reads one model and gathers what is wrong."""

    file: str
    problems: list[Problem]
    options: tuple[str, ...] = ()

    def add(self, key: str, what: str, remedy: str = "") -> None:
        self.problems.append(Problem(what, Where(self.file, 0, 0, key), remedy))

    def raise_any(self) -> None:
        if self.problems:
            raise StabilityError(*self.problems[:200])

    def rows(self, holder: Any, key: str, path: str = "") -> list[Any]:
        """The list under a key."""
        found = holder.get(key) if isinstance(holder, dict) else None
        if not isinstance(found, list):
            self.add(f"{path}{key}", f"`{key}` is not a list", "Is this a file of a graph model?")
            return []
        return found

    def model(self, top: Any) -> Model:
        makers, options = self.rows(top, "decisionMakers"), self.rows(top, "options")
        self.options = tuple(f"o{place}" for place in range(len(options)))
        owner = self.owners(makers)
        self.raise_any()
        model = Model(
            id="",
            makers=tuple(Maker(f"m{k}", _name(each, f"m{k}")) for k, each in enumerate(makers)),
            options=tuple(self.option(place, each, owner) for place, each in enumerate(options)),
            infeasible=tuple(
                self.together(each, f"infeasibles.{k}") for k, each in enumerate(self.rows(top, "infeasibles"))
            ),
        )
        self.raise_any()
        manual = any(top.get(key) is True for key in top if key.startswith("useManual"))
        space = states_of(model)
        wants = tuple(self.preference(k, each, space, manual=manual) for k, each in enumerate(makers))
        return replace(model, preferences=wants)

    def owners(self, makers: list[Any]) -> dict[int, str]:
        owner: dict[int, str] = {}
        for k, each in enumerate(makers):
            for place in self.rows(each, "options", f"decisionMakers.{k}."):
                if not self.is_place(place, len(self.options)) or place in owner:
                    self.add(f"decisionMakers.{k}.options", f"{_shown(place)} is no option, or another maker's")
                else:
                    owner[place] = f"m{k}"
        return owner

    def option(self, place: int, found: Any, owner: dict[int, str]) -> Option:
        way = found.get("permittedDirection", "both") if isinstance(found, dict) else None
        if not isinstance(way, str) or way not in _MOVES:
            self.add(f"options.{place}", f"{_shown(way)} is no direction", "It is `both`, `fwd` or `back`.")
        if place not in owner:
            self.add(f"options.{place}", "no maker holds this option", "Give it to one of the decision makers.")
        return Option(f"o{place}", owner.get(place, ""), _name(found, ""), _MOVES.get(str(way), "both"))

    def together(self, found: Any, path: str) -> Formula:
        """Options that are as told at the same time."""
        if not isinstance(found, list) or not found or not all(map(self.is_sign, found)):
            self.add(path, "a condition is a list of an option's place and `Y` or `N`", 'As [[0, "Y"], [2, "N"]].')
            return Taken(self.options[0] if self.options else "")
        parts = [
            Taken(self.options[place]) if sign == "Y" else Without(Taken(self.options[place])) for place, sign in found
        ]
        return reduce(lambda a, b: Both("and", a, b), cast("list[Formula]", parts))

    def preference(self, k: int, found: Any, space: StateSpace, *, manual: bool) -> Preference:
        path = f"decisionMakers.{k}."
        ranking = next((found[key] for key in _RANKINGS if found.get(key)), None)
        if ranking is not None and (manual or not found.get("preferences")):
            return Preference(f"m{k}", order=self.order(ranking, space, path))
        told = self.rows(found, "preferences", path)
        formulas = (self.statement(each, f"{path}preferences.{n}") for n, each in enumerate(told))
        return Preference(f"m{k}", tuple(Statement(formula) for formula in formulas))

    def statement(self, found: Any, path: str) -> Formula:
        if isinstance(found, dict):
            return any_of(
                [self.together(each, path) for each in self.rows(found, "members", f"{path}.")] or [Taken("")]
            )
        return self.together(found, path)

    def order(self, ranking: Any, space: StateSpace, path: str) -> tuple[Rank, ...]:
        rows = [each if isinstance(each, list) else [each] for each in ranking] if isinstance(ranking, list) else []
        states = [state for row in rows for state in row]
        right: Callable[[Any], bool] = lambda state: self.is_place(state, len(space) + 1) and state > 0  # noqa: E731
        if not all(map(right, states)) or sorted(states) != list(range(1, len(space) + 1)):
            what = f"the ranking does not hold each of the {len(space)} feasible states once"
            self.add(f"{path}preferenceRanking", what, "States count from 1, in ascending order of their decimal.")
            return ()
        return tuple(Rank(tuple(space.pattern(state - 1) for state in row)) for row in rows)

    @staticmethod
    def is_place(value: Any, end: int) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < end

    def is_sign(self, pair: Any) -> bool:
        return (
            isinstance(pair, list)
            and len(pair) == 2  # noqa: PLR2004
            and self.is_place(pair[0], len(self.options))
            and pair[1] in {"Y", "N"}
        )


def _name(found: Any, other: str) -> str:
    name = found.get("name") if isinstance(found, dict) else None
    return name.strip()[:200] if isinstance(name, str) and name.strip() else other


def _shown(value: Any) -> str:
    return f"`{str(value)[:40]}`"
