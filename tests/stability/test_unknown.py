"""What is not known is completed in every way."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stability.made import random_model

from goodoffices.errors import StabilityError
from goodoffices.stability.model import Preference, Rank, Statement, Taken, conflict, levels_of, two_by_two
from goodoffices.stability.solve import CONCEPTS, completions_of, plain_stability, standing

GAME = two_by_two((3, 4, 1, 2), (3, 1, 4, 2))


def test_a_statement_nobody_knows_of_may_be_wanted_or_its_contrary_or_neither():
    found = completions_of(Preference("row", (Statement(Taken("c"), unknown=True), Statement(Taken("r")))))
    space = conflict(GAME).space
    assert sorted(levels_of(each, space)[0].tolist() for each in found) == sorted(
        [[0, 1, 2, 3], [2, 3, 0, 1], [0, 1, 0, 1]]
    )


def test_states_joined_by_a_question_mark_are_put_in_every_order_ties_included():
    order = (Rank(("NN",), "?"), Rank(("YN",), "?"), Rank(("NY",), ">>"), Rank(("YY",)))
    found = completions_of(Preference("row", order=order))
    assert len(found) == 13  # the Fubini number of three
    assert len({tuple(map(str, each.order)) for each in found}) == 13
    assert all(each.order[-1] == Rank(("YY",)) and each.order[-2].then == ">>" for each in found)


@pytest.mark.long
@settings(max_examples=15)
@given(st.integers(0, 10**6))
def test_stable_under_all_or_some_is_what_solving_each_completion_one_by_one_says(seed):
    model = random_model(seed, most_options=3, barred=False, signs=(">", ">", ">", "?"))
    if model.is_complete:
        return
    ways = [completions_of(model.preference(maker.id)) for maker in model.makers]
    try:
        found = standing(conflict(model))
    except StabilityError:
        assert len(list(product(*ways))) > 2187
        return
    held = {concept: [] for concept in CONCEPTS}
    for chosen in product(*ways):
        stable = plain_stability(conflict(replace(model, preferences=chosen)).graph)
        for concept in CONCEPTS:
            held[concept].append(set.intersection(*map(set, stable[concept])))
        if len(held["nash"]) >= 30:
            break
    for concept in CONCEPTS:
        assert set(found.equilibria_under_all[concept]) <= set.intersection(*held[concept])
        assert set(found.equilibria_under_some[concept]) >= set.union(*held[concept])
        if len(held["nash"]) == found.completions:
            assert set(found.equilibria_under_all[concept]) == set.intersection(*held[concept])
            assert set(found.equilibria_under_some[concept]) == set.union(*held[concept])


def test_too_much_that_is_unknown_is_refused_with_its_number():
    unknown = tuple(Statement(Taken("c"), unknown=True) for _ in range(8))
    with pytest.raises(StabilityError, match="6,561 ways"):
        standing(conflict(replace(GAME, preferences=(Preference("row", unknown),))))


def test_a_model_in_which_all_is_known_has_nothing_to_complete():
    with pytest.raises(StabilityError, match="nothing in the model is unknown"):
        standing(conflict(GAME))
