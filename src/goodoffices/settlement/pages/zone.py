"""Where things lie in the picture of the zone: which pairs of parties to show, and where labels find room."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from goodoffices.dossier import Dossier, Role
from goodoffices.settlement.outcomes import gains_of
from goodoffices.settlement.result import Outcome, Settlement

__all__ = ["PANELS", "label_places", "telling_pairs", "thinned"]

PANELS = 6
"""At most so many pairs of parties are drawn."""

EDGE = 7.0
"""Pixels between the middle of a label and the edge of its panel, at least."""

Point = tuple[float, float]


def telling_pairs(dossier: Dossier, settlement: Settlement) -> tuple[tuple[str, str], ...]:
    """At most `PANELS` pairs of deciding parties: principals against each other first, then the other pairs; among
    each, those whose gains pull apart most along the frontier (the lowest correlation) first."""
    principals = {party.id for party in dossier.parties if party.role is Role.PRINCIPAL}
    points = settlement.frontier.points
    gains = gains_of(points, settlement.deciding)

    def pull(pair: tuple[int, int]) -> float:
        one, other = gains[:, pair[0]], gains[:, pair[1]]
        # Two points always lie on a line.
        told = len(points) > 2 and min(one.std(), other.std()) > 0  # noqa: PLR2004
        return float(np.corrcoef(one, other)[0, 1]) if told else 0.0

    pairs = list(combinations(range(len(settlement.deciding)), 2))
    named = {pair: (settlement.deciding[pair[0]], settlement.deciding[pair[1]]) for pair in pairs}
    pairs.sort(key=lambda pair: (not principals.issuperset(named[pair]), round(pull(pair), 6), pair))
    return tuple(named[pair] for pair in pairs[:PANELS])


def thinned(points: Sequence[Outcome], pair: tuple[str, str], grain: Point) -> list[Point]:
    """The gains of a pair of parties, one point for all that fall into the same cell of `grain` points."""
    gains = gains_of(points, pair)
    if not len(points):
        return []
    _, first = np.unique(np.floor(gains / np.array(grain)), axis=0, return_index=True)
    return [(round(x, 2), round(y, 2)) for x, y in gains[np.sort(first)].tolist()]


def label_places(marks: Sequence[Point], size: Point, reach: float = 13.0) -> list[Point]:
    """Where to put a short label beside each mark, in pixels, so that labels cover neither marks nor each other.

    Greedy: for each mark in turn, the first of sixteen places around it that crowds nothing, else the roomiest.
    """
    placed: list[Point] = []
    angles = np.pi * np.array([1, 0, 2, 7, 3, 4, 6, 5]) / 4
    for x, y in marks:
        others = [mark for mark in marks if mark != (x, y)]
        offers = []
        for far in (1.0, 1.6):
            for angle in angles:
                at = (x + far * reach * float(np.cos(angle)), y - far * reach * float(np.sin(angle)))
                offers.append((_room(at, others, placed, size), at))
        free = next((at for room, at in offers if room >= 1), None)
        placed.append(free or max(offers, key=lambda offer: offer[0])[1])
    return placed


def _room(at: Point, marks: Sequence[Point], labels: Sequence[Point], size: Point) -> float:
    """At least 1 when nothing is near; less the nearer the closest thing is."""
    if not all(EDGE <= place <= end - EDGE for place, end in zip(at, size, strict=True)):
        return 0.0
    near = [np.hypot(at[0] - x, at[1] - y) / 11 for x, y in marks]
    near += [np.hypot(at[0] - x, at[1] - y) / 12 for x, y in labels]
    return float(min([1.0, *near]))
