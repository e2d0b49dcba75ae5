"""Successive shortest paths with potentials (Ahuja, Magnanti & Orlin 1993, section 9.7), from any of several places to
any of several exits. `successive_reference.py` is the same, readable.

The potentials start as minus the time to the nearest exit, so that a search meets little but shortest paths.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodoffices.compiled import compiled
from goodoffices.corridors.flow.kernels.heap import pop, push

__all__ = ["FAR", "Residual", "labels", "pushed", "times_to_exits"]

Ints = NDArray[np.int64]

FAR = np.int64(2) ** 62
"""The time to what cannot be reached."""


class Residual(NamedTuple):
    """Both directions of every arc, in rows by tail: those from first[u] to before first[u + 1] leave node u.

    Each with its head `to`, its time `cost` in seconds (negative backwards), the `room` left on it in vehicles an hour,
    and its `twin`, the same arc in the other direction.
    """

    first: Ints
    to: Ints
    cost: Ints
    room: Ints
    twin: Ints


@compiled
def times_to_exits(net: Residual, exits: Ints) -> Ints:
    """How long it is from each node to its nearest exit (nodes,), FAR where there is no way."""
    nodes = len(net.first) - 1
    time = np.full(nodes, FAR, dtype=np.int64)
    keys = np.empty(len(net.to) + len(exits) + 1, dtype=np.int64)
    items = np.empty(len(keys), dtype=np.int64)
    size = 0
    for node in exits:
        time[node] = 0
        size = push(keys, items, size, 0, node)
    while size:
        key, node = keys[0], items[0]
        size = pop(keys, items, size)
        if key > time[node]:
            continue
        for arc in range(net.first[node], net.first[node + 1]):
            back = net.twin[arc]
            if net.room[back] > 0 and key + net.cost[back] < time[net.to[arc]]:
                time[net.to[arc]] = key + net.cost[back]
                size = push(keys, items, size, time[net.to[arc]], net.to[arc])
    return time


@compiled
def pushed(net: Residual, ends: tuple[Ints, Ints], height: Ints, target: Ints) -> tuple[Ints, Ints, np.int64]:
    """Send along shortest paths until `target[0]` vehicle seconds are met and all times below `target[1]` are seen.

    `ends` are places and exits. Changes the room of `net` and `height` (nodes + 1,), the potentials with that of all
    places together last. Returns the time of each path, never falling, how much more an hour goes along it, and the
    time of the first path left out (-1: there is none).
    """
    places, exits = ends
    nodes = len(net.first) - 1
    is_exit = np.zeros(nodes, dtype=np.bool_)
    is_exit[exits] = True
    time = np.full(nodes, FAR, dtype=np.int64)
    by = np.full(nodes, -1, dtype=np.int64)
    met = np.empty(nodes, dtype=np.int64)
    keys = np.empty(len(net.to) + len(places) + 1, dtype=np.int64)
    items = np.empty(len(keys), dtype=np.int64)
    times, rates = [np.int64(0)], [np.int64(0)]  # the compiler reads the kind of number from the first
    times.clear()
    rates.clear()
    rate, weighted = np.int64(0), np.int64(0)
    while True:
        end, count = _search(net, (places, is_exit), height, (time, by, met), (keys, items))
        if end >= 0:
            gone = time[end]
            for n in range(count):
                if time[met[n]] < gone:
                    height[met[n]] += time[met[n]] - gone
            height[nodes] -= gone
        for n in range(count):
            time[met[n]] = FAR
        path = -height[nodes] if end >= 0 else np.int64(-1)
        if end < 0 or (rate and path * rate >= target[0] + weighted and path >= target[1]):
            return np.array(times, dtype=np.int64), np.array(rates, dtype=np.int64), path
        more = FAR
        node = end
        while by[node] >= 0:
            more = min(more, net.room[by[node]])
            node = net.to[net.twin[by[node]]]
        node = end
        while by[node] >= 0:
            net.room[by[node]] -= more
            net.room[net.twin[by[node]]] += more
            node = net.to[net.twin[by[node]]]
        times.append(path)
        rates.append(more)
        rate += more
        weighted += more * path


@compiled
def _search(
    net: Residual,
    ends: tuple[Ints, NDArray[np.bool_]],
    height: Ints,
    found: tuple[Ints, Ints, Ints],
    heap: tuple[Ints, Ints],
) -> tuple[int, int]:
    """The nearest exit in reduced times (-1: none), and how many nodes were met."""
    places, is_exit = ends
    time, by, met = found
    keys, items = heap
    size = count = 0
    for place in places:
        if height[place] > -FAR and time[place] == FAR:
            time[place] = height[-1] - height[place]
            by[place] = -1
            met[count] = place
            count += 1
            size = push(keys, items, size, time[place], place)
    while size:
        key, node = keys[0], items[0]
        size = pop(keys, items, size)
        if key > time[node]:
            continue
        if is_exit[node]:
            return node, count
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
    return -1, count


@compiled
def labels(net: Residual, ends: tuple[Ints, Ints], height: Ints, scaled: tuple[int, int]) -> Ints:
    """The dual solution for a horizon: when the last who may still come along has to be at each node (nodes,), times
    `scaled[1]`; FAR where nobody comes. `scaled[0]` is the horizon times `scaled[1]`."""
    places, exits = ends
    horizon, scale = scaled
    nodes = len(net.first) - 1
    time = np.full(nodes, FAR, dtype=np.int64)
    keys = np.empty(len(net.to) + len(places) + len(exits) + 1, dtype=np.int64)
    items = np.empty(len(keys), dtype=np.int64)
    size = 0
    for node in places:
        if height[node] > -FAR:
            time[node] = (height[nodes] - height[node]) * scale
            size = push(keys, items, size, time[node], node)
    for node in exits:
        time[node] = horizon + (height[nodes] - height[node]) * scale
        size = push(keys, items, size, time[node], node)
    _spread(net, height, scale, time, (keys, items, size))
    for node in range(nodes):
        if time[node] < FAR:
            time[node] += (height[node] - height[nodes]) * scale
    return time


@compiled
def _spread(net: Residual, height: Ints, scale: int, time: Ints, heap: tuple[Ints, Ints, int]) -> None:
    """Reduced times from the nodes on the heap to all that can be reached, into `time` (nodes,)."""
    keys, items, size = heap
    while size:
        key, node = keys[0], items[0]
        size = pop(keys, items, size)
        if key > time[node]:
            continue
        for arc in range(net.first[node], net.first[node + 1]):
            head = net.to[arc]
            if net.room[arc] <= 0 or height[head] <= -FAR:
                continue
            there = key + (net.cost[arc] + height[node] - height[head]) * scale
            if there < time[head]:
                time[head] = there
                size = push(keys, items, size, there, head)
