"""Promises where the frontier is too large to list: what stands for it covers it within the distance it states."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.settlement.enumeration import Listing, key, list_all
from tests.settlement.test_frontier import made_up
from tests.strategies import dossiers

from goodoffices.dossier import Dossier
from goodoffices.settlement.answer import frontier
from goodoffices.settlement.engine import epsilon as covering
from goodoffices.settlement.engine.epsilon import COVER_POINTS, USEFUL, cover_rows
from goodoffices.settlement.engine.frontier import pareto_rows
from goodoffices.settlement.engine.kernels.cover_dominance import cover, cover_reference
from goodoffices.settlement.engine.model import central_model
from goodoffices.settlement.engine.walk import components
from goodoffices.settlement.result import Frontier


def assert_covers(listing: Listing, found: Frontier, cap: int) -> None:
    """Word for word what `Frontier` says."""
    epsilon = Fraction(found.epsilon).limit_denominator(1000)
    gains = [listing.gain[key(point.package)] for point in found.points]
    assert 0 < len(gains) <= cap or not gains
    assert all(dict(point.package) in listing.acceptable for point in found.points)
    assert not any(one != other and all(map(Fraction.__ge__, one, other)) for one in gains for other in gains)
    for package in listing.acceptable:
        asked = listing.gain[key(package)]
        if min(asked) >= epsilon:
            assert any(all(g >= a - epsilon for g, a in zip(mine, asked, strict=True)) for mine in gains)


@pytest.mark.long
@settings(max_examples=40, deadline=None)
@given(dossiers(max_linkages=4), st.integers(1, 6))
def test_every_acceptable_package_has_one_listed_within_epsilon(dossier: Dossier, cap: int) -> None:
    """However coarse: with linkages, interactions, observers, red lines."""
    usual, covering.USEFUL = covering.USEFUL, 1000.0
    try:
        found = frontier(dossier, cap=cap)
    finally:
        covering.USEFUL = usual
    if found.epsilon:
        assert (found.complete, found.size, found.equal) == (False, None, ())
        assert_covers(list_all(dossier), found, cap)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 4), st.integers(3, 20), st.integers(0, 50), st.integers(0, 3))
def test_the_cover_holds_on_made_up_cases(seed: int, parties: int, cap: int, fallback: int, linkages: int) -> None:
    dossier = made_up(4, 3, parties, fallback, seed, linkages)
    found = frontier(dossier, cap=cap)
    if found.epsilon:
        assert_covers(list_all(dossier), found, cap)


def test_small_cases_do_meet_the_cap_and_get_a_cover() -> None:
    """So that the two tests above cannot pass by never being asked."""
    met = [frontier(made_up(4, 4, parties, 20, seed, seed % 4), cap=12) for parties in (2, 3) for seed in range(10)]
    covers = [found for found in met if found.epsilon]
    assert len(covers) >= 5
    assert all(0 < found.epsilon <= USEFUL + 1 for found in covers)


def test_a_cover_of_a_listed_frontier_is_as_close_as_it_says() -> None:
    """Ten issues of six options, four parties: the true frontier is known, so the distance can be measured."""
    model = central_model(made_up(10, 6, 4, 30))
    need, parts, scale = np.array(model.need), components(model), np.array(model.scale)
    exact = pareto_rows(parts, 10, need, 10**6)
    found = cover_rows(parts, need, model.scale, 500)
    assert len(exact) > 2_000
    assert 0 < len(found.rows) <= 500
    assert 0 < found.epsilon < 5
    inside = exact.units[np.all(exact.units - need >= found.epsilon * scale, axis=1)]
    lacking = [((row - found.rows.units) / scale).max(axis=1).min() for row in inside]
    assert len(inside) > 100
    assert max(lacking) <= found.epsilon


@pytest.mark.long
def test_five_parties_and_sixty_eight_thousand_million_packages_are_covered() -> None:
    found = frontier(made_up(12, 8, 5, 50), cap=2_000)
    assert not found.complete
    assert 100 < len(found.points) <= min(2_000, COVER_POINTS)
    assert 0 < found.epsilon < USEFUL
    assert found.points.gain.min() >= 0


sets = st.integers(1, 3).flatmap(
    lambda p: st.tuples(
        st.lists(st.tuples(*[st.integers(0, 9)] * p), min_size=1, max_size=40),
        st.lists(st.tuples(*[st.integers(0, 3)] * p), min_size=40, max_size=40),
        st.tuples(*[st.integers(3, 5)] * p),
        st.integers(1, 20),
    )
)


@given(sets)
def test_the_compiled_choice_is_the_readable_one(case: tuple) -> None:
    worth, more, allowance, most = case
    worth = np.array(worth, dtype=np.int64)
    claim = worth + np.array(more[: len(worth)], dtype=np.int64)
    mine, theirs = (choose(worth, claim, np.array(allowance), most) for choose in (cover, cover_reference))
    assert mine[0].tolist() == theirs[0].tolist()
    assert mine[1].tolist() == theirs[1].tolist()
    if len(mine[0]) <= most:
        kept = worth[mine[0]] + np.array(allowance)
        assert all(np.any(np.all(row <= kept, axis=1)) for row in claim)
