"""Counts that vary more than chance alone: the negative binomial of a mean and a dispersion, and what a stretch of days
says of both.

The dispersion is alpha: variance = mean + alpha mean squared (NB2); its inverse is the size. Given the size, the chance
p = size / (size + mean) of a stretch with one mean has a beta prior that the counts update to a beta again, so that the
mean is integrated out exactly. The prior of the mean is wide around the mean of the whole series: as alpha goes to 0 it
is a gamma of shape `PRIOR_SHAPE` (an exponential).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln, gammaln
from scipy.stats import beta

__all__ = [
    "PRIOR_SHAPE",
    "Estimate",
    "Stretch",
    "dispersion_weights",
    "estimate_of",
    "level_quantiles",
    "log_marginal",
    "log_spread",
    "mean_prior",
    "quantiles",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PRIOR_SHAPE: Final = 1.0
"""Shape of the prior of a level: exponential around the mean of the whole series."""

LATTICE: Final = np.geomspace(1e-3, 10.0, 65)
"""Dispersions looked at: a prior flat in the logarithm. Below the first the counts are as good as Poisson."""

_STEPS: Final = (8, 4, 2, 1)
_NEGLIGIBLE: Final = 7.0
_ENOUGH: Final = 12
_QUANTILES: Final = (np.arange(200) + 0.5) / 200


@dataclass(frozen=True)
class Estimate:
    """A figure (the posterior mean, or the most likely value), and the interval that holds it with 95% confidence."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Stretch:
    """Observed days with one level: how many, and how many events they hold."""

    days: int
    events: int


def mean_prior(dispersion: float, mean: float) -> tuple[float, float]:
    """The beta prior of p that gives the level this mean before the data."""
    return 1.0 + PRIOR_SHAPE / (dispersion * max(mean, 1e-9)), PRIOR_SHAPE


def log_spread(counts: Ints, dispersion: float) -> float:
    """The part of the log likelihood that depends on the dispersion alone, not on any level."""
    size = 1.0 / dispersion
    return float((gammaln(counts + size) - gammaln(size) - gammaln(counts + 1.0)).sum())


def log_marginal(stretch: Stretch, dispersion: float, mean: float) -> float:
    """The logarithm of the chance of a stretch with its level integrated out, without `log_spread`."""
    one, two = mean_prior(dispersion, mean)
    return float(betaln(one + stretch.days / dispersion, two + stretch.events) - betaln(one, two))


def level_quantiles(stretch: Stretch, dispersion: float, mean: float) -> Floats:
    """200 equally probable values of the level of a stretch, in rising order."""
    one, two = mean_prior(dispersion, mean)
    chance = beta.ppf(_QUANTILES[::-1], one + stretch.days / dispersion, two + stretch.events)
    found: Floats = (1.0 / chance - 1.0) / dispersion
    return found


def dispersion_weights(log_evidence: Callable[[float], float]) -> list[tuple[float, float]]:
    """Dispersions with their posterior weights, which add up to 1, from the evidence of each: looked at coarsely first,
    and finer where it matters, to a dozen or so. Weights below e^-7 of the largest are left out."""
    known: dict[int, float] = {}
    wanted = list(range(0, len(LATTICE), _STEPS[0]))
    for step in _STEPS:
        known |= {place: log_evidence(float(LATTICE[place])) for place in wanted}
        if len(_likely(known)) > _ENOUGH:
            break
        near = {n for place in _likely(known) for n in (place - step // 2, place + step // 2)}
        wanted = sorted(place for place in near - known.keys() if 0 <= place < len(LATTICE))
    kept = sorted(_likely(known))
    top = max(known.values())
    weights = np.exp(np.array([known[place] for place in kept]) - top)
    weights /= weights.sum()
    return [(float(LATTICE[place]), float(weight)) for place, weight in zip(kept, weights, strict=True)]


def _likely(known: dict[int, float]) -> list[int]:
    top = max(known.values())
    return [place for place, value in known.items() if value > top - _NEGLIGIBLE]


def quantiles(values: Floats, weights: Floats, chances: Sequence[float]) -> list[float]:
    """The values below which these shares of the weights lie."""
    order = np.argsort(values)
    running = np.cumsum(weights[order]) / weights.sum()
    places = np.minimum(np.searchsorted(running, chances), len(values) - 1)
    return [float(values[order[place]]) for place in places]


def estimate_of(values: Floats, weights: Floats) -> Estimate:
    """The mean, and the interval of 95%, of equally or unequally weighted values."""
    low, high = quantiles(values, weights, (0.025, 0.975))
    return Estimate(float(np.average(values, weights=weights)), low, high)
