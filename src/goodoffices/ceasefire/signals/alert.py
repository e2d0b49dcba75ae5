"""Alarm now: a rise above what the ceasefire brought, told as early as a stated rate of false alarms allows.

A cumulative sum (Page 1954) for negative-binomial counts (Höhle & Paul 2008): each day adds the events above an
allowance, never going below 0, and at a limit the alarm sounds and the sum starts anew. The limit is set by the exact
chain of its states (Brook & Evans 1972), so that false alarms are as rare as wished with the certainty wished, for all
the baselines that the reference days leave possible (Gandy & Kvaløy 2013). Forward only: what a day says of alarms
depends on that day and those before it.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import nbinom

from goodoffices.ceasefire.signals.counts import DailyCounts, next_day_correlation
from goodoffices.ceasefire.signals.negative_binomial import (
    Estimate,
    Stretch,
    dispersion_weights,
    estimate_of,
    level_quantiles,
    log_marginal,
    log_spread,
    quantiles,
)
from goodoffices.ceasefire.signals.too_few import Period, TooFew
from goodoffices.errors import EvidenceError

__all__ = ["Baseline", "Chart", "Watch", "average_run_length", "chart", "watch"]

Floats = NDArray[np.float64]

FEWEST_DAYS: Final = 28
FEWEST_EVENTS: Final = 5
"""Of the reference period; below, no chart is made."""

_STEPS: Final = ((0.3, 10), (1.0, 5), (3.0, 2), (math.inf, 1))
_LARGEST_LIMIT: Final = 1 << 10
_LONGEST_RUN: Final = 1e12


@dataclass(frozen=True)
class Baseline:
    """What the reference days say, and only they: events a day and dispersion, with their intervals; and the
    autocorrelation from one day to the next, which makes false alarms more frequent than stated where it is
    well above 0."""

    since: dt.date
    until: dt.date
    period: Period
    level: Estimate
    dispersion: Estimate
    autocorrelation: float


@dataclass(frozen=True)
class Chart:
    """`allowance`: events a day above which the sum grows; `limit`: the sum at which the alarm sounds. `wished`: days
    between false alarms on average, reached with a chance of `certainty`; `between`: the days between for the likeliest
    baseline, and for those left possible; `delay`: days on average from a rise to `ratio` times the baseline until the
    alarm."""

    baseline: Baseline
    ratio: float
    wished: float
    certainty: float
    allowance: float
    limit: float
    between: Estimate
    delay: float


@dataclass(frozen=True, eq=False)
class Watch:
    """`path` (days,): the sum after each day, before an alarm sets it back to 0; `alarms`: the days it sounded."""

    chart: Chart
    counts: DailyCounts
    path: Floats
    alarms: tuple[dt.date, ...]


def chart(
    reference: DailyCounts, *, ratio: float = 2.0, between: float = 365.0, certainty: float = 0.9
) -> Chart | TooFew:
    """Learn the baseline from the reference days, all of them declared beforehand, and set allowance and limit.

    `ratio` is the rise to be told early; `between` the days wished between false alarms. `TooFew` with fewer than 28
    observed days or 5 events, and where the counts vary so much that the limit would lie out of reach. Raises
    EvidenceError for a ratio of 1 or less, `between` below 7 days, and a certainty that is no chance.
    """
    if not (ratio > 1 and between >= 7 and 0 < certainty < 1):  # noqa: PLR2004 - a week
        what = f"a ratio of {ratio:g}, {between:g} days between false alarms, a certainty of {certainty:g}"
        raise EvidenceError.of(what, remedy="They are above 1, at least 7 days, and between 0 and 1.")
    period = Period(int(reference.observed.sum()), int(reference.seen.sum()))
    if period.days < FEWEST_DAYS or period.events < FEWEST_EVENTS:
        why = f"{period.events} events on {period.days} reference days"
        return TooFew(f"{why}: fewer than {FEWEST_EVENTS} on {FEWEST_DAYS}, too few to say", (period,))
    levels, dispersions, weights = _baselines(reference, period)
    level, dispersion = estimate_of(levels, weights), estimate_of(dispersions, weights)
    allowance, scale = _allowance(level.value, dispersion.value, ratio)

    def run(place: int, limit: int) -> float:
        return average_run_length(float(levels[place]), float(dispersions[place]), allowance, limit / scale)

    def runs(limit: int) -> Floats:
        return np.array([run(place, limit) for place in range(len(levels))])

    limit = _limit(run, runs, weights, (between, certainty))
    if limit is None:
        return TooFew("the counts vary too much for false alarms as rare as wished", (period,))
    low, high = quantiles(runs(limit), weights, (0.025, 0.975))
    likeliest = average_run_length(level.value, dispersion.value, allowance, limit / scale)
    return Chart(
        baseline=Baseline(reference.first, reference.last, period, level, dispersion, _next_day(reference, period)),
        ratio=ratio,
        wished=between,
        certainty=certainty,
        allowance=allowance,
        limit=limit / scale,
        between=Estimate(likeliest, low, high),
        delay=average_run_length(ratio * level.value, dispersion.value, allowance, limit / scale),
    )


def watch(made: Chart, series: DailyCounts) -> Watch:
    """Follow a chart over days after its reference period. A day not observed changes nothing.

    Raises EvidenceError where the series starts before the reference period has ended.
    """
    if series.first <= made.baseline.until:
        what = f"the watch would start on {series.first}, within the reference period, which ends on"
        raise EvidenceError.of(f"{what} {made.baseline.until}", remedy="Start on a later day.")
    path, alarms = np.zeros(series.days), []
    total = 0.0
    for place in range(series.days):
        if series.observed[place]:
            total = max(0.0, total + int(series.counts[place]) - made.allowance)
        path[place] = total
        if total >= made.limit - 1e-9:
            alarms.append(series.day(place))
            total = 0.0
    return Watch(made, series, path, tuple(alarms))


def average_run_length(level: float, dispersion: float, allowance: float, limit: float) -> float:
    """Days to an alarm on average, from a sum of 0, when days are independent with this level and dispersion (Brook &
    Evans 1972; exact, because the sum moves on a grid). Infinite from 10^12 days on."""
    scale = next(n for n in range(1, 11) if abs(allowance * n - round(allowance * n)) < 1e-9)  # noqa: PLR2004
    states, step = max(1, math.ceil(limit * scale - 1e-9)), round(allowance * scale)
    size = 1.0 / dispersion
    chance = size / (size + level)
    here = np.arange(states)
    move = here[None, :] - here[:, None] + step
    chances = nbinom.pmf(np.arange((states - 1 + step) // scale + 1), size, chance)
    passing = np.append(chances, 0.0)[np.where((move >= 0) & (move % scale == 0), move // scale, -1)]
    passing[:, 0] = nbinom.cdf((step - here) // scale, size, chance)
    try:
        found = float(np.linalg.solve(np.eye(states) - passing, np.ones(states))[0])
    except np.linalg.LinAlgError:  # an alarm is so rare that its chance is lost in rounding
        return math.inf
    return found if 1.0 - 1e-9 <= found < _LONGEST_RUN else math.inf


def _baselines(reference: DailyCounts, period: Period) -> tuple[Floats, Floats, Floats]:
    """Levels and dispersions that the reference days leave possible, with weights."""
    stretch, mean = Stretch(period.days, period.events), period.rate
    weights = dispersion_weights(
        lambda alpha: log_spread(reference.seen, alpha) + log_marginal(stretch, alpha, mean),
    )
    kept = [(alpha, weight) for alpha, weight in weights if weight > 0.01]  # noqa: PLR2004 - next to nothing
    levels = [level_quantiles(stretch, alpha, mean)[20::40] for alpha, _ in kept]
    each = len(levels[0])
    return (
        np.concatenate(levels),
        np.repeat([alpha for alpha, _ in kept], each),
        np.repeat([weight for _, weight in kept], each),
    )


def _allowance(level: float, dispersion: float, ratio: float) -> tuple[float, int]:
    """What makes the sum that of the likelihood ratio of the rise, on a grid of 1 / scale events."""
    scale = next(scale for below, scale in _STEPS if level < below)
    higher = ratio * level
    gain = math.log(ratio * (1 + dispersion * level) / (1 + dispersion * higher))
    loss = math.log((1 + dispersion * higher) / (1 + dispersion * level)) / dispersion
    return max(1, round(scale * loss / gain)) / scale, scale


def _limit(
    run: Callable[[int, int], float], runs: Callable[[int], Floats], weights: Floats, wish: tuple[float, float]
) -> int | None:
    """The smallest limit that is enough for the baselines that together have the weight wished; None out of reach. It
    is set for one of them at a time: the one with the fewest days between false alarms that need not be left out."""
    between, certainty = wish
    limit: int | None = 1
    while limit is not None:
        found = runs(limit)
        order = np.argsort(found)
        hardest = int(order[np.searchsorted(np.cumsum(weights[order]) / weights.sum(), 1 - certainty)])
        if found[hardest] >= between:
            return limit
        limit = _smallest(partial(run, hardest), between, limit)
    return None


def _smallest(run: Callable[[int], float], between: float, low: int) -> int | None:
    """The smallest limit above `low` that is enough, by halving: the run length grows with it."""
    high = low + 1
    while run(high) < between:
        low, high = high, 2 * high
        if high > _LARGEST_LIMIT:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if run(middle) >= between else (middle, high)
    return high


def _next_day(reference: DailyCounts, period: Period) -> float:
    return next_day_correlation(np.asarray(reference.counts - period.rate, dtype=np.float64), reference.observed)
