"""The robust proposal: who accepts in how many draws, the best of all looked at, and neighbours that differ."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from tests.settlement.enumeration import key, list_all
from tests.settlement.uncertain.doubtful import advice_of, certain, every_package, nash_by_listing, two_sides, valley
from tests.strategies import dossiers

from goodoffices.settlement import solve
from goodoffices.settlement.engine.model import central_model
from goodoffices.settlement.uncertain.acceptance import choices, gains
from goodoffices.settlement.uncertain.draw import draw
from goodoffices.settlement.uncertain.pool import NOISE, POOL_NASH, Rated, allowed, lay_out, own_nash, pool, rate
from goodoffices.settlement.uncertain.regret import by_mean
from goodoffices.settlement.uncertain.robust import FEWEST, MARGIN, MOST, alternatives, by_acceptance
from goodoffices.settlement.uncertain.search import PAIRED, improved, pair_changes, single_changes


@settings(max_examples=40, deadline=None)
@given(dossiers(max_parties=3, max_issues=3, max_options=3))
def test_packages_are_rated_as_the_definitions_say(dossier):
    model = central_model(dossier)
    rows, _ = every_package(model)
    some = draw(dossier, model, 9, 3)
    rated, gain = rate(lay_out(model, some), rows), gains(model, some, rows)
    assert np.array_equal(rated.accepts, (gain >= -NOISE).sum(axis=0))
    assert np.array_equal(rated.all_accept, (gain >= -NOISE).all(axis=2).sum(axis=0))
    assert np.allclose(rated.gain, gain.mean(axis=0))
    joint = np.where((gain > 0).all(axis=2), np.abs(gain).prod(axis=2) ** (1 / gain.shape[2]), 0.0)
    assert np.allclose(rated.joint, joint.T, atol=1e-6)


@settings(max_examples=40, deadline=None)
@given(dossiers(max_parties=3, max_issues=3, max_options=3))
def test_only_allowed_packages_are_looked_at(dossier):
    model = central_model(dossier)
    _, rows = every_package(model)
    assert [key(model.package(row)) for row in rows.tolist()] == [key(x) for x in list_all(dossier).allowed]
    some = draw(dossier, model, 5, 1)
    found = pool(model, solve(dossier), nash_by_listing(model, some))
    assert allowed(model, found).all()
    assert len(np.unique(found, axis=0)) == len(found)


@settings(max_examples=30, deadline=None)
@given(dossiers(max_parties=3, max_issues=3, max_options=3))
def test_robust_proposal_is_at_least_as_robust_as_each_package_looked_at(dossier):
    model, settlement = central_model(dossier), solve(dossier)
    some = draw(dossier, model, 30, 1)
    trial, start = lay_out(model, some), pool(model, settlement, nash_by_listing(model, some))
    if not len(start):
        assert advice_of(dossier, 30) is None
        return
    found = improved(trial, start, {"robust": by_acceptance, "average": by_mean})
    robust = tuple(by_acceptance(rate(trial, np.array([found.best["robust"]])))[0])
    around = single_changes(model, found.best["robust"])
    looked = np.concatenate([start, found.choice, around[allowed(model, around)]])
    for least, joint in by_acceptance(rate(trial, looked)):
        assert robust[0] > least - 1e-9
        assert robust[0] > least + 1e-9 or robust[1] >= joint - 1e-8


def test_robust_proposal_of_a_small_dossier_is_the_best_of_all():
    dossier = valley()
    model = central_model(dossier)
    _, rows = every_package(model)
    rated = rate(lay_out(model, draw(dossier, model, 400, 1)), rows)
    best = max(range(len(rows)), key=lambda at: (rated.least[at], rated.mean_joint[at]))
    robust = advice_of(dossier).by("robust")
    assert robust.package == model.package(rows[best].tolist())
    assert min(chance.share for chance in robust.accepts.values()) == rated.least[best]
    assert robust.accepts[robust.most_doubtful].share == rated.least[best]
    assert robust.joint.value == pytest.approx(rated.mean_joint[best])


def test_the_smallest_share_comes_before_the_mean_gain():
    """`a` is worth more on average; `b` South accepts in every draw."""
    dossier = two_sides([("river", "a: A, b: B", "5 a:100 b:20", "5 a:30..90 b:55")], fallbacks=("10", "50"))
    advice = advice_of(dossier)
    assert advice.by("robust").package == {"river": "b"}
    assert advice.by("average").package == {"river": "a"}
    assert advice.by("robust").accepts["south"].share == 1
    # South accepts `a` where its value is at least 50 of 30..90.
    assert advice.by("average").accepts["south"].low <= 40 / 60 <= advice.by("average").accepts["south"].high


def test_two_clauses_are_changed_together_where_one_alone_is_not_allowed():
    dossier = two_sides(
        [("river", "a: A, b: B", "5 a > b", "5 a > b"), ("road", "a: A, b: B", "5 a > b", "5 a > b")],
        rest="linkages: ['river=a requires road=a', 'road=a requires river=a']\n",
    )
    model = central_model(dossier)
    trial = lay_out(model, draw(dossier, model, 5, 1))
    found = improved(trial, np.array([[1, 1]]), {"robust": by_acceptance})
    assert found.best["robust"] == (0, 0)
    assert found.looked_at == 2


def test_pairs_of_a_long_agenda_are_bounded():
    dossier = two_sides([(f"i{n}", "a: A, b: B, c: C", "5 a > b > c", "5 c > b > a") for n in range(40)])
    model = central_model(dossier)
    trial = lay_out(model, draw(dossier, model, 4, 1))
    pairs = pair_changes(trial, (0,) * 40, by_acceptance)
    assert 0 < len(pairs) <= PAIRED * (PAIRED - 1) / 2
    assert np.all((pairs != 0).sum(axis=1) == 2)


def test_search_without_a_package_is_refused():
    model = central_model(certain())
    with pytest.raises(ValueError, match="no package"):
        improved(
            lay_out(model, draw(certain(), model, 2, 1)), np.zeros((0, 2), dtype=np.int64), {"robust": by_acceptance}
        )


def test_nash_package_of_each_draw_is_rated_in_its_own_draw():
    dossier = valley()
    model = central_model(dossier)
    some = draw(dossier, model, 50, 2)
    trial, nash = lay_out(model, some), nash_by_listing(model, some)
    gain = gains(model, some, np.maximum(nash, 0))
    own = gain[np.arange(50), np.arange(50)]
    expected = np.where((nash[:, 0] >= 0) & (own > 0).all(axis=1), np.abs(own).prod(axis=1) ** 0.5, 0.0)
    assert np.allclose(own_nash(trial, nash), expected)


def test_pool_takes_the_most_frequent_nash_packages():
    dossier = two_sides([(f"i{n}", "a: A, b: B", "5 a > b", "5 b > a") for n in range(10)])
    model = central_model(dossier)
    rows, _ = every_package(model)
    nash = np.concatenate([rows, rows[-POOL_NASH:]])
    found = {tuple(row) for row in pool(model, solve(dossier), nash).tolist()}
    assert {tuple(row) for row in rows[-POOL_NASH:].tolist()} <= found


def some_rated(least, joint, gain):
    draws = 100
    accepts = np.repeat((np.array(least) * draws).astype(np.int64)[:, None], 2, axis=1)
    return Rated(
        accepts, accepts[:, 0], np.array(gain, dtype=float), np.repeat(np.array(joint, float)[:, None], draws, 1)
    )


def test_alternatives_are_near_best_and_differ_in_content():
    choice = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 1], [2, 2, 2], [2, 2, 0]])
    rated = some_rated([0.9, 0.9, 0.86, 0.8, 0.9], [9, 8, 5, 9, 7], [[5, 5], [6, 4], [4, 6], [9, 1], [7, 3]])
    # 3 is too doubtful. 2 lies three clauses away, then 4 two from 0 and three from 2; 1 is then too near.
    assert alternatives(choice, rated, 0) == (2, 4)


def test_a_package_that_another_betters_for_all_is_no_alternative():
    choice = np.array([[0, 0], [1, 1], [1, 0]])
    rated = some_rated([0.9, 0.9, 0.9], [9, 8, 7], [[5, 5], [4, 5], [6, 4]])
    assert alternatives(choice, rated, 0) == (2,)


def test_alternatives_keep_the_stated_margin_and_number():
    issues = [(f"i{n}", "a: A, b: B, c: C", f"{3 + n}..8 a > b > c", f"{7 - n}..8 c > b > a") for n in range(4)]
    advice = advice_of(two_sides(issues, fallbacks=("10..30", "10..30")))
    robust = advice.by("robust")
    others = [one for one in advice.packages if "alternative" in one.standings]
    assert FEWEST - 1 <= len(others) <= MOST - 1
    bar = robust.accepts[robust.most_doubtful].share - MARGIN
    assert all(one.accepts[one.most_doubtful].share >= bar - 1e-9 for one in others)
    packages = [key(one.package) for one in advice.packages]
    assert len(set(packages)) == len(packages)


def test_names_and_order_of_options_do_not_matter():
    plain = advice_of(valley())
    turned = advice_of(valley(("c", "a", "b"), {"a": "z", "b": "y", "c": "x"}.get))
    back = {"z": "a", "y": "b", "x": "c"}
    for one, other in zip(plain.packages, turned.packages, strict=True):
        assert one.standings == other.standings
        assert one.package == {issue: back[option] for issue, option in other.package.items()}
        assert one.accepts == other.accepts
        assert one.worst_regret == pytest.approx(other.worst_regret)
        assert one.joint.value == pytest.approx(other.joint.value)


def test_same_seed_same_advice_and_draws_are_those_asked_for():
    assert advice_of(valley(), 150, 7) == advice_of(valley(), 150, 7)
    other = advice_of(valley(), 150, 8)
    assert other.draws == 150
    assert dataclasses.asdict(other) != dataclasses.asdict(advice_of(valley(), 150, 7))


def test_choices_in_words_and_positions_agree():
    model = central_model(valley())
    rows, _ = every_package(model)
    assert np.array_equal(choices(model, [model.package(row) for row in rows.tolist()]), rows)
