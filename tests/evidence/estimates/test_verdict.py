"""The verdict: one figure where all methods agree, else that none is supported, and each reason why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goodoffices.evidence.estimates import Averaged, Chain, Figure, Graph, Latent, LogLinear, Model, TwoLists
from goodoffices.evidence.estimates.verdict import judge, spoken_figure

BEST = Model("[A B] [C]", frozenset({1, 2, 3, 4}), 5, 3.9, 2, 36.1, "exists", 105.0, 731.0, 700.0, 766.0)
FAMILY = LogLinear(
    (BEST, replace(BEST, name="[A] [B] [C]", bic=39.0, best=900.0, low=800.0, high=990.0)), 8, complete=True, without=0
)
GRAPHS = Averaged(Figure(735.0, 690.0, 790.0), None, 729.0, 0.125, 1e-6, 1e5, (Graph("[A B] [C]", 0.7, 731.0),), 8)
CHAINS = tuple(Chain(740.0 + n, 690.0, 820.0) for n in range(4))
CLASSES = Latent(
    figure=Figure(742.0, 688.0, 818.0),
    mean=743.0,
    chains=CHAINS,
    rhat=1.002,
    bulk=900.0,
    tail=800.0,
    agree=True,
    sweeps=4000,
    classes=10,
    rungs=10,
    exchanges=0.4,
)


def test_where_all_agree_one_figure_is_supported_rounded_with_the_widest_ends():
    verdict = judge(FAMILY, GRAPHS, CLASSES, None)
    assert verdict.supported
    assert verdict.words == "Supported: about 740 (680–820)."
    assert (verdict.reasons, verdict.span) == ((), (688.0, 818.0))


def test_what_two_methods_support_is_said_to_be_supported_by_two():
    assert judge(FAMILY, GRAPHS, None, None).words.startswith("Supported by two of the three methods: about 730 (")


def why(family=FAMILY, graphs=GRAPHS, classes=CLASSES, two=None):
    verdict = judge(family, graphs, classes, two)
    assert not verdict.supported
    assert verdict.words.startswith("No single figure is supported, because ")
    assert verdict.words.endswith(".")
    (reason,) = verdict.reasons
    return reason


def test_a_model_within_two_bic_that_says_another_thing_is_a_reason():
    near = replace(FAMILY.models[1], bic=BEST.bic + 1.9)
    assert why(replace(FAMILY, models=(BEST, near))) == (
        "log-linear models that fit as well give figures from 731 to 900, not all inside the interval of the best of "
        "them ([A B] [C])"
    )


def test_a_model_beyond_two_bic_or_inside_the_interval_is_none():
    inside = replace(FAMILY.models[1], bic=BEST.bic + 0.5, best=760.0)
    assert judge(replace(FAMILY, models=(BEST, inside)), GRAPHS, CLASSES, None).supported


@pytest.mark.parametrize("bic", [30.0, 37.0])
def test_a_model_that_fits_as_well_or_better_and_has_no_estimate_is_a_reason(bic):
    none = replace(BEST, name="[A C]", bic=bic, existence="none", missing=None, best=None, low=None, high=None)
    assert "[A C], has no estimate: it does not exist" in why(replace(FAMILY, models=(none, BEST)))


def test_where_no_model_has_an_estimate_that_is_the_reason():
    none = replace(BEST, existence="none", missing=None, best=None, low=None, high=None)
    assert why(replace(FAMILY, models=(none,))).startswith("no log-linear model has an estimate")


def test_chains_that_do_not_agree_are_a_reason_and_their_figure_is_not_compared():
    far = tuple(Chain(median, 600.0, 9000.0) for median in (1413.0, 1414.0, 2085.0, 1420.0))
    apart = replace(CLASSES, agree=False, rhat=1.44, chains=far, figure=Figure(1500.0, 1400.0, 3000.0))
    assert why(classes=apart) == (
        "the chains of the latent-class model do not agree (R-hat 1.44 after 4,000 sweeps; medians 1,413 to 2,085)"
    )


def test_a_size_too_small_is_told_with_the_digits_that_matter():
    assert "R-hat 1.008" in why(classes=replace(CLASSES, agree=False, rhat=1.008, bulk=90.0))
    assert "R-hat cannot be told" in why(classes=replace(CLASSES, agree=False, rhat=None, bulk=None))


def test_intervals_that_do_not_overlap_are_a_reason():
    apart = replace(GRAPHS, figure=Figure(850.0, 830.0, 900.0))
    assert why(graphs=apart) == (
        "the intervals of log-linear models and decomposable graphs and decomposable graphs and latent classes do not "
        "overlap"
    )


def test_best_values_too_far_apart_are_a_reason_even_where_intervals_overlap():
    wide = replace(GRAPHS, figure=Figure(1200.0, 700.0, 1500.0))
    assert why(graphs=wide) == "the methods differ too much (731 by log-linear models, 1,200 by decomposable graphs)"


def test_an_interval_without_end_is_a_reason():
    assert why(graphs=replace(GRAPHS, figure=Figure(735.0, 690.0, None))) == (
        "the data set no upper end by decomposable graphs"
    )


def test_intervals_that_say_next_to_nothing_are_a_reason():
    assert "more than a factor of 5" in why(graphs=replace(GRAPHS, figure=Figure(735.0, 690.0, 4000.0)))


def test_one_method_alone_supports_nothing():
    assert why(graphs=None, classes=None) == "only one method gives a figure (log-linear models)"


def test_two_lists_support_nothing():
    two = TwoLists(375.0, Figure(350.0, 250.0, 500.0))
    assert "two lists alone cannot show" in judge(None, None, None, two).words


def test_where_no_method_was_run_that_is_said():
    assert why(None, None, None) == "no method could be applied to this table"


def test_a_figure_without_an_upper_end_is_told_so():
    assert spoken_figure(Figure(10356.52, 8994.2, None)) == "10,357 (8,994 and up)"
