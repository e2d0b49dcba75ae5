"""The timetable as a constraint programme (OR-tools CP-SAT): optional trips of every vehicle, in minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ortools.sat.python import cp_model

from goodoffices.corridors.convoys.problem import Problem, least
from goodoffices.corridors.convoys.timetable import Stop, Trip

__all__ = ["Model", "trips_in"]


@dataclass
class _Choice:
    """A trip of one vehicle from one place, made or not: its literal and when it loads, departs and is looked at."""

    made: Any
    loads: Any
    departs: Any
    served: list[Any]


@dataclass
class _Slot:
    """The n-th trip of a vehicle."""

    made: Any
    out: Any
    end: Any
    away: Any
    rests: Any
    choices: dict[int, _Choice]


@dataclass
class Model:
    """Variables and constraints for timetables that end between `floor` and `limit`. `first` starts the search where it
    fits."""

    problem: Problem
    floor: int
    limit: int
    first: Sequence[Trip] = ()
    program: Any = field(default_factory=cp_model.CpModel)
    slots: list[list[_Slot]] = field(default_factory=list)
    last: Any = None
    driven: Any = None
    """Minutes at the wheel up to the last slot that was added."""

    def __post_init__(self) -> None:
        """Build everything."""
        plan = self.problem.plan
        self.bays: list[list[Any]] = [[] for _ in plan.places]
        self.departures: list[list[Any]] = [[] for _ in plan.places]
        self.lanes: list[list[Any]] = [[] for _ in plan.checkpoints]
        self.queues: list[list[Any]] = [[] for _ in plan.checkpoints]
        self.last = self.program.new_int_var(self.floor, max(self.floor, self.limit), "last")
        for vehicle in range(len(self.problem.vehicles)):
            self.slots.append([])
            for n in range(_most_trips(self.problem, vehicle, self.limit)):
                self._add_slot(vehicle, n)
            self._keep_curfews(vehicle)
        self._share_resources()
        self._carry_everybody()
        self._break_symmetry()
        if self.first and max(trip.ends for trip in self.first) <= self.limit:
            self._hint()

    def _minute(self, name: str) -> Any:
        return self.program.new_int_var(0, max(self.limit, 0), name)

    def _add_slot(self, vehicle: int, n: int) -> None:
        program, problem = self.program, self.problem
        name = f"{vehicle}.{n}"
        slot = _Slot(
            program.new_bool_var(name),
            self._minute(f"{name} out"),
            self._minute(f"{name} end"),
            program.new_int_var(0, max(problem.empty.values()), f"{name} away"),
            program.new_bool_var(f"{name} rests"),
            {},
        )
        before = self.slots[vehicle][-1] if n else None
        for place in range(len(problem.plan.places)):
            if problem.useful(vehicle, place):
                slot.choices[place] = self._add_choice(vehicle, place, slot, before, f"{name}.{place}")
        program.add(sum(choice.made for choice in slot.choices.values()) == slot.made)
        program.add(self.last >= slot.end)
        for variable in (slot.out, slot.end, slot.away):
            program.add(variable == 0).only_enforce_if(~slot.made)
        if before is not None:
            program.add_implication(slot.made, before.made)
            program.add(slot.out >= before.end).only_enforce_if(slot.made)
        self.slots[vehicle].append(slot)
        self._keep_rest(vehicle, n)

    def _add_choice(self, vehicle: int, place: int, slot: _Slot, before: _Slot | None, name: str) -> _Choice:
        program, problem, plan = self.program, self.problem, self.problem.plan
        run, kind = problem.runs[place], plan.kinds[problem.vehicles[vehicle].kind]
        made = program.new_bool_var(name)
        loads, departs = self._minute(f"{name} loads"), self._minute(f"{name} departs")
        choice = _Choice(made, loads, departs, [])
        size = program.new_int_var(kind.loading, max(kind.loading, self.limit), f"{name} at the place")
        self.bays[place].append(program.new_optional_interval_var(loads, size, departs, made, f"{name} loading"))
        if plan.headway:
            window = program.new_optional_fixed_size_interval_var(departs, plan.headway, made, f"{name} headway")
            self.departures[place].append(window)
        comes = departs + run.drives[0]
        for gate, drive in zip(run.gates, run.drives[1:], strict=True):
            point = plan.checkpoints[gate]
            served = self._minute(f"{name} at {gate}")
            program.add(served >= comes).only_enforce_if(made)
            self.lanes[gate].append(program.new_optional_fixed_size_interval_var(served, point.minutes, made, name))
            if point.queue is not None:
                waits = program.new_int_var(point.minutes, max(point.minutes, self.limit), f"{name} waits")
                goes = served + point.minutes
                self.queues[gate].append(program.new_optional_interval_var(comes, waits, goes, made, name))
            choice.served.append(served)
            comes = served + point.minutes + drive
        program.add(slot.end == comes + kind.unloading).only_enforce_if(made)
        program.add(loads >= slot.out + slot.away).only_enforce_if(made)
        if before is None:
            away = problem.empty[problem.vehicles[vehicle].start, place]
            program.add(slot.away == away).only_enforce_if(made)
        else:
            for other, last in before.choices.items():
                away = problem.empty[problem.runs[other].to, place]
                program.add(slot.away == away).only_enforce_if(made, last.made)
        return choice

    def _keep_rest(self, vehicle: int, n: int) -> None:
        """Minutes at the wheel since the last rest, kept below what is allowed."""
        rest = self.problem.plan.rest
        slots = self.slots[vehicle]
        if rest is None:
            return
        slot = slots[n]
        driving = slot.away + sum(c.made * self.problem.runs[place].driving for place, c in slot.choices.items())
        driven = self.program.new_int_var(0, rest.after, f"{vehicle}.{n} driven")
        self.program.add(driven >= driving)
        if n:
            self.program.add(driven >= self.driven + driving).only_enforce_if(slot.made, ~slot.rests)
            self.program.add(slot.out >= slots[n - 1].end + rest.minutes).only_enforce_if(slot.made, slot.rests)
        self.driven = driven

    def _keep_curfews(self, vehicle: int) -> None:
        curfews = self.problem.curfews(self.limit)
        if not curfews:
            return
        blocks = [self.program.new_fixed_size_interval_var(start, end - start, "curfew") for start, end in curfews]
        for slot in self.slots[vehicle]:
            size = self.program.new_int_var(0, max(self.limit, 0), "trip")
            blocks.append(self.program.new_optional_interval_var(slot.out, size, slot.end, slot.made, "trip"))
        self.program.add_no_overlap(blocks)

    def _share_resources(self) -> None:
        plan = self.problem.plan
        for place, bays in zip(plan.places, self.bays, strict=True):
            self.program.add_cumulative(bays, [1] * len(bays), place.bays)
        for windows in self.departures:
            self.program.add_no_overlap(windows)
        for point, lanes, queue in zip(plan.checkpoints, self.lanes, self.queues, strict=True):
            self.program.add_cumulative(lanes, [1] * len(lanes), point.lanes)
            if point.queue is not None:
                self.program.add_cumulative(queue, [1] * len(queue), point.lanes + point.queue)

    def _carry_everybody(self) -> None:
        plan, vehicles = self.problem.plan, self.problem.vehicles
        for number, place in enumerate(plan.places):
            for need, many in enumerate(place.needs):
                if not many:
                    continue
                terms = [
                    (slot.choices[number].made, plan.kinds[vehicles[vehicle].kind].room[need])
                    for vehicle, slots in enumerate(self.slots)
                    for slot in slots
                    if number in slot.choices
                ]
                able = [(made, room) for made, room in terms if room]
                largest = max((room for _, room in able), default=1)
                self.program.add(sum(made * room for made, room in able) >= many)
                self.program.add(sum(made for made, _ in able) >= -(-many // largest))

    def _break_symmetry(self) -> None:
        """Vehicles of one kind set out in the order of their numbers."""
        vehicles = self.problem.vehicles
        for n in range(1, len(vehicles)):
            if vehicles[n].kind == vehicles[n - 1].kind and self.slots[n] and self.slots[n - 1]:
                this, before = self.slots[n][0], self.slots[n - 1][0]
                self.program.add_implication(this.made, before.made)
                self.program.add(this.out >= before.out).only_enforce_if(this.made)

    def _hint(self) -> None:
        for vehicle, trips in enumerate(_renumbered(self.problem, self.first)):
            for n, slot in enumerate(self.slots[vehicle]):
                trip = trips[n] if n < len(trips) else None
                self.program.add_hint(slot.made, trip is not None)
                for place, choice in slot.choices.items():
                    self.program.add_hint(choice.made, trip is not None and trip.place == place)
                if trip:
                    self.program.add_hint(slot.out, trip.sets_out)
                    self.program.add_hint(slot.end, trip.ends)
                    choice = slot.choices[trip.place]
                    self.program.add_hint(choice.loads, trip.loads)
                    self.program.add_hint(choice.departs, trip.departs)
                    for served, stop in zip(choice.served, trip.stops, strict=True):
                        self.program.add_hint(served, stop.served)
        self.program.add_hint(self.last, max(trip.ends for trip in self.first))


def trips_in(model: Model, value: Any) -> list[Trip]:
    """The trips of a solution; `value` reads a variable."""
    problem, found = model.problem, []
    for vehicle, slots in enumerate(model.slots):
        for slot in slots:
            for place, choice in slot.choices.items():
                if not value(choice.made):
                    continue
                run = problem.runs[place]
                clock, stops = value(choice.departs) + run.drives[0], []
                for gate, drive, when in zip(run.gates, run.drives[1:], choice.served, strict=True):
                    goes = value(when) + problem.plan.checkpoints[gate].minutes
                    stops.append(Stop(gate, clock, value(when), goes))
                    clock = goes + drive
                times = (value(slot.out), value(choice.loads), value(choice.departs))
                found.append(Trip(vehicle, place, *times, tuple(stops), clock, value(slot.end)))
    return found


def _most_trips(problem: Problem, vehicle: int, limit: int) -> int:
    """How many trips of this vehicle can end by `limit`, at most; never more than carry everybody."""
    plan, kind = problem.plan, problem.plan.kinds[problem.vehicles[vehicle].kind]
    places = [place for place in range(len(plan.places)) if problem.useful(vehicle, place)]
    if not places:
        return 0
    exits = {problem.runs[place].to for place in places}
    first = min(least(problem, vehicle, place, {problem.vehicles[vehicle].start}) for place in places)
    again = min(least(problem, vehicle, place, exits) for place in places)
    wanted = sum(
        max(-(-many // room) for many, room in zip(plan.places[place].needs, kind.room, strict=True) if many and room)
        for place in places
    )
    return max(0, min(1 + (limit - first) // again if limit >= first else 0, wanted))


def _renumbered(problem: Problem, trips: Sequence[Trip]) -> list[list[Trip]]:
    """Trips by vehicle, those of one kind in the order in which they first set out."""
    by: list[list[Trip]] = [[] for _ in problem.vehicles]
    for trip in trips:
        by[trip.vehicle].append(trip)
    order = sorted(
        range(len(by)), key=lambda v: (problem.vehicles[v].kind, not by[v], by[v][0].sets_out if by[v] else 0, v)
    )
    return [by[vehicle] for vehicle in order]
