"""How surely a ratio lies above a limit: the one-sided p-value that belongs to its 95% interval, 0.025 where the
interval just touches the limit.

Where events are few, the binomial test of Przyborowski & Wilenski (1940), to which the exact interval belongs. Else the
distance on the logarithm, in half widths of the interval, by Student's t with 5 degrees of freedom: its 2.57 in place
of 1.96 is what dependence widens the interval of 56 days to (Kiefer & Vogelsang 2005). A normal tail is too light.
"""

from __future__ import annotations

import math
from typing import Final

from scipy.stats import binom, t

from goodoffices.ceasefire.signals.negative_binomial import Estimate
from goodoffices.ceasefire.signals.too_few import Period

__all__ = ["p_above", "p_above_exact"]

_TAIL: Final = 5
_HALF: Final = 0.975


def p_above(ratio: Estimate, limit: float) -> float:
    """The p-value of "the ratio is `limit` or less", from an interval that is symmetric on the logarithm."""
    half = math.log(ratio.high / ratio.value)
    if not half:
        return float(ratio.value <= limit)
    distance = math.log(ratio.value / limit) / half
    return float(t.sf(t.ppf(_HALF, _TAIL) * distance, _TAIL))


def p_above_exact(before: Period, after: Period, limit: float) -> float:
    """The p-value of "events a day after are `limit` of those before, or less", by counts alone; 1 without any."""
    share = limit * after.days / (limit * after.days + before.days) if before.days or after.days else 0.0
    total = before.events + after.events
    return float(binom.sf(after.events - 1, total, share)) if total else 1.0
