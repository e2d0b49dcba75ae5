"""The options that are whole numbers: what they take, how they are told, and what is said of anything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

__all__ = [
    "MOST_DRAWS",
    "MOST_WORKERS",
    "Probability",
    "Whole",
    "cap_option",
    "draws_option",
    "seed_option",
    "workers_option",
]

MOST_DRAWS = 1_000_000
"""As in the room of settlement, which is not loaded to read a number."""

MOST_WORKERS = 256
"""More than any one machine has use for; without an end the system would refuse in words that nobody reads."""

_MOST_DIGITS = 1000

Wrap = Callable[[Callable[..., Any]], Callable[..., Any]]


if TYPE_CHECKING:
    _Base = click.ParamType[int]
    _Real = click.ParamType[float]
else:
    _Base = _Real = click.ParamType  # takes no subscript before click 8.4


class Whole(_Base):
    """A whole number from `low` to `high` (None: no end)."""

    name = "whole number"

    def __init__(self, low: int, high: int | None = None) -> None:
        self.low, self.high = low, high

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; a usage error for anything else."""
        text = str(value).strip()
        if len(text) > _MOST_DIGITS or not (text.isascii() and text.removeprefix("-").isdigit()):
            self.fail(f"'{value}' is not a whole number. {self._range()}", param, ctx)
        if text.startswith("-") or int(text) < self.low or (self.high is not None and int(text) > self.high):
            self.fail(f"{value} is out of range. {self._range()}", param, ctx)
        return int(text)

    def _range(self) -> str:
        return f"Write one from {self.low:,} {'up' if self.high is None else f'to {self.high:,}'}, in digits only."


class Probability(_Real):
    """A number from 0 to 1."""

    name = "probability"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number; a usage error for anything else."""
        try:
            found = float(str(value))
        except ValueError:
            found = -1.0
        if not 0.0 <= found <= 1.0:
            self.fail(f"'{str(value)[:40]}' is not a probability. Write a number from 0 to 1, as 0.5.", param, ctx)
        return found


def draws_option(default: int) -> Wrap:
    """`--draws`, of one meaning in every command."""
    usual = f"{default:,} if not given; 0: none" if default else "none if not given"
    told = f"Draws of what the file leaves open, up to {MOST_DRAWS:,} ({usual})."
    return click.option("--draws", type=Whole(0, MOST_DRAWS), default=default, metavar="N", help=told)


def seed_option() -> Wrap:
    """`--seed`."""
    return click.option("--seed", type=Whole(0), metavar="S", help="Seed of the draws (the file's; else 1).")


def workers_option() -> Wrap:
    """`--workers`."""
    told = f"Processes that share the draws, up to {MOST_WORKERS} (1)."
    return click.option("--workers", type=Whole(1, MOST_WORKERS), default=1, metavar="N", help=told)


def cap_option() -> Wrap:
    """`--cap`."""
    told = "Frontier packages beyond which not all are listed (200,000)."
    return click.option("--cap", type=Whole(1), metavar="N", help=told)
