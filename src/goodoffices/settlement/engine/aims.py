"""What can be asked of all acceptable packages at once, and how an answer looks; shared by both ways of searching."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.network import Network

__all__ = ["Aim", "Finder", "Found", "Stakes"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Key = Fraction | list[Fraction]


@dataclass(frozen=True)
class Aim:
    """`product`: the largest product of the gains of those with a goal, all of whom gain. `sum`: the largest sum of
    gains times goals. `leximin`: gains times goals of those with a goal, the smallest as large as can be, then the
    second smallest, and so on. Gains are in points; a goal of 0 leaves a party out."""

    kind: Literal["product", "sum", "leximin"]
    goal: tuple[Fraction, ...]

    @property
    def counted(self) -> tuple[int, ...]:
        """The parties with a goal."""
        return tuple(p for p, goal in enumerate(self.goal) if goal > 0)

    def key(self, gains: tuple[Fraction, ...]) -> Key:
        """What decides between two packages, exactly."""
        if self.kind == "product":
            return math.prod((gains[p] for p in self.counted), start=Fraction(1))
        shares = [gains[p] * self.goal[p] for p in self.counted]
        return sorted(shares) if self.kind == "leximin" else sum(shares, Fraction(0))

    def measure(self, gains: tuple[Fraction, ...]) -> list[float]:
        """The same in floats, with the logarithm of the product."""
        if self.kind == "product":
            return [sum(math.log(gains[p]) for p in self.counted)]
        key = self.key(gains)
        return [float(share) for share in key] or [0.0] if isinstance(key, list) else [float(key)]


@dataclass(frozen=True)
class Found:
    """`path`: the best package as the arcs of the network, one an issue; None: none qualifies, for certain if `proved`.
    `value` is its measure (the logarithm of the product; the sum; the smallest share), and no package measures more
    than `bound`. `ties`: how many are exactly as good, itself included, None: not known. `nodes` were visited."""

    path: Ints | None
    value: float
    bound: float
    proved: bool
    ties: int | None = None
    nodes: int = 0


class Finder(Protocol):
    """A way of searching."""

    def best(self, aim: Aim, *, ties: bool = True) -> Found:
        """The best acceptable package; with `ties`, all that are as good are sought."""


@dataclass(frozen=True)
class Stakes:
    """A network and what its arcs add: `units` (arcs, parties); `need` (parties,) reaches the fallbacks; `scale`
    (parties,) is the units in a point."""

    net: Network
    units: Floats
    need: Floats
    scale: Floats

    def exact(self, path: Ints) -> tuple[Fraction, ...]:
        """The gains of a package in points."""
        return tuple(
            (sum(map(Fraction, column), Fraction(0)) - Fraction(need)) / Fraction(scale)
            for column, need, scale in zip(
                self.units[path].T.tolist(), self.need.tolist(), self.scale.tolist(), strict=True
            )
        )

    def choice(self, path: Ints) -> tuple[int, ...]:
        """Option positions for every issue in the order of the file."""
        return tuple(int(option) for option in self.net.choice(path))

    def first(self, aim: Aim, paths: Iterable[Ints]) -> tuple[Ints, int]:
        """Of the packages that are exactly best, the one whose options come first, and how many they are."""
        keyed = [(aim.key(self.exact(path)), path) for path in paths]
        if len(keyed) == 1:
            return keyed[0][1], 1
        top = max(key for key, _ in keyed)
        equal = [path for key, path in keyed if key == top]
        return min(equal, key=self.choice), len(equal)
