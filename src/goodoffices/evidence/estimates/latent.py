"""The Bayesian latent-class model (Manrique-Vallier 2016): several chains from dispersed starts, until they agree."""

from __future__ import annotations

import importlib
import os
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.evidence.estimates.kernels.latent_classes import State, run
from goodoffices.evidence.estimates.result import Chain, Figure, Latent
from goodoffices.evidence.estimates.table import CaptureTable, cells_of

__all__ = [
    "FEWEST_CHAINS",
    "FEWEST_LISTS",
    "MOST_CHAINS",
    "MOST_SWEEPS",
    "Sampling",
    "effective_size",
    "laddered",
    "rungs_of",
    "sample",
    "started",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FEWEST_LISTS = 3
FEWEST_CHAINS, MOST_CHAINS = 4, 64
MOST_SWEEPS = 10_000_000
RHAT, SIZE = 1.01, 400.0
"""Chains agree when R-hat is at most this and both effective sample sizes at least that (Vehtari et al. 2021)."""
ALPHA_PRIOR = (0.25, 0.25)
BLOCK = 250
"""Sweeps between two looks at whether somebody wants to stop."""
FIRST = 4_000
FEW_LISTS = 8
FEW_LISTS_LADDER, MANY_LISTS_LADDER = (10, 0.8), (20, 0.9)
"""Rungs and thinning up to so many lists, and beyond: a table of twenty lists needs closer rungs, or next to no
exchange between them is taken (Colombia's: 0.4% in the worst place with the first ladder, 10% with the second)."""
DISPERSED = (0.5, 20.0)
"""Between these, chain by chain, lies the concentration from which a chain's start is drawn."""


@dataclass(frozen=True)
class Sampling:
    """How the sampler works: `classes` at most, `chains` (four at least), `sweeps` of each at most, `rungs` of
    tempering (None: by the number of lists), each on `thinning` times the people of the one below; `threads` change the
    time and never the result."""

    seed: int = 1
    chains: int = FEWEST_CHAINS
    sweeps: int = 64_000
    classes: int = 10
    rungs: int | None = None
    thinning: float = FEW_LISTS_LADDER[1]
    threads: int = 0


def sample(counts: CaptureTable, settings: Sampling, advance: Callable[[str], None]) -> Latent:
    """The posterior of the total. Chains run until they agree, twice as long each time, or to the limit of sweeps; the
    first half of each is left out. The same seed gives the same chains on any number of threads."""
    cells = cells_of(counts)
    settings = laddered(settings, len(counts.lists))
    rungs = rungs_of(cells.counts, settings)
    generators = [np.random.default_rng([settings.seed, chain]) for chain in range(settings.chains)]
    shape = len(rungs), settings.classes, len(counts.lists)
    states = [started(rng, shape, place / max(settings.chains - 1, 1)) for place, rng in enumerate(generators)]
    draws = np.zeros((settings.chains, 0), dtype=np.int64)
    exchanged = np.zeros(len(rungs) - 1, dtype=np.int64)
    until = min(FIRST, settings.sweeps)
    with ThreadPoolExecutor(settings.threads or min(settings.chains, os.cpu_count() or 1)) as pool:
        while True:
            while (done := draws.shape[1]) < until:
                advance(f"Latent classes: sweep {done:,} of {until:,}, {settings.chains} chains")
                block = min(BLOCK, until - done)
                jobs = [
                    pool.submit(run, rng, cells.patterns, rungs, state, ALPHA_PRIOR, block)
                    for rng, state in zip(generators, states, strict=True)
                ]
                parts = [job.result() for job in jobs]
                draws = np.hstack([draws, np.stack([missing for missing, _ in parts])])
                exchanged += np.sum([taken for _, taken in parts], axis=0)
            found = _told(counts.seen + draws[:, until // 2 :], settings, until, len(rungs), exchanged)
            if found.agree or until >= settings.sweeps:
                return found
            until = min(2 * until, settings.sweeps)


def laddered(settings: Sampling, lists: int) -> Sampling:
    """The settings with the ladder for so many lists, unless they have one."""
    if settings.rungs is not None:
        return settings
    rungs, thinning = FEW_LISTS_LADDER if lists <= FEW_LISTS else MANY_LISTS_LADDER
    return replace(settings, rungs=rungs, thinning=thinning)


def rungs_of(counts: Ints, settings: Sampling) -> Ints:
    """The table on each rung (rungs, cells): all people, then evenly thinned again and again while any are left."""
    found = [counts]
    for _ in range((settings.rungs or FEW_LISTS_LADDER[0]) - 1):
        kept = np.floor(np.cumsum(settings.thinning * found[-1]) + 0.5)
        thinner = np.diff(np.concatenate([[0.0], kept])).astype(np.int64)
        if not thinner.any():
            break
        found.append(thinner)
    return np.stack(found)


def started(rng: np.random.Generator, shape: tuple[int, int, int], place: float) -> State:
    """A start drawn from the prior, with a concentration that grows from chain to chain (`place` 0..1): from nearly all
    in one class to many alike."""
    rungs, classes, _ = shape
    alpha = DISPERSED[0] * (DISPERSED[1] / DISPERSED[0]) ** place
    on = np.clip(rng.random(shape), 1e-12, 1 - 1e-12)
    left = np.clip(rng.random((rungs, classes)), 1e-12, 1 - 1e-12) ** (1 / alpha)
    left = np.clip(left, 1e-12, 1 - 1e-12)
    stick, rest = np.log1p(-left), np.log(left)
    gone = np.concatenate([np.zeros((rungs, 1)), np.cumsum(rest[:, :-1], axis=1)], axis=1)
    share = gone + np.where(np.arange(classes) < classes - 1, stick, 0.0)
    return State(np.log(on), np.log1p(-on), share, stick, rest, np.full(rungs, alpha))


def _told(totals: Ints, settings: Sampling, sweeps: int, rungs: int, exchanged: Ints) -> Latent:
    rhat, bulk, tail = _convergence(totals)
    agree = rhat is not None and bulk is not None and tail is not None
    agree = agree and rhat <= RHAT and min(bulk, tail) >= SIZE  # type: ignore[operator,type-var]
    low, middle, high = (float(q) for q in np.quantile(totals, (0.025, 0.5, 0.975)))
    ends = np.quantile(totals, (0.5, 0.025, 0.975), axis=1).T
    return Latent(
        figure=Figure(middle, low, high),
        mean=float(totals.mean()),
        chains=tuple(Chain(*(float(value) for value in row)) for row in ends),
        rhat=rhat,
        bulk=bulk,
        tail=tail,
        agree=agree,
        sweeps=sweeps,
        classes=settings.classes,
        rungs=rungs,
        exchanges=float(exchanged.min() / (settings.chains * sweeps / 2)) if len(exchanged) else 1.0,
    )


def _convergence(totals: Ints) -> tuple[float | None, float | None, float | None]:
    """R-hat, bulk and tail effective sample size of the chains (chains, draws); None where they cannot be told."""
    array_stats = _array_stats()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # chains that never move divide by nothing
        kinds = (
            array_stats.rhat(totals, chain_axis=0, draw_axis=1),
            effective_size(totals),
            array_stats.ess(totals, chain_axis=0, draw_axis=1, method="tail", prob=(0.05, 0.95)),
        )
    rhat, bulk, tail = (float(value) if np.isfinite(value) else None for value in kinds)
    return rhat, bulk, tail


def effective_size(totals: Ints) -> float:
    """The effective sample size in the middle, of chains (chains, draws)."""
    return float(_array_stats().ess(totals, chain_axis=0, draw_axis=1))


def _array_stats() -> Any:
    return importlib.import_module("arviz_stats.base").array_stats  # only here: it takes seconds to load
