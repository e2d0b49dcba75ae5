"""Small networks made up for tests, and where the shared data lie."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import strategies as st

from goodoffices.corridors.danger import Danger, Told, Weights
from goodoffices.corridors.roads import Origin, Roads, Shapes, arcs_of
from goodoffices.corridors.routes import Graph

GROUND = Path(__file__).parents[2].parent / "shared" / "data" / "ground"
needs_ground = pytest.mark.skipif(
    not GROUND.is_dir(), reason="the published networks (shared/data/ground) are not here"
)


def roads_of(nodes, edges):
    """Roads from (tail, head, one_way, metres) on nodes that lie in a row, ten seconds a metre and no shapes."""
    tails, heads, one_way, metres = (np.array(column) for column in zip(*edges, strict=True))
    count = len(edges)
    roads = Roads(
        latitude=np.linspace(10.0, 10.1, nodes),
        longitude=np.linspace(20.0, 20.1, nodes),
        node_ids=np.arange(nodes),
        tails=tails.astype(np.int32),
        heads=heads.astype(np.int32),
        one_way=one_way.astype(bool),
        length=metres.astype(float),
        seconds=metres / 10,
        capacity=np.full(count, 100.0),
        road_class=np.zeros(count, dtype=np.int16),
        classes=("primary",),
        bridge=np.zeros(count, dtype=bool),
        street=np.full(count, -1, dtype=np.int32),
        streets=(),
        origin=Origin("made up", "", "made up"),
    )
    return roads, Shapes(np.zeros(count + 1, dtype=np.int64), np.zeros(0), np.zeros(0))


def danger_of(roads, exposure, day, closed=()):
    """Danger with a given exposure of each edge."""
    shut = np.zeros(roads.edges, dtype=bool)
    shut[list(closed)] = True
    exposure = np.array(exposure, dtype=float)
    nothing = np.zeros(roads.edges)
    return Danger(day, Weights(), exposure / roads.length, exposure, nothing, roads.capacity, shut, Told(), "", ())


@cache
def edges_between(nodes, most, least):
    """Edges of so many nodes; made once for each size, since Hypothesis examines anew what is made anew."""
    node = st.integers(0, nodes - 1)
    cost = st.tuples(st.integers(max(least, 0), 9), st.integers(0, 9))
    edge = st.tuples(node, node, st.booleans(), cost, st.integers(0, 9)).filter(lambda one: one[0] != one[1])
    return st.lists(edge, min_size=1, max_size=most)


@st.composite
def graphs(draw, most_nodes=7, most_edges=14, least=0):
    """A graph of edges that may be one-way, parallel or closed, with small whole costs; and its plain arcs."""
    nodes = draw(st.integers(2, most_nodes))
    edges = draw(edges_between(nodes, most_edges, least))
    roads, _ = roads_of(nodes, [(tail, head, one_way, 10) for tail, head, one_way, _, _ in edges])
    arcs = arcs_of(roads)
    costs = np.array([(-1, -1) if closed == 0 else both for *_, both, closed in edges], dtype=np.int64)
    return Graph(arcs, np.ascontiguousarray(costs[arcs.edges]))


def plain(graph, without=None):
    """The open arcs of a graph as tail, head, costs and number; without those of one edge."""
    arcs = graph.arcs
    return [
        (int(arcs.tails[a]), int(arcs.heads[a]), int(graph.costs[a, 0]), int(graph.costs[a, 1]), a)
        for a in range(len(arcs.heads))
        if graph.costs[a, 0] >= 0 and arcs.edges[a] != without
    ]


def simple_paths(graph, start, goal, without=None):
    """Every way that visits no node twice, as its arcs."""
    leaving = {}
    for arc in plain(graph, without):
        leaving.setdefault(arc[0], []).append(arc)
    found = []

    def go(node, seen, steps):
        if node == goal:
            found.append(steps)
            return
        for arc in leaving.get(node, []):
            if arc[1] not in seen:
                go(arc[1], seen | {arc[1]}, [*steps, arc[4]])

    go(start, {start}, [])
    return found


def cost_of(graph, steps):
    """The sum of both costs along a way."""
    return tuple(int(total) for total in graph.costs[list(steps)].sum(axis=0))


def is_way(graph, steps, start, goal):
    """Whether the arcs lead from one node to the other, each beginning where the last ended."""
    arcs = graph.arcs
    joined = all(arcs.heads[one] == arcs.tails[two] for one, two in pairwise(steps))
    return joined and arcs.tails[steps[0]] == start and arcs.heads[steps[-1]] == goal
