"""The four fair packages with each party's ideal: from the frontier where it is listed, else one by one."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.aims import Stakes
from goodoffices.settlement.engine.compiled import waiting
from goodoffices.settlement.engine.frontier import Rows
from goodoffices.settlement.engine.model import Model
from goodoffices.settlement.engine.network import network
from goodoffices.settlement.engine.points import LIMIT, RULES, Point, Points
from goodoffices.settlement.engine.solutions import egalitarian, kalai_smorodinsky, nash, utilitarian
from goodoffices.settlement.engine.walk import components
from goodoffices.settlement.outcomes import outcome
from goodoffices.settlement.result import Certificate, Solution, Solutions

__all__ = ["Fair", "from_frontier", "one_by_one"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Fair:
    """`ideal` in points for each deciding party and the `solutions`; empty and None when nothing is acceptable, or
    when the search met nothing acceptable. `how` says in words how they were found;
    `nothing` is True when it is known that nothing is acceptable."""

    ideal: Mapping[str, float]
    solutions: Solutions | None
    how: str
    nothing: bool = False


def from_frontier(model: Model, front: Rows, need: Ints) -> Fair:
    """Exactly, from every point of the frontier. `need` holds the units of the deciding parties' fallbacks."""
    how = "from the whole frontier"
    if not len(front):
        return Fair({}, None, how, nothing=True)
    gains, scale = front.units - need, tuple(model.scale[p] for p in model.deciding)
    picks = (nash(gains, scale), kalai_smorodinsky(gains), egalitarian(gains, scale), utilitarian(gains, scale))
    most = front.units.max(axis=0)
    points = gains / np.array(scale, dtype=np.float64)
    ideals = (most - need) / np.array(scale, dtype=np.float64)
    found = (
        Solution(
            rule,
            outcome(model, front.choice[pick.rows[0]]),
            int(front.many[list(pick.rows)].sum()),
            _proved(_measure(rule, points[pick.rows[0]], ideals)),
        )
        for rule, pick in zip(RULES, picks, strict=True)
    )
    ideal = {model.parties[p]: int(u) / s for p, u, s in zip(model.deciding, most, scale, strict=True)}
    return Fair(ideal, Solutions(*found), how)


def one_by_one(model: Model, advance: Callable[[str], None] = lambda _: None, limit: int = LIMIT) -> Fair:
    """Each by a search of its own, which stops after `limit` nodes and says then how far from the best it may be."""
    net = network(model, components(model))
    if net.is_empty:
        return Fair({}, None, "there are none: nothing is acceptable", nothing=True)
    need = np.array([model.need[p] for p in model.deciding], dtype=np.float64)
    scale = np.array([model.scale[p] for p in model.deciding], dtype=np.float64)
    asked = Points(Stakes(net, net.units(model).astype(np.float64), need, scale), limit)
    points = []
    for number, rule in enumerate(RULES, 1):
        advance(f"Fair packages one by one: rule {number} of {len(RULES)}{waiting()}")
        points.append(asked.point(rule))
    found = [
        Solution(rule, outcome(model, point.choice), point.ties, _certificate(point))
        for rule, point in zip(RULES, points, strict=True)
        if point.choice is not None
    ]
    if not found and all(point.proved for point in points):
        return Fair({}, None, "there are none: nothing is acceptable", nothing=True)
    if len(found) < len(RULES):
        return Fair({}, None, f"not found: nothing acceptable was met in {limit:,} nodes of the search")
    ideal = {
        model.parties[p]: point.value + model.need[p] / model.scale[p]
        for p, point in zip(model.deciding, asked.ideals, strict=True)
    }
    return Fair(ideal, Solutions(*found), _how([*points, *asked.ideals], limit))


def _how(points: list[Point], limit: int) -> str:
    searched = "each by a branch and bound of its own"
    if all(point.proved for point in points):
        return f"{searched}, proved to be the best"
    return f"{searched}, {limit:,} nodes at most: some are not proved to be the best, and say how far off they may be"


def _measure(rule: str, gains: Floats, ideals: Floats) -> float:
    """The measure of `Certificate.value`, from one package's gains and the ideal gains in points, (parties,)."""
    if rule == "nash":
        some = gains[gains > 0]
        return math.exp(float(np.log(some).mean())) if len(some) else 0.0
    if rule == "kalai_smorodinsky":
        return float(np.min(gains[ideals > 0] / ideals[ideals > 0], initial=1.0))
    return float(gains.min() if rule == "egalitarian" else gains.sum())


def _proved(value: float) -> Certificate:
    return Certificate(value, value, 0.0)


def _certificate(point: Point) -> Certificate:
    if point.proved:
        return _proved(point.value)
    gap = (point.bound - point.value) / point.bound if point.bound > 0 else 0.0
    return Certificate(point.value, point.bound, gap)
