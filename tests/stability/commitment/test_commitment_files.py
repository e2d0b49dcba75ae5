"""A file of commitments: read, answered, told."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.errors import DossierError
from goodoffices.stability.commitment import (
    Need,
    commitment_json,
    commitment_sections,
    goes_on,
    least,
    least_alike,
    least_cover,
    parse_commitment,
    read_commitment,
    span_of,
    study_commitment,
)
from goodoffices.stability.commitment.words import needed

EXAMPLE = Path(__file__).parents[3] / "examples" / "two-armies" / "commitment.yaml"
ONE = """\
commitment: one
by: desk
ceasefire:
  gov: {comply: 5, cheat: 8, war: 2, discount: 0.8, detection: DETECTION, false_alarm: 0.05, sanction: 5}
"""


def told(study) -> str:
    def blocks(section):
        yield from section.blocks
        for below in section.sections:
            yield from blocks(below)

    return "\n".join(getattr(block, "text", "") for section in commitment_sections(study) for block in blocks(section))


def test_a_verdict_is_always_or_never_only_where_every_number_within_the_intervals_says_so():
    need = least(study_commitment(parse_commitment(ONE.replace("DETECTION", "0.5"))).keeping[0].game, "detection")
    for low, high, verdict in ((need + 0.01, 1, "always"), (0.06, need - 0.01, "never"), (0.3, 0.99, "depends")):
        text = ONE.replace("DETECTION", f"{low:.4f}..{high:.4f}")
        assert study_commitment(parse_commitment(text)).keeping[0].verdict == verdict


def test_the_share_of_draws_in_which_it_holds_is_the_share_of_the_interval_above_the_threshold():
    need = least(study_commitment(parse_commitment(ONE.replace("DETECTION", "0.5"))).keeping[0].game, "detection")
    found = study_commitment(parse_commitment(ONE.replace("DETECTION", "0.2..1")), draws=4000).keeping[0].share
    assert found.low < (1 - need) / 0.8 < found.high


def test_the_needs_of_every_draw_lie_between_the_kindest_and_the_harshest():
    study = study_commitment(read_commitment(EXAMPLE))
    for keeping in study.keeping:
        for need in keeping.needs.values():
            assert need.kindest <= need.middle <= need.harshest


def test_the_sentence_names_what_monitoring_must_find_and_what_it_finds_today():
    words = told(study_commitment(parse_commitment(ONE.replace("DETECTION", "0.4"))))
    assert "must bring the sanction on at least 48 % of violations; today's 40 % is too little." in words


def test_every_number_of_the_example_names_whose_judgement_it_is():
    table = commitment_sections(study_commitment(read_commitment(EXAMPLE)))[-1].blocks[0]
    assert {row[2].text for row in table.rows} == {"desk officer", "military adviser"}


@pytest.mark.long
def test_the_same_seed_gives_the_same_answer_and_json_holds_no_infinity():
    first, second = (commitment_json(study_commitment(read_commitment(EXAMPLE), seed=3)) for _ in range(2))
    assert json.dumps(first, allow_nan=False) == json.dumps(second)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("detection: 1.4", "1.4 is not between 0 and 1"),
        ("detection: 40 %", "is not a number"),
        ("sanction: 0", "0 is not between 1 and 10000"),
        ("discount: 0.9..1", "a discount of 1 leaves nothing to compare"),
        ("detecton: 0.4", "`detecton` is not a key that is read here"),
    ],
)
def test_a_wrong_number_is_told_with_its_line(line, what):
    text = ONE.replace("detection: DETECTION", line if line.startswith("det") else f"detection: 0.4, {line}")
    if line.startswith(("sanction", "discount")):
        key = line.split(":", 1)[0]
        text = ONE.replace("DETECTION", "0.4").replace(
            {"sanction": "sanction: 5", "discount": "discount: 0.8"}[key], line
        )
    with pytest.raises(DossierError) as caught:
        parse_commitment(text, "one.yaml")
    problem = next(problem for problem in caught.value.problems if what in problem.what)
    assert problem.where.line == 4


def test_all_problems_are_told_at_once():
    with pytest.raises(DossierError) as caught:
        parse_commitment("commitment: x\nceasefire:\n  gov: {comply: 5}\nbargaining: {parties: [a]}\n")
    assert len(caught.value.problems) == 7


@pytest.mark.parametrize(
    "text", ["commitment: x\n", "- 1\n", "", "commitment: [x]\nceasefire: 3\n", "a: &b 1\nc: *b\n"]
)
def test_a_file_without_a_commitment_is_refused_in_words(text):
    with pytest.raises(DossierError):
        parse_commitment(text)


def test_the_bargaining_range_is_fearon_s():
    assert span_of((0.6, 0.6), (0.1, 0.2)).low == pytest.approx(0.5)
    assert span_of((0.6, 0.6), (0.1, 0.2)).high == pytest.approx(0.8)
    assert span_of((0.9, 0.2), (0.1, 0.2)).is_empty


@settings(max_examples=100, deadline=None)
@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_share_in_the_range_is_worth_no_less_than_war_to_both(p, cost, other, share):
    inside = span_of((p, p), (cost, other)).holds(share)
    at_an_end = math.isclose(share, p + other, abs_tol=1e-12) or math.isclose(share, p - cost, abs_tol=1e-12)
    assert at_an_end or inside == (share >= p - cost and 1 - share >= 1 - p - other)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(0.01, 1)), min_size=1, max_size=5), st.floats(0, 1.5))
def test_the_least_cover_alike_lets_the_party_go_on_and_a_little_less_does_not(phases, settlement):
    wars, losses = [war for war, _ in phases], [loss for _, loss in phases]
    found = least_alike(settlement, wars, losses)
    if math.isinf(found):
        assert max(wars) > settlement
        return
    assert all(goes_on(settlement, wars, losses, [found + 1e-9] * len(wars)))
    if found > 0.001:
        assert not all(goes_on(settlement, wars, losses, [found - 0.001] * len(wars)))


def test_the_cover_of_one_phase_is_walter_s_condition_and_shows_in_simulated_play():
    settlement, war, risk, loss = 0.6, 0.5, 0.4, 0.5
    need = least_cover(settlement, war, risk * loss)
    assert need == pytest.approx(1 - (0.6 - 0.5) / (0.4 * 0.5))
    attacked = np.random.default_rng(5).random(400_000) < risk
    for share, goes in ((need + 0.05, True), (need - 0.05, False)):
        worth = np.where(attacked, settlement - (1 - share) * loss, settlement).mean()
        assert bool(worth > war) is goes


def test_where_at_the_harshest_numbers_nothing_suffices_the_range_says_so_and_is_no_range_to_nothing():
    assert needed("sanction", Need(9, 4, math.inf)) == ("9 periods", "4 periods, or none suffices")
    assert needed("sanction", Need(9, 4, 12)) == ("9 periods", "4 periods to 12 periods")
    assert needed("reward", Need(math.inf, math.inf, math.inf)) == ("none suffices", "")
