"""The route of a plan on the roads, by how consent to its stretches stands. For the mediator's desk only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from goodoffices.corridors.consent import UNKNOWN
from goodoffices.corridors.plan.course import Leg
from goodoffices.corridors.plan.strip import LOOKS, STATES, state_of
from goodoffices.corridors.plan.study import OnRoads, Study
from goodoffices.corridors.routes import Route, map_picture
from goodoffices.values import Picture, series

__all__ = ["consent_map"]


def consent_map(found: Study, on: OnRoads) -> Picture:
    """The stretches on the map of roads and danger, those with the same standing as one. It shows all exactly."""
    record, groups = found.plan.record, dict[str, list[Leg]]()
    names: dict[str, list[str]] = {}
    for one in record.stretches:
        state = state_of(found, one.name)
        names.setdefault(state, []).append(one.name)
        groups.setdefault(state, []).extend(on.course.between(one.start, one.end))
    drawn = [_line(f"{STATES[state]} ({series(names[state])})", legs) for state, legs in groups.items()]
    looks = [LOOKS[state] for state in groups]
    if loose := [leg for pair in record.uncovered() for leg in on.course.between(*pair)]:
        drawn.append(_line("in no stretch", loose))
        looks.append(LOOKS[UNKNOWN])
    shown = replace(on.found, chosen=tuple(drawn))
    inputs = on.inputs
    places = {name: found.plan.point(name) for name in found.plan.route}
    named = {name: (point.latitude, point.longitude) for name, point in places.items()}
    picture = map_picture(inputs.roads, inputs.shapes, inputs.danger, shown, looks, named)
    caption = (
        "The route on the roads, by how consent to its stretches stands. Exposure compares roads and is no probability "
        "of harm; dotted black roads are closed."
    )
    parts = series(one.names[0] for one in drawn)
    alt = f"A map of the roads, darker where exposure is higher, with the route: {parts}."
    return replace(picture, name="corridor-map", caption=caption, alt=alt)


def _line(name: str, legs: Sequence[Leg]) -> Route:
    edges, nodes = (np.concatenate(parts) for parts in zip(*((leg.edges, leg.nodes) for leg in legs), strict=True))
    return Route((name,), edges, nodes, 0.0, 0.0, 0.0)
