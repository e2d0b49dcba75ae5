"""How long for everyone on roads that were imported: people in vehicles, places on nodes, capacities as used."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

import numpy as np

from goodoffices.corridors.danger import Danger
from goodoffices.corridors.flow.curve import times_out
from goodoffices.corridors.flow.kernels.successive_paths import FAR
from goodoffices.corridors.flow.network import Exit, Ints, Network, Place, network
from goodoffices.corridors.flow.people import Spot
from goodoffices.corridors.flow.quickest import quickest, quickest_pooled
from goodoffices.corridors.flow.result import Quickest
from goodoffices.corridors.roads import Roads, arcs_of, metres_between, nearest_node
from goodoffices.errors import CorridorError
from goodoffices.values import plural

__all__ = ["Assumptions", "Everyone", "everyone"]

Advance = Callable[[str], None]

_WIDEST: Final = 1_000_000


@dataclass(frozen=True)
class Assumptions:
    """What is taken for granted beside the roads, each somebody's judgement."""

    per_vehicle: int = 4
    """People in a vehicle; the last one of a place may be fuller by none."""
    share: float = 1.0
    """The part of every road's capacity that those who leave can use."""
    around: float = 0.0
    """Metres around a place within which its vehicles may start at any node; 0: at the nearest node alone."""
    together: int | None = None
    """People in all, where the numbers of single places are not known."""


@dataclass(frozen=True, eq=False)
class Everyone:
    """The answer, with what it was made from."""

    roads: Roads
    danger: Danger
    assumed: Assumptions
    spots: tuple[Spot, ...]
    away: tuple[float, ...]
    """Metres from each spot to its nearest node."""
    edges: Ints
    """(arcs,) the edge of each arc of the flow."""
    found: Quickest
    low: Fraction | None
    """Seconds with the least numbers, and with the most; None where no spread was given."""
    high: Fraction | None
    idle: tuple[str, ...]
    """Exits that no place can reach."""

    def vehicles(self, people: int) -> int:
        """Vehicles for so many people."""
        return -(-people // self.assumed.per_vehicle)


def everyone(
    roads: Roads, danger: Danger, spots: Sequence[Spot], assumed: Assumptions, advance: Advance = lambda _: None
) -> Everyone:
    """How soon all of `spots` can be out on roads as they are that day; closed roads carry nobody.

    Raises CorridorError when a spot is far from every road, nobody has to leave, or closures cut a place off.
    """
    arcs = arcs_of(roads)
    edges = arcs.edges.astype(np.int64)
    flow_roads = _network(roads, danger, assumed, edges)
    nearest = [nearest_node(roads, spot.latitude, spot.longitude) for spot in spots]
    nodes = [_nodes(roads, spot, near.node, assumed) for spot, near in zip(spots, nearest, strict=True)]
    exits = [Exit(s.name, own) for s, own in zip(spots, nodes, strict=True) if s.is_exit]
    safe = {node for each in exits for node in each.nodes}
    places = [
        Place(s.name, tuple(node for node in own if node not in safe) or own, -(-s.people // assumed.per_vehicle))
        for s, own in zip(spots, nodes, strict=True)
        if not s.is_exit
    ]
    if not places or not exits:
        what = "no place has people to leave" if not places else "there is no exit"
        raise CorridorError.of(what, remedy="Name at least one place with people and one exit.")
    _check_ways(flow_roads, places, exits, danger)
    advance("Looking for the shortest time")
    if assumed.together is not None:
        found = quickest_pooled(flow_roads, places, exits, -(-assumed.together // assumed.per_vehicle))
        low = high = None
    else:
        found = quickest(flow_roads, places, exits, advance)
        low, high = (
            _other(flow_roads, places, exits, [getattr(s, end) for s in spots if not s.is_exit], assumed, advance)
            if any(s.low != s.high for s in spots)
            else None
            for end in ("low", "high")
        )
    idle = tuple(
        each.name
        for each in exits
        if all(times_out(flow_roads, [each])[list(place.nodes)].min() >= FAR for place in places)
    )
    metres = tuple(near.metres for near in nearest)
    return Everyone(roads, danger, assumed, tuple(spots), metres, edges, found, low, high, idle)


def _network(roads: Roads, danger: Danger, assumed: Assumptions, edges: Ints) -> Network:
    seconds = np.maximum(np.ceil(roads.seconds + danger.delay), 1)
    capacity = np.floor(np.minimum(danger.capacity, _WIDEST) * assumed.share)
    capacity[danger.closed] = 0
    arcs = arcs_of(roads)
    return network(roads.nodes, arcs.tails, arcs.heads, seconds[edges], capacity[edges])


def _nodes(roads: Roads, spot: Spot, nearest: int, assumed: Assumptions) -> tuple[int, ...]:
    if spot.is_exit or not assumed.around:
        return (nearest,)
    place = np.array(spot.latitude), np.array(spot.longitude)
    near = metres_between(roads.latitude, roads.longitude, *place) <= assumed.around
    return tuple(sorted({nearest, *np.flatnonzero(near).tolist()}))


def _check_ways(roads: Network, places: Sequence[Place], exits: Sequence[Exit], danger: Danger) -> None:
    away = times_out(roads, exits)
    cut = [place.name for place in places if away[list(place.nodes)].min() >= FAR]
    if not cut:
        return
    names = ", ".join(f"`{name}`" for name in cut)
    closed = int(danger.closed.sum())
    remedy = "Use a larger part of the capacity (`--share`), or another exit."
    if closed:
        remedy = (
            f"{plural(closed, 'stretch', 'stretches')} of road {'is' if closed == 1 else 'are'} closed on "
            f"{danger.as_of.isoformat()}. Lift a closure, ask for a checkpoint on a line of control, or name an exit "
            "on this side."
        )
    raise CorridorError.of(f"no way that is open leads from {names} to any exit", remedy=remedy)


def _other(
    roads: Network,
    places: Sequence[Place],
    exits: Sequence[Exit],
    people: Sequence[int],
    assumed: Assumptions,
    advance: Advance,
) -> Fraction:
    """The time with other numbers of people."""
    vehicles = [math.ceil(number / assumed.per_vehicle) for number in people]
    if not any(vehicles):
        return Fraction()
    others = [replace(place, vehicles=number) for place, number in zip(places, vehicles, strict=True)]
    return quickest(roads, others, exits, advance, plan=False).seconds
