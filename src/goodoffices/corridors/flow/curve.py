"""The most vehicles that can be out by each moment: a curve, found by successive shortest paths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from goodoffices.corridors.flow.kernels.successive_paths import FAR, Residual, labels, pushed, times_to_exits
from goodoffices.corridors.flow.network import HOUR, Exit, Ints, Network, Place

__all__ = ["Curve", "Pushed", "curve", "held", "times_out"]


@dataclass(frozen=True)
class Curve:
    """Paths in order of their time: `times` (paths,) in seconds and `rates` (paths,), how many an hour each adds.

    `after` is the time up to which the curve holds: that of the first path left out (None: there is no more).
    """

    times: tuple[int, ...]
    rates: tuple[int, ...]
    after: int | None

    @property
    def per_hour(self) -> int:
        """How many an hour the roads bring out in the end."""
        return sum(self.rates)

    def vehicles(self, seconds: Fraction | int) -> Fraction:
        """The most that can be out by this moment: each path brings its rate from its time on."""
        seconds = Fraction(seconds)
        found = sum(
            (rate * (seconds - time) for time, rate in zip(self.times, self.rates, strict=True) if time < seconds),
            Fraction(),
        )
        return found / HOUR

    def seconds(self, vehicles: int) -> Fraction:
        """How soon so many can be out; the curve must reach so far."""
        rate = weighted = 0
        for n, (time, more) in enumerate(zip(self.times, self.rates, strict=True)):
            rate += more
            weighted += more * time
            found = Fraction(vehicles * HOUR + weighted, rate)
            later = self.times[n + 1] if n + 1 < len(self.times) else self.after
            if later is None or found <= later:
                return found
        raise ValueError(f"the curve does not reach {vehicles} vehicles")


@dataclass(frozen=True, eq=False)
class Pushed:
    """A curve with the state it was found in: `flow` (arcs,) in vehicles an hour, the residual network, and the
    potentials."""

    curve: Curve
    flow: Ints
    residual: Residual
    height: Ints


def times_out(roads: Network, exits: Sequence[Exit]) -> Ints:
    """How long it is from each node to its nearest exit (nodes,), roads empty."""
    return times_to_exits(roads.residual, _nodes(exits))


def curve(
    roads: Network, places: Sequence[Place], exits: Sequence[Exit], away: Ints, vehicles: int, until: int = 0
) -> Pushed:
    """The curve from all these places together, as far as `vehicles` need and up to `until` seconds at least. Empty
    where no way leads out. `away` are the times out."""
    starts, ends = _nodes(places), _nodes(exits)
    net = roads.residual._replace(room=roads.residual.room.copy())
    height = np.append(-away, -away[starts].min())
    target = np.array([vehicles * HOUR, until], dtype=np.int64)
    if height[-1] == -FAR:
        return Pushed(Curve((), (), None), np.zeros_like(roads.tail), net, height)
    times, rates, after = pushed(net, (starts, ends), height, target)
    arcs = len(roads.tail)
    flow = np.empty(2 * arcs, dtype=np.int64)
    flow[roads.of] = net.room
    found = Curve(*_joined(times, rates), None if after < 0 else int(after))
    return Pushed(found, flow[arcs:], net, height)


def held(
    roads: Network, places: Sequence[Place], exits: Sequence[Exit], found: Pushed, seconds: Fraction
) -> tuple[Ints, int]:
    """How long each arc holds the others up within `seconds` (arcs,), times the second answer: the dual solution.

    Held seconds times vehicles a second, summed over arcs, are the vehicles that can be out: no more can.
    """
    scale = found.curve.per_hour
    horizon = int(seconds * scale)
    assert horizon == seconds * scale  # noqa: S101 - the time is a fraction of this denominator
    when = labels(found.residual, (_nodes(places), _nodes(exits)), found.height, (horizon, scale))
    known = (when[roads.tail] < FAR) & (when[roads.head] < FAR)
    longer = np.where(known, when[roads.head] - when[roads.tail] - roads.seconds * scale, 0)
    return np.maximum(longer, 0), scale


def _nodes(ends: Sequence[Place] | Sequence[Exit]) -> Ints:
    return np.unique(np.array([node for each in ends for node in each.nodes], dtype=np.int64))


def _joined(times: Ints, rates: Ints) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Paths of one time as one."""
    distinct, of = np.unique(times, return_inverse=True)
    return tuple(distinct.tolist()), tuple(np.bincount(of, weights=rates).astype(np.int64).tolist())
