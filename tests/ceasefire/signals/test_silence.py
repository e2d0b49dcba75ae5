"""Silence is not calm: a hole in the source is called one, a truce is not, and it is said where nobody could tell."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ceasefire.signals.syria import counted, dated, day, needs_syria

from goodoffices.ceasefire.signals import SilencePlan, find_silence, office_shifts
from goodoffices.errors import EvidenceError

LEVELS = np.array([8.0, 3.0, 2.5, 1.0, 0.5, 0.5])
HOLE = slice(120, 127)


def war(seed=1, levels=LEVELS, days=200):
    """Independent dyads whose days scatter more than Poisson."""
    rng = np.random.default_rng(seed)
    mean = np.broadcast_to(np.asarray(levels)[:, None], (len(levels), days))
    return rng.poisson(mean * rng.gamma(4, 0.25, mean.shape))


@pytest.fixture(scope="module")
def syria():
    rows = dated()
    dyads, names = counted(rows, lambda row: {row["dyad_name"]})
    offices, outlets = counted(rows, lambda row: set(row["source_office"].split(";")))
    return dyads, names, offices, outlets


# ---- the real file -------------------------------------------------------------------------------------------------


@needs_syria
def test_20_to_26_may_2016_is_found_and_four_years_hold_one_more_hole_two_weeks_before(syria):
    dyads, *_ = syria
    found = find_silence(dyads)
    earlier, known = found.windows
    assert (known.first, known.last) == (day(2016, 5, 20), day(2016, 5, 26))
    assert (known.count, known.expected) == (15, 115.5)
    assert known.p_value < 1e-6
    assert (earlier.first, earlier.last) == (day(2016, 5, 5), day(2016, 5, 11))  # on the 6th, nobody tells of anything
    assert found.silent.sum() == 14
    tested = np.isfinite(found.p_values)
    assert np.mean(found.p_values[tested] <= 0.05) < 0.05


@needs_syria
def test_the_cessation_of_hostilities_of_27_february_2016_is_no_silence(syria):
    dyads, names, *_ = syria
    found = find_silence(dyads)
    after = slice(day(2016, 2, 27), day(2016, 3, 20))
    assert names[0] == "Government of Syria - Syrian insurgents"
    before = slice(day(2016, 1, 30), day(2016, 2, 27))
    assert dyads[0, after].sum() / 22 < 0.75 * dyads[0, before].sum() / 28  # this dyad falls
    assert dyads[1:, after].sum() / 22 > dyads[1:, before].sum() / 28  # the others do not
    assert not found.silent[after].any()
    assert np.nanmin(found.p_values[after]) > 0.2


@needs_syria
def test_of_the_hole_itself_the_office_tells_nothing_since_it_tells_all_of_the_little_there_is(syria):
    dyads, _, offices, outlets = syria
    assert outlets[0] == "SOHR"
    total = dyads.sum(axis=0)
    assert offices[0, day(2016, 5, 20) : day(2016, 5, 27)].sum() == 15
    assert office_shifts(offices, total) == ()


@needs_syria
def test_in_february_2016_other_offices_stood_in_for_the_one_that_made_the_picture(syria):
    dyads, _, offices, outlets = syria
    found = office_shifts(offices, dyads.sum(axis=0), SilencePlan(blocks=4))
    assert {outlets[shift.office] for shift in found} == {"SOHR"}
    assert all(shift.made_up for shift in found)
    assert (found[0].first, found[-1].last) == (day(2016, 2, 2), day(2016, 3, 13))
    assert found[1].share == pytest.approx(0.21, abs=0.005)


# ---- made-up wars --------------------------------------------------------------------------------------------------


def test_a_week_of_which_next_to_nothing_is_told_is_called_silent_day_by_day():
    counts = war()
    counts[:, HOLE] //= 8
    found = find_silence(counts)
    (window,) = found.windows
    assert (window.first, window.last) == (120, 126)
    assert np.flatnonzero(found.silent).tolist() == list(range(120, 127))
    assert window.count < 0.2 * window.expected


def test_one_dyad_that_stops_is_a_truce_and_not_a_silence():
    counts = war()
    counts[0, 120:] = 0
    assert find_silence(counts).windows == ()


def test_dyads_that_stop_together_are_taken_for_silence_unless_they_are_said_to_be_bound():
    counts = war()
    counts[:3, 120:] = 0
    bound = np.arange(6) < 3
    assert find_silence(counts).windows != ()
    assert find_silence(counts, bound=bound).windows == ()


def test_the_silence_of_those_not_bound_is_still_found():
    counts = war()
    counts[:, HOLE] = 0
    (window,) = find_silence(counts, bound=np.arange(6) < 1).windows
    assert (window.first, window.last, window.left_out in range(1, 6)) == (120, 126, True)


@pytest.mark.long
def test_false_alarms_are_rarer_than_one_in_twenty_years_of_steady_war():
    windows = sum(len(find_silence(war(seed, days=365)).windows) for seed in range(20))
    assert windows <= 1


def test_where_events_are_few_it_is_said_that_nobody_could_tell():
    few = war(levels=LEVELS / 20)
    few[:, HOLE] = 0
    found = find_silence(few)
    assert not found.able.any()
    assert found.windows == ()
    assert find_silence(war()).able[70:].all()


def test_one_dyad_alone_never_shows_a_silence():
    counts = war(levels=[20.0])
    counts[:, HOLE] = 0
    found = find_silence(counts)
    assert (found.windows, bool(found.able.any())) == ((), False)


def test_what_comes_later_changes_nothing_of_what_was_said():
    counts = war()
    counts[:, HOLE] = 0
    whole, part = find_silence(counts), find_silence(counts[:, :127])
    assert whole.p_values[:127] == pytest.approx(part.p_values, nan_ok=True)


def test_a_short_history_is_not_judged():
    assert np.isnan(find_silence(war(days=62)).p_values).all()


@settings(max_examples=10)
@given(st.permutations(range(6)))
def test_the_order_of_dyads_does_not_matter(order):
    counts = war()
    counts[:, HOLE] //= 8
    one, other = find_silence(counts), find_silence(counts[list(order)])
    assert one.p_values == pytest.approx(other.p_values, nan_ok=True)
    assert [order[window.left_out] for window in other.windows] == [window.left_out for window in one.windows]


# ---- offices -------------------------------------------------------------------------------------------------------


def told(seed=3):
    """A large office and a small one, of the same war."""
    rng = np.random.default_rng(seed)
    return rng.poisson(np.broadcast_to([[13.0], [3.0]], (2, 200)))


def test_an_office_that_falls_quiet_leaves_a_hole_where_nobody_makes_up_for_it():
    offices = told()
    offices[0, HOLE] = 0
    (shift,) = office_shifts(offices, offices.sum(axis=0))
    assert (shift.first, shift.last, shift.office, shift.made_up) == (120, 126, 0, False)
    assert (shift.share, shift.usual) == (0.0, pytest.approx(13 / 16, abs=0.03))


def test_where_another_office_tells_the_same_the_source_has_changed():
    offices = told()
    offices[:, HOLE] = offices[::-1, HOLE]
    (shift,) = office_shifts(offices, offices.sum(axis=0))
    assert shift.made_up


def test_where_all_offices_tell_less_no_office_has_shifted():
    offices = told()
    offices[:, HOLE] //= 4
    assert office_shifts(offices, offices.sum(axis=0)) == ()


def test_where_no_office_makes_the_picture_nothing_is_said_of_offices():
    offices = np.repeat(told()[:1], 3, axis=0)
    total = offices.sum(axis=0)
    offices[0, HOLE] = 0
    assert office_shifts(offices, total) == ()


@pytest.mark.parametrize("plan", [SilencePlan(window=0), SilencePlan(blocks=1), SilencePlan(threshold=0.0)])
def test_a_search_that_cannot_be_made_is_refused(plan):
    with pytest.raises(EvidenceError, match="cannot be made so"):
        find_silence(war(days=80), plan)


def test_counts_below_none_are_refused():
    with pytest.raises(EvidenceError, match="below 0"):
        find_silence(-war(days=80) - 1)
