"""The danger on each road on a day: what events and drawings give, the delays, the closures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from goodoffices.corridors.danger.drawn import Drawn
from goodoffices.corridors.danger.drawn_effects import from_drawn
from goodoffices.corridors.danger.events import RecentEvents
from goodoffices.corridors.danger.fading import from_events
from goodoffices.corridors.danger.model import Danger, Told
from goodoffices.corridors.danger.points import points_along
from goodoffices.corridors.danger.weights import Weights
from goodoffices.corridors.roads import Roads, Shapes

__all__ = ["danger"]


def danger(  # noqa: PLR0913 (keyword-only: what is known of danger, and for which days)
    roads: Roads,
    shapes: Shapes,
    as_of: dt.date,
    weights: Weights | None = None,
    *,
    events: RecentEvents | None = None,
    drawn: Sequence[Drawn] = (),
    days: Sequence[dt.date] = (),
) -> Danger:
    """Exposure per metre of each edge on a day, with delays and closures; without events and drawings all are 0.

    The figure is the mean, along the edge, of what each recent event gives (its weight by kind and deaths, fading with
    distance and age) and what each hazard and line drawn by hand gives. It is relative: twice as much is twice as much
    of what was put in, and no probability of harm. Events count as of `as_of`; drawings where they are in force on any
    of `days`, the days of movement (that day alone, where none are given).
    """
    chosen = weights or Weights()
    points = points_along(roads, shapes, chosen.step)
    at, told = np.zeros(len(points.edge)), Told()
    if events is not None:
        at, told = from_events(events, points, as_of.toordinal(), chosen)
    effects = from_drawn(drawn, roads, shapes, points, days or (as_of,), chosen)
    per_metre = points.mean(at + effects.at_points, roads.edges)
    return Danger(
        as_of=as_of,
        weights=chosen,
        per_metre=per_metre,
        exposure=per_metre * roads.length,
        delay=effects.delay,
        capacity=np.minimum(roads.capacity, effects.served),
        closed=effects.closed,
        told=told,
        source=events.source if events is not None else "",
        remarks=effects.remarks,
    )
