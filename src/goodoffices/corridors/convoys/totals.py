"""Before which minute no timetable can end, from totals alone: vehicles of one kind share their work as if it could be
divided. Weaker than the counts of each vehicle (`floor.py`), and found at once for any number of them."""

from __future__ import annotations

from typing import Any

from ortools.sat.python import cp_model

from goodoffices.corridors.convoys.problem import Problem, least

__all__ = ["Totals"]


class Totals:
    """How often each kind of vehicle leaves each place: the minutes of all their trips and rests, shared by all."""

    def __init__(self, problem: Problem, limit: int) -> None:
        self.problem = problem
        self.program = cp_model.CpModel()
        self.last = self.program.new_int_var(0, limit, "last")
        trips: dict[tuple[int, int], Any] = {}
        for kind in range(len(problem.plan.kinds)):
            self._add_kind(kind, limit, trips)
        for number, place in enumerate(problem.plan.places):
            for need, many in enumerate(place.needs):
                rooms = [(var, problem.plan.kinds[k].room[need]) for (k, p), var in trips.items() if p == number]
                if many:
                    self.program.add(sum(var * room for var, room in rooms) >= many)
        self.program.minimize(self.last)

    def _add_kind(self, kind: int, limit: int, trips: dict[tuple[int, int], Any]) -> None:
        problem, program = self.problem, self.program
        own = [n for n, vehicle in enumerate(problem.vehicles) if vehicle.kind == kind]
        exits, rest = {run.to for run in problem.runs}, problem.plan.rest
        minutes: list[Any] = []
        driving: list[Any] = []
        firsts: list[Any] = []
        for place in range(len(problem.plan.places)):
            if not own or not problem.useful(own[0], place):
                continue
            most = len(own) * (limit + 1)
            first = program.new_int_var(0, len(own), "first")
            again = program.new_int_var(0, most, "again")
            start = {problem.vehicles[own[0]].start}
            minutes += [first * least(problem, own[0], place, start), again * least(problem, own[0], place, exits)]
            for var, froms in ((first, start), (again, exits)):
                away = min(problem.empty[point, place] for point in froms)
                driving.append(var * (away + problem.runs[place].driving))
            firsts.append(first)
            trips[kind, place] = first + again
        if not firsts:
            return
        program.add(sum(firsts) <= len(own))
        if rest:  # a vehicle that drives for D minutes rests at least D / after - 1 times
            rests = program.new_int_var(0, len(own) * (limit + 1), "rests")
            program.add(rest.after * rests >= sum(driving) - rest.after * len(own))
            minutes.append(rests * rest.minutes)
        program.add(len(own) * self.last >= sum(minutes))
