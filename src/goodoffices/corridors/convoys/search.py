"""Searching a timetable: one worker, a fixed seed, a limit in steps of work and not of time, so that the same plan has
the same answer on every machine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from goodoffices.corridors.convoys.floor import Counts
from goodoffices.corridors.convoys.model import Model, trips_in
from goodoffices.corridors.convoys.problem import Problem
from goodoffices.corridors.convoys.reorder import reordered
from goodoffices.corridors.convoys.timetable import Trip
from goodoffices.corridors.convoys.totals import Totals

__all__ = ["Found", "soonest", "whether"]

SEED = 1
_TIDYING = 0.1
"""The part of the effort that goes into fewer trips and less waiting, once the end is set."""
_A_TRIP = 1000
_FLOOR = 0.2
"""The effort that goes into the counts of trips."""
_ORDERS = 20_000
"""Trips that are set anew for each step of effort, when orders of them are tried."""

Advance = Callable[[str], None]


@dataclass(frozen=True)
class Found:
    """Trips, the minute before which no timetable can end, and whether the search was interrupted."""

    trips: tuple[Trip, ...]
    bound: int
    stopped: bool = False


def soonest(problem: Problem, first: Sequence[Trip], effort: float, advance: Advance) -> Found:
    """The timetable that ends soonest, `first` or better; the best so far where it is interrupted."""
    floor, trips = 0, list(first)
    try:
        floor = _floor(problem, max(trip.ends for trip in first))
        trips = reordered(problem, first, floor, int(effort * _ORDERS), advance)
        return _searched(problem, trips, floor, effort, advance)
    except KeyboardInterrupt:
        return Found(tuple(trips), floor, stopped=True)


def _searched(problem: Problem, first: list[Trip], floor: int, effort: float, advance: Advance) -> Found:
    model = Model(problem, floor, max(trip.ends for trip in first), first)
    model.program.minimize(model.last)
    solver = _solver(effort)
    status, stopped = _run(solver, model.program, advance)
    bound = max(floor, round(solver.best_objective_bound))
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return Found(tuple(first), bound, stopped)
    trips = trips_in(model, solver.value)
    bound = min(max(trip.ends for trip in trips), bound)
    if stopped:
        return Found(tuple(trips), bound, stopped)
    trips, stopped = _tidied(problem, trips, effort * _TIDYING, advance)
    return Found(tuple(trips), bound, stopped)


def whether(problem: Problem, first: Sequence[Trip], limit: int, effort: float) -> bool | None:
    """Whether there is a timetable that ends by `limit`; None where the effort did not tell."""
    if max(trip.ends for trip in first) <= limit:
        return True
    floor = _floor(problem, limit)
    if floor > limit:
        return False
    first = reordered(problem, first, limit, int(effort * _ORDERS))
    if max(trip.ends for trip in first) <= limit:
        return True
    model = Model(problem, floor, limit)
    solver = _solver(effort)
    status, stopped = _run(solver, model.program, lambda _: None)
    if stopped:
        raise KeyboardInterrupt
    return {cp_model.OPTIMAL: True, cp_model.FEASIBLE: True, cp_model.INFEASIBLE: False}.get(status)


def _floor(problem: Problem, limit: int) -> int:
    """A minute before which no timetable can end; one after `limit` where none can end by that."""
    floor = 0
    for program in (Totals(problem, limit), Counts):
        counts = program if isinstance(program, Totals) else program(problem, floor, limit)
        solver = _solver(_FLOOR)
        status, stopped = _run(solver, counts.program, lambda _: None)
        if stopped:
            raise KeyboardInterrupt
        if status == cp_model.INFEASIBLE:
            return limit + 1
        floor = max(floor, round(solver.best_objective_bound))
    return floor


def _tidied(problem: Problem, trips: list[Trip], effort: float, advance: Advance) -> tuple[list[Trip], bool]:
    """As soon an end with as few trips as can be, each as early as can be; and whether it was interrupted."""
    ends = max(trip.ends for trip in trips)
    model = Model(problem, 0, ends, trips)
    slots = [slot for row in model.slots for slot in row]
    model.program.minimize(sum(_A_TRIP * slot.made + slot.end for slot in slots))
    solver = _solver(effort)
    told = lambda _: advance("Taking out trips and waiting that nobody needs")  # noqa: E731
    status, stopped = _run(solver, model.program, told)
    return (trips_in(model, solver.value) if status in {cp_model.OPTIMAL, cp_model.FEASIBLE} else trips), stopped


def _solver(effort: float) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = SEED
    solver.parameters.linearization_level = 0  # measured: the relaxation costs more than it tells
    solver.parameters.max_deterministic_time = effort
    solver.parameters.catch_sigint_signal = False
    return solver


class _Teller(cp_model.CpSolverSolutionCallback):
    """Tells of each better timetable."""

    def __init__(self, advance: Advance) -> None:
        super().__init__()
        self.advance = advance

    def on_solution_callback(self) -> None:
        """Called by the search."""
        bound = max(0, round(self.best_objective_bound))
        self.advance(f"A timetable of {round(self.objective_value):,} minutes; none is under {bound:,}")


def _run(solver: cp_model.CpSolver, program: Any, advance: Advance) -> tuple[Any, bool]:
    """Search in a thread of its own, so that Ctrl-C is heard meanwhile; the status, and whether it was heard."""
    done: list[Any] = []
    thread = threading.Thread(target=lambda: done.append(solver.solve(program, _Teller(advance))), daemon=True)
    thread.start()
    stopped = False
    while thread.is_alive():
        try:
            thread.join(0.1)
        except KeyboardInterrupt:
            stopped = True
            solver.stop_search()
    return done[0], stopped
