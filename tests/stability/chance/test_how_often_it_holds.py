"""How often a state holds when preferences are drawn, and which judgement it hangs on."""

from __future__ import annotations

import numpy as np
import pytest

from goodoffices.stability.chance import holding
from goodoffices.stability.model import conflict
from goodoffices.stability.peace import parse_peace
from goodoffices.stability.price import Question, valued

TWO = """\
stability:
  makers:
    a: {options: {x: A attacks}, PREFERS_A}
    b: {options: {y: B attacks}, prefers: [not x, not y]}
  agreement: none
"""


def held(prefers: str, more: str = "", concept: str = "nash", **also):
    model, beside = parse_peace(TWO.replace("PREFERS_A", prefers) + more, "two.yaml")
    given = valued(conflict(model), beside.worths)
    state = given.case.space.find(model.agreement)
    return holding(given, beside.doubts, Question(state, concept), **also)


def test_without_anything_open_nothing_is_drawn():
    found = held("prefers: [not x]")
    assert found.open == 0
    assert found.all.draws == 1
    assert found.all.share == 1.0


def test_an_unknown_wish_is_there_in_a_third_of_the_draws_its_contrary_in_a_third():
    found = held("prefers: [{perhaps: x}]", draws=3000)
    # It breaks the agreement only where it wants x.
    assert found.all.low < 2 / 3 < found.all.high
    assert found.matters[0].told.share == 0.0
    assert found.matters[0].other.share == 1.0
    assert found.matters[0].decides == pytest.approx(1.0)


@pytest.mark.long
def test_states_joined_by_a_question_mark_stand_either_way_round_as_often():
    found = held("order: NN ? YN > NY > YY", draws=3000)
    assert found.all.low < 0.5 < found.all.high


def test_a_doubt_of_a_fifth_turns_neighbours_in_a_fifth_of_the_draws():
    found = held("prefers: [not x, x]", "  chance: {a: 0.2}\n", draws=3000)
    assert found.all.low < 0.8 < found.all.high


@pytest.mark.long
def test_a_worth_with_an_interval_is_drawn_evenly_from_it():
    more = "  worths: {a: {not x: 2, x: 1..5}}\n"
    found = held("name: A", more, draws=3000)
    assert found.all.low < 0.25 < found.all.high
    assert found.matters[0].told.share < found.matters[0].other.share


def test_the_most_decisive_judgement_comes_first_and_the_same_seed_gives_the_same_answer():
    prefers = "prefers: [{perhaps: x}, {perhaps: y}]"
    first, second = (held(prefers, draws=400, seed=9) for _ in range(2))
    assert [each.decides for each in first.matters] == sorted((each.decides for each in first.matters), reverse=True)
    assert "x" in first.matters[0].as_told
    assert first.all == second.all
    assert not np.isnan(first.matters[0].decides)
