"""What is said in place of a figure where there are too few events for one."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Period", "TooFew"]


@dataclass(frozen=True)
class Period:
    """Observed days, and the events on them."""

    days: int
    events: int

    @property
    def rate(self) -> float:
        """Events a day; not a number without days."""
        return self.events / self.days if self.days else float("nan")


@dataclass(frozen=True)
class TooFew:
    """No figure is given, and `why`; the periods are told all the same, as they were counted."""

    why: str
    periods: tuple[Period, ...]
