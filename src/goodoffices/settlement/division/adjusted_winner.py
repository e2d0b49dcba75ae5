"""Adjusted Winner (Brams & Taylor 1996): goods that can be divided, two parties, 100 points each.

Each party spreads 100 points over the goods. First, every good goes to the party that gave it more points. Then the
party with more points hands goods over, in ascending order of the ratio of its points to the other's, until both have
the same; the last good handed over may be split. So at most one good is split. The result is efficient, equitable and,
since both then have at least 50 points, envy-free.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

__all__ = ["Adjusted", "adjusted_winner"]

HUNDRED = Fraction(100)


@dataclass(frozen=True)
class Adjusted:
    """What Adjusted Winner gives. Goods and parties by position (0 the first party, 1 the second).

    `points[p][k]`: the points of party p on good k, 100 in all. `won[k]`: who takes good k at first; `before[p]`: what
    the goods taken at first are worth to p. `moved`: the goods then handed over, whole or in part, in order; `split`:
    the one that is divided, if any. `share[k]`: the part of good k that the first party ends with, 0..1. `total[p]`:
    what party p ends with, in its own points.
    """

    points: tuple[tuple[Fraction, ...], tuple[Fraction, ...]]
    won: tuple[int, ...]
    before: tuple[Fraction, Fraction]
    moved: tuple[int, ...]
    split: int | None
    share: tuple[Fraction, ...]
    total: tuple[Fraction, Fraction]

    @property
    def equitable(self) -> bool:
        """Both end with the same number of their own points."""
        return self.total[0] == self.total[1]

    @property
    def envy_free(self) -> bool:
        """Neither would rather have the other's part: each has at least half of its own 100 points."""
        return min(self.total) >= HUNDRED / 2

    @property
    def efficient(self) -> bool:
        """No other division of these goods would be better for one and as good for the other.

        With goods that can be divided and points that add up, this holds exactly when no swap of small parts helps:
        wherever the first party has some of good k and the second some of good l, the first values k in terms of l at
        least as highly as the second does.
        """
        first, second = self.points
        goods = range(len(first))
        mine = [k for k in goods if self.share[k] > 0]
        theirs = [k for k in goods if self.share[k] < 1]
        swaps = all(first[k] * second[other] >= first[other] * second[k] for k in mine for other in theirs)
        # A good that is worth nothing to its holder, and something to the other, is wasted.
        wasted = any(not first[k] and second[k] for k in mine) or any(not second[k] and first[k] for k in theirs)
        return swaps and not wasted


def adjusted_winner(first: Sequence[Fraction | int], second: Sequence[Fraction | int]) -> Adjusted:
    """Divide goods between two parties, exactly.

    Parameters
    ----------
    first, second
        What each good is worth to each party, 0 or more, in the same order. Each party's worths are scaled to 100
        points in all.

    Returns
    -------
    Adjusted
        Who gets what. Ties: a good to which both give the same points goes at first to the party that has fewer points
        from the goods not tied (to the first party if these are equal too); of goods with the same ratio the one that
        stands first is handed over first. Neither rule changes what the parties end with.

    Raises
    ------
    ValueError
        When the lengths differ, a worth is negative, or a party's worths are all 0.

    Source: Brams, S. J. and Taylor, A. D. (1996), Fair Division, chapter 4.
    """
    if len(first) != len(second):
        raise ValueError(f"{len(first)} worths and {len(second)} are not of the same goods")
    points = (_hundred(first), _hundred(second))
    won = _winners(points)
    before = (_worth(points[0], won, 0), _worth(points[1], won, 1))
    share = [Fraction(1 - winner) for winner in won]
    richer = 0 if before[0] >= before[1] else 1
    lead, moved, split = abs(before[0] - before[1]), [], None
    for good in _order(points, won, richer):
        if not lead:
            break
        swing = points[0][good] + points[1][good]
        part = min(Fraction(1), lead / swing)
        share[good] += part if richer else -part
        lead -= part * swing
        moved.append(good)
        split = good if part < 1 else None
    total = (
        sum((s * p for s, p in zip(share, points[0], strict=True)), Fraction(0)),
        sum(((1 - s) * p for s, p in zip(share, points[1], strict=True)), Fraction(0)),
    )
    return Adjusted(points, won, before, tuple(moved), split, tuple(share), total)


def _hundred(worths: Sequence[Fraction | int]) -> tuple[Fraction, ...]:
    total = sum(worths, Fraction(0))
    if min(worths, default=Fraction(0)) < 0:
        raise ValueError("a good cannot be worth less than nothing")
    if not total:
        raise ValueError("nothing is worth anything to one of the parties")
    return tuple(HUNDRED * worth / total for worth in worths)


def _winners(points: tuple[tuple[Fraction, ...], tuple[Fraction, ...]]) -> tuple[int, ...]:
    pairs = list(zip(*points, strict=True))
    clear = [sum((pair[p] for pair in pairs if pair[p] > pair[1 - p]), Fraction(0)) for p in (0, 1)]
    poorer = 0 if clear[0] <= clear[1] else 1
    return tuple(poorer if a == b else int(b > a) for a, b in pairs)


def _worth(points: Sequence[Fraction], won: Sequence[int], party: int) -> Fraction:
    return sum((p for p, winner in zip(points, won, strict=True) if winner == party), Fraction(0))


def _order(points: tuple[tuple[Fraction, ...], tuple[Fraction, ...]], won: Sequence[int], richer: int) -> list[int]:
    """The goods of the richer party that are worth something to the other, in ascending order of the ratio."""
    mine, other = points[richer], points[1 - richer]
    held = [good for good, winner in enumerate(won) if winner == richer and other[good]]
    return sorted(held, key=lambda good: mine[good] / other[good])
