"""How a number of acceptable packages is put into words, counted or bounded."""

from __future__ import annotations

from goodoffices.settlement.pages.uncertain_words import share
from goodoffices.settlement.result import Counts
from goodoffices.values import count

__all__ = ["acceptable_words"]


def acceptable_words(counts: Counts) -> str:
    """The number, or both its bounds and what packages drawn at random say of it."""
    low, high = counts.acceptable_bounds
    if low == high:
        return count(low)
    drawn = counts.sampled
    told = f" (a share of {share(drawn)} by {count(drawn.draws)} drawn at random)" if drawn else ""
    reach = count(low) if count(low) == count(high) else f"between {count(low)} and {count(high)}"
    return f"{reach}{told}"
