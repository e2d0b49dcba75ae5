"""The same questions put to Good Offices."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.plain import Floats, Ints
from goodoffices.dossier import Dossier
from goodoffices.settlement.engine.frontier import Rows, pareto_rows
from goodoffices.settlement.engine.model import Model, central_model
from goodoffices.settlement.engine.network import network
from goodoffices.settlement.engine.points import Point, RuleName, best_point
from goodoffices.settlement.engine.solutions import Pick, nash
from goodoffices.settlement.engine.walk import components

RULES: tuple[RuleName, ...] = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")

CAP = 10**6
"""Rows of a frontier, more than any case here needs: the comparison wants the whole frontier."""


@dataclass(frozen=True)
class Front:
    """The frontier's rows with the model they are rows of, and the Nash packages among them."""

    model: Model
    rows: Rows
    nash: Pick


@dataclass(frozen=True)
class Single:
    """One package found without a frontier."""

    model: Model
    point: Point


def frontier(dossier: Dossier) -> Front:
    """What is timed: from a dossier to the frontier's packages and the Nash package."""
    model = central_model(dossier)
    rows = pareto_rows(components(model), len(model.issues), _need(model), CAP)
    assert rows is not None
    return Front(model, rows, nash(rows.units - _need(model), tuple(model.scale[p] for p in model.deciding)))


def single(dossier: Dossier, rule: RuleName) -> Single:
    """What is timed: from a dossier to the package of one rule, by branch and bound."""
    model = central_model(dossier)
    net = network(model, components(model))
    units = net.units(model).astype(np.float64)
    return Single(model, best_point(net, units, _need(model).astype(np.float64), _scale(model), rule))


def in_points(front: Front) -> tuple[Floats, float]:
    """The frontier's utilities in points and the Nash product, outside the clock."""
    points = front.rows.units / _scale(front.model)
    gains = (front.rows.units[front.nash.rows[0]] - _need(front.model)) / _scale(front.model)
    return points, float(gains.prod())


def product(found: Single) -> float:
    """The product of gains of one package, in points."""
    assert found.point.choice is not None
    model = found.model
    units = model.worth(dict(enumerate(found.point.choice)))[list(model.deciding)]
    return float(((units - _need(model)) / _scale(model)).prod())


def rules_broken(dossier: Dossier, found: Single) -> int:
    """How many of the dossier's linkages the package breaks."""
    assert found.point.choice is not None
    broken = 0
    for rule in central_model(dossier).rules:
        state = rule.KEPT
        for issue, option in enumerate(found.point.choice):
            state = rule.after(state, issue, option)
        broken += state == rule.BROKEN
    return broken


def _need(model: Model) -> Ints:
    return np.array([model.need[p] for p in model.deciding], dtype=np.int64)


def _scale(model: Model) -> Floats:
    return np.array([model.scale[p] for p in model.deciding], dtype=np.float64)
