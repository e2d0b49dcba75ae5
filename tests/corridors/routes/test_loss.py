"""What a lost road costs, and the plan for it: against every way there is on small random networks."""

from __future__ import annotations

from itertools import combinations_with_replacement

import numpy as np
import pytest
from hypothesis import given, settings
from tests.corridors.made import cost_of, graphs, is_way, simple_paths

from goodoffices.corridors.routes import CUT, costs_of_loss, efficient_routes, make_graph, shortest_route, two_routes


def fastest(graph, start, goal):
    return shortest_route(graph, graph.costs[:, 0].copy(), start, goal)


def edges_of(graph, steps):
    return [int(graph.arcs.edges[arc]) for arc in steps]


@settings(max_examples=120)
@given(graphs(least=1))
def test_the_cost_of_losing_each_road_of_a_route_is_that_of_the_quickest_way_without_it(graph):
    start, goal = 0, graph.arcs.nodes - 1
    route = fastest(graph, start, goal)
    if route is None:
        assert simple_paths(graph, start, goal) == []
        return
    least = cost_of(graph, route)[0]
    expected = []
    for edge in edges_of(graph, route):
        others = [cost_of(graph, steps)[0] for steps in simple_paths(graph, start, goal, without=edge)]
        expected.append(min(others) - least if others else CUT)
    assert costs_of_loss(graph, route).tolist() == expected


@settings(max_examples=120)
@given(graphs(least=1))
def test_the_two_routes_share_what_is_unavoidable_and_nothing_else_in_the_least_time_together(graph):
    start, goal = 0, graph.arcs.nodes - 1
    ways = simple_paths(graph, start, goal)
    pair = two_routes(graph, start, goal)
    if not ways:
        assert pair is None
        return
    every = [set(edges_of(graph, steps)) for steps in ways]
    unavoidable = set.intersection(*every)
    assert set(edges_of(graph, pair.shared)) == unavoidable
    first, second = set(edges_of(graph, pair.first)), set(edges_of(graph, pair.second))
    assert first & second == unavoidable
    assert is_way(graph, pair.first, start, goal)
    assert is_way(graph, pair.second, start, goal)
    costs = [cost_of(graph, steps)[0] for steps in ways]
    apart = [
        costs[one] + costs[two]
        for one, two in combinations_with_replacement(range(len(ways)), 2)
        if every[one] & every[two] == unavoidable
    ]
    quick, slow = cost_of(graph, pair.first)[0], cost_of(graph, pair.second)[0]
    assert quick <= slow
    assert quick + slow == min(apart)


def test_two_ways_that_cross_in_a_trap_are_untangled():
    # The quickest way 0-1-2-3 leaves no second one apart from it; together 0-1-3 and 0-2-3 do.
    tails, heads = np.array([0, 1, 2, 0, 1]), np.array([1, 2, 3, 2, 3])
    graph = make_graph(tails, heads, np.array([[1, 0], [1, 0], [1, 0], [5, 0], [6, 0]]), 4)
    pair = two_routes(graph, 0, 3)
    assert len(pair.shared) == 0
    assert [cost_of(graph, steps)[0] for steps in (pair.first, pair.second)] == [6, 7]
    assert cost_of(graph, fastest(graph, 0, 3)) == (3, 0)


@pytest.mark.parametrize("length", [1, 5])
def test_a_single_road_is_a_plan_that_survives_nothing(length):
    graph = make_graph(np.arange(length), np.arange(1, length + 1), np.ones((length, 2), dtype=int), length + 1)
    pair = two_routes(graph, 0, length)
    assert len(pair.shared) == length
    assert costs_of_loss(graph, efficient_routes(graph, 0, length).route(0)).tolist() == [CUT] * length
