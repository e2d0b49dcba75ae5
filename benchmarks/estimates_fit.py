"""Estimates: log-linear fits beside statsmodels' Poisson regression, and the sampler beside its readable form in numpy.

Tables are made by chance, with everybody in one of two classes: lists depend on each other, and no cell is empty.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice, product
from typing import Any

import numpy as np

from benchmarks.clock import Timed, tell, timed
from benchmarks.plain import Floats, Ints
from goodoffices.evidence.estimates import CaptureTable, estimate, fit_model, table
from goodoffices.evidence.estimates.hierarchy import design, every_model
from goodoffices.evidence.estimates.kernels.latent_classes import run
from goodoffices.evidence.estimates.kernels.latent_reference import run_reference
from goodoffices.evidence.estimates.latent import ALPHA_PRIOR, Sampling, effective_size, rungs_of, started
from goodoffices.evidence.estimates.table import cells_of, full_counts

SEED = 5
PEOPLE, FEW_PEOPLE = 40_000, 4_000
"""People of the tables, and of those of whole runs."""
SHARES, CHANCES = (0.6, 0.4), ((0.25, 0.3, 0.2, 0.35, 0.3), (0.6, 0.5, 0.55, 0.5, 0.65))
"""Of both classes: how many of the people, and the chance of one of them to be on each list."""
FITTED = {3: 8, 4: 113, 5: 400}
"""Lists, and how many hierarchical models are fitted: all of three and four lists, the first of the 6,893 of five."""
SAME = 1e-6
"""So near, as a share, must both estimates of the total be."""
SWEEPS = 200
"""Sweeps of a chain that both samplers run, the same draws asserted."""
LONG_SWEEPS = 20_000
"""Sweeps of ours from which the effective sample size of a sweep is known: the readable one draws the same."""


@dataclass(frozen=True)
class FitRow:
    """So many hierarchical models of a table of so many lists, fitted by both."""

    lists: int
    models: int
    ours: Timed
    statsmodels: Timed


@dataclass(frozen=True)
class SamplerRow:
    """One chain on a table of so many lists: what `sweeps` sweeps took by both samplers, and the effective sample size
    of the total that so many sweeps give, known from `LONG_SWEEPS` of ours with the first tenth left out."""

    lists: int
    rungs: int
    sweeps: int
    ours: Timed
    numpy: Timed
    size: float

    def per_second(self, took: Timed) -> float:
        """Effective samples in a second."""
        assert took.seconds
        return self.size / took.seconds


@dataclass(frozen=True)
class WholeRow:
    """A whole run on a table of so many lists: models and graphs asked, sweeps of each chain, what it took."""

    lists: int
    models: int
    graphs: int
    sweeps: int
    took: Timed


def run_whole(lists: Sequence[int] = (3, 4, 5), settings: Sampling | None = None) -> list[WholeRow]:
    """All methods and the verdict, ours alone, on one thread; a second run must say the same."""
    settings = settings or Sampling(threads=1)
    found = []
    for many in lists:
        counts = made_table(many, FEW_PEOPLE)
        took = timed(partial(estimate, counts, sampling=settings))
        answer = took.answer
        assert estimate(counts, sampling=settings) == answer, "the same table and seed give the same answer"
        told = (answer.log_linear.fitted, answer.averaged.many, answer.latent.sweeps)
        found.append(WholeRow(many, *told, took))
        tell(f"estimates, whole run on {many} lists")
    return found


def run_fits(fitted: dict[int, int] | None = None) -> list[FitRow]:
    """Every table; each model's total must be the same by both."""
    found = []
    for lists, many in (fitted or FITTED).items():
        counts = made_table(lists)
        models = list(islice(every_model(lists), many))
        ours = timed(lambda counts=counts, models=models: [fit_model(counts, terms).best for terms in models])
        matrices = [design(terms, lists) for terms in models]
        theirs = timed(lambda counts=counts, given=matrices: by_statsmodels(counts, given))
        np.testing.assert_allclose(ours.answer, theirs.answer, rtol=SAME)
        found.append(FitRow(lists, len(models), ours, theirs))
        tell(f"estimates, {len(models)} log-linear models of {lists} lists: the same totals")
    return found


def by_statsmodels(counts: CaptureTable, matrices: Sequence[Floats]) -> list[float]:
    """The total by each model: those seen, and the exponential of the constant, which is the empty pattern's row."""
    import statsmodels.api as sm

    seen = full_counts(counts)
    totals = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for matrix in matrices:
            fitted: Any = sm.GLM(seen, matrix, family=sm.families.Poisson()).fit(tol=1e-12, maxiter=200)
            totals.append(float(seen.sum() + np.exp(fitted.params[0])))
    return totals


def run_samplers(lists: Sequence[int] = (3, 5), sweeps: int = SWEEPS, long: int = LONG_SWEEPS) -> list[SamplerRow]:
    """Both samplers from one start and one stream of chance; their draws must be the same."""
    found = []
    for many in lists:
        cells = cells_of(made_table(many))
        rungs = rungs_of(cells.counts, Sampling())
        chain = partial(_chain, cells.patterns, rungs)
        chain(run, sweeps)  # compiled outside the clock
        ours, numpy = timed(partial(chain, run, sweeps)), timed(partial(chain, run_reference, sweeps))
        np.testing.assert_array_equal(ours.answer, numpy.answer)
        draws = chain(run, long)[long // 10 :]
        size = effective_size(draws[None, :]) / len(draws) * sweeps
        found.append(SamplerRow(many, len(rungs), sweeps, ours, numpy, size))
        tell(f"estimates, sampler on {many} lists: the same draws")
    return found


def _chain(patterns: Ints, rungs: Ints, sampler: Callable[..., tuple[Ints, Ints]], sweeps: int) -> Ints:
    """How many are on no list after each sweep (sweeps,)."""
    rng = np.random.default_rng(SEED)
    state = started(rng, (len(rungs), Sampling().classes, patterns.shape[1]), 0.5)
    return sampler(rng, patterns, rungs, state, ALPHA_PRIOR, sweeps)[0]


def made_table(lists: int, people: int = PEOPLE) -> CaptureTable:
    """People of both classes on so many lists, by chance."""
    rng = np.random.default_rng([SEED, lists])
    second = rng.random(people) < SHARES[1]
    chances = np.array(CHANCES)[:, :lists][second.astype(int)]
    on = (rng.random((people, lists)) < chances).astype(int)
    patterns, counts = np.unique(on, axis=0, return_counts=True)
    told = {tuple(int(one) for one in row): int(n) for row, n in zip(patterns, counts, strict=True) if row.any()}
    assert len(told) == len(list(product((0, 1), repeat=lists))) - 1, "no cell is empty"
    return table([f"L{place}" for place in range(1, lists + 1)], told)
