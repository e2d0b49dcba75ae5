"""The best package by a compiled branch and bound (`kernels/branch.py`), at any size.

Floats find the packages that are best to within a billionth; fractions decide among those, so that ties are true ties.
Where more packages are nearly as good than can be kept, a second search, which need not find them all, proves the best
to within a ten-millionth.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.aims import Aim, Found, Stakes
from goodoffices.settlement.engine.network import Network

if TYPE_CHECKING:
    from goodoffices.settlement.engine.kernels.branch import Best, Task

__all__ = ["Branching", "shape"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NEAR = 1e-9
"""Relative distance of measures within which fractions decide."""

LOOSE = {"product": 1e-7, "sum": 1e-10, "leximin": 1e-7}
"""Relative distance to which the best is proved where those nearly as good are too many to keep, or not asked for."""

ROWS = 1_000
"""Packages kept that are nearly as good as the best."""


def shape(net: Network) -> tuple[Ints, Ints, Ints, Ints]:
    """Tail, head, layer and option of every arc, each of shape (arcs,)."""
    tail = np.repeat(np.arange(len(net.first) - 1, dtype=np.int64), np.diff(net.first))
    layer = np.searchsorted(net.layer, tail, side="right").astype(np.int64) - 1
    return tail, net.head, layer, net.option


@dataclass(frozen=True)
class Branching:
    """Searches with at most `limit` nodes each; the packages found by one start the next."""

    stakes: Stakes
    limit: int
    known: list[Ints] = field(default_factory=list)

    def best(self, aim: Aim, *, ties: bool = True) -> Found:
        """The best acceptable package. Half of the nodes may go into finding all that are as good."""
        from goodoffices.settlement.engine.kernels.branch import DONE, EQUALS, KNOWN, NODES, search  # noqa: PLC0415

        nodes, many, best = 0, None, None
        if ties:
            task, best = self._question(aim, NEAR, ROWS)
            search(task, best, self.limit // 2)
            nodes = int(best.marks[NODES])
        if best is None or not best.marks[DONE]:
            task, best = self._question(aim, LOOSE[aim.kind], 0, best)
            search(task, best, self.limit - nodes)
            nodes += int(best.marks[NODES])
        elif best.marks[EQUALS]:
            best.path[:], many = self.stakes.first(aim, best.equals[: best.marks[EQUALS]])
        proved, value = bool(best.marks[DONE]), float(best.value[0])
        if not best.marks[KNOWN]:
            bound = -math.inf if proved else float(best.bound[0])
            return Found(None, -math.inf, bound, proved, nodes=nodes)
        self.known.append(best.path)
        bound = value if proved else max(value, float(best.bound[0]))
        return Found(best.path, value, bound, bound <= value, many, nodes)

    def _question(self, aim: Aim, near: float, rows: int, start: Best | None = None) -> tuple[Task, Best]:
        """The task, with room for `rows` packages as good as the best, and what is known to begin with: the best so
        far, or the best of what other searches found."""
        # Compiled code, which loads slowly.
        from goodoffices.settlement.engine.kernels.branch import KNOWN, Task, make_best  # noqa: PLC0415

        tail, head, layer, option = self._shape
        task = Task(
            tail=tail,
            head=head,
            layer=layer,
            option=option,
            points=self._points,
            need=self.stakes.need / self.stakes.scale,
            units=self._units,
            unit_need=self.stakes.need,
            scale=self.stakes.scale,
            rule=("product", "sum", "leximin").index(aim.kind),
            goal=np.array([float(goal) for goal in aim.goal]),
            counted=len(aim.counted),
            layers=self.stakes.net.issues,
            near=near,
            ties=rows > 0,
        )
        best = make_best(task, rows)
        known = self.known if start is None or not start.marks[KNOWN] else [start.path]
        gains = [(self.stakes.exact(path), path) for path in known]
        ready = [pair for pair in gains if aim.kind != "product" or all(pair[0][p] > 0 for p in aim.counted)]
        if ready:
            row, best.path[:] = max(ready, key=lambda pair: aim.key(pair[0]))
            best.value[: max(1, len(aim.counted))] = aim.measure(row)
            best.marks[KNOWN] = 1
        return task, best

    @cached_property
    def _shape(self) -> tuple[Ints, Ints, Ints, Ints]:
        return shape(self.stakes.net)

    @cached_property
    def _units(self) -> Floats:
        return np.ascontiguousarray(self.stakes.units, dtype=np.float64)

    @cached_property
    def _points(self) -> Floats:
        return np.ascontiguousarray(self.stakes.units / self.stakes.scale, dtype=np.float64)
