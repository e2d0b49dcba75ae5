"""A quantity that somebody judged: low, best, high."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

__all__ = ["Estimate"]


@dataclass(frozen=True, order=True)
class Estimate:
    """An exact interval with a best value inside it; `low == best == high` for a plain number.

    Raises ValueError when low <= best <= high does not hold.
    """

    low: Fraction
    best: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        if not self.low <= self.best <= self.high:
            raise ValueError(f"an estimate needs low <= best <= high, not {self.low}, {self.best}, {self.high}")

    @classmethod
    def exactly(cls, value: Fraction | int) -> Estimate:
        """A quantity given as one number."""
        value = Fraction(value)
        return cls(value, value, value)

    @classmethod
    def between(cls, low: Fraction | int, high: Fraction | int) -> Estimate:
        """A quantity given as an interval; its best value is the middle."""
        low, high = Fraction(low), Fraction(high)
        return cls(low, (low + high) / 2, high)

    @property
    def is_exact(self) -> bool:
        """True when the quantity was given as one number."""
        return self.low == self.high
