"""What to ask next: known worth where it can be worked out by hand, none where there is only noise."""

from __future__ import annotations

import time
from math import sqrt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from tests.settlement.sample import coast
from tests.settlement.uncertain.doubtful import advice_of, certain, flipping, two_sides, valley
from tests.strategies import dossiers

from goodoffices.dossier import read
from goodoffices.settlement.engine.model import central_model
from goodoffices.settlement.uncertain.doubts import doubts
from goodoffices.settlement.uncertain.draw import draw
from goodoffices.settlement.uncertain.questions import FEWEST_DRAWS, worth_of_knowing

ASTANA = Path(__file__).resolve().parents[3] / "examples" / "astana-2017" / "dossier.yaml"


def asked(dossier, draws=4):
    model = central_model(dossier)
    return doubts(dossier, model, draw(dossier, model, draws, 1))


def test_a_value_that_flips_the_advice_is_worth_what_the_integral_says():
    """Of `b` the North has v, uniform in 20..100, of `a` 60; the South has 50 of both. Joint gains: √(50 v), √(50·60).
    On average `a` is better; knowing v one takes `b` from 60 on, which gains √50 ∫ (√v - √60) dv / 80 over 60..100."""
    exact = sqrt(50) * ((2 / 3) * (100**1.5 - 60**1.5) - 40 * sqrt(60)) / 80
    advice = advice_of(flipping(), 4000)
    (question,) = advice.questions
    assert advice.by("average").package == {"river": "a"}
    assert question.reduction == pytest.approx(exact, abs=1.5 * question.error)
    assert question.error < 0.05 * exact
    assert advice.knowing_all.value == pytest.approx(exact, abs=1.5 * advice.knowing_all.error)
    assert question.matters
    assert (question.kind, question.party, question.issue, question.option) == ("value", "north", "river", "b")
    assert question.if_low == ()
    assert question.if_high == (("river", "b"),)


def test_a_fallback_that_flips_the_advice_is_worth_what_the_integral_says():
    """North's fallback r is uniform in 0..80. Of `a` it has 100 - r and the South 30; of `b` 60 - r, below 0 from 60
    on, and the South 80. `b` is better while 80 (60 - r) > 30 (100 - r), that is below 36."""
    dossier = two_sides([("river", "a: A, b: B", "5 a:100 b:60", "5 a:30 b:80")], fallbacks=("0..80", "0"))

    def root(worth, share, low, high):
        return sqrt(share) * (2 / 3) * ((worth - low) ** 1.5 - (worth - high) ** 1.5) / 80

    a, b = root(100, 30, 0, 80), root(60, 80, 0, 60)
    # The bins end at 20, 40, 60 and 80: within the second the better choice is `b`.
    binned = root(60, 80, 0, 40) + root(100, 30, 40, 80) - max(a, b)
    exact = root(60, 80, 0, 36) + root(100, 30, 36, 80) - max(a, b)
    (question,) = advice_of(dossier, 4000).questions
    assert binned <= exact
    assert question.reduction == pytest.approx(binned, abs=1.5 * question.error)
    assert question.kind == "fallback"
    assert question.words == "To The North: how good must an agreement be before it is better than none?"
    assert question.now == "0 to 80 of 100"


def test_worth_of_a_known_step_is_exact():
    draws = 1000
    answer = np.random.default_rng(1).permutation(draws) / draws
    joint = np.stack([np.ones(draws), np.where(answer >= 0.75, 3.9, 0.0)])
    worth = worth_of_knowing(joint, answer[None])
    assert worth.reduction[0] == pytest.approx(0.25 * 2.9)
    assert worth.picks.tolist() == [[0, 0, 0, 1]]
    assert worth.best == 0


def test_noise_is_worth_nothing():
    """Choosing and judging by the same draws finds worth in noise; judged by draws left out there is none."""
    chance = np.random.default_rng(5)
    joint = chance.normal(size=(40, 1000))
    answers = chance.random((60, 1000))
    worth = worth_of_knowing(joint, answers)
    bins = np.argsort(np.argsort(answers, axis=1), axis=1) * 4 // 1000
    naive = [sum(joint[:, b == one].sum(axis=1).max() for one in range(4)) / 1000 for b in bins]
    assert min(naive) - joint.mean(axis=1).max() > 0.02
    assert worth.reduction.mean() < 0.01
    assert (worth.reduction > 3.3 * worth.error).sum() == 0


def test_errors_cover_the_truth():
    """In 200 repetitions of the known step with noise the 95% interval holds the true worth nearly always."""
    hits = 0
    for seed in range(200):
        chance = np.random.default_rng(seed)
        answer = chance.random(400)
        joint = np.stack([np.ones(400), np.where(answer >= 0.75, 3.5, 0.0)]) + chance.normal(size=(2, 400)) * 0.3
        worth = worth_of_knowing(joint, answer[None])
        hits += abs(worth.reduction[0] - 0.25 * 2.5) <= 1.96 * worth.error[0]
    assert hits >= 180


def test_a_judgement_that_touches_nothing_is_worth_exactly_nothing():
    dossier = two_sides(
        [("river", "a: A, b: B", "4..6 a > b", "3..5 a > b"), ("road", "a: A, b: B", "5 a > b", "2 a > b")]
    )
    advice = advice_of(dossier)
    assert len(advice.questions) == advice.open_judgements == 2
    assert all(question.reduction == question.error == 0 for question in advice.questions)
    assert advice.telling == ()


@pytest.mark.long
@settings(max_examples=25, deadline=None)
@given(dossiers(max_parties=3, max_issues=3, max_options=3))
def test_no_answer_is_worth_more_than_all_answers_and_none_less_than_nothing(dossier):
    advice = advice_of(dossier, FEWEST_DRAWS)
    if advice is None:
        return
    worths = [question.reduction for question in advice.questions]
    assert all(0 <= one.reduction <= advice.knowing_all.value + one.error + 1e-9 for one in advice.questions)
    assert worths == sorted(worths, reverse=True) or np.allclose(worths, sorted(worths, reverse=True))
    assert advice.open_judgements >= len(worths)


def test_few_draws_rate_no_question():
    advice = advice_of(valley(), FEWEST_DRAWS - 1)
    assert advice.questions == ()
    assert advice.open_judgements > 0
    assert advice_of(valley(), FEWEST_DRAWS).questions


def test_nothing_open_nothing_asked():
    advice = advice_of(certain())
    assert advice.open_judgements == 0
    assert advice.questions == ()


def test_every_kind_of_open_judgement_is_asked_in_words():
    words = {(one.party, one.kind, one.issue): (one.words, one.now) for one in asked(coast())}
    assert words["hill", "fallback", ""] == (
        "To Hill Council: how good must an agreement be before it is better than none?",
        "20 to 40 of 100",
    )
    assert words["hill", "weight", "port"] == (
        "To Hill Council: how much does “Who runs the port?” matter to you, next to the other questions?",
        "6 to 8 of 10",
    )
    assert words["hill", "order", "port"] == (
        (
            "To Hill Council, on “Who runs the port?”: is “both together” closer in worth to “the hill” or to “the "
            "coast”, and by how much?"
        ),
        "the order only: hill > joint >> coast",
    )
    assert words["hill", "value", "toll"] == (
        (
            "To Hill Council, on “How high is the toll?”: what is “low” worth to you, between 0 (nothing) and 100 "
            "(all you could wish for)?"
        ),
        "60 to 80 of 100",
    )
    assert words["bank", "interaction", ""] == (
        (
            "To The Lender: what is it worth to you that “both together” (on “Who runs the port?”) and “low” (on “How "
            "high is the toll?”) come together, beyond each by itself?"
        ),
        "2 to 4 points",
    )


def test_observers_and_what_is_fixed_are_not_asked():
    found = asked(coast())
    assert {one.party for one in found} == {"hill", "coast", "bank"}
    about = {(one.party, one.kind, one.issue) for one in found}
    assert ("coast", "fallback", "") not in about
    assert ("coast", "weight", "port") not in about
    assert ("bank", "weight", "road") not in about
    assert ("hill", "order", "road") not in about


def test_answers_are_those_of_the_draws():
    dossier = coast()
    model = central_model(dossier)
    some = draw(dossier, model, 30, 2)
    found = {(one.party, one.kind, one.issue): one.answer for one in doubts(dossier, model, some)}
    assert np.array_equal(found["hill", "fallback", ""], some.fallback[:, 0])
    assert np.array_equal(found["coast", "weight", "toll"], some.weight[:, 1, 2])
    # To the Lender `coast`, the third option of all, lies between the others; `low` is the seventh.
    assert np.array_equal(found["bank", "order", "port"], some.value[:, 2, 2])
    assert np.array_equal(found["hill", "value", "toll"], some.value[:, 6, 0])
    assert np.array_equal(found["bank", "interaction", ""], some.bonus[:, 0])
    assert found["bank", "interaction", ""].min() > 2


def test_unknown_is_asked_as_unknown_and_of_an_order_the_most_telling_level():
    dossier = two_sides(
        [
            ("river", "a: A, b: B, c: C, d: D", "5 a > b > c > d", "5 d > c > b > a"),
            ("road", "a: A, b: B", "5 a:unknown b:0", "5 b:100 a:20"),
        ]
    )
    kinds = [(one.kind, one.option, one.now) for one in asked(dossier) if one.party == "north"]
    assert kinds == [
        ("order", "b", "the order only: a > b > c > d"),
        ("order", "c", "the order only: a > b > c > d"),
        ("value", "a", "unknown"),
    ]
    advice = advice_of(dossier)
    assert advice.open_judgements == 5
    assert sorted((one.party, one.kind) for one in advice.questions) == [
        ("north", "order"),
        ("north", "value"),
        ("south", "order"),
    ]


def test_of_equal_options_the_first_stands_for_all():
    dossier = two_sides([("river", "a: A, b: B, c: C, d: D", "5 a > b = c > d", "5 d > a = b = c")])
    (question,) = asked(dossier)
    assert "is “B” closer in worth to “A” or to “D”, and by how much?" in question.words


def test_all_judgements_of_the_worked_example_are_rated_in_under_a_second():
    dossier = read(ASTANA)
    model = central_model(dossier)
    some = draw(dossier, model, 1000, 1)
    answers = np.stack([one.answer for one in doubts(dossier, model, some)])
    joint = np.random.default_rng(1).random((300, 1000))
    took = []
    for _ in range(3):
        start = time.process_time()
        worth_of_knowing(joint, answers)
        took.append(time.process_time() - start)
    assert len(answers) == 170
    assert min(took) < 1
