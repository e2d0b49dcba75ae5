"""A plan in numbers: what a trip from each place takes, and which vehicles there are. Minutes from when the window
opens."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from goodoffices.corridors.convoys.plan import Plan
from goodoffices.corridors.convoys.ways import shortest
from goodoffices.errors import CorridorError

__all__ = ["Problem", "Run", "Vehicle", "least", "problem_of"]

DAY = 24 * 60


@dataclass(frozen=True)
class Run:
    """A trip with people from one place: minutes of driving before, between and after the checkpoints (by number)."""

    drives: tuple[int, ...]
    gates: tuple[int, ...]
    to: str

    @cached_property
    def driving(self) -> int:
        """Minutes of driving."""
        return sum(self.drives)


@dataclass(frozen=True)
class Vehicle:
    """One vehicle: its name, its kind by number, and where it stands first."""

    name: str
    kind: int
    start: str


@dataclass(frozen=True)
class Problem:
    """What the timetable is made from. `runs` by place; `vehicles`, those of one kind together; `empty` are the minutes
    that an empty vehicle takes from a point to a place."""

    plan: Plan
    runs: tuple[Run, ...]
    vehicles: tuple[Vehicle, ...]
    empty: dict[tuple[str, int], int]

    def useful(self, vehicle: int, place: int) -> bool:
        """Whether this vehicle has room for somebody of this place, and its driver may do the trip without a rest."""
        kind, rest = self.plan.kinds[self.vehicles[vehicle].kind], self.plan.rest
        return any(need and room for need, room in zip(self.plan.places[place].needs, kind.room, strict=True)) and (
            rest is None or self.shortest_drive(vehicle, place) <= rest.after
        )

    def shortest_drive(self, vehicle: int, place: int) -> int:
        """Minutes at the wheel for a trip, from the nearest point that the vehicle may come from."""
        froms = {self.vehicles[vehicle].start, *(run.to for run in self.runs)}
        return min(self.empty[point, place] for point in froms) + self.runs[place].driving

    def curfews(self, until: int) -> list[tuple[int, int]]:
        """The curfews up to some minute, each from … to …."""
        if self.plan.curfew is None:
            return []
        start, end = (time.hour * 60 + time.minute for time in self.plan.curfew)
        length = (end - start) % DAY
        opened = self.plan.opens.hour * 60 + self.plan.opens.minute
        first = start - opened - DAY
        return [(at, at + length) for at in range(first, until + DAY, DAY) if at + length > 0]

    def clock(self, minute: int) -> dt.datetime:
        """The time of day at a minute."""
        return self.plan.opens + dt.timedelta(minutes=minute)


def problem_of(plan: Plan) -> Problem:
    """The plan in numbers. Raises CorridorError where a single trip is longer than drivers or the curfew allow."""
    names = [point.name for point in plan.checkpoints]
    runs = []
    for place in plan.places:
        drives, gates = [0], []
        for tail, head in pairwise((place.name, *place.via, place.to)):
            way = shortest(plan.legs, tail, head)
            assert way is not None  # noqa: S101 - the reader has checked every pair
            for leg in pairwise(way[1]):
                drives[-1] += plan.legs[leg]
                if leg[1] in names:
                    gates.append(names.index(leg[1]))
                    drives.append(0)
        runs.append(Run(tuple(drives), tuple(gates), place.to))
    froms = {kind.start for kind in plan.kinds} | {place.to for place in plan.places}
    empty = {}
    for point in sorted(froms):
        for n, place in enumerate(plan.places):
            way = shortest(plan.legs, point, place.name)
            assert way is not None  # noqa: S101 - the reader has checked every pair
            empty[point, n] = way[0]
    vehicles = tuple(
        Vehicle(f"{kind.name} {number}", n, kind.start)
        for n, kind in enumerate(plan.kinds)
        for number in range(1, kind.count + 1)
    )
    found = Problem(plan, tuple(runs), vehicles, empty)
    _check_days(found)
    return found


def _check_days(problem: Problem) -> None:
    """Each need of each place can be met by a vehicle whose trip fits between two curfews and two rests."""
    plan = problem.plan
    curfews = problem.curfews(2 * DAY)
    free = DAY - (curfews[0][1] - curfews[0][0]) if curfews else None
    for n, place in enumerate(plan.places):
        for need, many in enumerate(place.needs):
            able = [v for v, each in enumerate(problem.vehicles) if plan.kinds[each.kind].room[need]]
            if not many:
                continue
            if not any(problem.useful(v, n) for v in able):
                assert plan.rest is not None  # noqa: S101 - there is room, as the reader has checked
                told = f"a trip from `{place.name}` means more than {plan.rest.after} minutes at the wheel"
                raise CorridorError.of(told, remedy="Let drivers change over, or lengthen what they may drive.")
            if free is not None and not any(_whole_trip(problem, v, n) <= free for v in able):
                told = f"a trip from `{place.name}` is longer than the {free} minutes between two curfews"
                raise CorridorError.of(told, remedy="Ask for a shorter curfew, or a halt on the way.")


def _whole_trip(problem: Problem, vehicle: int, place: int) -> int:
    kind = problem.plan.kinds[problem.vehicles[vehicle].kind]
    gates = sum(problem.plan.checkpoints[gate].minutes for gate in problem.runs[place].gates)
    return problem.shortest_drive(vehicle, place) + kind.loading + gates + kind.unloading


def least(problem: Problem, vehicle: int, place: int, froms: set[str]) -> int:
    """Minutes of a trip from the nearest of several points, without any waiting."""
    kind, run = problem.plan.kinds[problem.vehicles[vehicle].kind], problem.runs[place]
    gates = sum(problem.plan.checkpoints[gate].minutes for gate in run.gates)
    away = min(problem.empty[point, place] for point in froms)
    return away + kind.loading + run.driving + gates + kind.unloading
