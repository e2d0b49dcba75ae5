"""Walking through the issues one at a time, carrying along only what later issues still depend on.

Linkages and interactions tie issues together. Issues that are not tied, directly or through others, fall into separate
components, whose packages combine freely. Within a component the walk decides one issue after another and remembers
the options of those decided issues that are tied to an issue still to come (the context; a path decomposition of the
graph of ties, Bodlaender 1998). So ten issues linked in a chain do not multiply: a context holds one or two of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.model import Bonus, Model, Rule

__all__ = ["Component", "Context", "Step", "components"]

Ints = NDArray[np.int64]
Context = tuple[int, ...]
"""Option positions of the live issues, in the order of `Step.live_before` or `Step.live_after`."""


@dataclass(frozen=True)
class Step:
    """Decide `issue` by one of `options`. `units` has shape (options of the issue, deciding parties). The rules and
    bonuses are those whose last issue this is."""

    issue: int
    options: tuple[int, ...]
    units: Ints
    live_before: tuple[int, ...]
    live_after: tuple[int, ...]
    rules: tuple[Rule, ...]
    bonuses: tuple[Bonus, ...]
    deciding: tuple[int, ...]

    def moves(self, context: Context) -> Iterator[tuple[int, Context, Ints]]:
        """Every option that no linkage forbids here: the option, the context after it, the units it adds."""
        known = dict(zip(self.live_before, context, strict=True))
        for option in self.options:
            choice = {**known, self.issue: option}
            if all(rule.holds(choice) for rule in self.rules):
                yield option, tuple(choice[issue] for issue in self.live_after), self._gain(option, choice)

    def _gain(self, option: int, choice: Mapping[int, int]) -> Ints:
        gain: Ints = self.units[option].copy()
        for bonus in self.bonuses:
            if bonus.holds(choice):
                gain[self.deciding.index(bonus.party)] += bonus.units
        return gain


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
            layers.append(tuple(dict.fromkeys(after for c in layers[-1] for _, after, _ in step.moves(c))))
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
    ties = [*(rule.issues for rule in model.rules), *(b.issues for b in model.bonuses if b.party in model.deciding)]
    groups: list[set[int]] = [{issue} for issue in range(len(model.issues))]
    for tie in ties:
        touched = [group for group in groups if group & tie]
        groups = [group for group in groups if not group & tie] + [set[int]().union(*touched)]
    made = (Component(tuple(_steps(model, sorted(group), ties)), len(model.deciding)) for group in groups)
    return tuple(sorted(made, key=lambda c: (math.prod(len(step.options) for step in c.steps), c.issues)))


def _steps(model: Model, group: list[int], ties: list[frozenset[int]]) -> Iterator[Step]:
    """Greedy order: decide next the issue that leaves the fewest contexts to carry."""
    own = [tie for tie in ties if tie <= set(group)]
    placed: list[int] = []
    while len(placed) < len(group):
        waiting = [issue for issue in group if issue not in placed]
        issue = min(waiting, key=lambda i: (_contexts(model, [*placed, i], own), i))
        before, placed = _live(placed, own), [*placed, issue]
        yield Step(
            issue=issue,
            options=tuple(o for o, is_open in enumerate(model.open_options[issue]) if is_open),
            units=model.units[issue][:, model.deciding],
            live_before=before,
            live_after=_live(placed, own),
            rules=tuple(r for r in model.rules if issue in r.issues and r.issues <= set(placed)),
            bonuses=tuple(
                b for b in model.bonuses if b.party in model.deciding and issue in b.issues and b.issues <= set(placed)
            ),
            deciding=model.deciding,
        )


def _live(placed: list[int], ties: list[frozenset[int]]) -> tuple[int, ...]:
    """The placed issues that a tie joins to one not yet placed."""
    return tuple(issue for issue in placed if any(issue in tie and not tie <= set(placed) for tie in ties))


def _contexts(model: Model, placed: list[int], ties: list[frozenset[int]]) -> int:
    return math.prod(sum(model.open_options[issue]) for issue in _live(placed, ties))
