"""Few packages that stand for a frontier too large to list, within a distance that is proved.

The walk is the one of `frontier.py`. When more rows remain than may, rows are left out, and every row that stays
remembers a claim: for each party the most that any row it stands for is worth. Where an option or another row is added
to worth and claim alike, the claim goes on to bound whatever the rows left out could have become. Rows are left out
greedily (approximation of Pareto fronts by additive epsilon-dominance, Papadimitriou & Yannakakis 2000; Laumanns,
Thiele, Deb & Zitzler 2002), within an allowance that grows from step to step only as far as it must.

Proof of the cover. By induction over the steps: for every partial package x that can still become acceptable there is a
row r of the same context with claim(r) >= worth(x) for every party, unless that row was dropped because its worth with
the best of what remains misses a fallback. For settling an issue adds the same to both sides, and a row that takes the
place of another takes over its claim. Let epsilon be the largest distance between claim and worth over all rows and
parties, also of those dropped on the way. If x gives each party its fallback and epsilon more, then worth(r) >=
claim(r) - epsilon >= worth(x) - epsilon reaches every fallback with what completes x, so r is never dropped. At the end
r is an acceptable package with worth(r) >= worth(x) - epsilon for every party.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.frontier import Rows, as_rows, codes, grow, joining_order
from goodoffices.settlement.engine.partial import Codes, Pairs, Partial, equal_as_one, non_dominated, pairs
from goodoffices.settlement.engine.walk import Component, Context, TooManyRowsError

__all__ = ["COVER_POINTS", "LOOK", "USEFUL", "Cover", "cover_rows"]

Ints = NDArray[np.int64]
COVER_POINTS = 5_000
"""Packages listed at most in place of a frontier that is too large: what can still be looked at and drawn."""

LOOK = 250_000
"""Rows looked at in one step."""

USEFUL = 10.0
"""Points. A cover that is coarser says too little and is not given."""

FEWER = (1, 5, 25)
"""When a join would look at too many rows, the walk is tried again with so many times fewer."""

FINEST, COARSER = 0.05, 1.25
"""Points first allowed between a row and its claim, and the factor by which the allowance grows until few rows stay."""


@dataclass(frozen=True)
class Cover:
    """`rows`: acceptable packages, none of which betters another, each standing for itself (`many` is 1). For every
    acceptable package in which each deciding party gains at least `epsilon` points there is one among them that gives
    each of these parties at least as much less `epsilon`. They need not lie on the frontier themselves."""

    rows: Rows
    epsilon: float


def cover_rows(
    parts: tuple[Component, ...],
    need: Ints,
    scale: tuple[int, ...],
    cap: int,
    advance: Callable[[str], None] = lambda _: None,
) -> Cover | None:
    """A cover of the packages that reach `need` by at most `cap` and at most `COVER_POINTS` packages; None when none is
    found within `USEFUL` points and the limits on work. `scale` is units in a point for each deciding party."""
    issues = 1 + max(issue for part in parts for issue in part.issues)
    for fewer in FEWER:
        room = max(1, min(cap, COVER_POINTS) // fewer)
        try:
            return _Covering(parts, codes(parts, issues), need, np.array(scale, dtype=np.int64), room, advance).cover()
        except TooManyRowsError:
            continue
        except _TooCoarseError:
            return None
    return None


class _TooCoarseError(Exception):
    """More rows would have to be left out than `USEFUL` points allow."""


@dataclass(frozen=True)
class _Layer:
    """Rows by context, and the allowance in points at which they were chosen. Their units hold worth and, in as many
    columns more, claim."""

    rows: dict[Context, Partial]
    allowed: float
    apart: tuple[int, ...]
    """No less than the distance between claim and worth of any row so far, in units, by party."""


@dataclass(frozen=True)
class _Covering:
    parts: tuple[Component, ...]
    code: Codes
    need: Ints
    scale: Ints
    room: int
    advance: Callable[[str], None]

    def cover(self) -> Cover:
        tops = [np.asarray(part.best[0][()]) for part in self.parts]
        waiting = np.sum(tops, axis=0)
        own = [self._component(part, self.need - (waiting - top)) for part, top in zip(self.parts, tops, strict=True)]
        fronts = [
            (layer.rows.get((), self._none()), top, len(part.steps), layer.apart)
            for layer, top, part in zip(own, tops, self.parts, strict=True)
        ]
        found = _Layer({(): self._nothing()}, max(layer.allowed for layer in own), (0,) * len(self.need))
        for number, (front, top, _, further) in enumerate(joining_order(fronts), 1):
            self.advance(f"Frontier: choosing packages that stand for it, part {number} of {len(fronts)}")
            waiting = waiting - top
            sums = pairs(found.rows[()], front, np.tile(self.need - waiting, 2), LOOK)
            # Distances add where rows do: this bounds those of all sums, also of the sums that miss a fallback.
            apart = tuple(one + other for one, other in zip(found.apart, further, strict=True))
            found = self._sieve({(): sums}, replace(found, apart=apart))
        rows = found.rows[()]
        epsilon = max(Fraction(int(far), int(scale)) for far, scale in zip(found.apart, self.scale, strict=True))
        worth = rows.units[:, : len(self.need)]
        rows = Partial(worth, rows.code, rows.many).only(non_dominated(worth))
        # A thousandth of a point, rounded up: the bound still holds and can be read.
        return Cover(as_rows(rows, self.code), math.ceil(epsilon * 1000) / 1000)

    def _nothing(self) -> Partial:
        return Partial.nothing(2 * len(self.need), self.code.words)

    def _none(self) -> Partial:
        return self._nothing().only(np.zeros(1, dtype=bool))

    def _component(self, part: Component, need: Ints) -> _Layer:
        layer = _Layer({(): self._nothing()}, 0.0, (0,) * len(need))
        for place in range(len(part.steps)):
            grown = grow(part, place, layer.rows, need, self.code)
            if sum(map(len, grown.values())) > LOOK:
                raise TooManyRowsError
            layer = self._sieve(dict(grown), layer)
        return layer

    def _sieve(self, grown: dict[Context, Partial | Pairs], before: _Layer) -> _Layer:
        """At most `room` rows over all contexts: without loss if the non-dominated are so few, else within the least
        allowance of a growing series that leaves so few."""
        parties = len(self.need)
        far = [_apart(rows.units, parties) for rows in grown.values()]
        apart = tuple(map(max, before.apart, *far)) if far else before.apart
        if not any(apart):
            rows = {c: _without_loss(rows, parties) for c, rows in grown.items()}
            if sum(map(len, rows.values())) <= self.room:
                return _Layer(rows, before.allowed, apart)
            grown = dict(rows)
        ordered = {c: _best_first(rows, self.scale) for c, rows in grown.items()}
        allowed = max(before.allowed, FINEST, *(a / s for a, s in zip(apart, self.scale, strict=True)))
        while allowed <= USEFUL:
            kept = self._chosen(ordered, np.floor(allowed * self.scale).astype(np.int64))
            if kept is not None:
                far = [_apart(rows.units, parties) for rows in kept.values()]
                return _Layer(kept, allowed, tuple(map(max, apart, *far)) if far else apart)
            allowed *= COARSER
        raise _TooCoarseError

    def _chosen(self, ordered: dict[Context, Partial], allowance: Ints) -> dict[Context, Partial] | None:
        """The rows that stand for all, with what they claim; None when they are more than there is room for."""
        # Compiled code loads for a quarter of a second: only when a frontier is too large.
        from goodoffices.settlement.engine.kernels.cover_dominance import cover  # noqa: PLC0415

        parties, room, kept = len(self.need), self.room, {}
        for context, rows in ordered.items():
            worth, claim = (np.ascontiguousarray(part) for part in np.hsplit(rows.units, [parties]))
            places, claims = cover(worth, claim, allowance, room)
            if len(places) > room:
                return None
            room -= len(places)
            few = rows.only(places)
            kept[context] = Partial(np.hstack([few.units[:, :parties], claims]), few.code, np.ones_like(places))
        return kept


def _apart(units: Ints, parties: int) -> tuple[int, ...]:
    """The largest distance between claim and worth, by party."""
    far = (units[:, parties:] - units[:, :parties]).max(axis=0, initial=0)
    return tuple(int(one) for one in far)


def _without_loss(rows: Partial | Pairs, parties: int) -> Partial:
    return equal_as_one(rows.only(np.flatnonzero(non_dominated(rows.units[:, :parties]))))


def _best_first(rows: Partial | Pairs, scale: Ints) -> Partial:
    """Rows in descending order of their sum in points: early rows stand for many."""
    worth = rows.units[:, : len(scale)] / scale
    ordered = rows.only(np.argsort(-worth.sum(axis=1), kind="stable"))
    return replace(ordered, many=np.ones(len(ordered), dtype=np.int64))
