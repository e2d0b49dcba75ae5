"""Every rule of a plan, looked at in a timetable without the code that made it."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from goodoffices.corridors.convoys import Timetable, Trip


def broken_rules(found: Timetable) -> list[str]:
    """What a timetable breaks of its plan; the window is looked at by whoever asks whether it fits."""
    plan, problem = found.problem.plan, found.problem
    broken = []
    for number, vehicle in enumerate(problem.vehicles):
        kind = plan.kinds[vehicle.kind]
        point, free, driven = kind.start, 0, 0
        for trip in sorted((t for t in found.trips if t.vehicle == number), key=lambda t: t.sets_out):
            place, run = plan.places[trip.place], problem.runs[trip.place]
            away = least(plan.legs, point, place.name)
            if trip.sets_out < free + trip.rested or trip.loads < trip.sets_out + away:
                broken.append(f"{vehicle.name} is in two places at once")
            if trip.departs < trip.loads + kind.loading:
                broken.append(f"{vehicle.name} leaves before it has loaded")
            if any(aboard > room for aboard, room in zip(trip.people, kind.room, strict=True)):
                broken.append(f"{vehicle.name} is too full")
            broken += drives_wrongly(found, trip)
            driven = (0 if trip.rested else driven) + away + sum(run.drives)
            if plan.rest and (driven > plan.rest.after or trip.rested not in {0, plan.rest.minutes}):
                broken.append(f"the driver of {vehicle.name} is tired")
            if plan.curfew and any(trip.sets_out < end and start < trip.ends for start, end in nights(found)):
                broken.append(f"{vehicle.name} is on the road in the curfew")
            free, point = trip.ends, place.to
    return broken + shared(found) + left_behind(found)


def drives_wrongly(found: Timetable, trip: Trip) -> list[str]:
    plan, place = found.problem.plan, found.problem.plan.places[trip.place]
    clock, stops = trip.departs, list(trip.stops)
    points = (place.name, *place.via, place.to)
    waits = sum(stop.goes - stop.comes for stop in stops)
    driving = sum(least(plan.legs, tail, head) for tail, head in pairwise(points))
    if trip.arrives != clock + driving + waits:
        return [f"a trip from {place.name} arrives at another time than it should"]
    if trip.ends != trip.arrives + plan.kinds[found.problem.vehicles[trip.vehicle].kind].unloading:
        return [f"a trip from {place.name} unloads in another time"]
    return [
        f"a checkpoint is passed in another time than it takes: {stop}"
        for stop in stops
        if stop.served < stop.comes or stop.goes != stop.served + plan.checkpoints[stop.gate].minutes
    ]


def shared(found: Timetable) -> list[str]:
    plan, broken = found.problem.plan, []
    for number, place in enumerate(plan.places):
        trips = [trip for trip in found.trips if trip.place == number]
        if most_at_once([(trip.loads, trip.departs) for trip in trips]) > place.bays:
            broken.append(f"too many load at {place.name}")
        leaves = sorted(trip.departs for trip in trips)
        if any(later - sooner < plan.headway for sooner, later in pairwise(leaves)):
            broken.append(f"two leave {place.name} too close to each other")
    stops = defaultdict(list)
    for trip in found.trips:
        for stop in trip.stops:
            stops[stop.gate].append(stop)
    for gate, met in stops.items():
        point = plan.checkpoints[gate]
        if most_at_once([(stop.served, stop.goes) for stop in met]) > point.lanes:
            broken.append(f"too many are looked at at {point.name}")
        if point.queue is not None and most_at_once([(s.comes, s.goes) for s in met]) > point.lanes + point.queue:
            broken.append(f"too many wait at {point.name}")
    return broken


def left_behind(found: Timetable) -> list[str]:
    return [
        place.name
        for number, place in enumerate(found.problem.plan.places)
        if place.needs != tuple(sum(t.people[need] for t in found.trips if t.place == number) for need in range(3))
    ]


def most_at_once(spans: list[tuple[int, int]]) -> int:
    return max((sum(start <= moment < end for start, end in spans) for moment, _ in spans), default=0)


def nights(found: Timetable) -> list[tuple[int, int]]:
    """Curfews in minutes from the opening of the window, counted on the clock minute by minute."""
    start, end = found.problem.plan.curfew
    closed = []
    for minute in range(max(found.ends, 1)):
        time = found.problem.clock(minute).time()
        inside = start <= time < end if start < end else time >= start or time < end
        closed += [(minute, minute + 1)] if inside else []
    return closed


def least(legs, tail: str, head: str) -> int:
    """Minutes from point to point (Floyd and Warshall)."""
    points = sorted({point for leg in legs for point in leg})
    time = {(a, b): 0 if a == b else legs.get((a, b), 10**6) for a in points for b in points}
    for middle in points:
        for a in points:
            for b in points:
                time[a, b] = min(time[a, b], time[a, middle] + time[middle, b])
    return time[tail, head]
