"""From what a maker wants to a level of each state.

Statements are read by option prioritization (Peng, Hipel & Fang 1997; Fang, Hipel, Kilgour & Peng 2003): of two states,
that one is better in which the most important statement that tells them apart holds. An order is read as it stands.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import StabilityError
from goodoffices.stability.model.model import Preference
from goodoffices.stability.model.states import StateSpace

__all__ = ["MOST_STATEMENTS", "levels_of"]

MOST_STATEMENTS = 60

Ints = NDArray[np.int64]


def levels_of(preference: Preference, space: StateSpace) -> tuple[Ints, Ints]:
    """The level and the band of each state (states,): whole numbers from 0, more is better.

    What is not known is left out: a statement marked `unknown` counts for nothing, and states joined by `?` for equal.
    `completions` tells what may lie behind it. Raises StabilityError for an order that does not hold every state once.
    """
    if preference.statements:
        return _by_statements(preference, space)
    if preference.order:
        return _by_order(preference, space)
    nothing = np.zeros(len(space), dtype=np.int64)
    return nothing, nothing


def _by_statements(preference: Preference, space: StateSpace) -> tuple[Ints, Ints]:
    known = [each for each in preference.statements if not each.unknown]
    strong = sum(each.strong for each in known)
    if len(known) > MOST_STATEMENTS:
        what = f"{preference.maker} has {len(known)} statements; {MOST_STATEMENTS} are the most that are read"
        raise StabilityError.of(what)
    if any(each.strong for each in known[strong:]):
        what = f"a statement of {preference.maker} that matters greatly stands below one that does not"
        raise StabilityError.of(what, remedy="Put the statements with `!` first.")
    score = np.zeros(len(space), dtype=np.int64)
    for place, statement in enumerate(reversed(known)):
        score[space.holds(statement.formula)] += 1 << place
    return _dense(score), _dense(score >> (len(known) - strong))


def _by_order(preference: Preference, space: StateSpace) -> tuple[Ints, Ints]:
    level = np.full(len(space), -1, dtype=np.int64)
    band = np.zeros(len(space), dtype=np.int64)
    step = far = 0
    for rank in preference.order:
        for pattern in rank.states:
            state = space.find(pattern)
            if state is None or level[state] >= 0:
                why = "is not feasible" if state is None else "stands twice"
                raise StabilityError.of(f"in the order of {preference.maker}, the state {pattern} {why}")
            level[state], band[state] = step, far
        step += rank.then != "?"
        far += rank.then == ">>"
    if bool(np.any(level < 0)):
        missing = [space.pattern(int(state)) for state in np.flatnonzero(level < 0)[:6]]
        what = f"the order of {preference.maker} leaves out {', '.join(missing)}"
        raise StabilityError.of(what, remedy="Name every feasible state once; `rest` stands for all not named.")
    return _dense(-level), _dense(-band)


def _dense(score: Ints) -> Ints:
    """The same order in whole numbers from 0."""
    _, found = np.unique(score, return_inverse=True)
    return found.astype(np.int64).reshape(score.shape)
