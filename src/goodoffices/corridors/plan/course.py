"""The route of a plan on the roads: from each of its points to the next by the quickest open way."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from goodoffices.corridors.danger import Danger
from goodoffices.corridors.plan.model import CorridorPlan
from goodoffices.corridors.roads import Found, Roads, nearest_node
from goodoffices.corridors.routes import Graph, graph_of, shortest_route
from goodoffices.errors import CorridorError

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Course", "Leg", "course_of"]


@dataclass(frozen=True, eq=False)
class Leg:
    """From one point of the route to the next."""

    start: str
    end: str
    edges: NDArray[np.int32]
    """(steps,) of the roads, in the order in which they are driven."""
    nodes: NDArray[np.int32]
    """(steps + 1,)"""
    seconds: float
    """Delays at checkpoints that were drawn among them."""
    exposure: float
    """Event-metres: compares roads, and is no probability of harm."""
    metres: float


@dataclass(frozen=True, eq=False)
class Course:
    """The legs of a route in their order; `ends` are the nodes of its points, and how far each point lies from them."""

    legs: tuple[Leg, ...]
    ends: tuple[tuple[str, Found], ...]

    @property
    def edges(self) -> NDArray[np.int32]:
        """(steps,) of the whole route."""
        return np.concatenate([leg.edges for leg in self.legs])

    @property
    def nodes(self) -> NDArray[np.int32]:
        """(steps + 1,) of the whole route."""
        return np.concatenate([self.legs[0].nodes, *(leg.nodes[1:] for leg in self.legs[1:])])

    @property
    def seconds(self) -> float:
        """From the first point to the last."""
        return sum(leg.seconds for leg in self.legs)

    @property
    def exposure(self) -> float:
        """Event-metres from the first point to the last."""
        return sum(leg.exposure for leg in self.legs)

    @property
    def metres(self) -> float:
        """From the first point to the last."""
        return sum(leg.metres for leg in self.legs)

    def between(self, start: str, end: str) -> tuple[Leg, ...]:
        """The legs of a stretch from one point of the route to another."""
        names = [leg.start for leg in self.legs] + [self.legs[-1].end]
        return self.legs[names.index(start) : names.index(end)]


def course_of(plan: CorridorPlan, roads: Roads, danger: Danger) -> Course:
    """The route of a plan. Raises CorridorError for a point far from every road, for two neighbouring points at one
    node, and where no open road leads from one to the next."""
    graph = graph_of(roads, danger)
    ends = []
    for name in plan.route:
        point = plan.point(name)
        try:
            ends.append((name, nearest_node(roads, point.latitude, point.longitude)))
        except CorridorError as error:
            told = error.problems[0]
            raise CorridorError.of(f"the point `{name}`: {told.what}", remedy=told.remedy) from error
    return Course(tuple(_leg(roads, danger, graph, pair) for pair in pairwise(ends)), tuple(ends))


def _leg(roads: Roads, danger: Danger, graph: Graph, pair: tuple[tuple[str, Found], tuple[str, Found]]) -> Leg:
    start, end = pair
    if start[1].node == end[1].node:
        told = f"the points `{start[0]}` and `{end[0]}` lie at the same node of the roads"
        raise CorridorError.of(told, remedy="Choose points further apart.")
    time = np.ascontiguousarray(graph.costs[:, 0])
    steps = shortest_route(graph, time, start[1].node, end[1].node)
    if steps is None:
        told = f"no open road leads from `{start[0]}` to `{end[0]}`"
        raise CorridorError.of(told, remedy="Look at closures and lines of control, or move a point.")
    edges = graph.arcs.edges[steps]
    nodes = np.concatenate([graph.arcs.tails[steps[:1]], graph.arcs.heads[steps]])
    seconds = float((roads.seconds + danger.delay)[edges].sum())
    metres = float(roads.length[edges].sum())
    return Leg(start[0], end[0], edges, nodes, seconds, float(danger.exposure[edges].sum()), metres)
