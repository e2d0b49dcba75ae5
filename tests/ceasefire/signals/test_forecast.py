"""What may come: scores as they are defined, nothing known before its time, and a baseline where it does as well."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.special import ive
from tests.ceasefire.signals.syria import counted, dated, needs_syria

from goodoffices.ceasefire.signals import METHODS, ForecastPlan, fair_crps, forecast
from goodoffices.errors import EvidenceError

YEARS = 32 * 28


def war(levels, days=YEARS, seed=1):
    rng = np.random.default_rng(seed)
    return rng.poisson(np.broadcast_to(levels, (len(levels), days)))


# ---- the score -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("came", [-1.0, 0.0, 0.3, 2.5])
def test_draws_of_a_normal_distribution_score_as_the_closed_form_has_it(came):
    """Gneiting & Raftery (2007), equation 21 with the sign turned."""
    draws = np.random.default_rng(2).standard_normal((200, 500))
    exact = came * (2 * stats.norm.cdf(came) - 1) + 2 * stats.norm.pdf(came) - 1 / np.sqrt(np.pi)
    assert fair_crps(draws, np.full(200, came)).mean() == pytest.approx(exact, abs=0.01)


@pytest.mark.parametrize("came", [0, 3, 12])
def test_draws_of_a_poisson_distribution_score_as_the_closed_form_has_it(came):
    """Wei & Held (2014)."""
    mean = 4.0
    draws = np.random.default_rng(3).poisson(mean, (200, 500)).astype(float)
    exact = (came - mean) * (2 * stats.poisson.cdf(came, mean) - 1) + 2 * mean * stats.poisson.pmf(came, mean)
    exact -= mean * (ive(0, 2 * mean) + ive(1, 2 * mean))
    assert fair_crps(draws, np.full(200, came)).mean() == pytest.approx(exact, abs=0.03)


def test_few_draws_cost_nothing_on_average():
    draws = np.random.default_rng(4).negative_binomial(2, 0.2, (40_000, 13)).astype(float)
    few, many = fair_crps(draws, np.full(40_000, 5.0)).mean(), fair_crps(draws.reshape(1, -1), np.array([5.0]))[0]
    assert few == pytest.approx(many, rel=0.01)


@given(st.lists(st.integers(0, 50), min_size=2, max_size=8), st.integers(0, 50), st.integers(-20, 20))
def test_the_score_is_its_definition_and_moves_with_nothing(draws, came, shift):
    values = np.array(draws, float)
    apart = np.abs(values[:, None] - values).sum() / (len(values) * (len(values) - 1))
    wanted = np.abs(values - came).mean() - apart / 2
    assert float(fair_crps(values, np.array(float(came)))) == pytest.approx(wanted)
    assert float(fair_crps(values + shift, np.array(float(came + shift)))) == pytest.approx(wanted)


def test_one_draw_has_no_fair_score():
    with pytest.raises(ValueError, match="two draws"):
        fair_crps(np.zeros((3, 1)), np.zeros(3))


# ---- the forecast --------------------------------------------------------------------------------------------------


def test_a_steady_war_is_forecast_at_its_level_with_an_honest_interval():
    levels = np.array([[0.5], [1.0], [2.0], [4.0], [0.2]])
    found = forecast(war(levels, days=4 * 364), ForecastPlan(held_back=26))
    for level, unit in zip(levels[:, 0], found.units, strict=True):
        assert unit.low < 28 * level < unit.high
    inside = sum(unit.covered for unit in found.units) / (26 * len(levels))
    assert 0.82 <= inside <= 0.99


def test_where_the_level_has_changed_the_model_beats_what_the_last_twelve_months_say():
    counts = np.hstack([war(np.full((4, 1), 4.0), days=450), war(np.full((4, 1), 0.5), days=450, seed=2)])
    _, conflictology, model = forecast(counts).pooled
    assert model < 0.5 * conflictology


def test_a_baseline_is_shown_wherever_the_model_is_no_better():
    found = forecast(war(np.full((6, 1), 1.0), days=3 * 364, seed=5), ForecastPlan(held_back=6))
    for unit in found.units:
        best = min(unit.scores)
        assert unit.scores[METHODS.index(unit.shown)] == best
        assert (unit.shown == "model") == (unit.scores[2] < min(unit.scores[:2]))
    assert {unit.shown for unit in found.units} & set(METHODS[:2])


def test_no_forecast_knows_what_came_after_it():
    counts = war(np.full((3, 1), 1.5))
    changed = counts.copy()
    changed[:, -28:] += 40
    one, other = (forecast(values, ForecastPlan(held_back=3)) for values in (counts, changed))
    assert one.scores[:, :2].tolist() == other.scores[:, :2].tolist()
    assert (one.scores[:, 2] != other.scores[:, 2]).all()


def test_the_same_seed_gives_the_same_forecast_and_another_one_nearly():
    counts = war(np.full((3, 1), 1.5))
    one, again, other = (forecast(counts, ForecastPlan(seed=seed)) for seed in (1, 1, 2))
    assert one.units == again.units
    assert one.pooled == pytest.approx(other.pooled, rel=0.1)
    assert one.scores.tolist() != other.scores.tolist()


def test_days_that_nobody_observed_are_no_evidence_of_calm():
    counts = war(np.full((3, 1), 3.0))
    observed = np.ones(YEARS, dtype=bool)
    observed[-14:] = False
    counts[:, ~observed] = 0
    blind, told = forecast(counts), forecast(counts, observed=observed)
    assert all(unit.low < 84 < unit.high for unit in told.units)
    assert told.pooled[2] < blind.pooled[2]


def test_a_window_that_nobody_observed_is_neither_scored_nor_learned_from():
    observed = np.ones(YEARS, dtype=bool)
    observed[-40:-28] = False
    observed[-56:-48] = False
    counts = war(np.full((2, 1), 3.0))
    assert len(forecast(counts, ForecastPlan(held_back=3), observed).starts) == 2
    with pytest.raises(EvidenceError, match="none was observed"):
        forecast(counts, ForecastPlan(held_back=1), np.arange(YEARS) < YEARS - 28)


def test_a_place_where_nothing_ever_happened_is_not_refused():
    unit = forecast(np.zeros((1, YEARS))).units[0]
    assert (unit.low, unit.middle) == (0, 0)


@pytest.mark.parametrize(
    ("counts", "plan", "words"),
    [
        (np.ones((1, 700)), ForecastPlan(), "700 days are too few.*takes 868 days of record.*\n.*Give 868"),
        (np.ones((0, YEARS)), ForecastPlan(), "at least one unit"),
        (-np.ones((1, YEARS)), ForecastPlan(), "no count below 0"),
        (np.ones((1, YEARS)), ForecastPlan(horizon=0), "cannot be made so"),
        (np.ones((1, YEARS)), ForecastPlan(held_back=0), "cannot be made so"),
    ],
)
def test_what_cannot_be_forecast_is_refused_in_words(counts, plan, words):
    with pytest.raises(EvidenceError, match=words):
        forecast(counts, plan)


@needs_syria
def test_by_governorate_in_syria_the_model_scores_better_than_both_baselines():
    """As published in docs/methods/ceasefire.md."""
    rows = [row for row in dated() if row["adm_1"]]
    counts, names = counted(rows, lambda row: {row["adm_1"]})
    found = forecast(counts)
    assert found.pooled == pytest.approx((5.36, 5.42, 4.18), abs=0.05)
    shown = {name: unit.shown for name, unit in zip(names, found.units, strict=True)}
    assert shown["Idlib Governorate"] == "model"
    assert shown["Aleppo Governorate"] == "conflictology"
    assert 0.85 <= sum(unit.covered for unit in found.units) / (12 * len(names)) <= 1
