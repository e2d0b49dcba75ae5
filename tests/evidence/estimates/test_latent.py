"""Latent classes: the compiled sampler is the readable one, samples what it should, and says when chains disagree."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from scipy.special import betaln, gammaln
from tests.evidence.estimates.known import DATA, kosovo, needs_data, quiet, spina_bifida

from goodoffices.evidence.estimates import Sampling, read_table
from goodoffices.evidence.estimates.kernels.latent_classes import run
from goodoffices.evidence.estimates.kernels.latent_reference import run_reference
from goodoffices.evidence.estimates.latent import ALPHA_PRIOR, _convergence, rungs_of, sample, started
from goodoffices.evidence.estimates.table import cells_of


@pytest.mark.parametrize("classes", [1, 2, 5])
@pytest.mark.parametrize("rungs", [1, 4])
def test_the_compiled_sampler_draws_what_the_readable_one_draws(classes, rungs):
    cells = cells_of(kosovo())
    counts = rungs_of(cells.counts, Sampling(rungs=rungs))
    found = []
    for sampler in (run, run_reference):
        rng = np.random.default_rng(7)
        state = started(rng, (rungs, classes, 4), 0.5)
        found.append((*sampler(rng, cells.patterns, counts, state, ALPHA_PRIOR, 40), *state))
    for compiled, readable in zip(*found, strict=True):
        np.testing.assert_allclose(compiled, readable, rtol=1e-6)


@pytest.mark.parametrize("rungs", [1, 3])
def test_with_one_class_the_total_has_its_exact_posterior_on_any_number_of_rungs(rungs):
    """Independent lists with uniform chances: p(N) ∝ (N − 1)!/(N − n)! Π B(1 + n_j, 1 + N − n_j)."""
    counts, cells = spina_bifida(), cells_of(spina_bifida())
    missing = np.arange(2000.0)
    total = counts.seen + missing
    sizes = [counts.on(place) for place in range(3)]
    log = gammaln(total) - gammaln(missing + 1) + sum(betaln(1 + n, 1 + total - n) for n in sizes)
    weight = np.exp(log - log.max())
    mean = (weight * missing).sum() / weight.sum()
    spread = np.sqrt((weight * missing**2).sum() / weight.sum() - mean**2)
    rng = np.random.default_rng(11)
    state = started(rng, (rungs, 1, 3), 0.5)
    thin = rungs_of(cells.counts, Sampling(rungs=rungs))
    drawn, taken = run(rng, cells.patterns, thin, state, ALPHA_PRIOR, 20_000)
    drawn = drawn[100:]
    assert drawn.mean() == pytest.approx(mean, abs=0.1 * spread)
    assert drawn.std() == pytest.approx(spread, rel=0.06)
    assert (taken > 0).all()


@pytest.mark.long
def test_drawing_data_and_parameters_in_turn_leaves_the_prior_as_it_is():
    """The joint test of Geweke (2004): a sampler that is right, fed with data from its own parameters, draws these
    from the prior."""
    patterns = np.array([pattern for pattern in product((0, 1), repeat=3) if any(pattern)])
    rng, classes, people, rounds = np.random.default_rng(5), 3, 10, 12_000
    state = started(rng, (1, classes, 3), 0.5)
    found = np.empty((rounds, 4))
    for turn in range(rounds):
        chances = np.exp(_log_cells(patterns, state))
        counts = rng.multinomial(people, chances / chances.sum())
        run(rng, patterns, counts[None, :], state, ALPHA_PRIOR, 1)
        found[turn] = _told(np.exp(state.share[0]), np.exp(state.present[0]), state.alpha[0])
    expected = np.array([_prior_draw(rng, classes) for _ in range(10_000)])
    batches = found.reshape(60, -1, 4).mean(axis=1)
    error = np.sqrt(batches.var(axis=0, ddof=1) / 60 + expected.var(axis=0) / len(expected))
    assert (np.abs(batches.mean(axis=0) - expected.mean(axis=0)) < 4 * error).all()
    assert (error < 0.03).all(), "the test can see a difference"


def _log_cells(patterns, state):
    joint = state.share[0] + patterns @ state.present[0].T + (1 - patterns) @ state.absent[0].T
    return np.logaddexp.reduce(joint, axis=1)


def _told(share, present, alpha):
    return share[0], (share**2).sum(), (share @ present[:, 0]) * (share @ present[:, 1]), alpha / (1 + alpha)


def _prior_draw(rng, classes):
    alpha = rng.gamma(ALPHA_PRIOR[0], 1 / ALPHA_PRIOR[1])
    sticks = np.append(rng.beta(1, max(alpha, 1e-12), classes - 1), 1.0)
    share = sticks * np.concatenate([[1.0], np.cumprod(1 - sticks[:-1])])
    return _told(share, rng.random((classes, 3)), alpha)


@pytest.mark.long
def test_kosovo_lies_where_twelve_long_runs_of_the_reference_lie():
    """Means 10,393 to 10,986, low ends 8,360 to 9,226, high ends 13,254 to 15,461 over seeds, 110,000 sweeps each."""
    found = sample(kosovo(), Sampling(sweeps=8_000, rungs=8), quiet)
    assert found.rhat < 1.03
    assert 10_200 < found.mean < 11_200
    assert 8_100 < found.figure.low < 9_400
    assert 12_800 < found.figure.high < 16_000
    assert len(found.chains) == 4


@pytest.mark.long
def test_the_same_seed_gives_the_same_chains_on_any_number_of_threads_and_another_seed_others():
    runs = [sample(kosovo(), Sampling(seed=s, sweeps=500, threads=t), quiet) for s, t in ((1, 1), (1, 3), (2, 1))]
    assert runs[0] == runs[1]
    assert runs[0].chains != runs[2].chains


def test_a_limit_of_sweeps_is_kept_and_too_few_of_them_are_not_called_agreement():
    found = sample(kosovo(), Sampling(sweeps=300, classes=3, rungs=2), quiet)
    assert (found.sweeps, found.agree) == (300, False)


@pytest.mark.long
@needs_data
def test_on_five_lists_chains_without_exchanges_disagree_and_are_said_to():
    """The reference's seeds gave means of 21,114, 15,085 and 23,123 here, each chain looking stable alone."""
    found = sample(read_table(DATA / "UKdat_5.csv"), Sampling(sweeps=8_000, rungs=1), quiet)
    assert not found.agree
    assert found.rhat > 1.3


@needs_data
def test_on_twenty_lists_of_a_real_stratum_it_is_seen_that_chains_disagree():
    found = sample(read_table(DATA / "colombia_recruitment_boys_1999_R1.csv"), Sampling(sweeps=400, rungs=2), quiet)
    assert not found.agree
    assert found.rhat > 1.05


def test_chains_on_different_values_do_not_agree_and_chains_that_never_move_say_nothing():
    noise = np.random.default_rng(1).normal(0, 1, (4, 500))
    assert _convergence(noise)[0] < 1.01
    assert _convergence(noise + np.arange(4)[:, None] * 5)[0] > 1.5
    assert _convergence(np.full((4, 500), 7))[0] is None


def test_rungs_are_thinner_and_thinner_parts_of_the_table():
    counts = cells_of(kosovo()).counts
    rungs = rungs_of(counts, Sampling())
    assert (rungs[0] == counts).all()
    assert (np.diff(rungs, axis=0) <= 0).all()
    assert rungs.sum(axis=1)[1:] == pytest.approx(0.8 * rungs.sum(axis=1)[:-1], abs=1)
    assert len(rungs_of(np.array([1, 1]), Sampling(thinning=0.2))) == 1


def test_whoever_waits_may_stop_it_between_two_blocks():
    told = []

    def stop(words):
        told.append(words)
        if len(told) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sample(kosovo(), Sampling(sweeps=1_000_000), stop)
    assert told[1] == "Latent classes: sweep 250 of 4,000, 4 chains"
