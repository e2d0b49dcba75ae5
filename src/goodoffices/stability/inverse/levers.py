"""What guarantors could do: guarantees, payments and sanctions, each with who gives it, what it costs and what it
does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.dossier import Judgement
from goodoffices.stability.model import Conflict, Formula

__all__ = ["Lever", "Levers", "effects_of"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Lever:
    """One of them. In the states where `when` holds it changes what they are worth by `worth` (by maker, on the maker's
    own scale). `cost` is on the giver's scale. `done_by` is the giver's option that carries it out, where the giver is
    a maker of the model: then whether it would is asked as of any other move."""

    id: str
    kind: Literal["guarantee", "payment", "sanction"]
    by: str
    cost: float
    when: Formula
    worth: Mapping[str, float] = field(hash=False)
    text: str = ""
    done_by: str = ""
    judgement: Judgement = field(default_factory=Judgement)

    @property
    def called(self) -> str:
        """The text, or the id where there is no text."""
        return self.text or self.id


@dataclass(frozen=True)
class Levers:
    """All of a file. `cost_unit`: the one scale of all costs, "" where each giver's are on its own, so that they cannot
    be added. `budgets`: the most that a giver can spend; who is not in it has no stated end."""

    levers: tuple[Lever, ...]
    cost_unit: str = ""
    budgets: Mapping[str, float] = field(default_factory=dict)


def effects_of(case: Conflict, levers: Levers) -> Floats:
    """What each lever adds to the worth of each state for each maker (levers, makers, states)."""
    found = np.zeros((len(levers.levers), *case.graph.levels.shape))
    for n, lever in enumerate(levers.levers):
        where = case.space.holds(lever.when)
        for maker, worth in lever.worth.items():
            found[n, case.graph.makers.index(maker)] = np.where(where, worth, 0.0)
    return found
