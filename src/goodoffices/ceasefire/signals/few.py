"""The ratio of two levels where events are few: exact, whatever their number, none included.

Given how many events there are in all, those after are binomial, so that the interval of their share is that of Clopper
& Pearson (1934), and of the ratio with it (Przyborowski & Wilenski 1940). Days are taken as independent and counts as
Poisson: where events come in bursts, the true interval is wider.
"""

from __future__ import annotations

import math

from scipy.stats import beta

from goodoffices.ceasefire.signals.negative_binomial import Estimate
from goodoffices.ceasefire.signals.too_few import Period

__all__ = ["exact_ratio"]

_TAIL = 0.025


def exact_ratio(before: Period, after: Period) -> Estimate:
    """Events a day after, for each before, with the interval that holds the ratio with 95% confidence or more.

    Without any event it may be anything: not a number, from 0 to infinity; the same where a side has no day.
    """
    total = before.events + after.events
    if not total or not before.days or not after.days:
        return Estimate(math.nan, 0.0, math.inf)
    low = float(beta.ppf(_TAIL, after.events, before.events + 1)) if after.events else 0.0
    high = float(beta.ppf(1 - _TAIL, after.events + 1, before.events)) if before.events else 1.0
    days = before.days / after.days
    value = math.inf if not before.events else days * after.events / before.events
    return Estimate(value, days * _odds(low), days * _odds(high))


def _odds(share: float) -> float:
    return math.inf if share >= 1 else share / (1 - share)
