"""Walking through the issues one at a time, carrying along only what later issues still depend on.

Linkages and interactions tie issues together. Issues that are not tied, directly or through others, fall into separate
components, whose packages combine freely. Within a component the walk settles one issue after another and remembers,
of each tie that still waits for an issue, what the settled ones have decided: whether a linkage cannot bind any more,
binds and is kept, or is broken; whether an interaction can still count (the context: dynamic programming along a path
decomposition of the ties, Bodlaender 1998). So ten issues in a chain of linkages, or under one, do not multiply.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import SettlementError
from goodoffices.settlement.engine.model import Bonus, Model, Rule

__all__ = ["Component", "Context", "Step", "TooManyRowsError", "components"]

Ints = NDArray[np.int64]
Context = tuple[int, ...]
"""The states of the ties that wait for an issue, in the order of `Step.open_before` or `Step.open_after`."""

CONTEXTS = 50_000
"""Contexts beyond which a dossier is refused: its linkages tie too many issues too closely. Ten issues of ten options,
each tied to each, have 2,502."""


class TooManyRowsError(Exception):
    """A search along the walk needs more rows than its limit."""


@dataclass(frozen=True)
class Step:
    """Settle `issue` by one of `options`. `units` has shape (options of the issue, deciding parties). `touched` are
    the ties that know the issue, by position among `ties`; those not in `open_after` wait for no other issue."""

    issue: int
    options: tuple[int, ...]
    units: Ints
    ties: tuple[Rule | Bonus, ...]
    touched: tuple[int, ...]
    open_before: tuple[int, ...]
    open_after: tuple[int, ...]
    deciding: tuple[int, ...]

    def moves(self, context: Context) -> Iterator[tuple[int, Context, Ints]]:
        """Every option that no linkage forbids here: the option, the context after it, the units it adds."""
        for option, after, bonuses in self.turns(context):
            gain: Ints = self.units[option].copy()
            for bonus in bonuses:
                gain[self.deciding.index(bonus.party)] += bonus.units
            yield option, after, gain

    def turns(self, context: Context) -> Iterator[tuple[int, Context, tuple[Bonus, ...]]]:
        """The same with the interactions that an option completes in place of the units."""
        before = dict(zip(self.open_before, context, strict=True))
        for option in self.options:
            states = dict(before)
            for t in self.touched:
                states[t] = self.ties[t].after(before.get(t, _START), self.issue, option)
            done = [(self.ties[t], states[t]) for t in self.touched if t not in self.open_after]
            if not any(isinstance(tie, Rule) and state == Rule.BROKEN for tie, state in done):
                counted = tuple(tie for tie, state in done if isinstance(tie, Bonus) and state == Bonus.ALIVE)
                yield option, tuple(states[t] for t in self.open_after), counted


_START = 1
"""The state in which every tie starts: Rule.KEPT, Bonus.ALIVE."""


@dataclass(frozen=True)
class Component:
    """Issues tied together, in the order in which the walk decides them."""

    steps: tuple[Step, ...]
    parties: int

    @property
    def issues(self) -> tuple[int, ...]:
        """Positions of its issues in the order of the walk."""
        return tuple(step.issue for step in self.steps)

    @cached_property
    def contexts(self) -> tuple[tuple[Context, ...], ...]:
        """For each step and after the last, the contexts that some choice leads to."""
        layers: list[tuple[Context, ...]] = [((),)]
        for step in self.steps:
            following: dict[Context, None] = {}
            for context in layers[-1]:
                following.update((after, None) for _, after, _ in step.turns(context))
                if len(following) > CONTEXTS:
                    raise SettlementError.of(
                        f"the linkages and interactions tie {len(self.steps)} issues too closely to search: more than "
                        f"{CONTEXTS:,} different situations must be told apart",
                        remedy="Write fewer linkages, or settle some of these issues first.",
                    )
            layers.append(tuple(following))
        return tuple(layers)

    @cached_property
    def completions(self) -> tuple[dict[Context, int], ...]:
        """For each step and context, in how many ways the rest of the component can be settled."""
        layers: list[dict[Context, int]] = [dict.fromkeys(self.contexts[-1], 1)]
        for step, contexts in zip(reversed(self.steps), reversed(self.contexts[:-1]), strict=True):
            layers.append({c: sum(layers[-1].get(after, 0) for _, after, _ in step.moves(c)) for c in contexts})
        return tuple(reversed(layers))

    @cached_property
    def best(self) -> tuple[dict[Context, Ints], ...]:
        """For each step and context that can be completed, the most units each party can still get (each party on
        its own: no one completion need give all of them)."""
        return self._extreme(np.maximum)

    @cached_property
    def worst(self) -> tuple[dict[Context, Ints], ...]:
        """For each step and context that can be completed, the fewest units each party can still get."""
        return self._extreme(np.minimum)

    def _extreme(self, pick: np.ufunc) -> tuple[dict[Context, Ints], ...]:
        zero = np.zeros(self.parties, dtype=np.int64)
        layers: list[dict[Context, Ints]] = [dict.fromkeys(self.contexts[-1], zero)]
        for step, contexts in zip(reversed(self.steps), reversed(self.contexts[:-1]), strict=True):
            layer = {}
            for context in contexts:
                rest = [gain + layers[-1][after] for _, after, gain in step.moves(context) if after in layers[-1]]
                if rest:
                    layer[context] = pick.reduce(rest)
            layers.append(layer)
        return tuple(reversed(layers))

    @property
    def allowed(self) -> int:
        """In how many ways the component can be settled without crossing a red line or breaking a linkage."""
        return self.completions[0][()]


def components(model: Model) -> tuple[Component, ...]:
    """The model's issues in components, smallest first."""
    bonuses = tuple(bonus for bonus in model.bonuses if bonus.party in model.deciding)
    ties: tuple[Rule | Bonus, ...] = (*model.rules, *bonuses)
    groups: list[set[int]] = [{issue} for issue in range(len(model.issues))]
    for tie in ties:
        touched = [group for group in groups if group & tie.issues]
        groups = [group for group in groups if not group & tie.issues] + [set[int]().union(*touched)]
    made = (Component(tuple(_steps(model, sorted(group), ties)), len(model.deciding)) for group in groups)
    return tuple(sorted(made, key=lambda c: (math.prod(len(step.options) for step in c.steps), c.issues)))


def _steps(model: Model, group: list[int], ties: tuple[Rule | Bonus, ...]) -> Iterator[Step]:
    """Greedy order: settle next the issue that leaves the fewest ties waiting."""
    own = [t for t, tie in enumerate(ties) if tie.issues <= set(group)]
    placed: list[int] = []
    before: tuple[int, ...] = ()
    while len(placed) < len(group):
        waiting = [issue for issue in group if issue not in placed]
        issue = min(waiting, key=lambda i: (len(_open([*placed, i], ties, own)), i))
        placed = [*placed, issue]
        after = _open(placed, ties, own)
        yield Step(
            issue=issue,
            options=tuple(o for o, is_open in enumerate(model.open_options[issue]) if is_open),
            units=model.units[issue][:, model.deciding],
            ties=ties,
            touched=tuple(t for t in own if issue in ties[t].issues),
            open_before=before,
            open_after=after,
            deciding=model.deciding,
        )
        before = after


def _open(placed: list[int], ties: tuple[Rule | Bonus, ...], own: list[int]) -> tuple[int, ...]:
    """The ties of which some issues are settled and some are not."""
    settled = set(placed)
    return tuple(t for t in own if ties[t].issues & settled and not ties[t].issues <= settled)
