"""A demand as a mixture of orders of places: in an order, each place in turn gets as many out as it still can.

Whatever can be out by a moment is such a mixture, since these orders are the corners of a polymatroid (Edmonds 1970);
one flow over time for each order, mixed alike, is the plan (Schlöter, Skutella & Tran 2022). Sets of places are bit
masks. All in fractions.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

__all__ = ["filled", "mixture"]

Numbers = list[Fraction]


def filled(most: Sequence[Fraction], numbers: Sequence[int]) -> Numbers:
    """The numbers, raised one place after the other as far as all sets of places allow. `most` is how many can be out
    of each set (2^places,); no set has more."""
    found = [Fraction(number) for number in numbers]
    for place in range(len(found)):
        found[place] += min(most[group] - _sum(found, group) for group in range(len(most)) if group >> place & 1)
    return found


def mixture(most: Sequence[Fraction], numbers: Sequence[Fraction]) -> list[tuple[Fraction, tuple[int, ...]]]:
    """Orders of places with their shares, which add up to 1, such that the mixture gets out just these numbers. No more
    than places; `numbers` are such as `filled` makes them."""
    found: list[tuple[Fraction, tuple[int, ...]]] = []
    left, here = Fraction(1), list(numbers)
    while True:
        order = _order(most, here)
        corner = _corner(most, order)
        away = [one - other for one, other in zip(here, corner, strict=True)]
        if not any(away):
            return [*found, (left, order)]
        # From the corner through `here` to the far side, where one more set of places can get no more out.
        step = min(
            (most[group] - _sum(here, group)) / _sum(away, group) for group in range(len(most)) if _sum(away, group) > 0
        )
        found.append((left * step / (1 + step), order))
        left /= 1 + step
        here = [one + step * more for one, more in zip(here, away, strict=True)]


def _order(most: Sequence[Fraction], numbers: Numbers) -> tuple[int, ...]:
    """An order that gets as many out of each set from which no more can be out."""
    tight = [group for group in range(len(most)) if _sum(numbers, group) == most[group]]
    order: list[int] = []
    held = 0
    while held != len(most) - 1:
        held_next = min((group for group in tight if group & held == held != group), key=lambda g: (g.bit_count(), g))
        order += [place for place in range(len(numbers)) if (held_next & ~held) >> place & 1]
        held = held_next
    return tuple(order)


def _corner(most: Sequence[Fraction], order: Sequence[int]) -> Numbers:
    found = [Fraction()] * len(order)
    held = 0
    for place in order:
        found[place] = most[held | 1 << place] - most[held]
        held |= 1 << place
    return found


def _sum(numbers: Sequence[Fraction], group: int) -> Fraction:
    return sum((number for place, number in enumerate(numbers) if group >> place & 1), Fraction())
