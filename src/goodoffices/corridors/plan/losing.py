"""What the loss of a road of the agreed route costs, with its points kept: leg by leg."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from goodoffices.corridors.danger import Danger
from goodoffices.corridors.plan.course import Course, Leg
from goodoffices.corridors.roads import Roads
from goodoffices.corridors.routes import CUT, Graph, Loss, costs_of_loss, graph_of

__all__ = ["losses_of"]

_TENTHS: Final = 10.0
"""Costs are tenths of a second."""


def losses_of(
    roads: Roads, danger: Danger, course: Course, advance: Callable[[str], None] = lambda _: None
) -> tuple[Loss, ...]:
    """The stretches of the route whose loss costs something, the worst first: how much longer it takes from the point
    before to the point after without a road of the stretch, or None where no road is left."""
    graph = graph_of(roads, danger)
    found = []
    for leg in course.legs:
        cost = costs_of_loss(graph, _arcs(graph, leg), advance=advance)
        for steps in np.split(np.arange(len(cost)), np.flatnonzero(np.diff(cost)) + 1):
            if cost[steps[0]]:
                seconds = None if cost[steps[0]] == CUT else float(cost[steps[0]]) / _TENTHS
                found.append(Loss(tuple(leg.edges[steps].tolist()), seconds))
    return tuple(sorted(found, key=lambda loss: -np.inf if loss.seconds is None else -loss.seconds))


def _arcs(graph: Graph, leg: Leg) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """(steps,) the arcs that a leg drives."""
    arcs = graph.arcs
    found = []
    for edge, tail, head in zip(leg.edges.tolist(), leg.nodes.tolist(), leg.nodes[1:].tolist(), strict=False):
        own = np.arange(arcs.first[tail], arcs.first[tail + 1])
        found.append(int(own[(arcs.edges[own] == edge) & (arcs.heads[own] == head)][0]))
    return np.array(found, dtype=np.int32)
