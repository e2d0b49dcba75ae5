"""Alarm now: false alarms are as rare as stated, checked by simulation; and nothing is read from the future."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import nbinom
from tests.ceasefire.signals.known import FIRST, drawn, government_and_insurgents, needs_ged

from goodoffices.ceasefire.signals import DailyCounts, TooFew, average_run_length, chart, watch
from goodoffices.errors import EvidenceError


def simulated_run_lengths(rng, level, dispersion, allowance, limit, many=4_000):
    """Days to the first alarm, many times, by following the rule."""
    size = 1 / dispersion
    sums, days, still = np.zeros(many), np.zeros(many), np.ones(many, dtype=bool)
    while still.any():
        counts = rng.negative_binomial(size, size / (size + level), many)
        sums = np.maximum(0, sums + counts - allowance)
        days += still
        still &= sums < limit - 1e-9
    return days


@pytest.mark.parametrize(
    ("level", "dispersion", "allowance", "limit"), [(4.0, 0.2, 6.0, 12.0), (0.5, 0.5, 0.8, 3.4), (1.5, 1.0, 2.5, 10.0)]
)
def test_the_average_run_length_of_the_chain_is_that_of_simulated_days(level, dispersion, allowance, limit):
    exact = average_run_length(level, dispersion, allowance, limit)
    found = simulated_run_lengths(np.random.default_rng(11), level, dispersion, allowance, limit)
    assert found.mean() == pytest.approx(exact, abs=4 * found.std() / np.sqrt(len(found)))


def test_a_limit_that_one_day_decides_has_the_run_length_of_that_day():
    """With the smallest limit the sum is 0 or an alarm: days to a count above the allowance, a geometric number."""
    size = 1 / 0.3
    above = nbinom.sf(4, size, size / (size + 2.0))
    assert average_run_length(2.0, 0.3, 4.0, 1.0) == pytest.approx(1 / above)


@pytest.mark.long
def test_false_alarms_are_as_rare_as_wished_for_nine_of_ten_baselines_that_chance_may_hand_us():
    """The baseline is estimated from 120 days; the true days between false alarms are known, because the level is."""
    rng = np.random.default_rng(12)
    reached = []
    for _ in range(30):
        made = chart(drawn(rng, [2.0] * 120, dispersion=0.3), between=200.0, certainty=0.9)
        reached.append(average_run_length(2.0, 0.3, made.allowance, made.limit) >= 200)
    assert np.mean(reached) >= 0.75


def test_a_rise_is_told_within_days_and_the_delay_is_the_one_stated():
    rng = np.random.default_rng(13)
    made = chart(drawn(rng, [3.0] * 200), ratio=2.0)
    delays = simulated_run_lengths(
        rng, 2 * made.baseline.level.value, made.baseline.dispersion.value, made.allowance, made.limit
    )
    assert delays.mean() == pytest.approx(made.delay, rel=0.05)
    assert made.delay < 20 < made.between.low


@settings(max_examples=40)
@given(st.lists(st.integers(0, 30), min_size=2, max_size=60), st.data())
def test_what_comes_later_changes_nothing_that_was_said_before(counts, data):
    made = CHART
    cut = data.draw(st.integers(1, len(counts) - 1))
    start = made.baseline.until + dt.timedelta(1)
    whole, early = watch(made, DailyCounts(start, counts)), watch(made, DailyCounts(start, counts[:cut]))
    assert np.array_equal(whole.path[:cut], early.path)
    assert [day for day in whole.alarms if day <= early.counts.last] == list(early.alarms)


CHART = chart(drawn(np.random.default_rng(14), [3.0] * 100))


def test_after_an_alarm_the_sum_starts_anew_and_a_day_not_observed_changes_nothing():
    start = CHART.baseline.until + dt.timedelta(1)
    burst = int(CHART.limit + CHART.allowance) + 1
    found = watch(CHART, DailyCounts(start, [burst, 0, burst], [True, True, False]))
    assert found.alarms == (start,)
    assert found.path[0] >= CHART.limit
    assert found.path[1:].tolist() == [0.0, 0.0]


def test_an_alarm_does_not_look_at_the_days_it_learned_from():
    with pytest.raises(EvidenceError, match="within the reference period, which ends on"):
        watch(CHART, DailyCounts(CHART.baseline.until, [1]))


@pytest.mark.parametrize("counts", [[0] * 60, [1] * 27, [0] * 59 + [4]])
def test_too_few_days_or_events_to_learn_from_make_no_chart(counts):
    found = chart(DailyCounts(FIRST, counts))
    assert isinstance(found, TooFew)
    assert "too few to say" in found.why


def test_counts_that_vary_beyond_measure_make_no_chart_and_say_so():
    found = chart(drawn(np.random.default_rng(16), [80.0] * 200, dispersion=4.0))
    assert isinstance(found, TooFew)
    assert "vary too much" in found.why


def test_an_alarm_that_never_comes_is_infinitely_far():
    assert average_run_length(0.001, 0.1, 1.0, 60.0) == float("inf")


@pytest.mark.parametrize("wrong", [{"ratio": 1.0}, {"between": 3.0}, {"certainty": 1.0}])
def test_a_wish_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(EvidenceError, match="They are above 1"):
        chart(DailyCounts(FIRST, [1] * 60), **wrong)


@pytest.mark.parametrize("level", [0.2, 1.0, 8.0, 60.0])
def test_charts_are_made_for_quiet_and_for_loud_places(level):
    made = chart(drawn(np.random.default_rng(15), [level] * 150))
    assert made.between.value >= 365
    assert level < made.allowance * 1.5
    assert made.baseline.level.low <= level * 1.3


@needs_ged
def test_the_rise_of_september_2017_in_syria_sets_off_the_alarm_within_a_week():
    """Learned from the calmer months after 10 May 2017."""
    series = government_and_insurgents()
    made = chart(series.between(dt.date(2017, 5, 10), dt.date(2017, 9, 10)))
    found = watch(made, series.between(dt.date(2017, 9, 11), dt.date(2017, 10, 10)))
    assert dt.date(2017, 9, 18) <= found.alarms[0] <= dt.date(2017, 9, 25)
