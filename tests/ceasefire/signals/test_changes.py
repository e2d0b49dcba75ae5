"""When it changed: the exact posterior against plain enumeration, published answers, and the record of Syria."""

from __future__ import annotations

import datetime as dt
import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import beta, nbinom
from statsmodels.datasets import nile
from tests.ceasefire.signals.known import (
    DISASTERS,
    FIRST,
    drawn,
    government_and_insurgents,
    needs_ged,
)

from goodoffices.ceasefire import signals
from goodoffices.ceasefire.signals import DailyCounts, Prior
from goodoffices.ceasefire.signals.kernels import changes as kernel
from goodoffices.ceasefire.signals.kernels import changes_reference as reference
from goodoffices.ceasefire.signals.kernels.segments import count_segments, gaussian_segments
from goodoffices.ceasefire.signals.negative_binomial import Stretch, log_marginal, log_spread, mean_prior
from goodoffices.ceasefire.signals.segmentation import segmentation
from goodoffices.errors import EvidenceError

small_counts = st.lists(st.integers(0, 12), min_size=2, max_size=7)


def table_of(counts, dispersion=0.3):
    counts = np.asarray(counts)
    days = np.arange(len(counts) + 1.0)
    sums = np.concatenate([[0.0], np.cumsum(counts)])
    prior = mean_prior(dispersion, max(counts.mean(), 0.5))
    table = np.full((len(counts), len(counts)), np.nan)
    count_segments(days, sums, 1 / dispersion, prior, table)
    return table, (days, sums, 1 / dispersion, prior)


def by_enumeration(table, gap):
    """Every way to cut the series, with its chance."""
    n = len(table)
    ways = {}
    for cuts in itertools.chain.from_iterable(itertools.combinations(range(1, n), k) for k in range(n)):
        ends = [0, *cuts, n]
        fit = sum(table[one, two - 1] for one, two in itertools.pairwise(ends))
        ways[cuts] = np.exp(fit + len(cuts) * np.log(1 / gap) + (n - 1 - len(cuts)) * np.log(1 - 1 / gap))
    whole = sum(ways.values())
    return {cuts: chance / whole for cuts, chance in ways.items()}, whole


@settings(max_examples=60)
@given(small_counts, st.sampled_from([2.0, 5.0, 50.0]))
def test_the_posterior_is_that_of_enumerating_every_way_to_cut_the_series(counts, gap):
    table, _ = table_of(counts)
    ways, whole = by_enumeration(table, gap)
    found = segmentation([(1.0, lambda into: np.copyto(into, table))], len(counts), Prior(gap, 0.5))
    assert kernel.forward(table, 1 / gap)[-1] == pytest.approx(np.log(whole), abs=1e-9)
    for place in range(1, len(counts)):
        chance = sum(p for cuts, p in ways.items() if place in cuts)
        assert found.starts[place] == pytest.approx(chance, abs=1e-9)
    for many, chance in enumerate(found.number):
        assert chance == pytest.approx(sum(p for cuts, p in ways.items() if len(cuts) == many), abs=1e-9)
    assert ways[found.most_probable] == pytest.approx(max(ways.values()))
    for cut in found.cuts:
        inside = sum(p for cuts, p in ways.items() if any(cut.low <= place <= cut.high for place in cuts))
        assert cut.chance == pytest.approx(inside, abs=1e-9)
        assert cut.chance >= 0.5 - 1e-9
        assert cut.low <= cut.at <= cut.high


@settings(max_examples=30)
@given(small_counts, st.floats(0.01, 3.0))
def test_compiled_and_readable_give_the_same_numbers(counts, dispersion):
    table, (days, sums, size, prior) = table_of(counts, dispersion)
    upper = np.triu_indices(len(counts))
    assert table[upper] == pytest.approx(reference.count_segments_reference(days, sums, size, prior)[upper], abs=1e-8)
    plain = np.triu(table)
    before, after = kernel.forward(table, 0.2), kernel.backward(table, 0.2)
    assert before == pytest.approx(reference.forward_reference(plain, 0.2), abs=1e-9)
    assert after == pytest.approx(reference.backward_reference(plain, 0.2), abs=1e-9)
    into = np.zeros_like(plain)
    kernel.add_segments(table, 0.2, before, after, 1.0, into)
    assert into == pytest.approx(reference.segments_reference(plain, 0.2, before, after), abs=1e-9)
    assert kernel.numbers(table, 0.2, 4) == pytest.approx(reference.numbers_reference(plain, 0.2, 4), abs=1e-9)
    assert kernel.best_segmentation(table, 0.2).tolist() == reference.best_segmentation_reference(plain, 0.2)


def test_millions_of_events_are_counted_as_exactly_as_few():
    table, given = table_of([900_000, 0, 1_200_000, 3])
    upper = np.triu_indices(4)
    assert table[upper] == pytest.approx(reference.count_segments_reference(*given)[upper], rel=1e-9, abs=1e-4)


def test_the_table_of_measured_values_is_that_of_the_reference():
    values = np.random.default_rng(3).normal(size=30)
    running = [np.concatenate([[0.0], np.cumsum(one)]) for one in (np.ones(30), values, values**2)]
    table = np.zeros((30, 30))
    gaussian_segments(*running, (0.1, 1.0, 1.0), table)
    upper = np.triu_indices(30)
    wanted = reference.gaussian_segments_reference(*running, (0.1, 1.0, 1.0))
    assert table[upper] == pytest.approx(wanted[upper], abs=1e-9)


def test_the_level_is_integrated_out_exactly():
    counts, dispersion, mean = np.array([3, 0, 5, 2]), 0.4, 2.5
    one, two = mean_prior(dispersion, mean)
    size = 1 / dispersion
    plain, _ = quad(lambda p: nbinom.pmf(counts, size, p).prod() * beta.pdf(p, one, two), 0, 1)
    found = log_marginal(Stretch(4, 10), dispersion, mean) + log_spread(counts, dispersion)
    assert found == pytest.approx(np.log(plain), abs=1e-7)


def test_coal_mining_disasters_fell_from_three_a_year_to_one_around_1890():
    """Carlin, Gelfand & Smith (1992): the change lies between 1886 and 1896, most probably 1891; about 3.1 a year
    before and 0.9 after. A year stands for a day here."""
    assert (len(DISASTERS), sum(DISASTERS)) == (112, 191)
    found = signals.changes(DailyCounts(FIRST, DISASTERS), prior=Prior(gap=112))
    (fall,) = found.changes
    year = {name: 1851 + (getattr(fall, name) - FIRST).days for name in ("since", "day", "until")}
    assert 1885 <= year["since"] <= 1889 <= year["day"] <= 1892 <= year["until"] <= 1897
    assert fall.before.level.value == pytest.approx(3.1, abs=0.1)
    assert fall.after.level.value == pytest.approx(0.9, abs=0.1)
    assert found.number[0] < 1e-4


def test_the_nile_fell_after_1898():
    """Cobb (1978): the flow of the Nile dropped after the year 1898."""
    flow = nile.load_pandas().data
    found = signals.mean_changes(flow["volume"].to_numpy(), prior=Prior(gap=100))
    (fall,) = found.cuts
    assert flow["year"][fall.at] == 1899
    assert 1896 <= flow["year"][fall.low] <= flow["year"][fall.high] <= 1901


@pytest.mark.long
@needs_ged
def test_the_record_of_syria_shows_the_known_falls_and_rises_each_with_an_interval():
    """The government and the insurgents, dated events: an exploratory run by others put the changes near these days."""
    found = signals.changes(government_and_insurgents())
    wanted = [
        (dt.date(2016, 2, 16), dt.date(2016, 2, 22), "fall", 30),
        (dt.date(2016, 12, 12), dt.date(2016, 12, 14), "fall", 14),
        (dt.date(2017, 5, 6), dt.date(2017, 5, 7), "fall", 14),
        (dt.date(2017, 9, 18), dt.date(2017, 9, 19), "rise", 7),
        (dt.date(2018, 2, 18), dt.date(2018, 2, 19), "rise", 150),
    ]
    for since, until, way, widest in wanted:
        (change,) = [one for one in found.changes if one.since <= until and since <= one.until]
        assert change.days <= widest
        assert change.chance >= 0.9
        assert (change.ratio.high < 1) if way == "fall" else (change.ratio.low > 1)
    assert found.changes[0].day < dt.date(2016, 2, 27)  # the fall came first, the cessation of hostilities after it


@needs_ged
def test_a_hole_in_the_source_is_a_change_unless_its_days_are_marked_as_not_observed():
    series = government_and_insurgents(until=dt.date(2016, 11, 30))
    hole = (dt.date(2016, 5, 20), dt.date(2016, 5, 27))
    seen = signals.changes(series)
    assert {change.day for change in seen.changes} >= set(hole)
    observed = np.array([not hole[0] <= series.day(n) < hole[1] for n in range(series.days)])
    marked = signals.changes(DailyCounts(series.first, series.counts, observed))
    assert not [change for change in marked.changes if hole[0] < change.day <= hole[1]]


def test_a_change_in_the_level_is_found_with_its_day_and_its_ratio():
    series = drawn(np.random.default_rng(5), [8.0] * 120 + [2.0] * 80)
    (change,) = signals.changes(series).changes
    assert change.since <= series.day(120) <= change.until
    assert change.ratio.low < 0.25 < change.ratio.high
    assert change.before.days + change.after.days == 200


def test_more_spread_than_chance_alone_is_no_change():
    """Least squares, or a Poisson, would cut such a series to pieces."""
    found = signals.changes(drawn(np.random.default_rng(6), [6.0] * 300, dispersion=1.0))
    assert found.changes == ()
    assert found.number[0] > 0.5
    assert found.dispersion.low < 1.0 <= found.dispersion.high


def test_what_the_phases_leave_is_told_with_its_autocorrelation():
    rng = np.random.default_rng(10)
    wave = np.repeat(rng.gamma(4, 0.25, size=100), 3)  # three days share one level
    dependent = signals.changes(DailyCounts(FIRST, rng.poisson(6 * wave)))
    assert dependent.autocorrelation > 0.2
    independent = signals.changes(drawn(rng, [9.0] * 150 + [3.0] * 150))
    assert abs(independent.autocorrelation) < 0.15


@pytest.mark.parametrize("counts", [[0] * 40, [7] * 40, [0] * 39 + [500], [3]])
def test_series_without_spread_without_events_and_of_one_day_are_no_trouble(counts):
    found = signals.changes(DailyCounts(FIRST, counts))
    assert np.isfinite(found.starts).all()
    assert found.number.sum() == pytest.approx(1)
    assert sum(phase.events for phase in found.phases) == sum(counts)


def test_days_not_observed_say_nothing_whatever_number_stands_there():
    counts = drawn(np.random.default_rng(8), [5.0] * 60).counts.copy()
    observed = np.ones(60, dtype=bool)
    observed[20:30] = False
    one = signals.changes(DailyCounts(FIRST, counts, observed))
    counts[20:30] = 99
    other = signals.changes(DailyCounts(FIRST, counts, observed))
    assert np.array_equal(one.starts, other.starts)
    assert one.phases == other.phases


def test_the_number_of_changes_under_another_prior_is_that_of_computing_it_anew():
    series = drawn(np.random.default_rng(9), [5.0] * 40 + [2.0] * 40)
    first, second = (signals.changes(series, prior=Prior(gap=gap)) for gap in (100.0, 50.0))
    expected = signals.number_if(first.number, 100.0, 50.0)
    assert expected @ np.arange(len(expected)) == pytest.approx(second.number @ np.arange(len(second.number)), abs=0.02)


@pytest.mark.parametrize(
    ("days", "prior", "words"),
    [
        (4_001, Prior(), "4,001 days are more than the 4,000"),
        (10, Prior(gap=1), "one change in 1 days"),
        (10, Prior(level=1.0), "a level of 1"),
    ],
)
def test_what_cannot_be_computed_is_refused_in_words(days, prior, words):
    with pytest.raises(EvidenceError, match=words):
        signals.changes(DailyCounts(FIRST, [1] * days), prior=prior)


def test_a_series_that_nobody_observed_is_refused():
    with pytest.raises(EvidenceError, match="no day from 2020-01-01 to 2020-01-03 was observed"):
        signals.changes(DailyCounts(FIRST, [1, 2, 3], [False] * 3))
