"""The cheapest guarantees, payments and sanctions, against every set there is."""

from __future__ import annotations

from itertools import chain, combinations
from pathlib import Path

import numpy as np
import pytest
from tests.stability.price.small_models import small_conflict

from goodoffices.stability.inverse import Lever, Levers, cheapest_levers, effects_of
from goodoffices.stability.model import Pattern, conflict
from goodoffices.stability.peace import Ask, read_peace, study_peace
from goodoffices.stability.price import Question, Valued, Worths, plain_is_stable_at, stands, valued

EXAMPLE = Path(__file__).parents[3] / "examples" / "two-armies" / "stability.yaml"


def drawn_levers(case, rng, unit) -> Levers:
    def pattern(state):
        return Pattern(case.space.pattern(int(state)))

    levers = []
    for n in range(6):
        maker = case.graph.makers[int(rng.integers(len(case.graph.makers)))]
        where = pattern(rng.integers(case.graph.states))
        kind = ("guarantee", "payment", "sanction")[n % 3]
        levers.append(
            Lever(f"l{n}", kind, f"g{n % 2}", float(rng.integers(1, 6)), where, {maker: float(rng.integers(-4, 5))})
        )
    return Levers(tuple(levers), unit, {"g0": 9.0})


@pytest.mark.long
@pytest.mark.parametrize("unit", ["EUR", ""])
def test_no_cheaper_set_within_budget_is_enough(unit):
    some = 0
    for seed in range(30):
        case, rng = small_conflict(seed), np.random.default_rng(seed)
        levers = drawn_levers(case, rng, unit)
        given = Valued(case, Worths(case.graph.levels.astype(float), frozenset()))
        asked = Question(int(rng.integers(case.graph.states)), "seq")
        found = cheapest_levers(given, levers, asked)
        effects = effects_of(case, levers)
        enough = []
        for chosen in chain.from_iterable(combinations(range(6), k) for k in range(7)):
            spent = sum(levers.levers[n].cost for n in chosen if levers.levers[n].by == "g0")
            worth = given.worths.value + effects[list(chosen)].sum(axis=0)
            if spent <= 9.0 and stands(case.graph, worth, asked).all():
                enough.append(sum(levers.levers[n].cost for n in chosen) if unit else len(chosen))
        assert bool(found.sets) is bool(enough)
        if found.sets:
            best = found.sets[0]
            assert (best.total if unit else len(best.levers)) == min(enough)
            some += bool(best.levers)
    assert some >= 2


def test_one_state_asked_alone_is_as_stable_as_by_definition():
    for seed in range(10):
        case = small_conflict(seed)
        worths = Worths(case.graph.levels.astype(float), frozenset())
        for state in range(0, case.graph.states, 3):
            for concept in ("nash", "gmr", "smr", "seq", "sseq"):
                told = stands(case.graph, worths.value, Question(state, concept)).tolist()
                makers = range(len(case.graph.makers))
                assert told == [plain_is_stable_at(case.graph, worths, (m, state), concept) for m in makers]


def test_a_payment_to_a_guarantor_makes_its_sanction_credible_and_is_found():
    model, beside = read_peace(EXAMPLE)
    study = study_peace(model, beside, Ask(inverse=True))
    assert [lever.id for lever in study.cheapest.sets[0].levers] == ["refund"]
    assert study.cheapest.sets[0].total == 8
    assert study.cheapest.bound is None


def test_a_sanction_that_its_giver_would_lose_by_is_told_as_one_nobody_need_believe():
    model, beside = read_peace(EXAMPLE)
    embargo = next(lever for lever in beside.levers.levers if lever.id == "embargo")
    given = valued(conflict(model), beside.worths)
    state = given.case.space.find(model.agreement)
    strong = Levers((Lever("embargo", "sanction", "nei", 5, embargo.when, {"gov": -9.0}, done_by="nei_cuts"),))
    by_threat = cheapest_levers(given, strong, Question(state, "gmr"))
    assert not by_threat.needed  # by any threat it holds already
    none = cheapest_levers(given, strong, Question(state, "seq"))
    assert none.sets == ()
    assert none.left == ("gov",)


def test_where_a_search_is_cut_off_the_answer_says_what_was_not_looked_at():
    model, beside = read_peace(EXAMPLE)
    given = valued(conflict(model), beside.worths)
    asked = Question(given.case.space.find(model.agreement), "seq")
    found = cheapest_levers(given, beside.levers, asked, checks=2)
    assert found.sets == ()
    assert found.bound == 8
