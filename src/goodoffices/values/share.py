"""A share of draws, with the error that comes of having drawn only so many."""

from __future__ import annotations

import math
from dataclasses import dataclass

__all__ = ["Chance", "chance", "never"]

Z_95 = 1.959963984540054
"""The 97.5% point of the normal distribution."""


@dataclass(frozen=True)
class Chance:
    """How often something holds: in `hits` of `draws` draws, so `share` of them, 0..1.

    `low` and `high` bound the share that endless draws would show, with 95% confidence (the score interval of Wilson
    1927, which Brown, Cai & DasGupta 2001 recommend; it stays within 0..1 and does not shrink to nothing at its ends).
    They say how well the draws show what the file says, and nothing of whether the file is right. Where chance plays no
    part (`never`), both equal the share. Without any draw the share is not known: 0 to 1.
    """

    share: float
    low: float
    high: float
    hits: int
    draws: int

    @property
    def error(self) -> float:
        """Half the width of the interval."""
        return (self.high - self.low) / 2


def chance(hits: int, draws: int) -> Chance:
    """The chance of something that held in `hits` of `draws` draws."""
    if draws == 0:
        return Chance(0.0, 0.0, 1.0, 0, 0)
    share, spread = hits / draws, Z_95**2 / draws
    middle = (share + spread / 2) / (1 + spread)
    half = math.sqrt(spread * (share * (1 - share) + spread / 4)) / (1 + spread)
    low = 0.0 if hits == 0 else max(0.0, middle - half)
    high = 1.0 if hits == draws else min(1.0, middle + half)
    return Chance(share, low, high, hits, draws)


def never(draws: int) -> Chance:
    """The chance of what cannot be, whatever is drawn: 0, without error."""
    return Chance(0.0, 0.0, 0.0, 0, draws)
