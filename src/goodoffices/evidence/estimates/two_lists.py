"""Two lists: Lincoln–Petersen, and Chapman's estimate of less bias (Chapman 1951; Seber 1982)."""

from __future__ import annotations

import math

from goodoffices.evidence.estimates.result import Figure, TwoLists
from goodoffices.evidence.estimates.table import CaptureTable

__all__ = ["of_two_lists"]

Z_95 = 1.959963984540054
"""The 97.5% point of the normal distribution."""


def of_two_lists(counts: CaptureTable) -> TwoLists:
    """n₁n₂/m and (n₁+1)(n₂+1)/(m+1) − 1, the interval on the logarithm of the unseen with Seber's variance."""
    one, two, both = counts.on(0), counts.on(1), counts.on(0, 1)
    chapman = (one + 1) * (two + 1) / (both + 1) - 1
    variance = (one + 1) * (two + 1) * (one - both) * (two - both) / ((both + 1) ** 2 * (both + 2))
    unseen = chapman - counts.seen
    if unseen <= 0:
        figure = Figure(chapman, float(counts.seen), chapman)
    else:
        spread = math.exp(Z_95 * math.sqrt(math.log(1 + variance / unseen**2)))
        figure = Figure(chapman, counts.seen + unseen / spread, counts.seen + unseen * spread)
    return TwoLists(one * two / both if both else None, figure)
