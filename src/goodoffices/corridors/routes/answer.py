"""Routes between two nodes: the efficient set, a few named ones, alternatives, and what the loss of a road costs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from goodoffices.corridors.danger import Danger
from goodoffices.corridors.roads import Roads
from goodoffices.corridors.routes.alternatives import alternatives
from goodoffices.corridors.routes.disjoint import two_routes
from goodoffices.corridors.routes.graph import EXPOSURE, TIME, Graph, Small, graph_of
from goodoffices.corridors.routes.loss import CUT, costs_of_loss
from goodoffices.corridors.routes.result import Backup, Loss, Question, Route, Routes
from goodoffices.corridors.routes.search import Front, efficient_routes
from goodoffices.errors import CorridorError

__all__ = ["routes_between"]

_WORST: Final = 5
"""Losses that are told."""


def routes_between(
    roads: Roads,
    danger: Danger,
    start: int,
    goal: int,
    question: Question | None = None,
    *,
    advance: Callable[[str], None] = lambda _: None,
) -> Routes:
    """The answer for two nodes. Raises CorridorError when they are one, or when no open road joins them."""
    if start == goal:
        raise CorridorError.of("both places lie at the same node of the network", remedy="Choose places further apart.")
    asked = question or Question()
    graph = graph_of(roads, danger)
    front = efficient_routes(graph, start, goal, advance=advance)
    fastest = front.route(0)
    advance("Looking for alternatives")
    others = tuple(
        _route(roads, graph, one.route, (f"alternative {number}",), shared=one.shared)
        for number, one in enumerate(
            alternatives(
                graph, roads.length, fastest, asked.others, most_shared=asked.shared, most_longer=asked.longer
            ),
            1,
        )
    )
    return Routes(
        question=asked,
        seconds=front.costs[:, 0] / TIME,
        exposure=front.costs[:, 1] / EXPOSURE,
        chosen=_chosen(roads, graph, front, asked),
        others=others,
        losses=_losses(graph, fastest, advance),
        backup=_backup(roads, graph, start, goal),
        labels=front.labels,
    )


def _chosen(roads: Roads, graph: Graph, front: Front, asked: Question) -> tuple[Route, ...]:
    """Representatives of the efficient routes, by time; one that is several things has several names."""
    time = front.costs[:, 0]
    named = [(0, "fastest")]
    for minutes in sorted(asked.within):
        within = int(np.searchsorted(time, time[0] + round(minutes * 60 * TIME), side="right")) - 1
        named.append((within, f"safest within +{minutes:g} min"))
    named.append((len(front) - 1, "least exposed"))
    return tuple(
        _route(roads, graph, front.route(which), tuple(name for place, name in named if place == which))
        for which in sorted({place for place, _ in named})
    )


def _route(roads: Roads, graph: Graph, steps: Small, names: tuple[str, ...], shared: float = 0.0) -> Route:
    edges = graph.arcs.edges[steps]
    seconds, exposure = graph.costs[steps].sum(axis=0) / (TIME, EXPOSURE)
    nodes = np.concatenate([graph.arcs.tails[steps[:1]], graph.arcs.heads[steps]])
    return Route(names, edges, nodes, float(seconds), float(exposure), float(roads.length[edges].sum()), shared)


def _losses(graph: Graph, fastest: Small, advance: Callable[[str], None]) -> tuple[Loss, ...]:
    """The worst first; of those that cost the same, the first that is driven."""
    cost = costs_of_loss(graph, fastest, advance=advance)
    edges = graph.arcs.edges[fastest]
    found = [
        Loss(tuple(edges[steps].tolist()), None if cost[steps[0]] == CUT else float(cost[steps[0]] / TIME))
        for steps in np.split(np.arange(len(cost)), np.flatnonzero(np.diff(cost)) + 1)
    ]
    return tuple(sorted(found, key=lambda loss: -np.inf if loss.seconds is None else -loss.seconds)[:_WORST])


def _backup(roads: Roads, graph: Graph, start: int, goal: int) -> Backup:
    pair = two_routes(graph, start, goal)
    assert pair is not None  # noqa: S101 - there is a route: the efficient ones were found before
    first, second = (
        _route(roads, graph, steps, (name,)) for steps, name in zip((pair.first, pair.second), _NAMES, strict=True)
    )
    shared = graph.arcs.edges[pair.shared]
    apart = np.flatnonzero(graph.arcs.tails[pair.shared[1:]] != graph.arcs.heads[pair.shared[:-1]]) + 1
    stretches = np.split(shared, apart) if len(shared) else []
    return Backup(first, second, tuple(tuple(one.tolist()) for one in stretches))


_NAMES: Final = ("first of the pair", "second of the pair")
