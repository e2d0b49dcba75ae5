"""The search for efficient routes against every way there is, against its readable reference, and published counts."""

from __future__ import annotations

import tarfile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.corridors.made import GROUND, cost_of, graphs, is_way, needs_ground, plain, simple_paths

from goodoffices.corridors.routes import efficient_routes, make_graph
from goodoffices.corridors.routes.kernels.pareto_reference import pareto_plainly
from goodoffices.corridors.routes.kernels.shortest import FAR, RING, least_costs
from goodoffices.corridors.routes.kernels.shortest_reference import least_costs_plainly
from goodoffices.errors import CorridorError


def efficient_by_listing(graph, start, goal):
    pairs = {cost_of(graph, steps) for steps in simple_paths(graph, start, goal)}
    return sorted(
        one for one in pairs if not any(other != one and other[0] <= one[0] and other[1] <= one[1] for other in pairs)
    )


@pytest.mark.long
@settings(max_examples=120)
@given(graphs(), st.sampled_from([2, 3, 7, 2**22]))
def test_the_efficient_set_is_that_of_all_ways_listed_one_by_one(graph, buckets):
    start, goal = 0, graph.arcs.nodes - 1
    expected = efficient_by_listing(graph, start, goal)
    if not expected:
        with pytest.raises(CorridorError, match="there is no way"):
            efficient_routes(graph, start, goal, buckets=buckets)
        return
    front = efficient_routes(graph, start, goal, buckets=buckets)
    assert [tuple(row) for row in front.costs.tolist()] == expected


@settings(max_examples=80)
@given(graphs(most_nodes=20, most_edges=60))
def test_the_compiled_search_is_its_readable_reference_and_every_pair_has_a_way(graph):
    start, goal = 0, graph.arcs.nodes - 1
    expected = pareto_plainly([arc[:4] for arc in plain(graph)], graph.arcs.nodes, start, goal)
    if not expected:
        return
    front = efficient_routes(graph, start, goal)
    assert [tuple(row) for row in front.costs.tolist()] == expected
    for number, pair in enumerate(expected):
        route = front.route(number)
        assert is_way(graph, route, start, goal)
        assert cost_of(graph, route) == pair


@settings(max_examples=80)
@given(graphs(most_nodes=20, most_edges=60), st.sampled_from([0, 5, 2**20]), st.sampled_from([1, 10**9]))
def test_least_costs_are_those_of_dijkstra_with_a_heap(graph, ring, scale):
    arcs = graph.arcs
    costs = np.where(graph.costs[:, 0] < 0, -1, scale * graph.costs[:, 0])
    found, _ = least_costs(arcs.first, arcs.heads, costs, 0, -1, ring)
    expected = least_costs_plainly([(tail, head, scale * cost) for tail, head, cost, *_ in plain(graph)], arcs.nodes, 0)
    assert [float("inf") if cost >= FAR else cost for cost in found.tolist()] == expected


@given(graphs(most_nodes=12, most_edges=40), st.sampled_from([0, 2**20]))
def test_a_search_that_ends_at_its_goal_knows_the_goals_cost(graph, ring):
    arcs = graph.arcs
    every, _ = least_costs(arcs.first, arcs.heads, graph.costs[:, 0].copy(), 0, -1, RING)
    for goal in range(arcs.nodes):
        alone, _ = least_costs(arcs.first, arcs.heads, graph.costs[:, 0].copy(), 0, goal, ring)
        assert alone[goal] == every[goal]


def ladder(steps):
    """A chain in which each step is either quick or clean, by amounts that never tie: 2 to the power of steps pairs."""
    tails, heads, costs = [], [], []
    for step in range(steps):
        tails += [step, step]
        heads += [step + 1, step + 1]
        costs += [(0, 2**step), (2**step, 0)]
    return make_graph(np.array(tails), np.array(heads), np.array(costs), steps + 1)


def test_a_search_that_outgrows_its_first_arrays_still_finds_all():
    front = efficient_routes(ladder(17), 0, 17)
    assert len(front) == 2**17
    assert (front.costs.sum(axis=1) == 2**17 - 1).all()


def test_a_search_that_would_take_too_much_memory_is_refused_in_words():
    with pytest.raises(CorridorError, match="more than 262,144 labels"):
        efficient_routes(ladder(18), 0, 18, most_labels=2**18)


def test_costs_out_of_range_are_refused():
    with pytest.raises(CorridorError, match="out of range"):
        make_graph(np.array([0]), np.array([1]), np.array([[2**33, 1]]), 2)


def numbers_of(stream):
    """The arcs of a DIMACS file: `a tail head cost` lines, all behind the comments."""
    data = stream.read()
    return np.fromstring(data[data.index(b"\na ") :].replace(b"a", b""), sep=" ", dtype=np.int64).reshape(-1, 3)


def test_the_same_search_gives_the_same_routes_twice():
    graph = ladder(8)
    one, two = efficient_routes(graph, 0, 8), efficient_routes(graph, 0, 8)
    assert [one.route(i).tolist() for i in range(len(one))] == [two.route(i).tolist() for i in range(len(two))]


@pytest.mark.long
@needs_ground
@pytest.mark.parametrize("name", ["DC1", "RI1"])
def test_the_instances_of_raith_and_ehrgott_have_their_published_numbers_of_efficient_routes(name):
    import json

    folder = GROUND / "raith-ehrgott"
    expected = json.loads((folder / "expected.json").read_text())[name]
    with tarfile.open(folder / f"{name}.tar.gz") as archive:
        lines = archive.extractfile(archive.getmembers()[0]).read().splitlines()
    nodes = int(next(line.split()[2] for line in lines if line.startswith(b"sp")))
    rows = np.array([line.split() for line in lines if len(line.split()) == 4 and line[:1].isdigit()], dtype=np.int64)
    graph = make_graph(rows[:, 0] - 1, rows[:, 1] - 1, rows[:, 2:], nodes)
    words = (folder / f"{name[:2]}_ODpairs.txt").read_text().split()
    ends = [int(word) - 1 for word in words[::2]]
    found = [len(efficient_routes(graph, *pair)) for pair in zip(ends[::2], ends[1::2], strict=True)]
    assert found == expected


@pytest.mark.long
@needs_ground
def test_new_york_has_the_numbers_of_efficient_routes_that_the_authors_program_counts():
    import gzip
    import json

    folder = GROUND / "dimacs-ny"
    with gzip.open(folder / "USA-road-d.NY.gr.gz") as stream:
        metres = numbers_of(stream)
    with gzip.open(folder / "USA-road-t.NY.gr.gz") as stream:
        times = numbers_of(stream)
    assert (metres[:, :2] == times[:, :2]).all()
    costs = np.stack([metres[:, 2], times[:, 2]], axis=1)
    graph = make_graph(metres[:, 0] - 1, metres[:, 1] - 1, costs, int(metres[:, :2].max()))
    # five of all, up to 308 routes; benchmarks/corridor_routes.py asks every one, and holds it against its number
    queries = [json.loads((folder / "expected.json").read_text())["queries"][which] for which in (0, 1, 3, 5, 6)]
    found = [len(efficient_routes(graph, query["source"] - 1, query["target"] - 1)) for query in queries]
    assert found == [query["pareto_size"] for query in queries]
