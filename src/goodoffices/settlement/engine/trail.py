"""All steps of several components as one walk, and the place in its middle where it is best cut in two."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.walk import Component, Context, Step

__all__ = ["Trail"]

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Trail:
    """The components one after the other; each can be settled in some way. Place i lies before step i, the last place
    behind the last step. Between two components the context is empty."""

    parts: tuple[Component, ...]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every step in order."""
        return tuple(step for part in self.parts for step in part.steps)

    @cached_property
    def _places(self) -> tuple[tuple[int, int], ...]:
        return tuple((p, t) for p, part in enumerate(self.parts) for t in range(len(part.steps)))

    @cached_property
    def _later(self) -> dict[str, list[Ints]]:
        """For each component and behind the last, what those from it onwards add at least and at most."""
        found: dict[str, list[Ints]] = {}
        for side in ("worst", "best"):
            rows = [np.zeros(self.parts[0].parties, dtype=np.int64)]
            for part in reversed(self.parts):
                rows.append(rows[-1] + getattr(part, side)[0][()])
            found[side] = rows[::-1]
        return found

    @cached_property
    def _ways_after(self) -> tuple[int, ...]:
        """For each component, in how many ways those behind it can be settled."""
        return tuple(math.prod(part.allowed for part in self.parts[p + 1 :]) for p in range(len(self.parts)))

    def rest(self, side: Literal["worst", "best"], place: int, context: Context) -> Ints:
        """The fewest or the most units that each party can still get from a place onwards."""
        if place == len(self.steps):
            return self._later[side][-1]
        p, t = self._places[place]
        here: Ints = getattr(self.parts[p], side)[t][context]
        return here + self._later[side][p + 1]

    def leads_on(self, place: int, context: Context) -> bool:
        """Whether a context can be completed."""
        if place == len(self.steps):
            return True
        p, t = self._places[place]
        return context in self.parts[p].best[t]

    def completions(self, place: int, context: Context) -> int:
        """In how many ways the rest can be settled."""
        if place == len(self.steps):
            return 1
        p, t = self._places[place]
        return self.parts[p].completions[t][context] * self._ways_after[p]

    @cached_property
    def middle(self) -> int:
        """The place at which the ways to get there and the ways to go on are, together, fewest."""
        arrivals: dict[Context, int] = {(): 1}
        efforts = [1 + self.completions(0, ())]
        for place, step in enumerate(self.steps, start=1):
            following: dict[Context, int] = {}
            for context, ways in arrivals.items():
                for _, after, _ in step.moves(context):
                    if self.leads_on(place, after):
                        following[after] = following.get(after, 0) + ways
            arrivals = following
            efforts.append(sum(arrivals.values()) + sum(self.completions(place, context) for context in arrivals))
        return efforts.index(min(efforts))
