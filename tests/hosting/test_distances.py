"""Distances of ideal points, with their intervals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.hosting.distances import distances
from goodoffices.hosting.model import Point


def point(state, best, low, high):
    return Point(state, 71, best, low, high)


POINTS = {
    "SYR": point("SYR", -2.0, -2.3, -1.7),
    "USA": point("USA", 2.5, 2.3, 2.7),
    "KAZ": point("KAZ", -0.4, -0.6, -0.2),
    "CHE": point("CHE", 0.7, 0.6, 0.8),
}


def test_largest_smallest_and_balance_are_those_of_the_published_points():
    (kaz,) = distances(POINTS, ["KAZ"], ["SYR", "USA"], 0, 1).each
    assert (kaz.to["SYR"].point, kaz.to["USA"].point) == pytest.approx((1.6, 2.9))
    assert kaz.largest.point == pytest.approx(2.9)
    assert kaz.balance.point == pytest.approx(1.3)
    assert (kaz.farthest, kaz.nearest) == ("USA", "SYR")
    assert kaz.largest.low is kaz.largest.high is None


def test_the_draws_have_the_published_quantiles_though_they_are_not_symmetric():
    # A state of certain position, far to the left: its distance is the other's point.
    points = {"AAA": point("AAA", -100.0, -100.0, -100.0), "BBB": point("BBB", 1.0, 0.2, 1.3)}
    (one,) = distances(points, ["BBB"], ["AAA"], 200_000, 1).each
    assert one.largest.low - 100 == pytest.approx(0.2, abs=0.01)
    assert one.largest.high - 100 == pytest.approx(1.3, abs=0.01)


def test_the_interval_of_a_distance_is_that_of_the_difference_of_two_normal_variables():
    points = {"AAA": point("AAA", 0.0, -0.3, 0.3), "BBB": point("BBB", 3.0, 2.6, 3.4)}
    (one,) = distances(points, ["BBB"], ["AAA"], 200_000, 1).each
    assert one.largest.high - 3 == pytest.approx(0.5, abs=0.01)  # 3, 4, 5
    assert 3 - one.largest.low == pytest.approx(0.5, abs=0.01)


def test_another_candidate_beside_it_changes_nothing_of_a_candidate():
    alone = distances(POINTS, ["KAZ"], ["SYR", "USA"], 500, 7)
    beside = distances(POINTS, ["CHE", "KAZ"], ["SYR", "USA"], 500, 7)
    assert alone.each[0] == beside.each[1]


def test_a_candidate_that_stands_for_a_party_is_at_no_distance_from_itself():
    (one,) = distances(POINTS, ["SYR"], ["SYR", "USA"], 500, 1).each
    assert (one.to["SYR"].point, one.to["SYR"].low, one.to["SYR"].high) == (0, 0, 0)


def test_a_state_without_a_point_is_named_and_left_out():
    found = distances(POINTS, ["KAZ", "XXX"], ["SYR", "YYY"], 10, 1)
    assert found.missing == ("YYY", "XXX")
    assert [one.candidate for one in found.each] == ["KAZ"]
    assert set(found.each[0].to) == {"SYR"}


def test_what_two_candidates_share_cancels_where_they_are_compared():
    # The party's own place is very unsure, and both candidates stand on the same side of it.
    points = {
        "AAA": point("AAA", 0.0, -2.0, 2.0),
        "BBB": point("BBB", 50.0, 49.9, 50.1),
        "CCC": point("CCC", 51.0, 50.9, 51.1),
    }
    found = distances(points, ["BBB", "CCC"], ["AAA"], 2000, 1)
    assert found.nearer["BBB"]["CCC"] == 1


@given(
    st.lists(st.tuples(st.floats(-3, 3), st.floats(0, 1), st.floats(0, 1)), min_size=3, max_size=6), st.integers(0, 9)
)
def test_the_balance_is_never_more_than_the_largest_distance_and_both_grow_with_no_state_less(found, seed):
    names = [f"AA{sign}" for sign in "ABCDEF"]
    points = {
        name: point(name, best, best - low, best + high) for name, (best, low, high) in zip(names, found, strict=False)
    }
    candidate, *states = points
    (all_of_them,) = distances(points, [candidate], states, 50, seed).each
    (fewer,) = distances(points, [candidate], states[:-1], 50, seed).each
    assert 0 <= all_of_them.balance.point <= all_of_them.largest.point
    assert all_of_them.largest.point == pytest.approx(
        max(abs(points[candidate].point - points[state].point) for state in states)
    )
    assert fewer.largest.point <= all_of_them.largest.point
    assert np.all(all_of_them.largest.low <= all_of_them.largest.high)
