"""How long it takes for everyone on the agreed route alone: its roads, in its direction, and no others."""

from __future__ import annotations

from math import ceil

import numpy as np

from goodoffices.corridors import flow
from goodoffices.corridors.danger import Danger
from goodoffices.corridors.plan.course import Course
from goodoffices.corridors.plan.model import CorridorPlan
from goodoffices.corridors.roads import Roads

__all__ = ["everyone", "steps_of"]


def steps_of(course: Course) -> list[tuple[int, int, int]]:
    """Every road of a route once, as (tail, head, edge): the arcs of its flow in their order."""
    nodes = course.nodes.tolist()
    return sorted(set(zip(nodes[:-1], nodes[1:], course.edges.tolist(), strict=True)))


def everyone(plan: CorridorPlan, roads: Roads, danger: Danger, course: Course) -> tuple[flow.Quickest, ...]:
    """For the best figure of how many leave, and, where there is one, for the highest; none where it is not asked.

    Seconds are rounded up and capacities down. Raises CorridorError as `flow.quickest`.
    """
    if not plan.per_vehicle or not plan.leaving:
        return ()
    steps = steps_of(course)
    used = np.array([edge for _, _, edge in steps])
    network = flow.network(
        roads.nodes,
        [tail for tail, _, _ in steps],
        [head for _, head, _ in steps],
        np.maximum(np.ceil((roads.seconds + danger.delay)[used]), 1).astype(np.int64),
        np.floor(danger.capacity[used]).astype(np.int64),
    )
    ends = dict(course.ends)
    exits = [flow.Exit(name, (ends[name].node,)) for name in plan.exits or (plan.route[-1],)]
    numbers = [[leaving.people.best for leaving in plan.leaving]]
    if any(leaving.people.high > leaving.people.best for leaving in plan.leaving):
        numbers.append([leaving.people.high for leaving in plan.leaving])
    found = []
    for row in filter(any, numbers):
        places = [
            flow.Place(each.point, (ends[each.point].node,), ceil(people / plan.per_vehicle))
            for each, people in zip(plan.leaving, row, strict=True)
        ]
        found.append(flow.quickest(network, places, exits))
    return tuple(found)
