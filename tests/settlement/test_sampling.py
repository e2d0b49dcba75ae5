"""Where acceptable packages are too many to count: a share of packages drawn at random, with its error."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
from hypothesis import given, settings
from tests.settlement.enumeration import key, list_all
from tests.settlement.test_large import mixed
from tests.strategies import dossiers

from goodoffices.dossier import Dossier
from goodoffices.settlement import counting, settlement_json, solve
from goodoffices.settlement.engine.model import central_model
from goodoffices.settlement.engine.network import network
from goodoffices.settlement.engine.sampling import acceptable_drawn, drawn_rows
from goodoffices.settlement.engine.walk import components

DRAWS = 20_000


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
    told = settlement_json(solve(dossier))["packages"]["sampled"]
    assert told["hits"] == found.sampled.hits
    assert told["low"] < told["share"] < told["high"]
