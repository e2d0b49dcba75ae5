"""Is it lower: the days before and after a day, by negative-binomial regression (interrupted time series).

Two models of the same days. The step: one level before, one after; their ratio is the answer. The segmented line: both
level and slope may change on the day (Wagner et al. 2002; Bernal, Cummins & Gasparrini 2017). The dispersion comes from
maximum likelihood. Days depend on one another, so the intervals are those of Newey & West (1987) with many lags and
the critical values that belong to them (Kiefer & Vogelsang 2005; Lazarus, Lewis, Stock & Watson 2018), residuals
corrected for leverage (MacKinnon & White 1985); where those of independent days are wider, these.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.stats import t
from statsmodels.genmod.families import NegativeBinomial, Poisson
from statsmodels.genmod.generalized_linear_model import GLM
from statsmodels.stats.diagnostic import acorr_ljungbox
from statsmodels.stats.sandwich_covariance import S_hac_simple
from statsmodels.tsa.stattools import acf

from goodoffices.ceasefire.signals.counts import DailyCounts
from goodoffices.ceasefire.signals.negative_binomial import Estimate
from goodoffices.ceasefire.signals.too_few import Period, TooFew
from goodoffices.errors import EvidenceError

__all__ = ["Interrupted", "Line", "Residuals", "interrupted"]

Floats = NDArray[np.float64]

FEWEST_DAYS: Final = 14
FEWEST_EVENTS: Final = 5
"""On either side; below, no ratio is given."""

FEWEST_DAYS_OF_LINE: Final = 28
FEWEST_EVENTS_OF_LINE: Final = 10
"""On either side; below, no slope is given."""

SLOPE_DAYS: Final = 28
"""Slopes are told for so many days."""

_DISPERSIONS: Final = (1e-4, 20.0)


@dataclass(frozen=True)
class Line:
    """The segmented line. `level`: the ratio of the rate on the day to what the line before would have given; `trend`:
    by what the rate was multiplied in 28 days before; `slope`: the same after, by `trend`."""

    level: Estimate
    trend: Estimate
    slope: Estimate


@dataclass(frozen=True)
class Residuals:
    """What the step leaves unexplained: the autocorrelation of its Pearson residuals at lags of 1 to 7 days, and the
    p-value of Ljung & Box (1978) over `lags` days, small where days depend on one another."""

    autocorrelation: tuple[float, ...]
    ljung_box: float
    lags: int


@dataclass(frozen=True)
class Interrupted:
    """`raw` is the plain ratio of the two rates; `ratio` that of the step, with an interval that allows for dispersion
    and dependence; `poisson` what it would be for independent Poisson days, as a check: a much narrower interval says
    that such days are not to be believed. `line` is None where there are too few events for slopes, or none were asked
    for. `weekdays` says whether days of the week have their own levels; `lags` are those of the interval."""

    day: dt.date
    before: Period
    after: Period
    raw: float
    ratio: Estimate
    poisson: Estimate
    line: Line | None
    dispersion: float
    residuals: Residuals
    lags: int
    weekdays: bool


@dataclass(frozen=True)
class _Fit:
    """Coefficients with half the width of their intervals; the residuals (observed days,)."""

    values: Floats
    halves: Floats
    dispersion: float
    residuals: Floats


def interrupted(
    series: DailyCounts, day: dt.date, *, before: int, after: int, weekdays: bool = False, slopes: bool = True
) -> Interrupted | TooFew:
    """The `before` days before `day` beside the `after` days from it on (`day` is the first of them).

    `TooFew` where either side has fewer than 14 observed days or 5 events, or the fit would have no finite answer.
    `weekdays` gives each day of the week its own level, where each has 5 events. Without `slopes` no line is fitted:
    who asks for the ratio alone waits half as long. Raises EvidenceError where the series does not hold the window.
    """
    if before < 1 or after < 1:
        raise EvidenceError.of(f"{before} days before and {after} after", remedy="Both are at least 1.")
    window = series.between(day - dt.timedelta(before), day + dt.timedelta(after - 1))
    seen, counts = window.observed, window.counts
    later = np.arange(window.days) >= before
    sides = (_period(counts, seen & ~later), _period(counts, seen & later))
    if why := _too_few(sides):
        return TooFew(why, sides)
    weekly = _weekly(window) if weekdays else np.empty((window.days, 0))
    step = np.column_stack([np.ones(window.days), later, weekly])
    if not _finite(step, window):
        return TooFew("the events lie on so few days that the ratio has no finite estimate", sides)
    fit, poisson = _fitted(step, window), _poisson(step, window)
    return Interrupted(
        day=day,
        before=sides[0],
        after=sides[1],
        raw=sides[1].rate / sides[0].rate,
        ratio=_estimate(fit.values, fit.halves, 1),
        poisson=poisson,
        line=_line(window, later, weekly, sides) if slopes else None,
        dispersion=fit.dispersion,
        residuals=_residuals(fit.residuals),
        lags=_lags(window.days),
        weekdays=weekly.shape[1] > 0,
    )


def _period(counts: NDArray[np.int64], chosen: NDArray[np.bool_]) -> Period:
    return Period(int(chosen.sum()), int(counts[chosen].sum()))


def _too_few(sides: tuple[Period, Period]) -> str:
    for side, name in zip(sides, ("before", "after"), strict=True):
        if side.days < FEWEST_DAYS:
            return f"{side.days} observed days {name}: fewer than {FEWEST_DAYS}, too few to say"
        if side.events < FEWEST_EVENTS:
            return f"{side.events} events {name}: fewer than {FEWEST_EVENTS}, too few events to say"
    return ""


def _weekly(window: DailyCounts) -> Floats:
    """Six columns, one a day of the week but the first; none where some day of the week has fewer than 5 events."""
    place = (np.arange(window.days) + window.first.weekday()) % 7
    events = np.bincount(place[window.observed], weights=window.seen, minlength=7)
    if events.min() < FEWEST_EVENTS:
        return np.empty((window.days, 0))
    return np.asarray(place[:, None] == np.arange(1, 7), dtype=np.float64)


def _finite(design: Floats, window: DailyCounts) -> bool:
    """Whether the likelihood has its maximum at finite coefficients: days with events must tell all of them apart."""
    told = design[window.observed & (window.counts > 0)]
    return bool(np.linalg.matrix_rank(told) == design.shape[1])


def _line(window: DailyCounts, later: NDArray[np.bool_], weekly: Floats, sides: tuple[Period, Period]) -> Line | None:
    if min(side.days for side in sides) < FEWEST_DAYS_OF_LINE:
        return None
    if min(side.events for side in sides) < FEWEST_EVENTS_OF_LINE:
        return None
    time = (np.arange(window.days) - int((~later).sum())) / SLOPE_DAYS
    design = np.column_stack([np.ones(window.days), later, time, time * later, weekly])
    if not _finite(design, window):
        return None
    fit = _fitted(design, window)
    return Line(*(_estimate(fit.values, fit.halves, place) for place in (1, 2, 3)))


def _fitted(design: Floats, window: DailyCounts) -> _Fit:
    """Maximum likelihood for the dispersion, and given it for the coefficients. Days not observed have no score and
    keep their place, so that lags are days."""
    seen = window.observed
    x, y = design[seen], window.counts[seen]

    def family(log_dispersion: float) -> Any:
        return NegativeBinomial(alpha=math.exp(log_dispersion))

    def model(log_dispersion: float) -> Any:
        return GLM(y, x, family=family(log_dispersion)).fit()

    def unlikely(log_dispersion: float) -> float:
        return -float(model(log_dispersion).llf if means is None else family(log_dispersion).loglike(y, means))

    bounds = tuple(math.log(bound) for bound in _DISPERSIONS)
    means = _group_means(x, y)
    best = minimize_scalar(unlikely, bounds=bounds, method="bounded", options={"xatol": 1e-3})
    dispersion = math.exp(best.x)
    made = model(best.x)
    mean = made.mu
    weights = mean / (1 + dispersion * mean)
    bread = np.linalg.inv((x * weights[:, None]).T @ x)
    leverage = weights * np.einsum("ij,jk,ik->i", x, bread, x)
    scores = np.zeros_like(design)
    scores[seen] = x * ((y - mean) / (1 + dispersion * mean) / (1 - leverage))[:, None]
    lags = _lags(window.days)
    spread = np.diag(bread @ S_hac_simple(scores, nlags=lags) @ bread)
    dependent = np.sqrt(np.maximum(spread, 0.0)) * _critical(lags / window.days)  # 0 may come out as a hair below
    independent = np.sqrt(np.diag(bread)) * t.ppf(0.975, len(y) - x.shape[1])
    residuals = (y - mean) / np.sqrt(mean * (1 + dispersion * mean))
    return _Fit(made.params, np.maximum(dependent, independent), dispersion, residuals)


def _group_means(x: Floats, y: NDArray[np.int64]) -> Floats | None:
    """The fitted means where a design only tells groups apart (as many kinds of rows as columns): the mean of each
    group, whatever the dispersion, so that no regression need be fitted for each. None for any other design."""
    kinds, group = np.unique(x, axis=0, return_inverse=True)
    if len(kinds) != x.shape[1]:
        return None
    found: Floats = (np.bincount(group, weights=y) / np.bincount(group))[group]
    return found


def _poisson(design: Floats, window: DailyCounts) -> Estimate:
    made = GLM(window.seen, design[window.observed], family=Poisson()).fit()
    return _estimate(made.params, 1.96 * made.bse, 1)


def _lags(days: int) -> int:
    """Of Lazarus, Lewis, Stock & Watson (2018): 1.3 times the square root of the length."""
    return math.ceil(1.3 * math.sqrt(days))


def _critical(share: float) -> float:
    """In place of 1.96, for lags that are this share of the days (Bartlett weights; Kiefer & Vogelsang 2005)."""
    return 1.96 + 2.9694 * share + 0.4160 * share**2 - 0.5324 * share**3


def _estimate(values: Floats, halves: Floats, place: int) -> Estimate:
    value, half = float(values[place]), float(halves[place])
    return Estimate(math.exp(value), math.exp(value - half), math.exp(value + half))


def _residuals(residuals: Floats) -> Residuals:
    lags = min(14, len(residuals) // 4)
    tested = acorr_ljungbox(residuals, lags=[lags])
    found = acf(residuals, nlags=min(7, lags), fft=False)[1:]
    return Residuals(tuple(float(one) for one in found), float(tested["lb_pvalue"].iloc[0]), lags)
