"""When did it change: exact Bayesian change points of daily counts, and of measured values.

    found = changes(counts)                 # negative binomial, the level of each segment integrated out
    found.changes[0].since, .until          # with a chance of 90% or more there is a change between these days

Between changes days are taken as independent with one level; a slow trend is told as several steps. Methods: Fearnhead
(2006); the counts' conjugate form is the beta-negative-binomial.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from goodoffices.ceasefire.signals.counts import DailyCounts, next_day_correlation
from goodoffices.ceasefire.signals.kernels.segments import count_segments, gaussian_segments
from goodoffices.ceasefire.signals.negative_binomial import (
    Estimate,
    Stretch,
    dispersion_weights,
    estimate_of,
    level_quantiles,
    log_spread,
    mean_prior,
)
from goodoffices.ceasefire.signals.segmentation import Cut, Prior, Segmentation, check, evidence, segmentation
from goodoffices.errors import EvidenceError

__all__ = ["Change", "Changes", "Phase", "changes", "mean_changes"]

Floats = NDArray[np.float64]

PRIOR: Final = Prior()

_NEGLIGIBLE: Final = 1e-3


@dataclass(frozen=True)
class Phase:
    """Days from `since` to `until`, both inside, with one level, in events a day; `days` and `events` are those
    observed."""

    since: dt.date
    until: dt.date
    days: int
    events: int
    level: Estimate


@dataclass(frozen=True)
class Change:
    """With a chance of `chance` a phase starts from `since` to `until`, both inside; no shorter window is as sure.
    `day` is its most probable first day. `ratio` is the level after by the level before, both phases cut at such days:
    it knows nothing of their own doubt."""

    day: dt.date
    since: dt.date
    until: dt.date
    chance: float
    before: Phase
    after: Phase
    ratio: Estimate

    @property
    def days(self) -> int:
        """The width of the interval."""
        return (self.until - self.since).days + 1


@dataclass(frozen=True, eq=False)
class Changes:
    """`starts` (days,): the chance that a phase starts on each day; `number` (k + 1,): the chance of 0, 1, ... changes;
    `changes`: those that reach the level of the prior, between `phases`; `most_probable`: the changes of the single
    most probable segmentation, whatever the chance of each; `dispersion`: its posterior;
    `autocorrelation`: of what the phases leave unexplained, from one day to the next. Well above 0, windows hold the
    day less often than they say, and more changes are told than there are (docs/methods/ceasefire.md measures both)."""

    counts: DailyCounts
    prior: Prior
    starts: Floats
    number: Floats
    phases: tuple[Phase, ...]
    changes: tuple[Change, ...]
    most_probable: tuple[dt.date, ...]
    dispersion: Estimate
    autocorrelation: float


def changes(series: DailyCounts, *, prior: Prior = PRIOR) -> Changes:
    """The change points of daily counts, by the negative binomial with one dispersion for the whole series, integrated
    over its posterior. Days not observed say nothing.

    Raises EvidenceError when no day was observed, for more than 4,000 days, a gap below 2 and a level that is
    no chance.
    """
    check(series.days, prior)
    if not series.observed.any():
        raise EvidenceError.of(f"no day from {series.first} to {series.last} was observed")
    days, sums = _running(series.observed), _running(np.where(series.observed, series.counts, 0))
    mean = float(series.seen.mean())
    table = np.empty((series.days, series.days))

    def fill(dispersion: float, into: Floats) -> None:
        count_segments(days, sums, 1.0 / dispersion, mean_prior(dispersion, mean), into)

    def log_evidence(dispersion: float) -> float:
        fill(dispersion, table)
        return evidence(table, prior.gap) + log_spread(series.seen, dispersion)

    weights = dispersion_weights(log_evidence)
    found = segmentation(
        [(weight, partial(fill, alpha)) for alpha, weight in weights if weight > _NEGLIGIBLE], series.days, prior
    )
    return _dated(series, prior, found, weights)


def mean_changes(values: Floats, *, prior: Prior = PRIOR) -> Segmentation:
    """The change points of measured values (n,), NaN where nothing was measured: Gaussian, with a mean and a variance
    of its own for each segment (normal-inverse-gamma before the data).

    The prior's scales come from the values: the noise from their first differences, robustly; the means spread as the
    values do. Raises EvidenceError as `changes`.
    """
    check(len(values), prior)
    there = np.isfinite(values)
    known = values[there]
    if len(known) < 2:  # noqa: PLR2004 - no difference to take
        raise EvidenceError.of("fewer than two values are known")
    steps = np.abs(np.diff(known))
    noise = float(1.4826 / 2**0.5 * np.median(steps)) or float(known.std()) or 1.0
    plain = np.where(there, (values - np.median(known)) / noise, 0.0)
    weight = min(1.0, 1.0 / max(float(plain[there].var()), 1e-9))
    running = _running(there), _running(plain), _running(plain**2)
    fill = partial(gaussian_segments, *running, (weight, 1.0, 1.0))
    return segmentation([(1.0, fill)], len(values), prior)


def _running(values: NDArray[np.generic]) -> Floats:
    """What lies before each position (n + 1,)."""
    return np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])


def _dated(series: DailyCounts, prior: Prior, found: Segmentation, weights: list[tuple[float, float]]) -> Changes:
    mean = float(series.seen.mean())
    alphas = [alpha for alpha, weight in weights]
    shares = np.array([weight for alpha, weight in weights])
    ends = [0, *(cut.at for cut in found.cuts), series.days]
    stretches = [_stretch(series, one, two) for one, two in pairwise(ends)]
    levels = [np.array([level_quantiles(one, alpha, mean) for alpha in alphas]) for one in stretches]
    each = np.repeat(shares, levels[0].shape[1])
    phases = tuple(
        Phase(series.day(one), series.day(two - 1), part.days, part.events, estimate_of(level.ravel(), each))
        for (one, two), part, level in zip(pairwise(ends), stretches, levels, strict=True)
    )
    cuts = tuple(
        _change(series, cut, (phases[i], phases[i + 1]), _ratio(levels[i], levels[i + 1], shares))
        for i, cut in enumerate(found.cuts)
    )
    most_probable = tuple(series.day(place) for place in found.most_probable)
    spread = estimate_of(np.array(alphas), shares)
    left = next_day_correlation(_residuals(series, phases, spread.value), series.observed)
    return Changes(series, prior, found.starts, found.number, phases, cuts, most_probable, spread, left)


def _residuals(series: DailyCounts, phases: tuple[Phase, ...], dispersion: float) -> Floats:
    """Pearson's."""
    level = np.concatenate([np.full((one.until - one.since).days + 1, one.level.value) for one in phases])
    found: Floats = (series.counts - level) / np.sqrt(level * (1 + dispersion * level))
    return found


def _stretch(series: DailyCounts, start: int, end: int) -> Stretch:
    seen = series.observed[start:end]
    return Stretch(int(seen.sum()), int(series.counts[start:end][seen].sum()))


def _change(series: DailyCounts, cut: Cut, phases: tuple[Phase, Phase], ratio: Estimate) -> Change:
    return Change(series.day(cut.at), series.day(cut.low), series.day(cut.high), cut.chance, *phases, ratio)


def _ratio(before: Floats, after: Floats, shares: Floats) -> Estimate:
    """Of two levels that are independent given the dispersion: every fifth value of one by all of the other."""
    values = after[:, :, None] / np.maximum(before[:, None, 2::5], 1e-12)
    return estimate_of(values.ravel(), np.repeat(shares, values[0].size))
