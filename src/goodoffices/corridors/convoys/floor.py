"""Before which minute no timetable can end: only how often each vehicle goes where, and how busy bays and lanes are."""

from __future__ import annotations

from typing import Any

from ortools.sat.python import cp_model

from goodoffices.corridors.convoys.problem import Problem, least

__all__ = ["Counts"]


class Counts:
    """How often each vehicle leaves each place, first and again, by themselves: every timetable has such counts, so the
    soonest end of these bounds that of all timetables."""

    def __init__(self, problem: Problem, least_end: int, limit: int) -> None:
        self.problem = problem
        self.program = cp_model.CpModel()
        self.last = self.program.new_int_var(least_end, limit, "last")
        self.trips: dict[tuple[int, int], Any] = {}
        self.first: dict[tuple[int, int], Any] = {}
        for vehicle in range(len(problem.vehicles)):
            self._add_vehicle(vehicle, limit)
        self._carry_everybody()
        self._share_resources()
        self.program.minimize(self.last)

    def _add_vehicle(self, vehicle: int, limit: int) -> None:
        problem, program = self.problem, self.program
        start, exits = {problem.vehicles[vehicle].start}, {run.to for run in problem.runs}
        spent = []
        for place in range(len(problem.plan.places)):
            if not problem.useful(vehicle, place):
                continue
            first = self.first[vehicle, place] = program.new_bool_var("first")
            again = program.new_int_var(0, limit, "again")
            program.add(again == 0).only_enforce_if(~self._went(vehicle))
            spent += [first * least(problem, vehicle, place, start), again * least(problem, vehicle, place, exits)]
            self.trips[vehicle, place] = first + again
        program.add(self.last >= sum(spent))
        program.add(sum(first for (v, _), first in self.first.items() if v == vehicle) == self._went(vehicle))

    def _went(self, vehicle: int) -> Any:
        """Whether a vehicle goes at all."""
        if (vehicle, -1) not in self.trips:
            self.trips[vehicle, -1] = self.program.new_bool_var("went")
        return self.trips[vehicle, -1]

    def _carry_everybody(self) -> None:
        plan, vehicles = self.problem.plan, self.problem.vehicles
        for number, place in enumerate(plan.places):
            for need, many in enumerate(place.needs):
                if many:
                    rooms = [
                        (trips, plan.kinds[vehicles[v].kind].room[need])
                        for (v, p), trips in self.trips.items()
                        if p == number
                    ]
                    self.program.add(sum(trips * room for trips, room in rooms) >= many)

    def _share_resources(self) -> None:
        """A bay or a lane is busy between the soonest first and the last moment that leaves time for the rest."""
        plan, problem = self.problem.plan, self.problem
        exits = {run.to for run in problem.runs} | {kind.start for kind in plan.kinds}
        for gate, point in enumerate(plan.checkpoints):
            met = [(v, p) for v, p in self.trips if p >= 0 and gate in problem.runs[p].gates]
            if not met:
                continue
            spent = sum(self.trips[pair] * point.minutes for pair in met)
            before = min(self._before(v, p, gate, exits) for v, p in met)
            after = min(self._after(v, p, gate) for v, p in met)
            self.program.add(point.lanes * (self.last - before - after) >= spent)
        for number, place in enumerate(plan.places):
            met = [(v, p) for v, p in self.trips if p == number]
            loading = [plan.kinds[problem.vehicles[v].kind].loading for v, _ in met]
            spent = sum(self.trips[pair] * minutes for pair, minutes in zip(met, loading, strict=True))
            rest = min(least(problem, v, p, exits) - minutes for (v, p), minutes in zip(met, loading, strict=True))
            self.program.add(place.bays * (self.last - rest) >= spent)

    def _before(self, vehicle: int, place: int, gate: int, froms: set[str]) -> int:
        """The least minutes until a vehicle can be looked at."""
        run, plan = self.problem.runs[place], self.problem.plan
        n = run.gates.index(gate)
        away = min(self.problem.empty[point, place] for point in froms)
        earlier = sum(plan.checkpoints[other].minutes for other in run.gates[:n])
        return away + plan.kinds[self.problem.vehicles[vehicle].kind].loading + sum(run.drives[: n + 1]) + earlier

    def _after(self, vehicle: int, place: int, gate: int) -> int:
        """The least minutes from when a vehicle was looked at to when it has unloaded."""
        run, plan = self.problem.runs[place], self.problem.plan
        n = len(run.gates) - 1 - run.gates[::-1].index(gate)  # the last time, where it is passed twice
        later = sum(plan.checkpoints[other].minutes for other in run.gates[n + 1 :])
        return sum(run.drives[n + 1 :]) + later + plan.kinds[self.problem.vehicles[vehicle].kind].unloading
