"""What may come: counts of the coming days by unit, by whichever of three methods did best on days held back.

The model is beside two baselines of the field (Hegre et al. 2024): the last value, and "conflictology", what came in
the last twelve months. All are scored on the same past windows, each from what was known before it began; where the
model is no better than a baseline, the baseline is what is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from goodoffices.ceasefire.signals.crps import fair_crps
from goodoffices.errors import EvidenceError

__all__ = ["METHODS", "Forecast", "ForecastMethod", "ForecastPlan", "Forecasts", "forecast"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

ForecastMethod = Literal["last value", "conflictology", "model"]
METHODS: tuple[ForecastMethod, ...] = get_args(ForecastMethod)
"""The two baselines, then the model."""
YEAR = 364
"""Days in twelve months, in whole weeks."""
LEARNED = 6
"""Past windows from which the model learns its settings, at least."""
HALF_LIVES = (7.0, 14.0, 28.0, 56.0, 112.0)
"""Days in which the weight of an event halves."""
PULLS = (1.0, 3.5, 7.0, 14.0, 28.0)
"""How many days' worth of evidence the mean of the last twelve months counts for."""
DISPERSIONS = tuple(np.geomspace(0.02, 3.0, 14))
ENDS = (0.05, 0.5, 0.95)


@dataclass(frozen=True)
class ForecastPlan:
    """`horizon` days are forecast; the methods are scored on the last `held_back` windows of that length."""

    horizon: int = 28
    held_back: int = 12
    draws: int = 1000
    seed: int = 1


@dataclass(frozen=True)
class Forecast:
    """One unit's coming window. `shown` is the method with the lowest mean score on the windows held back, a baseline
    where the model is no better; `low`, `middle` and `high` are its 5, 50 and 95 % points, in events; `scores` are the
    mean scores (CRPS, in events) in the order of METHODS; `covered` is how many of the windows held back fell between
    the 5 and 95 % points of the method shown."""

    shown: ForecastMethod
    low: float
    middle: float
    high: float
    scores: tuple[float, float, float]
    covered: int


@dataclass(frozen=True, eq=False)
class Forecasts:
    """`units` in the order asked. `scores` (methods, windows, units) are of every window held back, in the order of
    METHODS and of time; `starts` (windows,) are their first days, counted from 0. `settings` (half-life, pull,
    dispersion) is what the model learned last."""

    units: tuple[Forecast, ...]
    scores: Floats
    starts: tuple[int, ...]
    settings: tuple[float, float, float]
    plan: ForecastPlan

    @property
    def pooled(self) -> tuple[float, float, float]:
        """The mean score of each method over all units and windows held back."""
        one, two, three = (float(mean) for mean in self.scores.mean(axis=(1, 2)))
        return one, two, three


def forecast(counts: Ints, plan: ForecastPlan | None = None, observed: Flags | None = None) -> Forecasts:
    """Forecast how many events each unit will have in the days after the last of `counts` (units, days).

    Days not `observed` (days,) are left out, and what a window lost by them is added in proportion; windows with less
    than half of their days observed are neither scored nor learned from.

    Raises EvidenceError where the history is too short: twelve months, six windows to learn from, and those held back.
    """
    plan = plan or ForecastPlan()
    counts = np.asarray(counts, dtype=np.int64)
    if not len(counts) or (counts < 0).any():
        raise EvidenceError.of("A forecast needs at least one unit, and no count below 0.")
    seen = np.ones(counts.shape[1], dtype=bool) if observed is None else np.asarray(observed)
    history = _History.of(counts, seen, plan)
    held = [at for at in range(history.windows - plan.held_back, history.windows) if history.whole[at]]
    if not held:
        raise EvidenceError.of("Of the windows held back none was observed for half of its days.")
    told = [_told(history, at, plan) for at in (*held, history.windows)]
    came = history.totals[:, held].T
    scores = np.array([[fair_crps(draws[m], came[n]) for n, (draws, _) in enumerate(told[:-1])] for m in range(3)])
    means = scores.mean(axis=1)
    units = []
    for unit in range(len(counts)):
        best = int(means[:2, unit].argmin())
        shown = 2 if means[2, unit] < means[best, unit] else best
        ends = np.array([np.quantile(draws[shown][unit], ENDS, method="inverted_cdf") for draws, _ in told])
        inside = (ends[:-1, 0] <= came[:, unit]) & (came[:, unit] <= ends[:-1, 2])
        low, middle, high = (float(end) for end in ends[-1])
        one, two, three = (float(mean) for mean in means[:, unit])
        units.append(Forecast(METHODS[shown], low, middle, high, (one, two, three), int(inside.sum())))
    starts = tuple(history.first + at * plan.horizon for at in held)
    return Forecasts(tuple(units), scores, starts, told[-1][1], plan)


@dataclass(frozen=True, eq=False)
class _History:
    """The windows of one length that end with the last day. `totals` (units, windows) are completed where days are
    missing, `whole` (windows,) says where at least half were observed, `year` how many make twelve months. `levels`
    (settings, windows + 1, units) is what the model expects of each window, from days before it; `options` names the
    settings."""

    first: int
    totals: Floats
    whole: Flags
    levels: Floats
    options: tuple[tuple[float, float], ...]
    year: int

    @property
    def windows(self) -> int:
        """How many there are."""
        return int(self.totals.shape[1])

    @classmethod
    def of(cls, counts: Ints, seen: Flags, plan: ForecastPlan) -> _History:
        """Cut the days into windows, or refuse."""
        if not 1 <= plan.horizon <= YEAR // 2 or plan.held_back < 1 or plan.draws < 2:  # noqa: PLR2004 - of a score
            remedy = f"A horizon of 1 to {YEAR // 2} days, one window held back or more, two draws or more."
            raise EvidenceError.of("The forecast cannot be made so.", remedy=remedy)
        windows, year = counts.shape[1] // plan.horizon, YEAR // plan.horizon
        needed = year + LEARNED + plan.held_back
        if windows < needed:
            days, takes = counts.shape[1], needed * plan.horizon
            what = f"{days} days are too few for a forecast of {plan.horizon} days, which takes {takes} days of record."
            remedy = f"Give {takes}: twelve months, {LEARNED} windows to learn from, those held back."
            raise EvidenceError.of(what, remedy=remedy)
        first = counts.shape[1] - windows * plan.horizon
        told = np.where(seen, counts, 0)
        days = seen[first:].reshape(windows, plan.horizon).sum(axis=1)
        sums = told[:, first:].reshape(len(counts), windows, plan.horizon).sum(axis=2)
        totals = np.round(sums * plan.horizon / np.maximum(days, 1))
        options = tuple((half_life, pull) for half_life in HALF_LIVES for pull in PULLS)
        ends = [first + at * plan.horizon for at in range(windows + 1)]
        levels = np.array([[_level(told[:, :end], seen[:end], *option) for end in ends] for option in options])
        return cls(first, totals, days * 2 >= plan.horizon, levels * plan.horizon, options, year)


def _level(counts: Ints, seen: Flags, half_life: float, pull: float) -> Floats:
    """Events a day of each unit: recent days weigh more, pulled towards the unit's mean of twelve months, with half an
    event added so that none is impossible."""
    counts, seen = counts[:, -YEAR:], seen[-YEAR:]
    long = (counts.sum(axis=1) + 0.5) / (seen.sum() + 1.0)
    weights = np.where(seen, 0.5 ** (np.arange(counts.shape[1])[::-1] / half_life), 0.0)
    found: Floats = (counts @ weights + pull * long) / (weights.sum() + pull)
    return found


def _told(history: _History, at: int, plan: ForecastPlan) -> tuple[list[Floats], tuple[float, float, float]]:
    """Draws of window `at` by each method (units, draws), from windows before it; and what the model had learned."""
    rng = np.random.default_rng([plan.seed, at])
    before = np.flatnonzero(history.whole[:at])
    year, learned = before[before >= at - history.year], before[before >= history.year]
    if len(year) < 2 or not len(learned):  # noqa: PLR2004 - of a score
        remedy = "Give a longer history, or hold fewer windows back."
        raise EvidenceError.of("Too few windows were observed before one that is held back.", remedy=remedy)
    past = history.totals[:, year]
    shape = len(past), plan.draws
    last = rng.poisson(np.broadcast_to(history.totals[:, before[-1]][:, None], shape)).astype(np.float64)
    option, dispersion = _learned(history, learned)
    mean = history.levels[option, at][:, None]
    size = 1 / dispersion
    drawn = rng.negative_binomial(size, np.broadcast_to(size / (size + mean), shape)).astype(np.float64)
    return [last, past, drawn], (*history.options[option], dispersion)


def _learned(history: _History, past: Ints) -> tuple[int, float]:
    """The setting and the dispersion, one for all units, under which past windows were most likely."""
    came, levels = history.totals[:, past].T, history.levels[:, past]
    fits = np.array(
        [
            stats.nbinom.logpmf(came, 1 / dispersion, 1 / (1 + dispersion * levels)).sum(axis=(1, 2))
            for dispersion in DISPERSIONS
        ]
    )
    best = np.unravel_index(int(fits.argmax()), fits.shape)
    return int(best[1]), float(DISPERSIONS[int(best[0])])
