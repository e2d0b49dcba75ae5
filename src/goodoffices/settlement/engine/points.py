"""One package by a rule, without any front: the best there is, a bound that proves it, and how many are as good.

The rules are those of `solutions.py`: Nash (1950), Kalai & Smorodinsky (1975; leximin of shares of the ideal gain,
Imai 1983), egalitarian (leximin of gains in points, Kalai 1977), utilitarian.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.aims import Aim, Finder, Found, Stakes
from goodoffices.settlement.engine.branching import Branching, shape
from goodoffices.settlement.engine.listing import Listing, count_paths
from goodoffices.settlement.engine.network import Network

__all__ = ["LIMIT", "RULES", "NashPoints", "Point", "Points", "RuleName", "best_point", "nash_points"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
RuleName = Literal["nash", "kalai_smorodinsky", "egalitarian", "utilitarian"]
RULES: tuple[RuleName, ...] = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")

LIMIT = 200_000
"""Nodes that one search of the branch and bound may visit: some seconds."""

LISTED = 5_000
"""Packages up to which listing them all is quicker than loading the compiled search."""


@dataclass(frozen=True)
class Point:
    """The best package by a rule, as option positions for every issue; None: none is acceptable (`proved` says whether
    that is certain). `value` is its measure: the geometric mean of the gains in points (Nash; of the parties that
    gain), the smallest share of an ideal gain, the smallest gain in points, the sum of gains in points. No acceptable
    package measures more than `bound`. `proved`: it is the best, exactly where `ties` is known, else to within a
    ten-millionth of its measure. `ties` counts the packages that the rule cannot tell from it, itself included; of
    these it is the one whose options come first. `nodes` of the search were visited."""

    choice: tuple[int, ...] | None
    value: float
    bound: float
    proved: bool
    nodes: int
    ties: int | None = None


@dataclass(frozen=True)
class NashPoints:
    """The Nash packages of many draws. `choice` (draws, issues): option positions; a row of -1: nothing is acceptable,
    or nothing acceptable was met within the limit. `settled` (draws,): whether the search came to its end. `tied`
    (draws,): whether Nash's rule cannot tell the package from others; then its options come first."""

    choice: Ints
    settled: NDArray[np.bool_]
    tied: NDArray[np.bool_]


def best_point(net: Network, units: Floats, need: Floats, scale: Floats, rule: RuleName, limit: int = LIMIT) -> Point:
    """The best acceptable package by a rule.

    `units` (arcs, parties) is what the arcs of `net` add, `need` (parties,) what reaches the fallbacks, `scale`
    (parties,) the units in a point: gains in points are (sum of units - need) / scale. A search gives up after `limit`
    nodes; the answer is then the best package met and the bound that stands.
    """
    return Points(Stakes(net, units, need, scale), limit).point(rule)


def nash_points(net: Network, units: Floats, need: Floats, limit: int = LIMIT) -> NashPoints:
    """The Nash package of each of many models that share a network.

    `units` (draws, arcs, parties) and `need` (draws, parties) are in points.
    """
    from goodoffices.settlement.engine.kernels.branch_many import nash_of_each  # noqa: PLC0415 - numba loads slowly

    choice = np.full((len(units), net.issues), -1, dtype=np.int64)
    settled, tied = np.ones(len(units), dtype=np.bool_), np.zeros(len(units), dtype=np.bool_)
    if net.is_empty or not len(units):
        return NashPoints(choice, settled, tied)
    units, need = np.ascontiguousarray(units, dtype=np.float64), np.ascontiguousarray(need, dtype=np.float64)
    path, found = nash_of_each(shape(net), units, need, limit)
    for draw in range(len(units)):
        if found[draw]:
            choice[draw] = net.choice(path[draw])
            continue
        # Nothing acceptable, packages on a par, or a search that is not at its end.
        point = best_point(net, units[draw], need[draw], np.ones(need.shape[1]), "nash", limit)
        settled[draw] = point.proved
        if point.choice is not None:
            choice[draw], tied[draw] = point.choice, point.ties != 1
    return NashPoints(choice, settled, tied)


@dataclass(frozen=True)
class Points:
    """The points of one model; what one search finds starts the next. See `best_point`."""

    stakes: Stakes
    limit: int = LIMIT

    def point(self, rule: RuleName) -> Point:
        """The best acceptable package by a rule."""
        if self.stakes.net.is_empty:
            return Point(None, -math.inf, -math.inf, proved=True, nodes=0)
        if rule == "nash":
            return self._nash()
        if self._acceptable.path is None or rule == "egalitarian":
            return self._point(self._acceptable)
        if rule == "utilitarian":
            return self._point(self._finder.best(Aim("sum", self._everyone)))
        return self._kalai_smorodinsky()

    @cached_property
    def ideals(self) -> tuple[Point, ...]:
        """For each party the acceptable package that gives it most; the value is its gain in points."""
        if self.stakes.net.is_empty or self._acceptable.path is None:
            return tuple(self.point("egalitarian") for _ in self._everyone)
        return tuple(self._point(found) for found in self._ideals)

    @cached_property
    def _finder(self) -> Finder:
        few = count_paths(self.stakes.net) <= LISTED
        return Listing(self.stakes) if few else Branching(self.stakes, self.limit)

    @cached_property
    def _everyone(self) -> tuple[Fraction, ...]:
        return (Fraction(1),) * len(self.stakes.need)

    @cached_property
    def _acceptable(self) -> Found:
        """The egalitarian package: without a path, nothing is acceptable."""
        return self._finder.best(Aim("leximin", self._everyone))

    @cached_property
    def _ideals(self) -> tuple[Found, ...]:
        parties = range(len(self.stakes.need))
        return tuple(
            self._finder.best(Aim("sum", tuple(Fraction(p == q) for q in parties)), ties=False) for p in parties
        )

    @cached_property
    def _ideal_gains(self) -> tuple[Fraction, ...]:
        """The ideal gains in points, exactly."""
        return tuple(
            self.stakes.exact(found.path)[p] if found.path is not None else Fraction(0)
            for p, found in enumerate(self._ideals)
        )

    def _kalai_smorodinsky(self) -> Point:
        goal = tuple(1 / ideal if ideal > 0 else Fraction(0) for ideal in self._ideal_gains)
        found = self._finder.best(Aim("leximin", goal))
        if not any(goal):
            found = dataclasses.replace(found, value=1.0, bound=1.0)
        if all(ideal.proved for ideal in self._ideals) or found.path is None:
            return self._point(found)
        # A larger ideal than the one found would make shares smaller: so the bound stands, and this share is certain.
        gains = self.stakes.exact(found.path)
        least = min(float(g) / ideal.bound for g, ideal in zip(gains, self._ideals, strict=True) if ideal.bound > 0)
        return self._point(dataclasses.replace(found, value=least, proved=False, ties=None))

    def _nash(self) -> Point:
        found = self._finder.best(Aim("product", self._everyone))
        if found.path is None and self._acceptable.path is None:
            return self._point(self._acceptable)
        if found.path is None and found.proved:
            return self._nash_of_fewer()
        if found.path is None:
            return self._unproved_nash(self._acceptable.path, found.nodes)
        return self._mean(found, len(self._everyone))

    def _nash_of_fewer(self) -> Point:
        """Where no package gives every party a gain: of the packages in which most do, that with the largest product
        of their gains."""
        able = [p for p, ideal in enumerate(self._ideal_gains) if ideal > 0]
        sure = all(found.proved for found in self._ideals)
        for many in range(len(able), 0, -1):
            aims = [
                Aim("product", tuple(Fraction(p in group) for p in range(len(self._everyone))))
                for group in combinations(able, many)
            ]
            found = [(aim, self._finder.best(aim)) for aim in aims]
            sure = sure and all(one.proved for _, one in found)
            some = [(aim.key(self.stakes.exact(one.path)), one) for aim, one in found if one.path is not None]
            if some:
                top = max(key for key, _ in some)
                equal = [one for key, one in some if key == top]
                first = min(equal, key=lambda one: self.stakes.choice(cast("Ints", one.path)))
                if not sure:
                    return self._unproved_nash(first.path, first.nodes)
                ties = None if any(one.ties is None for one in equal) else sum(one.ties or 0 for one in equal)
                return self._mean(dataclasses.replace(first, ties=ties), many)
        return dataclasses.replace(self._point(self._acceptable), value=0.0, bound=0.0)

    def _unproved_nash(self, path: Ints | None, nodes: int) -> Point:
        """A package of which it is not known whether more parties could gain. No mean exceeds the largest ideal."""
        gains = [float(gain) for gain in self.stakes.exact(cast("Ints", path)) if gain > 0]
        value = math.exp(sum(map(math.log, gains)) / len(gains)) if gains else 0.0
        bound = max(value, *(found.bound for found in self._ideals))
        return self._point(Found(path, value, bound, proved=False, nodes=nodes))

    def _mean(self, found: Found, parties: int) -> Point:
        """The logarithm of a product of gains as their geometric mean."""
        mean = dataclasses.replace(found, value=math.exp(found.value / parties), bound=math.exp(found.bound / parties))
        return self._point(mean)

    def _point(self, found: Found) -> Point:
        choice = None if found.path is None else self.stakes.choice(found.path)
        return Point(choice, found.value, found.bound, found.proved, found.nodes, found.ties)
