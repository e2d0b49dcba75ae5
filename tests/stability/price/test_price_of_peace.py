"""The price of peace: what it promises, against the definition, and against the model solved anew with the reward."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stability.price.small_models import small_conflict

from goodoffices.stability.model import conflict, two_by_two
from goodoffices.stability.price import Worths, by_rank, plain_is_stable_at, plain_price, prices, temptation
from goodoffices.stability.solve import plain_is_stable

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")


def drawn_worths(case, seed) -> Worths:
    """Worths that order the states as the levels do, each maker on its own uneven scale."""
    rng = np.random.default_rng(seed)
    rows = []
    for level in case.graph.levels:
        steps = np.cumsum(rng.uniform(0.1, 3.0, size=int(level.max()) + 1))
        rows.append(steps[level])
    return Worths(np.array(rows), frozenset())


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(CONCEPTS))
def test_every_price_is_the_definition_s(seed, concept):
    case = small_conflict(seed)
    worths = drawn_worths(case, seed)
    found = prices(case.graph, worths, concept).value
    for maker in range(len(case.graph.makers)):
        for state in range(case.graph.states):
            assert found[maker, state] == pytest.approx(plain_price(case.graph, worths, maker, state, concept))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(CONCEPTS))
def test_the_model_solved_anew_is_stable_at_the_price_and_not_just_below_it(seed, concept):
    case = small_conflict(seed)
    worths = drawn_worths(case, seed)
    found = prices(case.graph, worths, concept).value
    maker = seed % len(case.graph.makers)
    for state in range(case.graph.states):
        price = float(found[maker, state])
        for share, stable in ((1 + 1e-9, True), (1 - 1e-6, price == 0)):
            worth = worths.value[maker].copy()
            worth[state] += price * share
            levels = case.graph.levels.copy()
            levels[maker] = np.unique(np.round(worth, 7), return_inverse=True)[1]
            again = replace(case.graph, levels=levels)
            if share < 1 and price == 0:
                continue
            assert plain_is_stable(again, maker, state, concept) is stable


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(CONCEPTS))
def test_a_loss_of_the_price_on_every_move_does_the_same(seed, concept):
    case = small_conflict(seed)
    worths = drawn_worths(case, seed)
    found = prices(case.graph, worths, concept).value
    maker = seed % len(case.graph.makers)
    for state in range(case.graph.states):
        price = float(found[maker, state])
        assert plain_is_stable_at(case.graph, worths, (maker, state), concept, loss=price)
        if price > 0:
            assert not plain_is_stable_at(case.graph, worths, (maker, state), concept, loss=price * (1 - 1e-6))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(CONCEPTS))
def test_the_temptation_named_is_what_sets_the_price_and_its_answer_is_a_legal_way(seed, concept):
    case = small_conflict(seed)
    graph, worths = case.graph, drawn_worths(case, seed)
    found = prices(graph, worths, concept).value
    for maker in range(len(graph.makers)):
        for state in range(graph.states):
            told = temptation(graph, worths, concept, maker, state)
            if told is None:
                assert found[maker, state] == 0
                continue
            assert told.price == pytest.approx(found[maker, state])
            assert told.move.to in graph.improvements(maker, state)
            at, last = told.move.to, maker
            for step in told.answer:
                assert step.start == at
                assert step.maker not in {last, maker}
                assert step.to in graph.moves(step.maker, at)
                assert concept not in {"seq", "sseq"} or step.gain > 0
                at, last = step.to, step.maker
            end = told.counter.to if told.counter else at
            left = max(worths.value[maker][end], worths.value[maker][at]) - worths.value[maker][state]
            if told.price > 0:
                assert min(left, told.move.gain) == pytest.approx(told.price)
            else:
                assert left <= 0


def test_in_the_prisoners_dilemma_peace_costs_nash_one_step_and_a_credible_answer_nothing():
    case = conflict(two_by_two((3, 4, 1, 2), (3, 1, 4, 2)))
    worths = by_rank(case)
    peace = 0
    assert prices(case.graph, worths, "nash").value[:, peace].tolist() == [1, 1]
    assert prices(case.graph, worths, "seq").value[:, peace].tolist() == [0, 0]
    assert prices(case.graph, worths, "nash").spoilers(peace) == [0, 1]


def test_larger_rewards_never_hurt():
    for seed in range(15):
        case = small_conflict(seed)
        worths = drawn_worths(case, seed)
        for concept in CONCEPTS:
            price = float(prices(case.graph, worths, concept).value[0, 0])
            assert plain_is_stable_at(case.graph, worths, (0, 0), concept, reward=price + 5)
