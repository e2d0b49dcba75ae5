"""Routes on a made-up town of 250,000 crossings: one cost beside networkx, igraph and scipy, two costs alone; and,
where the data are at hand, the 50 queries of the BOA* authors on the roads of New York.

Alone: `python -m benchmarks.corridor_routes [SIDE]`.
"""

from __future__ import annotations

import gzip
import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.clock import Timed, tell, timed
from benchmarks.wording import digits, seconds, table, time_of
from goodoffices.corridors.routes import Graph, efficient_routes, make_graph, shortest_route

SIDE = 500
"""Crossings along each side of the town."""
SEED = 20
PAIRS = 3
"""Pairs of places of which the routes are looked for; times are of all together."""
DATA = Path(__file__).parents[1].parent / "shared" / "data" / "ground" / "dimacs-ny"
"""Where the roads of New York lie, if they are here; they are no part of the project."""


@dataclass(frozen=True)
class NewYork:
    """The 50 queries on New York: seconds of each, and routes of all."""

    took: tuple[float, ...]
    routes: int

    @property
    def mean(self) -> float:
        """Seconds."""
        return statistics.mean(self.took)

    @property
    def median(self) -> float:
        """Seconds."""
        return statistics.median(self.took)


@dataclass(frozen=True)
class RouteRow:
    """What the made-up town took, and New York where it was at hand."""

    crossings: int
    peers: dict[str, Timed]
    """By name, ours first: the quickest routes of all pairs, one cost."""
    two_costs: Timed
    efficient: int
    new_york: NewYork | None


def run(side: int = SIDE) -> RouteRow:
    """Everything; a length that differs from a peer's ends the run."""
    graph, pairs = made(side), _pairs(side)
    arcs = graph.arcs
    ask: dict[str, Callable[[], list[int]]] = {
        "Good Offices": lambda: [_length(graph, pair) for pair in pairs],
        "igraph": _igraph(graph, pairs),
        "scipy": _scipy(graph, pairs),
        "networkx": _networkx(graph, pairs),
    }
    expected = ask["Good Offices"]()
    peers = {}
    for name, work in ask.items():
        peers[name] = timed(work)
        assert peers[name].answer == expected, name
        tell(f"routes, one cost: {name} {time_of(peers[name])}")
    both = timed(lambda: [len(efficient_routes(graph, *pair)) for pair in pairs])
    return RouteRow(arcs.nodes, peers, both, sum(both.answer), new_york())


def made(side: int) -> Graph:
    """Streets on a grid, each of its own length, and exposure that has nothing to do with it; seeded."""
    rng = np.random.default_rng(SEED)
    number = np.arange(side * side).reshape(side, side)
    tails = np.concatenate([number[:, :-1].ravel(), number[:-1].ravel()])
    heads = np.concatenate([number[:, 1:].ravel(), number[1:].ravel()])
    costs = np.stack([rng.integers(50, 500, len(tails)), rng.integers(0, 60, len(tails)) ** 2], axis=1)
    both = np.concatenate([costs, costs])
    return make_graph(np.concatenate([tails, heads]), np.concatenate([heads, tails]), both, side * side)


def _pairs(side: int) -> list[tuple[int, int]]:
    """Places a quarter of the town apart, seeded."""
    rng = np.random.default_rng(SEED)
    corner = rng.integers(0, side - side // 4 - 1, (PAIRS, 2))
    return [(int(row * side + column), int((row + side // 5) * side + column + side // 5)) for row, column in corner]


def _length(graph: Graph, pair: tuple[int, int]) -> int:
    route = shortest_route(graph, np.ascontiguousarray(graph.costs[:, 0]), *pair)
    assert route is not None
    return int(graph.costs[route, 0].sum())


def _igraph(graph: Graph, pairs: list[tuple[int, int]]) -> Callable[[], list[int]]:
    import igraph

    ways = list(zip(graph.arcs.tails.tolist(), graph.arcs.heads.tolist(), strict=True))
    made_ = igraph.Graph(n=graph.arcs.nodes, edges=ways, directed=True)
    weights = graph.costs[:, 0].astype(float).tolist()

    def ask() -> list[int]:
        found = [made_.get_shortest_path(*pair, weights=weights, output="epath") for pair in pairs]
        return [int(graph.costs[route, 0].sum()) for route in found]

    return ask


def _scipy(graph: Graph, pairs: list[tuple[int, int]]) -> Callable[[], list[int]]:
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    nodes = graph.arcs.nodes
    matrix = csr_array((graph.costs[:, 0].astype(float), graph.arcs.heads, graph.arcs.first), shape=(nodes, nodes))
    return lambda: [int(dijkstra(matrix, indices=start)[goal]) for start, goal in pairs]


def _networkx(graph: Graph, pairs: list[tuple[int, int]]) -> Callable[[], list[int]]:
    import networkx as nx

    made_ = nx.DiGraph()
    arcs = zip(graph.arcs.tails.tolist(), graph.arcs.heads.tolist(), graph.costs[:, 0].tolist(), strict=True)
    made_.add_weighted_edges_from(arcs)
    return lambda: [int(nx.bidirectional_dijkstra(made_, *pair)[0]) for pair in pairs]


def new_york() -> NewYork | None:
    """All 50 queries, each once; every number of routes must be the one that the authors' program counts."""
    if not DATA.is_dir():
        return None
    metres, times = (_numbers(DATA / f"USA-road-{kind}.NY.gr.gz") for kind in "dt")
    costs = np.stack([metres[:, 2], times[:, 2]], axis=1)
    graph = make_graph(metres[:, 0] - 1, metres[:, 1] - 1, costs, int(metres[:, :2].max()))
    queries = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))["queries"]
    efficient_routes(graph, 0, 1)
    took, routes = [], 0
    for query in queries:
        start = time.perf_counter()
        found = len(efficient_routes(graph, query["source"] - 1, query["target"] - 1))
        took.append(time.perf_counter() - start)
        assert found == query["pareto_size"], query
        routes += found
    told = NewYork(tuple(took), routes)
    tell(f"routes, New York: mean {seconds(told.mean)}, median {seconds(told.median)}")
    return told


def _numbers(file: Path) -> Any:
    with gzip.open(file) as stream:
        return np.array([line.split()[1:] for line in stream if line[:1] == b"a"], dtype=np.int64)


def as_table(found: RouteRow) -> str:
    """The figures in Markdown."""
    ours = found.peers["Good Offices"]
    rows = [(name, time_of(took), _ratio(took, ours)) for name, took in found.peers.items()]
    return table((f"The quickest routes of {PAIRS} pairs", "Time", "Times ours"), rows, 1)


def _ratio(took: Timed, ours: Timed) -> str:
    return "–" if took is ours else digits((took.seconds or 0.0) / (ours.seconds or 1.0))


def in_words(found: RouteRow) -> str:
    """What the search for both costs took, on the made-up town and on New York."""
    said = f"All {found.efficient:,} efficient routes of the same pairs, two costs: {time_of(found.two_costs)}."
    known = found.new_york
    if known is None:
        return f"{said} The roads of New York were not at hand, and not measured."
    return (
        f"{said} On the roads of New York (264,346 crossings; 9th DIMACS Challenge), the {len(known.took)} queries of "
        f"the authors of BOA* took {seconds(known.mean)} on average (median {seconds(known.median)}, longest "
        f"{seconds(max(known.took))}); all {known.routes:,} efficient routes are as many as their own program counts."
    )


if __name__ == "__main__":
    measured = run(int(sys.argv[1]) if sys.argv[1:] else SIDE)
    print(as_table(measured))
    print(in_words(measured))
