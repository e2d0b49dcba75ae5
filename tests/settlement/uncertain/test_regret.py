"""Regret: by hand, by listing, and what the advice says of it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from tests.settlement.uncertain.doubtful import advice_of, certain, every_package, nash_by_listing, valley
from tests.strategies import dossiers

from goodoffices.settlement.engine.model import central_model
from goodoffices.settlement.uncertain.draw import draw
from goodoffices.settlement.uncertain.pool import Rated, lay_out, rate
from goodoffices.settlement.uncertain.regret import by_mean, by_worst, mean, regrets

JOINT = np.array([[10.0, 0.0], [6.0, 6.0], [0.0, 9.0]])
"""Three packages in two draws: each of the outer two is best in one and useless in the other."""


def rated(joint):
    none = np.zeros((len(joint), 1), dtype=np.int64)
    return Rated(none, none[:, 0], none.astype(float), joint)


def test_regret_is_what_the_best_of_a_draw_gives_more():
    assert regrets(JOINT, np.array([10.0, 9.0])).tolist() == [[0, 9], [4, 3], [10, 0]]


def test_the_middle_way_has_the_smallest_worst_regret():
    keys = by_worst(np.array([10.0, 9.0]))(rated(JOINT))
    assert keys.tolist() == [[-9, -4.5], [-4, -3.5], [-10, -5]]
    assert keys[:, 0].argmax() == 1


def test_smallest_mean_regret_is_largest_mean_joint_gain():
    regret = regrets(JOINT, JOINT.max(axis=0))
    assert by_mean(rated(JOINT))[:, 0].argsort().tolist() == (-regret.mean(axis=1)).argsort().tolist()


def test_no_package_is_regretted_less_in_its_worst_draw():
    dossier = valley()
    model = central_model(dossier)
    some = draw(dossier, model, 400, 1)
    _, rows = every_package(model)
    joint = rate(lay_out(model, some), rows).joint
    regret = joint.max(axis=0) - joint
    advice = advice_of(dossier)
    least = advice.by("regret")
    assert least.worst_regret == pytest.approx(regret.max(axis=1).min())
    assert least.package == model.package(rows[regret.max(axis=1).argmin()].tolist())
    assert advice.by("average").mean_regret.value == pytest.approx(regret.mean(axis=1).min())
    assert advice.knowing_all.value == pytest.approx(regret.mean(axis=1).min())
    assert advice.by("average").mean_regret.value <= least.mean_regret.value


@settings(max_examples=30, deadline=None)
@given(dossiers(max_parties=3, max_issues=3, max_options=3))
def test_regret_is_never_negative_and_its_mean_never_above_the_worst(dossier):
    advice = advice_of(dossier, 20)
    for one in advice.packages if advice else ():
        assert 0 <= one.mean_regret.value <= one.worst_regret + 1e-9
        assert one.worst_regret >= advice.by("regret").worst_regret - 1e-9


def test_where_nothing_is_open_the_nash_package_is_regretted_by_nobody():
    advice = advice_of(certain())
    assert advice.by("central") == advice.by("regret") == advice.by("robust") == advice.by("average")
    assert advice.by("central").worst_regret == 0
    assert advice.by("central").mean_regret.value == advice.by("central").mean_regret.error == 0


def test_regret_is_against_all_packages_even_those_not_in_the_pool():
    """The best of a draw is its own Nash package, found by search of all packages."""
    dossier = valley()
    model = central_model(dossier)
    some = draw(dossier, model, 60, 4)
    _, rows = every_package(model)
    rated_all = rate(lay_out(model, some), rows)
    nash = nash_by_listing(model, some)
    assert len(np.unique(nash, axis=0)) > 3
    advice = advice_of(dossier, 60, 4)
    place = next(at for at, row in enumerate(rows.tolist()) if model.package(row) == advice.by("robust").package)
    expected = (rated_all.joint.max(axis=0) - rated_all.joint[place]).max()
    assert advice.by("robust").worst_regret == pytest.approx(expected)


def test_mean_has_the_error_of_its_draws():
    values = np.array([1.0, 2.0, 3.0, 6.0])
    found = mean(values)
    assert found.value == 3
    assert found.error == pytest.approx(1.959964 * np.sqrt((4 + 1 + 0 + 9) / 3) / 2, rel=1e-6)
    assert math.isinf(mean(values[:1]).error)
