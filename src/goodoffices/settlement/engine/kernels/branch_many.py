"""The Nash package of many models that share one network: draws of uncertain preferences."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.compiled import compiled
from goodoffices.settlement.engine.kernels.branch import DONE, EQUALS, KNOWN, NASH, make_best, search
from goodoffices.settlement.engine.kernels.branch_paths import Task, copy

__all__ = ["ASK", "FOUND", "nash_of_each"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
FOUND, ASK = 1, 0
NEAR = 1e-9


@compiled
def nash_of_each(shape: tuple[Ints, Ints, Ints, Ints], units: Floats, need: Floats, limit: int) -> tuple[Ints, Ints]:
    """The arcs of the Nash package of each draw, (draws, layers), and FOUND for those of which it is proved to be the
    one best; ASK for those that want a closer look.

    `shape`: tail, head, layer and option of the arcs. `units` (draws, arcs, parties) and `need` (draws, parties) are
    in points.
    """
    tail, head, layer, option = shape
    draws, _, parties = units.shape
    layers = int(layer.max()) + 1
    ones = np.ones(parties)
    path, state = np.zeros((draws, layers), np.int64), np.zeros(draws, np.int64)
    for d in range(draws):
        task = Task(
            tail=tail,
            head=head,
            layer=layer,
            option=option,
            points=units[d],
            need=need[d],
            units=units[d],
            unit_need=need[d],
            scale=ones,
            rule=NASH,
            goal=ones,
            counted=parties,
            layers=layers,
            near=NEAR,
            ties=True,
        )
        best = make_best(task, 2)
        search(task, best, limit)
        if best.marks[KNOWN] and best.marks[DONE] and best.marks[EQUALS] == 1:
            copy(path[d], best.path)
            state[d] = FOUND
    return path, state
