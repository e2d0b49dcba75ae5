"""The benchmark of estimates asks ours and the peers the same question; it asserts that the answers agree."""

import numpy as np
import pytest
from benchmarks.clock import Timed
from benchmarks.estimates_fit import FitRow, SamplerRow, WholeRow, by_statsmodels, made_table
from benchmarks.estimates_page import section
from tests.evidence.estimates.known import kosovo

from benchmarks import estimates_fit
from goodoffices.evidence.estimates import Sampling
from goodoffices.evidence.estimates.hierarchy import closed, design


def test_statsmodels_gives_the_published_figure_of_kosovo():
    """The model [ABA EXH OSCE] [EXH HRW] [HRW OSCE]: 10,356.52; lists in alphabetical order."""
    terms = closed([0b1011, 0b0110, 0b1100])
    (total,) = by_statsmodels(kosovo(), [design(terms, 4)])
    assert total == pytest.approx(10_356.52, abs=0.01)


@pytest.mark.long
def test_both_fit_every_model_of_three_lists_and_draw_the_same_chain():
    """`run_fits` and `run_samplers` assert it."""
    (row,) = estimates_fit.run_fits({3: 8})
    assert (row.lists, row.models, len(row.ours.answer)) == (3, 8, 8)
    (sampled,) = estimates_fit.run_samplers((3,), sweeps=20, long=400)
    assert (sampled.rungs, sampled.ours.answer.shape) == (10, (20,))
    assert sampled.size > 0


@pytest.mark.long
def test_a_whole_run_is_repeated_and_says_the_same():
    """`run_whole` asserts it."""
    (row,) = estimates_fit.run_whole((3,), Sampling(sweeps=200, rungs=2))
    assert (row.lists, row.models, row.graphs, row.sweeps) == (3, 8, 8, 200)


@pytest.mark.long
def test_an_answer_of_the_peer_that_differs_ends_the_run(monkeypatch):
    monkeypatch.setattr(estimates_fit, "by_statsmodels", lambda _, given: [1.0] * len(given))
    with pytest.raises(AssertionError, match="Not equal to tolerance"):
        estimates_fit.run_fits({3: 2})


def test_a_made_table_has_somebody_in_every_cell_and_is_the_same_each_time():
    assert len(made_table(5).counts) == 31
    assert made_table(4).hash == made_table(4).hash


def test_the_section_tells_times_and_their_ratio():
    fits = [FitRow(4, 113, Timed(0.05, [1.0]), Timed(0.4, [1.0]))]
    whole = [WholeRow(5, 6_893, 822, 4_000, Timed(19.2))]
    text = section(fits, [SamplerRow(3, 10, 200, Timed(0.05), Timed(1.0), 4.0)], whole)
    assert "| 5 | 6,893 | 822 | 4,000 | 19 s |" in text
    assert text.startswith("## Estimating how many\n")
    assert "| 4 | 113 | 50 ms | 0.40 s | 8.0 |" in text
    assert "| 3 | 10 | 200 | 50 ms | 1.0 s | 80 | 4.0 |" in text
    assert np.isfinite(SamplerRow(3, 10, 200, Timed(0.05), Timed(1.0), 4.0).per_second(Timed(2.0)))
