"""How a partial text can be completed, and what its settled clauses do to each party."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Mapping

import numpy as np

from goodoffices.settlement.counting import counted, settled
from goodoffices.settlement.engine.frontier import pareto_rows
from goodoffices.settlement.engine.model import Model
from goodoffices.settlement.engine.walk import components
from goodoffices.settlement.fair import from_frontier, one_by_one
from goodoffices.settlement.result import Settlement
from goodoffices.settlement.trades.result import Completions

__all__ = ["completions", "narrowed"]


def narrowed(model: Model, clauses: Mapping[str, str]) -> Model:
    """The model in which every settled issue has only its own option; a forbidden one stays forbidden."""
    kept = model.choice(clauses)
    return dataclasses.replace(
        model,
        open_options=tuple(
            tuple(is_open and kept.get(i, o) == o for o, is_open in enumerate(options))
            for i, options in enumerate(model.open_options)
        ),
    )


def completions(
    model: Model,
    clauses: Mapping[str, str],
    settlement: Settlement,
    cap: int,
    advance: Callable[[str], None] = lambda _: None,
) -> Completions:
    """What can be made of a partial text with these `clauses`. `settlement` is the answer without them, `cap` the
    number of frontier packages beyond which the four rules are found one by one."""
    model = narrowed(model, clauses)
    parts = components(model)
    need = np.array([model.need[p] for p in model.deciding], dtype=np.int64)
    counts = counted(model, parts, need, advance)
    front = pareto_rows(parts, len(model.issues), need, cap, advance)
    fair = from_frontier(model, front, need) if front is not None else one_by_one(model, advance)
    size = int(front.many.sum()) if front is not None else None
    every = math.prod(len(o) for i, o in zip(model.issues, model.options, strict=True) if i not in clauses)
    counts = dataclasses.replace(settled(counts, size or 0, nothing=fair.nothing), all=every)
    free = settlement.solutions.nash.outcome if settlement.solutions else None
    mine = fair.solutions.nash.outcome if fair.solutions else None
    effect = {p: mine.utility[p] - free.utility[p] for p in model.parties} if mine and free else {}
    return Completions(counts, size, fair.solutions, fair.how, free, effect)
