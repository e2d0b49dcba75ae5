"""A timetable and what is known of it, as values. Times are minutes from when the window opens."""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.corridors.convoys.problem import Problem
from goodoffices.values import Provenance

__all__ = ["Change", "Margin", "Stop", "Timetable", "Trip"]


@dataclass(frozen=True)
class Stop:
    """At a checkpoint (by number): when a vehicle comes, is looked at, and goes on."""

    gate: int
    comes: int
    served: int
    goes: int


@dataclass(frozen=True)
class Trip:
    """One trip of a vehicle (by number) with people of a place (by number).

    It sets out empty at `sets_out`, loads from `loads` on, `departs`, `arrives`, and has unloaded at `ends`. `people`
    are how many of each need are aboard; `rested` are minutes of rest that its driver has had before it sets out.
    """

    vehicle: int
    place: int
    sets_out: int
    loads: int
    departs: int
    stops: tuple[Stop, ...]
    arrives: int
    ends: int
    people: tuple[int, int, int] = (0, 0, 0)
    rested: int = 0


@dataclass(frozen=True)
class Change:
    """What would make it fit, by itself: `amount` more of `what` ("minutes" of the window, "vehicles" of a kind or
    "lanes" of a checkpoint called `name`); None where none was found up to `tried`. `proved`: less is not enough."""

    what: str
    name: str
    amount: int | None
    tried: int
    proved: bool


@dataclass(frozen=True)
class Margin:
    """So many `minutes` more for each vehicle at a checkpoint still fit. `proved`: one more does not; None where more
    was not asked, False where it was not settled."""

    checkpoint: str
    minutes: int
    proved: bool | None


@dataclass(frozen=True)
class Timetable:
    """Trips in the order of departure; `ends` is when the last vehicle has unloaded, and no timetable can end before
    `bound`. `changes` are given where it does not fit, `margins` where it does."""

    problem: Problem
    trips: tuple[Trip, ...]
    ends: int
    bound: int
    changes: tuple[Change, ...]
    margins: tuple[Margin, ...]
    provenance: Provenance
    stopped: bool = False
    """Whether the search was interrupted: the best so far, and nothing was asked of changes and margins."""

    @property
    def slack(self) -> int:
        """Minutes between the last unloading and the end of the window; negative where it does not fit."""
        return self.problem.plan.window - self.ends

    @property
    def out_in_time(self) -> int:
        """How many people have unloaded when the window closes."""
        return sum(sum(trip.people) for trip in self.trips if trip.ends <= self.problem.plan.window)

    @property
    def fits(self) -> bool:
        """Whether everybody is out when the window closes."""
        return self.slack >= 0

    @property
    def impossible(self) -> bool:
        """Whether it was proved that no timetable fits."""
        return self.bound > self.problem.plan.window

    @property
    def quickest(self) -> bool:
        """Whether it was proved that no timetable ends sooner."""
        return self.bound == self.ends
