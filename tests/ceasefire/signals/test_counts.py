"""Counts by day: what is taken, what is refused, and that a day nobody could observe is not a day without events."""

import datetime as dt

import numpy as np
import pytest
from tests.ceasefire.signals.known import FIRST

from goodoffices.ceasefire.signals import DailyCounts, daily_counts
from goodoffices.errors import EvidenceError


def test_each_date_counts_one_event_on_its_day_and_dates_outside_are_left_out():
    dates = [dt.date(2020, 1, 2), dt.date(2020, 1, 2), dt.date(2020, 1, 4), dt.date(2019, 12, 31), dt.date(2020, 1, 5)]
    found = daily_counts(dates, dt.date(2020, 1, 1), dt.date(2020, 1, 4))
    assert found.counts.tolist() == [0, 2, 0, 1]
    assert (found.first, found.last) == (dt.date(2020, 1, 1), dt.date(2020, 1, 4))


def test_days_not_observed_are_kept_apart_and_the_counts_cannot_be_changed():
    series = DailyCounts(FIRST, [3, 0, 2], [True, False, True])
    assert series.seen.tolist() == [3, 2]
    with pytest.raises(ValueError, match="read-only"):
        series.counts[0] = 1


@pytest.mark.parametrize(
    ("counts", "observed", "words"),
    [
        ([1, -1], (), "-1 on 2020-01-02 is no count"),
        ([1.5], (), "1.5 on 2020-01-01 is no count"),
        ([np.nan], (), "nan on 2020-01-01 is no count"),
        ([], (), "at least one day long"),
        ([[1]], (), "one row of numbers"),
        ([1, 2], [True], "2 days have counts and 1 say whether they were observed"),
    ],
)
def test_what_is_no_count_is_refused_with_its_day(counts, observed, words):
    with pytest.raises(EvidenceError, match=words):
        DailyCounts(FIRST, counts, observed)


def test_a_window_outside_the_series_is_refused_and_says_what_there_is():
    with pytest.raises(EvidenceError, match="runs from 2020-01-01 to 2020-01-03"):
        DailyCounts(FIRST, [1, 2, 3]).between(FIRST, dt.date(2020, 1, 4))
