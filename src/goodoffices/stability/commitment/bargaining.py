"""What both would rather have than war (Fearon 1995).

War gives the first party the whole stake of 1 with chance p and costs it c_A: p − c_A on average; the second gets 1 − p
− c_B. A share x for the first party beats war for it when x ≥ p − c_A, and for the second when 1 − x ≥ 1 − p − c_B,
that is x ≤ p + c_B. With beliefs of their own the range is [p_A − c_A, p_B + c_B], empty when p_A − p_B > c_A + c_B.
"""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.stability.commitment.terms import Bargaining

__all__ = ["Range", "Span", "bargaining_range", "span_of"]


@dataclass(frozen=True)
class Span:
    """Shares of the first party from `low` to `high`; empty when low > high. Within 0 to 1."""

    low: float
    high: float

    @property
    def is_empty(self) -> bool:
        """Whether no share lies in it."""
        return self.low > self.high

    def holds(self, share: float) -> bool:
        """Whether a share lies in it."""
        return self.low <= share <= self.high


@dataclass(frozen=True)
class Range:
    """The bargaining range: at the middle of every interval, whatever the numbers are within theirs (`certain`), and
    for some numbers within theirs (`possible`). `gap` is how far optimism exceeds the costs of war at the middle, 0 if
    it does not; `verdict` says where the offer lies: "", "certain", "possible" or "outside"."""

    parties: tuple[str, str]
    middle: Span
    certain: Span
    possible: Span
    gap: float
    offer: tuple[float, float] | None
    verdict: str
    refuses: tuple[str, ...]


def span_of(chances: tuple[float, float], costs: tuple[float, float]) -> Span:
    """The shares that both prefer to war, for plain numbers."""
    return Span(max(0.0, chances[0] - costs[0]), min(1.0, chances[1] + costs[1]))


def bargaining_range(given: Bargaining) -> Range:
    """The range with what the intervals leave open. The same chance for both is one unknown number, not two."""
    (p, p_other), (cost, cost_other) = given.chances, given.costs
    middle = span_of((p.best, p_other.best), (cost.best, cost_other.best))
    certain = span_of((p.high, p_other.low), (cost.low, cost_other.low))
    possible = span_of((p.low, p_other.high), (cost.high, cost_other.high))
    gap = max(0.0, p.best - cost.best - p_other.best - cost_other.best)
    offer = (given.offer.low, given.offer.high) if given.offer else None
    verdict, refuses = "", tuple[str, ...]()
    if offer:
        verdict = _verdict(offer, certain, possible)
        below, above = offer[1] < possible.low, offer[0] > possible.high
        refuses = tuple(name for name, no in zip(given.parties, (below, above), strict=True) if no)
    return Range(given.parties, middle, certain, possible, gap, offer, verdict, refuses)


def _verdict(offer: tuple[float, float], certain: Span, possible: Span) -> str:
    if certain.holds(offer[0]) and certain.holds(offer[1]):
        return "certain"
    overlaps = offer[0] <= possible.high and possible.low <= offer[1]
    return "possible" if overlaps and not possible.is_empty else "outside"
