"""A first timetable, one trip after another: always the one that ends soonest. It starts the search and bounds it."""

from __future__ import annotations

from dataclasses import dataclass, field

from goodoffices.corridors.convoys.problem import Problem
from goodoffices.corridors.convoys.timetable import Stop, Trip
from goodoffices.errors import CorridorError

__all__ = ["State", "carried", "first_timetable", "next_trip", "start_of", "take"]

_MOST_MINUTES = 30 * 24 * 60


@dataclass
class State:
    """When what is free again: vehicles (and where they stand, how long they drove), bays, lanes; who left last."""

    left: list[list[int]]
    free: list[int]
    at: list[str]
    driven: list[int]
    bays: list[list[int]]
    lanes: list[list[int]]
    departures: list[int]
    trips: list[Trip] = field(default_factory=list)


def first_timetable(problem: Problem) -> list[Trip]:
    """Trips for everybody, without regard to when the window closes; nobody waits at a checkpoint."""
    plan, state = problem.plan, start_of(problem)
    while any(any(needs) for needs in state.left):
        trips = [
            (trip.ends, -carried(problem, state, trip), trip.vehicle, trip.place, trip)
            for vehicle in _unlike(problem, state)
            for place in range(len(plan.places))
            if (trip := next_trip(problem, state, vehicle, place)) and carried(problem, state, trip)
        ]
        if not trips:
            told = "drivers cannot come back for those who are left without being at the wheel for too long"
            raise CorridorError.of(told, remedy="Let drivers change over, or let vehicles wait nearer.")
        take(problem, state, min(trips)[-1])
    return state.trips


def start_of(problem: Problem) -> State:
    """Before the first trip."""
    plan = problem.plan
    return State(
        left=[list(place.needs) for place in plan.places],
        free=[0] * len(problem.vehicles),
        at=[vehicle.start for vehicle in problem.vehicles],
        driven=[0] * len(problem.vehicles),
        bays=[[0] * place.bays for place in plan.places],
        lanes=[[0] * point.lanes for point in plan.checkpoints],
        departures=[-plan.headway] * len(plan.places),
    )


def _unlike(problem: Problem, state: State) -> list[int]:
    """Vehicles that differ in something; of those that are alike, the first."""
    seen: dict[tuple[int, int, str, int], int] = {}
    for n, vehicle in enumerate(problem.vehicles):
        seen.setdefault((vehicle.kind, state.free[n], state.at[n], state.driven[n]), n)
    return list(seen.values())


def carried(problem: Problem, state: State, trip: Trip) -> int:
    """How many of those who are left a trip takes along."""
    room = problem.plan.kinds[problem.vehicles[trip.vehicle].kind].room
    return sum(min(left, here) for left, here in zip(state.left[trip.place], room, strict=True))


def next_trip(problem: Problem, state: State, vehicle: int, place: int) -> Trip | None:
    """The soonest trip of a vehicle from a place, after all trips so far."""
    if not problem.useful(vehicle, place):
        return None
    plan, run, kind = problem.plan, problem.runs[place], problem.plan.kinds[problem.vehicles[vehicle].kind]
    away = problem.empty[state.at[vehicle], place]
    if plan.rest and away + run.driving > plan.rest.after:
        return None
    rested = 0
    if plan.rest and state.driven[vehicle] + away + run.driving > plan.rest.after:
        rested = plan.rest.minutes
    sets_out = state.free[vehicle] + rested
    wait = 0
    while sets_out < _MOST_MINUTES:
        loads = max(sets_out + away, min(state.bays[place]))
        departs = max(loads + kind.loading + wait, state.departures[place] + plan.headway)
        clock, stops, late = departs + run.drives[0], [], 0
        for gate, drive in zip(run.gates, run.drives[1:], strict=True):
            late = max(late, min(state.lanes[gate]) - clock)
            goes = clock + plan.checkpoints[gate].minutes
            stops.append(Stop(gate, clock, clock, goes))
            clock = goes + drive
        if late > 0:
            wait = departs + late - loads - kind.loading
            continue
        ends = clock + kind.unloading
        met = [end for start, end in problem.curfews(ends) if start < ends and sets_out < end]
        if not met:
            return Trip(vehicle, place, sets_out, loads, departs, tuple(stops), clock, ends, rested=rested)
        sets_out, wait = met[0], 0
    raise CorridorError.of("no timetable was found within thirty days", remedy="Look at the curfew and at the legs.")


def take(problem: Problem, state: State, trip: Trip) -> None:
    """Make a trip."""
    run, room = problem.runs[trip.place], problem.plan.kinds[problem.vehicles[trip.vehicle].kind].room
    driving = problem.empty[state.at[trip.vehicle], trip.place] + run.driving
    state.driven[trip.vehicle] = driving + (0 if trip.rested else state.driven[trip.vehicle])
    state.free[trip.vehicle], state.at[trip.vehicle] = trip.ends, run.to
    bays = state.bays[trip.place]
    bays[bays.index(min(bays))] = trip.departs
    for stop in trip.stops:
        lanes = state.lanes[stop.gate]
        lanes[lanes.index(min(lanes))] = stop.goes
    state.departures[trip.place] = trip.departs
    state.left[trip.place] = [max(0, left - here) for left, here in zip(state.left[trip.place], room, strict=True)]
    state.trips.append(trip)
