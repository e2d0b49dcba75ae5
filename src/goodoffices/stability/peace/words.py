"""States and moves in words."""

from __future__ import annotations

from goodoffices.stability.commitment import plain
from goodoffices.stability.model import Conflict, Formula, written
from goodoffices.stability.price import Step, Worths
from goodoffices.values import series

__all__ = [
    "by_how_much",
    "change_in_words",
    "condition_in_words",
    "in_words",
    "maker_name",
    "numbered",
    "state_in_words",
    "steps",
]


def maker_name(case: Conflict, maker: int) -> str:
    """What a maker is called."""
    return case.model.makers[maker].called


def numbered(state: int) -> str:
    """A state by its number, counted from 1."""
    return f"state {state + 1}"


def state_in_words(case: Conflict, state: int) -> str:
    """The options taken in a state."""
    return in_words(case, case.space.pattern(state))


def in_words(case: Conflict, pattern: str) -> str:
    """The options taken in a pattern; those that it leaves open are not told."""
    taken = [option.called for option, sign in zip(case.model.options, pattern, strict=True) if sign == "Y"]
    return "; ".join(taken) or "nothing is done"


def change_in_words(case: Conflict, start: int, to: int) -> str:
    """What a move takes up and gives up."""
    signs = zip(case.model.options, case.space.pattern(start), case.space.pattern(to), strict=True)
    up: list[str] = []
    down: list[str] = []
    for option, before, after in signs:
        if before != after:
            (up if after == "Y" else down).append(f"“{option.called}”")
    told = [f"takes up {series(up)}"] if up else []
    told += [f"gives up {series(down)}"] if down else []
    return " and ".join(told) or f"moves to {numbered(to)}"


def steps(case: Conflict, answer: tuple[Step, ...]) -> str:
    """An answer, step by step."""
    told = [f"{maker_name(case, step.maker)} {change_in_words(case, step.start, step.to)}" for step in answer]
    return ", then ".join(told)


def by_how_much(worths: Worths, case: Conflict, maker: int, value: float) -> str:
    """A difference in worth with its unit: `2 steps of rank`, `3.5 points`."""
    name = case.graph.makers[maker]
    number = plain(value)
    if name in worths.by_rank:
        return f"{number} step of rank" if number == "1" else f"{number} steps of rank"
    unit = worths.units.get(name, "")
    return f"{number} {unit}".strip()


def condition_in_words(formula: Formula) -> str:
    """A condition as it is read."""
    return f"“{written(formula)}”"
