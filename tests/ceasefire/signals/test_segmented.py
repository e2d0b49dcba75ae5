"""Is it lower: what the regression says of the days before and after, and where it refuses to say anything."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.discrete.discrete_model import NegativeBinomial
from tests.ceasefire.signals.known import FIRST, drawn, government_and_insurgents, needs_ged

from goodoffices.ceasefire.signals import DailyCounts, Interrupted, TooFew, interrupted
from goodoffices.errors import EvidenceError


def day(position):
    return FIRST + dt.timedelta(position)


def ask(series, **others):
    half = series.days // 2
    return interrupted(series, day(half), before=half, after=half, **others)


def test_the_ratio_and_the_dispersion_are_those_of_maximum_likelihood():
    """statsmodels' own negative binomial, which finds mean and dispersion together, is the peer."""
    series = drawn(np.random.default_rng(1), [6.0] * 60 + [3.0] * 60, dispersion=0.4)
    found = ask(series)
    later = np.arange(120) >= 60
    peer = NegativeBinomial(series.counts, np.column_stack([np.ones(120), later])).fit(disp=0)
    assert found.ratio.value == pytest.approx(np.exp(peer.params[1]), rel=1e-3)
    assert found.dispersion == pytest.approx(peer.params[-1], rel=0.01)
    assert found.ratio.value == pytest.approx(found.raw, rel=1e-3)
    assert found.raw == (found.after.events / 60) / (found.before.events / 60)


@pytest.mark.long
def test_the_line_finds_level_trend_and_slope_that_were_put_in():
    time = (np.arange(400) - 200) / 28
    wanted = {"level": 0.4, "trend": np.exp(0.05), "slope": np.exp(-0.15)}
    means = 10 * np.exp(np.where(time < 0, 0.05 * time, np.log(0.4) - 0.1 * time))
    lines = [ask(drawn(np.random.default_rng([2, n]), means, dispersion=0.1)).line for n in range(20)]
    for name, right in wanted.items():
        found = [getattr(line, name) for line in lines]
        assert np.mean(np.log([one.value for one in found])) == pytest.approx(np.log(right), abs=0.05)
        assert sum(one.low < right < one.high for one in found) >= 16


def test_more_spread_than_chance_alone_widens_the_interval_beside_that_of_a_poisson():
    found = ask(drawn(np.random.default_rng(3), [6.0] * 120, dispersion=1.0))
    assert found.ratio.high / found.ratio.low > 1.5 * found.poisson.high / found.poisson.low
    assert found.dispersion == pytest.approx(1.0, abs=0.4)


def test_days_that_depend_on_one_another_are_told_and_widen_the_interval():
    rng = np.random.default_rng(4)
    shocks = rng.normal(size=240)
    wave = np.zeros(240)
    for place in range(1, 240):
        wave[place] = 0.8 * wave[place - 1] + 0.3 * shocks[place]
    dependent = ask(DailyCounts(FIRST, rng.poisson(6 * np.exp(wave))))
    shuffled = ask(DailyCounts(FIRST, rng.permutation(dependent_counts(dependent, wave, rng))))
    assert dependent.residuals.autocorrelation[0] > 0.3
    assert dependent.residuals.ljung_box < 0.001 < shuffled.residuals.ljung_box
    assert dependent.ratio.high / dependent.ratio.low > shuffled.ratio.high / shuffled.ratio.low


def dependent_counts(found, wave, rng):
    return rng.poisson(6 * np.exp(wave))


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([3] * 40 + [0] * 40, "0 events after: fewer than 5"),
        ([0] * 40 + [3] * 40, "0 events before: fewer than 5"),
        ([0] * 80, "0 events before: fewer than 5"),
        ([1] * 10 + [1] * 10, "10 observed days before: fewer than 14"),
    ],
)
def test_too_few_events_are_told_with_what_was_counted_and_no_ratio_is_made_up(counts, words):
    found = ask(DailyCounts(FIRST, counts))
    assert isinstance(found, TooFew)
    assert words in found.why
    assert [period.events for period in found.periods] == [
        sum(counts[: len(counts) // 2]),
        sum(counts[len(counts) // 2 :]),
    ]


def test_all_events_on_one_day_after_give_a_ratio_and_no_slope():
    counts = np.array([4] * 60 + [0] * 60)
    counts[75] = 30
    found = ask(DailyCounts(FIRST, counts))
    assert found.line is None
    assert found.raw == pytest.approx(30 / 240)


@pytest.mark.long
@settings(max_examples=25)
@given(st.lists(st.integers(0, 3), min_size=56, max_size=56), st.booleans())
def test_whatever_the_counts_the_answer_is_finite_or_a_refusal(counts, weekdays):
    found = ask(DailyCounts(FIRST, counts), weekdays=weekdays)
    if isinstance(found, TooFew):
        assert found.why
        return
    figures = [found.ratio, found.poisson, *(() if found.line is None else (found.line.level, found.line.slope))]
    for figure in figures:
        assert 0 < figure.low <= figure.value <= figure.high < np.inf
        assert figure.high / figure.low < 1e9


def test_days_of_the_week_are_allowed_for_where_there_are_enough_events_for_each():
    means = np.tile([1.0, 1.0, 1.0, 1.0, 12.0, 12.0, 1.0], 20)
    series = drawn(np.random.default_rng(5), means, dispersion=0.05)
    plain, weekly = ask(series), ask(series, weekdays=True)
    assert weekly.weekdays
    assert not plain.weekdays
    assert weekly.dispersion < 0.3 < plain.dispersion
    few = DailyCounts(FIRST, ([0, 1, 1, 1, 1, 1, 1] * 20))
    assert not ask(few, weekdays=True).weekdays


def test_a_day_not_observed_is_not_a_day_without_events():
    counts = np.full(80, 5)
    counts[::3] = 6
    hole = np.ones(80, dtype=bool)
    hole[50:60] = False
    blank = np.where(hole, counts, 0)
    assert ask(DailyCounts(FIRST, blank)).raw < 0.8
    found = ask(DailyCounts(FIRST, blank, hole))
    assert found.raw == pytest.approx(1.0, abs=0.05)
    assert found.after.days == 30


def test_a_window_that_the_series_does_not_hold_is_refused():
    with pytest.raises(EvidenceError, match="does not lie within the series"):
        interrupted(DailyCounts(FIRST, [1] * 50), day(10), before=20, after=20)
    with pytest.raises(EvidenceError, match="0 days before"):
        interrupted(DailyCounts(FIRST, [1] * 50), day(10), before=0, after=20)


@needs_ged
def test_the_28_days_around_30_december_2016_fell_for_those_who_signed_and_the_interval_does_not_exclude_chance():
    found = interrupted(government_and_insurgents(), dt.date(2016, 12, 30), before=28, after=28)
    assert isinstance(found, Interrupted)
    assert found.raw == pytest.approx(0.87, abs=0.005)
    assert found.ratio.low < 1 < found.ratio.high
    assert found.residuals.autocorrelation[0] > 0.3
    assert found.residuals.ljung_box < 0.05
