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
from goodoffices.corridors.convoys.timetable import Trip

__all__ = ["Found", "soonest", "whether"]

SEED = 1
_TIDYING = 0.1
"""The part of the effort that goes into fewer trips and less waiting, once the end is set."""
_A_TRIP = 1000
_FLOOR = 0.2
"""The effort that goes into the counts of trips."""

Advance = Callable[[str], None]


@dataclass(frozen=True)
class Found:
    """Trips (empty: none were found), and the minute before which no timetable can end (None: none exists at all)."""

    trips: tuple[Trip, ...]
    bound: int | None


def soonest(problem: Problem, first: Sequence[Trip], effort: float, advance: Advance) -> Found:
    """The timetable that ends soonest, `first` or better."""
    limit = max(trip.ends for trip in first)
    model = Model(problem, _floor(problem, limit), limit, first)
    model.program.minimize(model.last)
    solver = _solver(effort)
    status = _run(solver, model.program, advance)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return Found(tuple(first), max(0, round(solver.best_objective_bound)))
    trips = trips_in(model, solver.value)
    bound = min(max(trip.ends for trip in trips), round(solver.best_objective_bound))
    return Found(tuple(_tidied(problem, trips, effort * _TIDYING, advance)), bound)


def whether(problem: Problem, first: Sequence[Trip], limit: int, effort: float) -> bool | None:
    """Whether there is a timetable that ends by `limit`; None where the effort did not tell."""
    if max(trip.ends for trip in first) <= limit:
        return True
    floor = _floor(problem, limit)
    if floor > limit:
        return False
    model = Model(problem, floor, limit)
    solver = _solver(effort)
    status = _run(solver, model.program, lambda _: None)
    return {cp_model.OPTIMAL: True, cp_model.FEASIBLE: True, cp_model.INFEASIBLE: False}.get(status)


def _floor(problem: Problem, limit: int) -> int:
    """A minute before which no timetable can end; one after `limit` where none can end by that."""
    counts = Counts(problem, limit)
    solver = _solver(_FLOOR)
    status = _run(solver, counts.program, lambda _: None)
    return limit + 1 if status == cp_model.INFEASIBLE else max(0, round(solver.best_objective_bound))


def _tidied(problem: Problem, trips: list[Trip], effort: float, advance: Advance) -> list[Trip]:
    """As soon an end with as few trips as can be, each as early as can be."""
    ends = max(trip.ends for trip in trips)
    model = Model(problem, 0, ends, trips)
    slots = [slot for row in model.slots for slot in row]
    model.program.minimize(sum(_A_TRIP * slot.made + slot.end for slot in slots))
    solver = _solver(effort)
    status = _run(solver, model.program, lambda _: advance("Taking out trips and waiting that nobody needs"))
    return trips_in(model, solver.value) if status in {cp_model.OPTIMAL, cp_model.FEASIBLE} else trips


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


def _run(solver: cp_model.CpSolver, program: Any, advance: Advance) -> Any:
    """Search in a thread of its own, so that Ctrl-C is heard meanwhile."""
    done: list[Any] = []
    thread = threading.Thread(target=lambda: done.append(solver.solve(program, _Teller(advance))), daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(0.1)
    except BaseException:
        solver.stop_search()
        thread.join()
        raise
    return done[0]
