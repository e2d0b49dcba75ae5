"""How long for everyone, as values."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from goodoffices.values import Provenance

__all__ = ["Arrival", "Departure", "FlowRoute", "Hold", "Quickest"]


@dataclass(frozen=True)
class Arrival:
    """The most `vehicles` that can be out `seconds` after the start."""

    seconds: Fraction
    vehicles: Fraction


@dataclass(frozen=True)
class Hold:
    """An arc that is full while others wait, for `seconds` of the whole time: more road elsewhere would not help.

    `vehicles` pass it meanwhile; over all holds these are all vehicles whose number decides. `saved` is how many
    seconds sooner everybody would be out for each vehicle an hour more on this arc, while nothing else gets tighter.
    """

    arc: int
    seconds: Fraction
    vehicles: Fraction
    saved: Fraction


@dataclass(frozen=True)
class FlowRoute:
    """`arcs` from a place to an exit, used at `per_hour` from the start until `seconds` (its length) before the end."""

    place: str
    exit: str
    arcs: tuple[int, ...]
    per_hour: int
    seconds: int
    vehicles: Fraction


@dataclass(frozen=True)
class Departure:
    """Vehicles that leave a place for an exit along `arcs`, `per_hour` evenly from `start` until `end` (seconds after
    the start); each is `seconds` on the way."""

    place: str
    exit: str
    arcs: tuple[int, ...]
    start: Fraction
    end: Fraction
    per_hour: Fraction
    seconds: int

    @property
    def vehicles(self) -> Fraction:
        """How many leave."""
        return self.per_hour * (self.end - self.start) / 3600


@dataclass(frozen=True)
class Quickest:
    """The shortest time in which all can be out, to the fraction of a second, and what decides it.

    `pooled`: only the sum of vehicles was given, and any may start at any place; then `routes` is a plan that
    reaches the time. Otherwise `departures` is a plan that does. `deciding` are the places whose vehicles take so long
    by themselves. `arrivals` are the most that can be out by each of several moments; one plan reaches all of them
    (Gale 1959; Baumann & Skutella 2009).
    """

    places: tuple[tuple[str, int], ...]
    exits: tuple[str, ...]
    pooled: bool
    vehicles: int
    seconds: Fraction
    deciding: tuple[str, ...]
    arrivals: tuple[Arrival, ...]
    holds: tuple[Hold, ...]
    routes: tuple[FlowRoute, ...]
    per_hour: int
    provenance: Provenance
    departures: tuple[Departure, ...] = ()
