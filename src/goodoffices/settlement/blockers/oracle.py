"""Can these constraints be kept together? Whole numbers answer where they can, the solver where not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from goodoffices.settlement.blockers.constraints import Constraints, Kept
from goodoffices.settlement.blockers.exact import ROWS, package_keeping
from goodoffices.settlement.engine.walk import TooManyRowsError

if TYPE_CHECKING:
    from goodoffices.settlement.blockers.relaxing import Relaxing

__all__ = ["Choice", "Oracle", "Verdict"]

Choice = tuple[int, ...]
"""A package: an option position for every issue."""


@dataclass(frozen=True)
class Verdict:
    """A package that keeps what was asked, or None; `sure` when whole numbers say so (a package is always sure)."""

    choice: Choice | None
    sure: bool


class Oracle:
    """Answers for one dossier, remembered. `rows` as for `package_keeping`."""

    def __init__(self, constraints: Constraints, rows: int = ROWS) -> None:
        self.constraints = constraints
        self.rows = rows
        self._known: dict[Kept, Verdict] = {}

    @cached_property
    def relaxing(self) -> Relaxing:
        """The programme; made, and scipy loaded, only when it is needed."""
        from goodoffices.settlement.blockers.relaxing import Relaxing  # noqa: PLC0415 - scipy's solver loads slowly

        return Relaxing(self.constraints)

    def certain(self, kept: Kept) -> Verdict:
        """By whole numbers only: neither a package nor sure when there is too much to look at."""
        if kept not in self._known:
            try:
                self._known[kept] = Verdict(package_keeping(self.constraints, kept, rows=self.rows), sure=True)
            except TooManyRowsError:
                self._known[kept] = Verdict(None, sure=False)
        return self._known[kept]

    def keeping(self, kept: Kept) -> Verdict:
        """By whole numbers, else by the solver, whose packages are checked by whole numbers. Raises OutOfTimeError."""
        verdict = self.certain(kept)
        if verdict.sure:
            return verdict
        answer = self.relaxing.best(self.constraints.every - kept)
        if answer is None or self.constraints.crossed(answer.choice) & kept:
            return verdict
        self._known[kept] = Verdict(answer.choice, sure=True)
        return self._known[kept]

    def surely_minimal(self, given: Kept) -> bool:
        """Whether whole numbers say that no part of what is given up suffices."""
        parts = (self.certain(self.constraints.every - given | {number}) for number in given)
        return all(verdict.sure and verdict.choice is None for verdict in parts)

    def shrunk(self, choice: Choice, ask: Callable[[Kept], Verdict]) -> Choice:
        """A package that crosses a part of what `choice` crosses, and of which no part suffices as far as `ask`
        (`certain` or `keeping`) can tell."""
        for number in sorted(self.constraints.crossed(choice)):
            given = self.constraints.crossed(choice)
            if number in given:
                choice = ask(self.constraints.every - given | {number}).choice or choice
        return choice
