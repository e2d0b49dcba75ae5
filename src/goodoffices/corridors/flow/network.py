"""Roads as a flow sees them: arcs with seconds and vehicles an hour; who leaves from where, and where to."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goodoffices.corridors.flow.kernels.successive_paths import Residual
from goodoffices.errors import CorridorError

__all__ = ["HOUR", "Exit", "Ints", "Network", "Place", "check_ends", "network", "rows_of"]

Ints = NDArray[np.int64]

HOUR = 3600
"""Seconds: times are in seconds, capacities in vehicles an hour."""
_LONGEST = 30 * 24 * HOUR
_WIDEST = 1_000_000
_MOST = 10_000_000


@dataclass(frozen=True)
class Place:
    """Where vehicles leave from: any of `nodes`, `vehicles` of them (0 where only the sum over places is known)."""

    name: str
    nodes: tuple[int, ...]
    vehicles: int = 0


@dataclass(frozen=True)
class Exit:
    """Where they are safe: any of `nodes`. An exit takes in whatever its roads bring."""

    name: str
    nodes: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Network:
    """Arcs as arrays (arcs,): node numbers `tail` and `head`, whole `seconds` of travel, whole vehicles `per_hour`.

    Made by `network`, which checks them. Arrays cannot be written to.
    """

    nodes: int
    tail: Ints
    head: Ints
    seconds: Ints
    per_hour: Ints
    residual: Residual = field(repr=False)
    """Both directions of every arc, for the search."""
    of: Ints = field(repr=False)
    """(2 × arcs,) The arc whose forward or, from `arcs` on, backward direction stands there."""

    @property
    def hash(self) -> str:
        """`sha256:…` of the arrays."""
        arrays = (self.tail, self.head, self.seconds, self.per_hour)
        found = hashlib.sha256(str(self.nodes).encode())
        for array in arrays:
            found.update(array.astype("<i8").tobytes())
        return f"sha256:{found.hexdigest()}"


def network(nodes: int, tail: ArrayLike, head: ArrayLike, seconds: ArrayLike, per_hour: ArrayLike) -> Network:
    """Roads from plain arrays of one length; a road open both ways is two arcs.

    Raises CorridorError where an arc names no node, takes less than a second or more than 30 days, or has a capacity
    that is negative, over a million an hour or not whole.
    """
    named = {"tail": tail, "head": head, "seconds": seconds, "per_hour": per_hour}
    arrays = {name: _whole(name, array) for name, array in named.items()}
    if len({len(array) for array in arrays.values()}) != 1:
        told = ", ".join(f"{name} {len(array):,}" for name, array in arrays.items())
        raise CorridorError.of(f"the arrays of a network are not of one length: {told}")
    for name, low, high in (
        ("tail", 0, nodes - 1),
        ("head", 0, nodes - 1),
        ("seconds", 1, _LONGEST),
        ("per_hour", 0, _WIDEST),
    ):
        array = arrays[name]
        if len(bad := np.flatnonzero((array < low) | (array > high))):
            raise CorridorError.of(
                f"arc {bad[0]:,} has `{name}` {array[bad[0]]:,}; it must be from {low:,} to {high:,}"
            )
    for array in arrays.values():
        array.flags.writeable = False
    residual, of = rows_of(nodes, *arrays.values())
    return Network(nodes, **arrays, residual=residual, of=of)


def check_ends(roads: Network, places: Sequence[Place], exits: Sequence[Exit]) -> None:
    """Raise CorridorError for places or exits that the network does not have, or that are both at once."""
    if not places or not exits:
        raise CorridorError.of("a flow needs at least one place and one exit")
    ends: list[Place | Exit] = [*places, *exits]
    names = [each.name for each in ends]
    if doubles := sorted({name for name in names if names.count(name) > 1}):
        raise CorridorError.of(f"the name `{doubles[0]}` stands twice among places and exits")
    for each in ends:
        if not each.nodes or not all(0 <= node < roads.nodes for node in each.nodes):
            raise CorridorError.of(
                f"`{each.name}` is at no node of the network, whose nodes are 0 to {roads.nodes - 1:,}"
            )
    safe = {node: each.name for each in exits for node in each.nodes}
    for place in places:
        if inside := [node for node in place.nodes if node in safe]:
            raise CorridorError.of(f"`{place.name}` stands at the exit `{safe[inside[0]]}`: nobody has to leave it")
        if not 0 <= place.vehicles <= _MOST:
            raise CorridorError.of(f"`{place.name}` has {place.vehicles:,} vehicles; it must be from 0 to {_MOST:,}")


def _whole(name: str, array: ArrayLike) -> Ints:
    given = np.asarray(array)
    if given.ndim != 1 or given.dtype.kind not in "iuf":
        raise CorridorError.of(f"`{name}` must be one row of numbers")
    if given.dtype.kind == "f" and not np.array_equal(given, np.floor(given)):
        raise CorridorError.of(f"`{name}` must be whole numbers", remedy="Round seconds up and capacities down.")
    return given.astype(np.int64)


def rows_of(nodes: int, tail: Ints, head: Ints, seconds: Ints, per_hour: Ints) -> tuple[Residual, Ints]:
    """Both directions of every arc in rows by tail, and the arc of each row: from `arcs` on, backward."""
    arcs = len(tail)
    tails = np.concatenate([tail, head])
    of = np.argsort(tails, kind="stable").astype(np.int64)
    place = np.empty(2 * arcs, dtype=np.int64)
    place[of] = np.arange(2 * arcs)
    rows = Residual(
        first=np.concatenate([[0], np.cumsum(np.bincount(tails, minlength=nodes))]).astype(np.int64),
        to=np.concatenate([head, tail])[of],
        cost=np.concatenate([seconds, -seconds])[of],
        room=np.concatenate([per_hour, np.zeros_like(per_hour)])[of],
        twin=place[(of + arcs) % (2 * arcs)] if arcs else place,
    )
    return rows, of
