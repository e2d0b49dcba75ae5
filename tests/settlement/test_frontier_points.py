"""Promises of the frontier's packages as a sequence: a tuple of outcomes in all but memory."""

from __future__ import annotations

import dataclasses
import math
import time

import numpy as np
import pytest
from hypothesis import given, settings
from tests.settlement.test_frontier import made_up
from tests.strategies import dossiers

from goodoffices.dossier import Dossier
from goodoffices.settlement.answer import frontier, solve
from goodoffices.settlement.candidates import candidates, clauses_apart, nash_product, worst_share
from goodoffices.settlement.engine.model import central_model
from goodoffices.settlement.outcomes import Outcomes, outcome
from goodoffices.settlement.pages.zone import telling_pairs, thinned
from goodoffices.settlement.result import Settlement


@settings(max_examples=40)
@given(dossiers())
def test_it_reads_like_a_tuple_of_outcomes(dossier: Dossier) -> None:
    points, model = frontier(dossier).points, central_model(dossier)
    listed = tuple(outcome(model, row) for row in points.choice)
    assert (len(points), tuple(points), points) == (len(listed), listed, listed)
    assert points[1:3] == listed[1:3]
    assert points[::-1] == listed[::-1]
    assert [points[place] for place in range(-len(points), len(points))] == [*listed, *listed]
    assert not points or points != listed[1:]
    with pytest.raises(IndexError):
        points[len(points)]


@settings(max_examples=40)
@given(dossiers())
def test_the_arrays_hold_the_numbers_of_the_outcomes(dossier: Dossier) -> None:
    points = frontier(dossier).points
    for place, point in enumerate(points):
        assert dict(zip(points.parties, points.utility[place].tolist(), strict=True)) == point.utility
        gains = zip(points.parties, points.gain[place].tolist(), strict=True)
        assert {party: gain for party, gain in gains if not math.isnan(gain)} == point.gain
        assert points.positions(point.package).tolist() == points.choice[place].tolist()


def test_what_is_handed_out_cannot_be_changed() -> None:
    points = frontier(made_up(3, 3, 2, 10)).points
    for array in (points.choice, points.utility, points.gain):
        with pytest.raises(ValueError, match="read-only"):
            array[0, 0] = 1


def many(size: int) -> tuple[Dossier, Outcomes]:
    """Packages at random: what the page does with them does not ask whether one betters another."""
    dossier = made_up(4, 6, 4, 0)
    return dossier, Outcomes(
        central_model(dossier), np.random.default_rng(5).integers(0, 6, (size, 4)).astype(np.uint16)
    )


def answered(points: Outcomes, dossier: Dossier) -> Settlement:
    small = solve(dossier)
    front = dataclasses.replace(small.frontier, points=points)
    return dataclasses.replace(small, frontier=front)


def test_two_hundred_thousand_points_are_looked_through_at_once() -> None:
    dossier, points = many(200_000)
    settlement = answered(points, dossier)
    start = time.process_time()
    chosen = candidates(settlement)
    pairs = telling_pairs(dossier, settlement)
    dots = thinned(points, pairs[0], (2.0, 2.0))
    assert time.process_time() - start < 2.0
    assert len(chosen) >= 3
    assert len(pairs) == 6
    assert 100 < len(dots) < 3_000


def test_what_is_added_is_what_comparing_one_by_one_would_add() -> None:
    dossier, points = many(400)
    settlement = answered(points, dossier)
    chosen = candidates(settlement)
    for place, candidate in enumerate(chosen):
        if candidate.name != "Alternative":
            continue
        shares = [worst_share(settlement, point) for point in points]
        near = [i for i, share in enumerate(shares) if share >= 0.9 * max(shares) - 1e-9]
        before = [other.outcome for other in chosen[:place]]

        def standing(i: int, before: list = before) -> tuple:
            apart = min(clauses_apart(points[i].package, other.package) for other in before)
            return (
                apart,
                round(worst_share(settlement, points[i]), 9),
                round(nash_product(settlement, points[i]), 6),
                -i,
            )

        assert candidate.outcome == points[max(near, key=standing)]


def test_dots_share_a_cell_and_the_first_of_each_is_drawn() -> None:
    _, points = many(500)
    cells: dict[tuple[float, float], tuple[float, float]] = {}
    for point in points:
        x, y = point.gain["p0"], point.gain["p1"]
        cells.setdefault((x // 3.0, y // 2.0), (round(x, 2), round(y, 2)))
    assert thinned(points, ("p0", "p1"), (3.0, 2.0)) == list(cells.values())
