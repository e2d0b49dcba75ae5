"""All that is shown of a model, computed once: what holds, what is unknown, who could do what together, the ways."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from goodoffices.stability.model import Conflict, Model, conflict
from goodoffices.stability.solve import (
    CoalitionStudy,
    Solution,
    Standing,
    Ways,
    WaysKind,
    solve,
    standing,
    study_coalition,
    trace,
)
from goodoffices.stability.solve.tracing import MOST_TRACED

__all__ = ["Study", "study"]


@dataclass(frozen=True, eq=False)
class Study:
    """A model with its answers. `standing` is None where nothing is unknown, `ways` where no status quo is named."""

    conflict: Conflict
    solution: Solution
    standing: Standing | None
    coalitions: tuple[CoalitionStudy, ...]
    ways: dict[WaysKind, Ways]
    status_quo: int | None
    agreement: int | None

    @property
    def model(self) -> Model:
        """The model."""
        return self.conflict.model


def study(
    model: Model,
    coalitions: Sequence[Sequence[int]] = (),
    progress: Callable[[str, int, int], None] | None = None,
) -> Study:
    """Everything that is shown of a model. Raises StabilityError where the model leaves a question unanswered."""
    made = conflict(model)
    space, graph = made.space, made.graph
    start = space.find(model.status_quo) if model.status_quo else None
    kinds: tuple[WaysKind, ...] = ("any", "no_worse", "improving")
    traced = start is not None and graph.states <= MOST_TRACED
    return Study(
        conflict=made,
        solution=solve(graph, progress=progress),
        standing=None if model.is_complete else standing(made, progress),
        coalitions=tuple(study_coalition(graph, members) for members in coalitions),
        ways={kind: trace(graph, start, kind) for kind in kinds} if start is not None and traced else {},
        status_quo=start,
        agreement=space.find(model.agreement) if model.agreement else None,
    )
