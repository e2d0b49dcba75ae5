"""One word for an area, by thresholds that the parties can agree; and when there is none."""

from __future__ import annotations

import pytest

from goodoffices.ceasefire.report.verdict import spoken_ratio, verdict_of
from goodoffices.ceasefire.signals import Estimate, Period
from goodoffices.ceasefire.terms import Thresholds

LIMITS = Thresholds()


def verdict(value, low, high, *, before=40, now=20, limits=LIMITS, **more):
    told = {"unseen": 0, "tail": 0, "elsewhere": 9} | more
    seen = 28 - told["unseen"]
    return verdict_of(Estimate(value, low, high), Period(28, before), Period(seen, now), limits, **told)


@pytest.mark.parametrize(
    ("ratio", "word"),
    [
        (0.5, "holding"),
        (0.51, "strained"),
        (0.75, "strained"),
        (0.76, "eroding"),
        (1.0, "eroding"),
        (1.01, "collapsed"),
    ],
)
def test_a_threshold_itself_still_has_the_better_word(ratio, word):
    found = verdict(ratio, ratio, ratio)
    assert found.word == word
    assert found.is_sure


def test_thresholds_that_the_parties_agreed_decide():
    strict = Thresholds(holding=0.1, strained=0.2, eroding=0.3, agreed="both, in writing")
    assert verdict(0.4, 0.35, 0.45, limits=strict).word == "collapsed"
    assert verdict(0.4, 0.35, 0.45).word == "holding"


def test_an_interval_that_reaches_farther_is_told_with_both_its_words():
    found = verdict(0.9, 0.6, 1.4)
    assert (found.word, found.best, found.worst) == ("eroding", "strained", "collapsed")
    assert not found.is_sure


def test_an_interval_that_fits_every_verdict_gives_none():
    found = verdict(0.7, 0.2, 2.4)
    assert found.word == "uncertain"
    assert "fits every verdict" in found.why


def test_half_of_the_days_unseen_is_unobserved_however_low_the_figures():
    assert verdict(0.1, 0.05, 0.2, now=1, unseen=14).word == "unobserved"
    assert verdict(0.1, 0.05, 0.2, now=1, unseen=13).word == "holding"


def test_a_last_week_unseen_is_unobserved_though_most_days_were_seen():
    assert verdict(0.1, 0.05, 0.2, unseen=7, tail=7).word == "unobserved"
    assert verdict(0.1, 0.05, 0.2, unseen=7, tail=6).word == "holding"


def test_nothing_of_anybody_is_unobserved_and_nothing_of_those_bound_alone_is_not_calm():
    nothing = Estimate(float("nan"), 0.0, float("inf"))
    assert verdict(*vars(nothing).values(), before=0, now=0, elsewhere=0).word == "unobserved"
    found = verdict(*vars(nothing).values(), before=0, now=0, elsewhere=9)
    assert found.word == "uncertain"
    assert "9 events between others" in found.why


def test_a_level_that_was_nothing_before_is_told_by_what_it_is_at_least():
    assert spoken_ratio(Estimate(float("inf"), 1.23, float("inf"))).startswith("none before; at least 1.2 times")
