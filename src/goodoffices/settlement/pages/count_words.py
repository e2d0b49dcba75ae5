"""How a number of acceptable packages is put into words, counted or bounded."""

from __future__ import annotations

import math

from goodoffices.settlement.pages.uncertain_words import share
from goodoffices.settlement.result import Counts
from goodoffices.values import Chance, count

__all__ = ["acceptable_words"]

SMALL = 0.02
"""A share below which two decimals say too little."""


def acceptable_words(counts: Counts) -> str:
    """The number, or both its bounds and what packages drawn at random say of it."""
    low, high = counts.acceptable_bounds
    if low == high:
        return count(low)
    drawn = counts.sampled
    told = f" ({_drawn(drawn)})" if drawn else ""
    reach = count(low) if count(low) == count(high) else f"between {count(low)} and {count(high)}"
    return f"{reach}{told}"


def _drawn(drawn: Chance) -> str:
    """A share of the allowed packages; where it is too small for two decimals, the packages themselves."""
    if drawn.share >= SMALL:
        return f"a share of {share(drawn)} by {count(drawn.draws)} drawn at random"
    low, high = math.floor(drawn.low * drawn.draws), math.ceil(drawn.high * drawn.draws)
    return f"{count(drawn.hits)} of {count(drawn.draws)} drawn at random; 95%: {count(low)} to {count(high)}"
