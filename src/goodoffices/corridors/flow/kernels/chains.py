"""Shortest residual paths from one node to another, one after the other, each kept with its arcs.

Flows over time with priorities are put together from these (Hoppe & Tardos 2000).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.compiled import compiled
from goodoffices.corridors.flow.kernels.heap import pop, push
from goodoffices.corridors.flow.kernels.successive_paths import FAR, Residual

__all__ = ["chains"]

Ints = NDArray[np.int64]


@compiled
def chains(net: Residual, ends: tuple[int, int], height: Ints, wanted: int, limit: int) -> tuple[Ints, Ints, Ints]:
    """Send from the first of `ends` to the second along shortest paths, until `wanted` an hour go or the next path is
    not shorter than `limit`.

    Changes the room of `net` and the potentials `height` (nodes,), -FAR or less at nodes that lead nowhere. Returns the
    rows of `net` that all paths go along, where each path begins among them (paths + 1,), and how much more an hour
    goes along each path (paths,).
    """
    source, target = ends
    nodes = len(net.first) - 1
    time = np.full(nodes, FAR, dtype=np.int64)
    by = np.full(nodes, -1, dtype=np.int64)
    met = np.empty(nodes, dtype=np.int64)
    keys = np.empty(len(net.to) + 2, dtype=np.int64)
    items = np.empty(len(keys), dtype=np.int64)
    along, first, rates = [np.int64(0)], [np.int64(0)], [np.int64(0)]  # the compiler reads the kind of number here
    along.clear()
    rates.clear()
    left = wanted
    while left > 0:
        count = _search(net, source, target, height, (time, by, met), (keys, items))
        gone = time[target]
        if gone >= FAR:
            break
        for n in range(count):
            if time[met[n]] < gone:
                height[met[n]] += time[met[n]] - gone
        for n in range(count):
            time[met[n]] = FAR
        if height[target] - height[source] >= limit:
            break
        more = left
        node, steps = target, 0
        while node != source:
            more = min(more, net.room[by[node]])
            node = net.to[net.twin[by[node]]]
            steps += 1
        place = len(along)
        for _ in range(steps):
            along.append(np.int64(0))  # noqa: PERF401 - compiled
        node = target
        while node != source:
            steps -= 1
            along[place + steps] = by[node]
            net.room[by[node]] -= more
            net.room[net.twin[by[node]]] += more
            node = net.to[net.twin[by[node]]]
        first.append(np.int64(len(along)))
        rates.append(np.int64(more))
        left -= more
    return np.array(along, dtype=np.int64), np.array(first, dtype=np.int64), np.array(rates, dtype=np.int64)


@compiled
def _search(
    net: Residual,
    source: int,
    target: int,
    height: Ints,
    found: tuple[Ints, Ints, Ints],
    heap: tuple[Ints, Ints],
) -> int:
    """How many nodes were met, in reduced times, until the target was reached for good."""
    time, by, met = found
    keys, items = heap
    time[source], by[source], met[0] = 0, -1, source
    count = 1
    size = push(keys, items, 0, 0, source)
    while size:
        key, node = keys[0], items[0]
        size = pop(keys, items, size)
        if key > time[node]:
            continue
        if node == target:
            break
        for arc in range(net.first[node], net.first[node + 1]):
            head = net.to[arc]
            if net.room[arc] <= 0 or height[head] <= -FAR:
                continue
            there = key + net.cost[arc] + height[node] - height[head]
            if there < time[head]:
                if time[head] == FAR:
                    met[count] = head
                    count += 1
                time[head] = there
                by[head] = arc
                size = push(keys, items, size, there, head)
    return count
