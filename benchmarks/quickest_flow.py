"""How soon everybody is out of a made-up town: successive shortest paths beside maximum flows on every second apart.

Alone: `python -m benchmarks.quickest_flow`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from ortools.graph.python import max_flow
from scipy.sparse import coo_array
from scipy.sparse.csgraph import maximum_flow

from benchmarks.clock import Timed, tell, timed
from benchmarks.plain import Ints
from benchmarks.wording import table, time_of
from goodoffices.corridors.flow import Exit, Network, Place, network, prepare, quickest_pooled

HOUR = 3600
CASES = ((20, 500), (30, 1_000), (40, 2_000))
"""Streets each way, and vehicles."""
PLENTY = 10**6


@dataclass(frozen=True)
class FlowRow:
    """One town, and what it took. `copies` are the nodes of the town on every second apart."""

    side: int
    vehicles: int
    seconds: float
    copies: int
    ours: Timed
    ortools: Timed
    scipy: Timed


@dataclass(frozen=True)
class Expanded:
    """A town on every second apart: arcs from tail to head with their width; source and sink are the last two nodes."""

    nodes: int
    tail: Ints
    head: Ints
    width: Ints


def run(cases: tuple[tuple[int, int], ...] = CASES) -> list[FlowRow]:
    """Every town, the three in one process; the answers must agree."""
    prepare()
    return [_beside(side, vehicles) for side, vehicles in cases]


def as_table(rows: list[FlowRow]) -> str:
    """The figures in Markdown."""
    heads = ("Streets", "Vehicles", "All out after", "Nodes, every second apart", "Good Offices", "OR-tools", "scipy")
    lines = [
        (
            f"{row.side} × {row.side}",
            f"{row.vehicles:,}",
            f"{row.seconds:.1f} s",
            f"{row.copies:,}",
            *map(time_of, (row.ours, row.ortools, row.scipy)),
        )
        for row in rows
    ]
    return table(heads, lines, 1)


def _beside(side: int, vehicles: int) -> FlowRow:
    roads, places, exits = town(side)
    ours = timed(lambda: quickest_pooled(roads, places, exits, vehicles))
    second = math.ceil(ours.answer.seconds)
    late, early = expanded(roads, places, exits, second), expanded(roads, places, exits, second - 1)
    assert most_ortools(early) < vehicles, "everybody could be out sooner"
    ortools, scipy = timed(lambda: most_ortools(late)), timed(lambda: most_scipy(late))
    assert ortools.answer == scipy.answer >= vehicles, "not everybody can be out so soon"
    row = FlowRow(side, vehicles, float(ours.answer.seconds), late.nodes, ours, ortools, scipy)
    tell(
        f"quickest flow, {side} × {side} streets: {time_of(ours)}, OR-tools {time_of(ortools)}, scipy {time_of(scipy)}"
    )
    return row


def town(side: int) -> tuple[Network, list[Place], list[Exit]]:
    """Streets in a grid, both ways, with seeded times of 1 to 5 seconds and widths of 1 to 4 vehicles a second."""
    rng = np.random.default_rng(11)
    nodes = np.arange(side * side).reshape(side, side)
    one = np.concatenate([nodes[:, :-1].ravel(), nodes[:-1].ravel()])
    other = np.concatenate([nodes[:, 1:].ravel(), nodes[1:].ravel()])
    tail, head = np.concatenate([one, other]), np.concatenate([other, one])
    seconds, width = rng.integers(1, 6, len(tail)), rng.integers(1, 5, len(tail))
    roads = network(side * side, tail, head, seconds, width * HOUR)
    middle = side * side // 2 + side // 2
    places = [Place("centre", (middle,)), Place("east", (middle + side // 4,)), Place("north", (middle - side * 3,))]
    return roads, places, [Exit("corner", (0,)), Exit("gate", (side * side - 1,))]


def expanded(roads: Network, places: list[Place], exits: list[Exit], second: int) -> Expanded:
    """The town on every second apart up to `second`; nobody has to wait on the way."""
    size, source, sink = roads.nodes, roads.nodes * second, roads.nodes * second + 1
    layers = np.arange(second)
    start = np.repeat(layers, len(roads.tail))
    later = start + np.tile(roads.seconds, second)
    kept = later < second
    tail = (start * size + np.tile(roads.tail, second))[kept]
    head = (later * size + np.tile(roads.head, second))[kept]
    width = np.tile(roads.per_hour // HOUR, second)[kept]
    leave = np.concatenate([layers * size + node for place in places for node in place.nodes])
    safe = np.concatenate([layers * size + node for each in exits for node in each.nodes])
    return Expanded(
        sink + 1,
        np.concatenate([tail, np.full(len(leave), source), safe]),
        np.concatenate([head, leave, np.full(len(safe), sink)]),
        np.concatenate([width, np.full(len(leave) + len(safe), PLENTY)]),
    )


def most_ortools(case: Expanded) -> int:
    """The most vehicles that can be out, by OR-tools."""
    flow = max_flow.SimpleMaxFlow()
    flow.add_arcs_with_capacity(case.tail, case.head, case.width)
    assert flow.solve(case.nodes - 2, case.nodes - 1) == flow.OPTIMAL
    return int(flow.optimal_flow())


def most_scipy(case: Expanded) -> int:
    """The same, by scipy."""
    ends = (case.tail.astype(np.int32), case.head.astype(np.int32))
    graph = coo_array((case.width.astype(np.int32), ends), shape=(case.nodes, case.nodes)).tocsr()
    return int(maximum_flow(graph, case.nodes - 2, case.nodes - 1).flow_value)


if __name__ == "__main__":
    print(as_table(run()))
