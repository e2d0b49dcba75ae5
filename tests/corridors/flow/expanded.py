"""The same question on a time-expanded network: a copy of every node for every second."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import maximum_flow

from goodoffices.corridors.flow import Exit, Network, Place

HOUR = 3600


def arrived_by(roads: Network, places: list[Place], exits: list[Exit], second: int, *, pooled: bool = False) -> int:
    """The most vehicles that can be out by this second; capacities must be whole numbers a second."""
    plenty = 10**6
    layers, size = second, roads.nodes
    source, sink = size * layers, size * layers + 1
    first_place = sink + 1
    rows: list[tuple[int, int, int]] = []
    for arc in range(len(roads.tail)):
        seconds, width = int(roads.seconds[arc]), int(roads.per_hour[arc]) // HOUR
        for layer in range(layers - seconds):
            tail = layer * size + int(roads.tail[arc])
            rows.append((tail, (layer + seconds) * size + int(roads.head[arc]), width))
    for layer in range(layers):
        rows += [(layer * size + node, sink, plenty) for each in exits for node in each.nodes]
        if layer:  # waiting is allowed, and changes nothing
            rows += [((layer - 1) * size + node, layer * size + node, plenty) for node in range(roads.nodes)]
    for n, place in enumerate(places):
        rows.append((source, first_place + n, plenty if pooled else place.vehicles))
        rows += [(first_place + n, layer * size + node, plenty) for layer in range(layers) for node in place.nodes]
    if not layers:
        return 0
    tail, head, width = np.array(rows, dtype=np.int32).T
    every = first_place + len(places)
    graph = coo_array((width, (tail, head)), shape=(every, every)).tocsr()
    return int(maximum_flow(graph, source, sink).flow_value)
