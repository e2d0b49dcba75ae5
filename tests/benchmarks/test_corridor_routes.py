"""The benchmark of routes asks its peers the same, and its made-up town has something to trade."""

from dataclasses import replace

from benchmarks.clock import Timed
from benchmarks.corridor_routes import NewYork, RouteRow

from benchmarks import corridor_routes
from goodoffices.corridors.routes import efficient_routes


def test_scipy_finds_the_same_lengths_in_the_made_up_town():
    graph, pairs = corridor_routes.made(40), corridor_routes._pairs(40)
    ours = [corridor_routes._length(graph, pair) for pair in pairs]
    assert corridor_routes._scipy(graph, pairs)() == ours
    assert all(len(efficient_routes(graph, *pair)) > 5 for pair in pairs)


def test_what_was_not_measured_is_said():
    row = RouteRow(1600, {"Good Offices": Timed(1.0), "scipy": Timed(3.0)}, Timed(2.0), 77, None)
    assert "| scipy | 3.0 s | 3.0 |" in corridor_routes.as_table(row)
    assert "New York were not at hand" in corridor_routes.in_words(row)
    known = corridor_routes.in_words(replace(row, new_york=NewYork((0.1, 0.2, 0.9), 5213)))
    assert "the 3 queries of the authors of BOA* took 0.40 s on average (median 0.20 s, longest 0.90 s)" in known
    assert "all 5,213 efficient routes" in known
