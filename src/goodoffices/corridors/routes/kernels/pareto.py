"""All efficient pairs of two costs from one node to another: BOA* (Hernández Ulloa, Yeoh, Baier, Zhang, Suazo & Koenig
2020) with the buckets of Ahmadi, Tack, Harabor & Kilby (2021) in the place of a heap.

A label is one way to a node. Labels leave the queue by the least first cost that a route through them can have, so that
of two labels of a node the later is never better in it: a label is in vain when its second cost is no less than the
least that has left at its node, or at the goal. Labels of one bucket leave last in, first out; where a bucket is wider
than 1, the least of them leaves first. `pareto_reference.py` is the same, readable.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodoffices.compiled import compiled_freely

__all__ = ["DONE", "FULL", "PAUSED", "Labels", "run"]

Ints = NDArray[np.int64]
Small = NDArray[np.int32]

DONE, FULL, PAUSED = 0, 1, 2
"""The search is over; the labels' arrays are full; the number of labels asked for was handled."""


class Labels(NamedTuple):
    """Labels, one a row: `costs` (room, 2) so far, the `arc` by which it came, the label before it (`parent`), and the
    label `below` it in its bucket."""

    costs: Ints
    arc: Small
    parent: Small
    below: Small


@compiled_freely
def run(  # noqa: PLR0913, PLR0917 - arrays of one compiled loop
    graph: tuple[Ints, Small, Ints],
    ahead: Ints,
    ends: tuple[int, int],
    span: tuple[int, int, int],
    labels: Labels,
    queue: tuple[Small, Ints, Small],
    most: int,
) -> int:
    """Handle `most` labels, changing `ahead`, `labels` and `queue`, and say why it stopped. Called again it goes on.

    `graph`: where a node's arcs begin (nodes + 1,), their heads (arcs,), their costs (arcs, 2), negative where closed.
    `ahead` (nodes, 3): the least of each cost from a node to the goal, and the least second cost that has left at it.
    `ends`: start and goal. `span`: least and largest first cost of an efficient route, and the width of a bucket.
    `queue`: the top label of each bucket; [labels made, bucket, labels at the goal]; the labels at the goal.
    """
    first, heads, _ = graph
    start, goal = ends
    width = span[2]
    top, at, found = queue
    made, place, ended = at[0], at[1], at[2]
    handled, end = 0, DONE
    while place < len(top):
        if top[place] < 0:
            place += 1
            continue
        label = _least_of(top[place], labels, heads, ahead, start) if width > 1 else top[place]
        arc = labels.arc[label]
        node = start if arc < 0 else heads[arc]
        if handled == most:
            end = PAUSED
            break
        if ended == len(found) or made + first[node + 1] - first[node] > len(labels.arc):
            end = FULL
            break
        _take(top, place, label, labels.below)
        handled += 1
        one, two = labels.costs[label, 0], labels.costs[label, 1]
        if two >= ahead[node, 2] or two + ahead[node, 1] >= ahead[goal, 2]:
            continue
        ahead[node, 2] = two
        if node == goal:
            if ended > 0 and labels.costs[found[ended - 1], 0] == one:
                ended -= 1
            found[ended] = label
            ended += 1
            continue
        made = _expand(graph, ahead, goal, span, labels, top, label, node, made)
    at[0], at[1], at[2] = made, place, ended
    return end


@compiled_freely
def _expand(  # noqa: PLR0913, PLR0917 - arrays of one compiled loop
    graph: tuple[Ints, Small, Ints],
    ahead: Ints,
    goal: int,
    span: tuple[int, int, int],
    labels: Labels,
    top: Small,
    label: int,
    node: int,
    made: int,
) -> int:
    """Make a label for each arc that leaves the node, unless it is in vain. Returns how many labels there are then."""
    first, heads, costs = graph
    least, largest, width = span
    one, two = labels.costs[label, 0], labels.costs[label, 1]
    for arc in range(first[node], first[node + 1]):
        if costs[arc, 0] < 0:
            continue
        head = heads[arc]
        new_two = two + costs[arc, 1]
        if new_two >= ahead[head, 2] or new_two + ahead[head, 1] >= ahead[goal, 2]:
            continue
        new_one = one + costs[arc, 0]
        whole = new_one + ahead[head, 0]
        if whole > largest:
            continue
        bucket = (whole - least) // width
        labels.costs[made, 0] = new_one
        labels.costs[made, 1] = new_two
        labels.arc[made] = arc
        labels.parent[made] = label
        labels.below[made] = top[bucket]
        top[bucket] = made
        made += 1
    return made


@compiled_freely
def _least_of(label: int, labels: Labels, heads: Small, ahead: Ints, start: int) -> int:
    """Of the labels of a bucket, from `label` down, the one with the least first cost, then the least second."""
    best = label
    best_one = best_two = np.iinfo(np.int64).max
    while label >= 0:
        arc = labels.arc[label]
        node = start if arc < 0 else heads[arc]
        one = labels.costs[label, 0] + ahead[node, 0]
        two = labels.costs[label, 1] + ahead[node, 1]
        if one < best_one or (one == best_one and two < best_two):
            best, best_one, best_two = label, one, two
        label = labels.below[label]
    return best


@compiled_freely
def _take(top: Small, place: int, label: int, below: Small) -> None:
    """Take a label out of its bucket."""
    if top[place] == label:
        top[place] = below[label]
        return
    above = top[place]
    while below[above] != label:
        above = below[above]
    below[above] = below[label]
