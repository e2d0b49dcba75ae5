"""Where acceptable packages are too many to count: a share of packages drawn at random, with its error."""

from __future__ import annotations

import dataclasses
import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from tests.settlement.enumeration import key, list_all
from tests.settlement.test_large import mixed
from tests.strategies import dossiers

from goodoffices.dossier import Dossier
from goodoffices.settlement import counting, settlement_json, solve
from goodoffices.settlement.engine.model import central_model
from goodoffices.settlement.engine.network import Network, network
from goodoffices.settlement.engine.sampling import _running_shares, acceptable_drawn, drawn_rows
from goodoffices.settlement.engine.walk import components
from goodoffices.settlement.pages.count_words import acceptable_words
from goodoffices.settlement.result import Counts
from goodoffices.values import chance

DRAWS = 20_000


@pytest.mark.long
@settings(max_examples=60)
@given(dossiers())
def test_every_allowed_package_is_as_likely_to_be_drawn_as_any_other(dossier: Dossier) -> None:
    model = central_model(dossier)
    net = network(model, components(model))
    allowed = list_all(dossier).allowed
    assert net.is_empty == (not allowed)
    if net.is_empty:
        return
    paths = np.column_stack(drawn_rows(net, DRAWS, seed=1))
    distinct, many = np.unique(paths, axis=0, return_counts=True)
    drawn = Counter({key(model.package(net.choice(path))): int(n) for path, n in zip(distinct, many, strict=True)})
    assert set(drawn) <= {key(package) for package in allowed}
    share = 1 / len(allowed)
    six_sigma = 6 * math.sqrt(DRAWS * share * (1 - share)) + 1
    assert all(abs(drawn[key(package)] - DRAWS * share) <= six_sigma for package in allowed)


@pytest.mark.long
@settings(max_examples=60)
@given(dossiers())
def test_the_share_that_is_acceptable_is_the_true_one_within_its_error(dossier: Dossier) -> None:
    model, listing = central_model(dossier), list_all(dossier)
    net = network(model, components(model))
    if net.is_empty:
        return
    need = np.array([model.need[p] for p in model.deciding])
    share = len(listing.acceptable) / len(listing.allowed)
    hits = acceptable_drawn(net, net.units(model), need, DRAWS)
    assert abs(hits - DRAWS * share) <= 6 * math.sqrt(DRAWS * share * (1 - share)) + 1e-9


def test_packages_behind_rare_options_are_drawn_alike_however_many_lie_behind_the_others() -> None:
    """A first option with 4^40 ways to go on beside one with a single way; the last issue has two options in both."""
    ways: list[list[int]] = [[1, 2]]  # node by node, where its arcs lead
    for place in range(40):
        ways += [[3 + 2 * place] * 4, [4 + 2 * place]]
    ways += [[83, 83], [83, 83], []]
    arcs, none = np.arange(sum(map(len, ways))), np.zeros(0, dtype=np.int64)
    net = Network(
        layer=np.array([0, *range(1, 84, 2), 84]),
        first=np.concatenate([[0], np.cumsum([len(leads) for leads in ways])]),
        head=np.array([head for leads in ways for head in leads]),
        issue=arcs,
        option=arcs,
        row=arcs,
        bonus_arc=none,
        bonus=none,
        deciding=(0,),
        issues=42,
    )
    shares = _running_shares(net)
    assert shares[-1].tolist() == [0.5, 1.0, 1.5, 2.0]
    assert shares[1].tolist() == [0.25, 0.5, 0.75, 1.0, 2.0]
    assert shares[0].tolist() == pytest.approx([1.0, 1.0])


def test_a_hundred_issues_are_drawn_from_too() -> None:
    """10^100 packages, more than a float counts when it is squared; every step has a share all the same."""
    model = central_model(mixed(100, 10, 2))
    net = network(model, components(model))
    options = net.option[np.column_stack(drawn_rows(net, 2000, seed=1))]
    assert options.shape == (2000, 100)
    assert abs(float(options.mean()) - 4.5) < 0.05


def test_a_count_that_is_only_bounded_comes_with_a_sample_and_an_exact_one_without(monkeypatch) -> None:
    dossier = mixed(6, 5, 4)
    exact = solve(dossier).packages
    assert exact.sampled is None
    monkeypatch.setattr(counting, "count_acceptable", lambda *_, **__: (1, 5**6))
    found = solve(dossier).packages
    assert found.acceptable is None
    assert found.sampled is not None
    assert found.sampled.draws == 100_000
    assert abs(found.sampled.share - (exact.acceptable or 0) / exact.allowed) < 0.01
    assert found.acceptable_bounds[0] == max(1, len(solve(dossier).frontier.points))
    told = settlement_json(solve(dossier))["packages"]["sampled"]
    assert told["hits"] == found.sampled.hits
    assert told["low"] < told["share"] < told["high"]


def test_a_package_drawn_that_is_acceptable_settles_that_there_is_one(monkeypatch) -> None:
    dossier = mixed(6, 5, 4)
    model = central_model(dossier)
    need = np.array([model.need[p] for p in model.deciding])
    monkeypatch.setattr(counting, "count_acceptable", lambda *_, **__: (0, 5**6))
    found = counting.counted(model, components(model), need)
    assert found.sampled is not None
    assert found.sampled.hits > 0
    assert found.acceptable_bounds == (1, 5**6)


def test_bounds_that_meet_are_the_count() -> None:
    open_ = Counts(all=9, allowed=9, acceptable=None, acceptable_bounds=(2, 7), sampled=chance(1, 2))
    assert counting.settled(open_, 7, nothing=False) == Counts(9, 9, 7, (7, 7))
    assert counting.settled(open_, 5, nothing=False).acceptable_bounds == (5, 7)
    assert counting.settled(open_, 0, nothing=True) == Counts(9, 9, 0, (0, 0))


def test_a_share_too_small_for_two_decimals_is_told_in_packages() -> None:
    bounded = Counts(all=10**9, allowed=10**9, acceptable=None, acceptable_bounds=(3, 10**8))
    told = [acceptable_words(dataclasses.replace(bounded, sampled=chance(hits, 100_000))) for hits in (34, 0, 40_000)]
    assert told[0] == "between 3 and 100,000,000 (34 of 100,000 drawn at random; 95%: 24 to 48)"
    assert told[1].endswith("(0 of 100,000 drawn at random; 95%: 0 to 4)")
    assert told[2].endswith("(a share of 0.40 ±0.01 by 100,000 drawn at random)")
