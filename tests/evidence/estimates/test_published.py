"""Whole runs on published tables, as `goodoffices evidence estimate` makes them: figures, chains and the verdict.

The tables of five and more lists, the log-linear family of which takes longer, are in docs/methods/estimates.md.
"""

from __future__ import annotations

import pytest
from tests.evidence.estimates.known import DATA, kosovo, needs_data, no_estimate, published, spina_bifida

from goodoffices.evidence.estimates import Sampling, estimate, read_table, spoken_figure
from goodoffices.evidence.estimates.latent import laddered


@pytest.mark.long
def test_three_lists_of_spina_bifida_are_supported_near_the_published_731():
    found = estimate(spina_bifida())
    assert found.verdict.words == "Supported: about 730 (680–830)."
    assert found.latent.agree
    assert found.log_linear.best.name == "[L1 L2] [L3]"
    assert spoken_figure(found.averaged.figure) == "731 (694–787)"


def test_the_four_lists_of_kosovo_support_no_figure_though_both_methods_hold_the_published_10356():
    found = estimate(kosovo(), ("log-linear", "graphs"))
    assert found.verdict.words == (
        "No single figure is supported, because log-linear models that fit as well give figures from 10,357 to 18,393, "
        "not all inside the interval of the best of them ([ABA EXH OSCE] [EXH HRW] [HRW OSCE])."
    )
    for figure in (found.log_linear.best.figure, found.averaged.figure):
        assert figure.low < 10_356 < figure.high


@pytest.mark.long
def test_the_artificial_table_supports_no_figure_since_the_model_that_fits_has_none():
    found = estimate(no_estimate())
    assert found.verdict.reasons[0] == (
        "a log-linear model that fits as well, [A B] [C], has no estimate: it does not exist (empty overlaps let it "
        "run off to infinity)"
    )
    assert found.verdict.span == (96, pytest.approx(5_290, rel=0.02))


@pytest.mark.long
@needs_data
def test_the_eight_lists_of_new_orleans_support_no_figure_and_graphs_are_said_to_be_left_out():
    found = estimate(read_table(DATA / "NewOrl.csv"))
    assert found.verdict.reasons[0].startswith("the methods differ too much (")
    assert found.latent.agree
    (told,) = found.left_out
    assert told == (
        "Decomposable graphs were left out: the table has 8 lists, and they take 3 to 6. Merge lists of one kind, or "
        "name those to use with --lists."
    )
    assert not found.log_linear.complete


@pytest.mark.long
@needs_data
@pytest.mark.parametrize(("name", "within"), [("NewOrl_5", 0.05), ("Western", 0.05)])
def test_the_chains_of_five_lists_agree_near_the_means_of_the_reference(name, within):
    means = published()[name]["LCMCR_seed_means"]
    found = estimate(read_table(DATA / f"{name}.csv"), ("latent",)).latent
    assert found.agree
    assert found.mean == pytest.approx(sum(means) / len(means), rel=within)


@pytest.mark.long
@needs_data
def test_the_twenty_lists_of_colombia_are_left_to_latent_classes_on_a_ladder_with_closer_rungs():
    counts = read_table(DATA / "colombia_recruitment_boys_1999_R1.csv")
    found = estimate(counts, sampling=Sampling(sweeps=400))
    assert (found.log_linear, found.averaged) == (None, None)
    assert len(found.left_out) == 2
    assert not found.latent.agree
    assert found.verdict.words.startswith("No single figure is supported, because the chains of the latent-class model")
    assert found.latent.rungs == laddered(Sampling(), 20).rungs == 20
    assert laddered(Sampling(rungs=3), 20).rungs == 3
