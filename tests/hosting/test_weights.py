"""A rank under stated weights, and how much it hangs on them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import DossierError, EvidenceError
from goodoffices.hosting.weights import Criterion, Weights, ranked, read_weights
from goodoffices.values import Estimate


def criterion(name, **told):
    return Criterion(name, told, {})


def weights(**of):
    return Weights({name: None if one is None else Estimate.between(*one) for name, one in of.items()})


NEAR = criterion("largest_distance", KAZ=1.0, CHE=2.0, EGY=3.0)
HOSTED = criterion("hosted", KAZ=0.0, CHE=0.0, EGY=4.0)


def test_one_criterion_ranks_as_it_says():
    found = ranked([NEAR], weights(largest_distance=(1, 1)), ["EGY", "CHE", "KAZ"], 20, 1)
    assert [(one.candidate, one.first, one.rank) for one in found] == [
        ("KAZ", 1.0, (1, 1, 1)),
        ("CHE", 0.0, (2, 2, 2)),
        ("EGY", 0.0, (3, 3, 3)),
    ]


def test_under_any_weighting_of_two_criteria_the_shares_are_those_of_the_line():
    # With weight w on distance KAZ has w, CHE w/2 and EGY 1 - w: KAZ is first where w > 1/2, CHE never.
    found = {
        one.candidate: one
        for one in ranked([NEAR, HOSTED], weights(largest_distance=None, hosted=None), ["KAZ", "CHE", "EGY"], 40_000, 1)
    }
    assert found["KAZ"].first == pytest.approx(0.5, abs=0.01)
    assert found["EGY"].first == pytest.approx(0.5, abs=0.01)
    assert found["CHE"].first == 0
    assert all(one.top_three == 1 for one in found.values())
    # EGY is last where 1 - w < w/2, that is w > 2/3.
    assert found["EGY"].rank == (1, 1, 3) or found["EGY"].rank == (1, 2, 3)


def test_weights_within_an_interval_never_leave_it():
    # 8..9 against 1..2: EGY has at most 2/10 where KAZ has at least 8/10.
    found = ranked([NEAR, HOSTED], weights(largest_distance=(8, 9), hosted=(1, 2)), ["KAZ", "CHE", "EGY"], 500, 1)
    assert found[0].candidate == "KAZ"
    assert found[0].first == 1


def test_who_is_tied_for_the_first_place_shares_it():
    even = criterion("balance", KAZ=1.0, CHE=1.0)
    found = ranked([even], weights(balance=(1, 1)), ["KAZ", "CHE"], 10, 1)
    assert [one.first for one in found] == [0.5, 0.5]
    assert [one.rank for one in found] == [(1, 1, 1), (1, 1, 1)]


def test_the_draws_of_a_criterion_count():
    drawn = Criterion("balance", {"KAZ": 1.0, "CHE": 2.0}, {"KAZ": np.array([1.0, 3.0] * 50), "CHE": np.full(100, 2.0)})
    found = {one.candidate: one for one in ranked([drawn], weights(balance=(1, 1)), ["KAZ", "CHE"], 100, 1)}
    assert found["KAZ"].first == found["CHE"].first == 0.5


def test_a_candidate_without_a_value_is_not_weighed_silently():
    with pytest.raises(EvidenceError, match="EGY cannot be weighed by rating"):
        ranked([criterion("rating", KAZ=1.0)], weights(rating=(1, 1)), ["KAZ", "EGY"], 10, 1)


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=6),
    st.integers(0, 3),
)
def test_first_places_add_up_to_one_and_who_is_worse_in_all_is_never_first(values, seed):
    names = [f"AA{sign}" for sign in "ABCDEF"[: len(values)]]
    criteria = [
        Criterion("largest_distance", {name: float(one) for name, (one, _) in zip(names, values, strict=True)}, {}),
        Criterion("balance", {name: float(one) for name, (_, one) in zip(names, values, strict=True)}, {}),
    ]
    found = ranked(criteria, weights(largest_distance=None, balance=None), names, 60, seed)
    assert sum(one.first for one in found) == pytest.approx(1)
    by_name = dict(zip(names, values, strict=True))
    for one in found:
        mine = by_name[one.candidate]
        if any(other[0] < mine[0] and other[1] < mine[1] for other in values):
            assert one.first == 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("weights: {largest_distance: 2..4, balance: 1}", ""),
        ("weights: {nearness: 2}", "`nearness` is no criterion"),
        ("weights: {balance: any, hosted: 2}", "`any` stands beside other weights"),
        ("weights: {balance: 0}", "all weights are 0"),
        ("weights: {balance: 11}", "11"),
        ("weights: {}", "there are no weights here"),
        ("wieghts: {balance: 1}", "`wieghts` is not a key that is read here"),
    ],
)
def test_a_file_of_weights_is_read_or_its_mistake_told(text, told, tmp_path):
    (tmp_path / "w.yaml").write_text(text, encoding="utf-8")
    if not told:
        found = read_weights(tmp_path / "w.yaml")
        assert found.of["largest_distance"] == Estimate.between(2, 4)
        assert not found.is_any
        return
    with pytest.raises(DossierError) as caught:
        read_weights(tmp_path / "w.yaml")
    assert told in str(caught.value)
    assert caught.value.problems[0].where.line == 1
