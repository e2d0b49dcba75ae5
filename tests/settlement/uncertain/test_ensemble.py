"""The ensemble: Nash packages of draws against a list of all packages; seeds, chunks, what it says of itself."""

from __future__ import annotations

import dataclasses
import json
import time
from math import prod
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.settlement.enumeration import list_all
from tests.settlement.sample import closed, coast, stuck
from tests.settlement.uncertain.test_acceptance import by_hand
from tests.strategies import dossiers

from goodoffices.dossier import read
from goodoffices.errors import SettlementError
from goodoffices.settlement import solve
from goodoffices.settlement.engine.model import central_model
from goodoffices.settlement.uncertain import ensemble
from goodoffices.settlement.uncertain.as_json import uncertainty_json
from goodoffices.settlement.uncertain.draw import draw
from goodoffices.settlement.uncertain.ensemble import explore

ASTANA = Path(__file__).resolve().parents[3] / "examples" / "astana-2017" / "dossier.yaml"


def standing(gain):
    """Nash's order: most parties that gain, then the product of their gains; None where somebody loses."""
    values = list(gain.values())
    if any(g < -1e-9 for g in values):
        return None
    return sum(g > 1e-9 for g in values), prod(g for g in values if g > 1e-9)


@settings(max_examples=25, deadline=None)
@given(dossiers(max_issues=3, max_options=3))
def test_the_nash_package_of_every_draw_is_the_best_of_all_packages(dossier):
    model = central_model(dossier)
    job = ensemble.job_of(dossier, model, (), seed=7)
    found = ensemble.work(job, range(12))
    drawn = draw(dossier, model, 12, 7)
    allowed = list_all(dossier).allowed
    assert found.settled.all()
    for k in range(12):
        scores = [standing(by_hand(dossier, drawn, k, x)) for x in allowed]
        scores = [s for s in scores if s is not None]
        if not scores:
            assert set(found.nash[k]) == {-1}
            continue
        chosen = standing(by_hand(dossier, drawn, k, model.package(found.nash[k])))
        best = max(scores)
        assert chosen is not None
        assert chosen[0] == best[0]
        assert chosen[1] == pytest.approx(best[1], rel=1e-6, abs=1e-9)


def test_shares_of_options_add_up_to_all_draws_with_something_acceptable():
    found = explore(coast(), solve(coast()), draws=120)
    assert found.something_acceptable.draws == 120
    for options in found.options.values():
        assert sum(share.hits for share in options.values()) == found.something_acceptable.hits
        assert {share.draws for share in options.values()} == {found.something_acceptable.hits}


def test_the_answer_does_not_depend_on_the_size_of_the_chunks(monkeypatch):
    whole = explore(coast(), solve(coast()), draws=61)
    monkeypatch.setattr(ensemble, "CHUNK", 7)
    assert explore(coast(), solve(coast()), draws=61) == whole


def test_the_first_draws_of_many_are_the_draws_of_few():
    dossier = coast()
    job = ensemble.job_of(dossier, central_model(dossier), (), seed=1)
    few, many = ensemble.work(job, range(5, 9)), ensemble.work(job, range(30))
    assert (few.nash == many.nash[5:9]).all()


def test_the_seed_is_that_asked_for_then_that_of_the_file_then_one():
    plain, settlement = coast(), solve(coast())
    seeded = dataclasses.replace(plain, seed=8)
    assert explore(plain, settlement, draws=30).seed == 1
    assert explore(seeded, settlement, draws=30).seed == 8
    asked = explore(seeded, settlement, draws=30, seed=5)
    assert asked.seed == asked.provenance.seed == 5
    assert asked.proposals == explore(plain, settlement, draws=30, seed=5).proposals
    assert asked.proposals != explore(seeded, settlement, draws=30).proposals


def test_where_nothing_is_allowed_nothing_is_acceptable_in_any_draw():
    found = explore(closed(), solve(closed()), draws=40)
    assert (found.something_acceptable.hits, found.something_acceptable.draws, found.unsettled) == (0, 40, 0)
    assert all(share.draws == 0 for options in found.options.values() for share in options.values())
    assert all(not one.is_allowed for one in found.proposals)


def test_where_every_fallback_is_out_of_reach_no_draw_finds_a_package():
    found = explore(stuck(), solve(stuck()), draws=40)
    assert found.something_acceptable.share == 0
    assert {one.all_accept.share for one in found.proposals} == {0}
    assert {one.certain for one in found.proposals} == {"no"}


@pytest.mark.parametrize(("draws", "seed"), [(0, 1), (-5, 1), (10**9, 1), (10, -1)])
def test_draws_and_seeds_that_make_no_sense_are_refused_with_what_would_be_right(draws, seed):
    with pytest.raises(SettlementError) as caught:
        explore(coast(), solve(coast()), draws=draws, seed=seed)
    assert caught.value.problems[0].remedy


def test_progress_is_told_as_chunks_come_back():
    said = []
    explore(coast(), solve(coast()), draws=120, advance=said.append)
    told = [words for words in said if words.startswith("Drawn")]
    assert [words.partition(" (")[0] for words in told] == [f"Drawn: {done} of 120" for done in (0, 50, 100, 120)]


def test_the_json_holds_the_whole_answer_and_no_number_that_json_cannot_hold():
    for dossier in (coast(), closed()):
        found = explore(dossier, solve(dossier), draws=60)
        told = json.loads(json.dumps(uncertainty_json(found), allow_nan=False))
        assert [one["id"] for one in told["proposals"]] == [one.id for one in found.proposals]
        assert told["something_acceptable"]["hits"] == found.something_acceptable.hits
        assert told["inputs"]["dossier_hash"] == dossier.hash
        assert told["left_out"] == ["Port accord"]
        assert set(told["options_in_nash_package"]["port"]) == {"hill", "joint", "coast"}


@pytest.mark.long
def test_a_thousand_draws_of_the_worked_example_take_seconds():
    dossier = read(ASTANA)
    settlement = solve(dossier)
    explore(dossier, settlement, draws=20)
    start = time.process_time()
    found = explore(dossier, settlement, draws=1000)
    assert time.process_time() - start < 8
    assert found.unsettled == 0
    assert found.something_acceptable.share > 0.5
    memorandum = next(one for one in found.proposals if one.id == "memorandum-2017-05-04")
    assert memorandum.is_allowed
    assert 0 < memorandum.all_accept.share < 1
