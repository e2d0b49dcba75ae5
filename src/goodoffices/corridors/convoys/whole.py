"""What only the whole of a plan shows: points without a way, needs without room, work that no day holds."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from goodoffices.corridors.convoys.plan import NEEDS, Plan
from goodoffices.corridors.convoys.ways import shortest
from goodoffices.corridors.marks import Problems, nearest

if TYPE_CHECKING:
    from yaml.nodes import Node

__all__ = ["check_whole"]

_MOST_VEHICLES = 40
_MOST_PLACES = 12
_MOST_TRIPS = 200
_WORDS = ("who sit", "in wheelchairs", "lying")


def check_whole(plan: Plan, problems: Problems, where: Mapping[str, Node]) -> None:
    """Add to `problems` what the parts do not show by themselves."""
    points = sorted({point for leg in plan.legs for point in leg})

    def known(point: str, path: str) -> bool:
        if point not in points:
            node = where.get(path, where[""])
            problems.add(node, path, f"no leg leads to `{point}`", nearest(point, points, "Points"))
        return point in points

    for name in (point.name for point in plan.checkpoints):
        known(name, f"checkpoints.{name}")
    for kind in plan.kinds:
        known(kind.start, f"vehicles.{kind.name}.from")
    for place in plan.places:
        path = f"places.{place.name}"
        whole = [known(place.name, path), known(place.to, f"{path}.to"), *(known(p, f"{path}.via") for p in place.via)]
        if all(whole):
            _check_ways(plan, place.name, problems, where)
    _check_room(plan, problems, where)
    _check_size(plan, problems, where)


def _check_ways(plan: Plan, name: str, problems: Problems, where: Mapping[str, Node]) -> None:
    place = next(each for each in plan.places if each.name == name)
    stops = (place.name, *place.via, place.to)
    pairs = [*pairwise(stops), *((kind.start, name) for kind in plan.kinds)]
    pairs += [(other.to, name) for other in plan.places]
    checkpoints = {point.name for point in plan.checkpoints}
    if place.to == place.name:
        problems.add(where[f"places.{name}.to"], f"places.{name}.to", f"those who leave `{name}` would come back to it")
    if {place.name, place.to} & checkpoints:
        problems.add(where[f"places.{name}"], f"places.{name}", "people cannot leave from or for a checkpoint")
    points = {point for leg in plan.legs for point in leg}
    for tail, head in sorted(set(pairs)):
        if {tail, head} <= points and not shortest(plan.legs, tail, head):
            told = f"no way over the legs leads from `{tail}` to `{head}`"
            problems.add(where[f"places.{name}"], f"places.{name}", told, "Add the legs that are missing.")


def _check_room(plan: Plan, problems: Problems, where: Mapping[str, Node]) -> None:
    for place in plan.places:
        path = f"places.{place.name}"
        if not place.people:
            problems.add(where[path], path, f"nobody leaves `{place.name}`", "Leave the place out.")
        for need, many in enumerate(place.needs):
            if many and not any(kind.room[need] for kind in plan.kinds):
                told = f"{many} people {_WORDS[need]} leave `{place.name}`, and no vehicle has room for them"
                problems.add(where[path], path, told, f"Give a vehicle `{NEEDS[need]}`.")


def _check_size(plan: Plan, problems: Problems, where: Mapping[str, Node]) -> None:
    vehicles = sum(kind.count for kind in plan.kinds)
    if vehicles > _MOST_VEHICLES:
        told = f"there are {vehicles} vehicles; up to {_MOST_VEHICLES} can be set in one timetable"
        problems.add(where[""], "vehicles", told, "Make a plan for each window, or for each road.")
    if len(plan.places) > _MOST_PLACES:
        told = f"there are {len(plan.places)} places; up to {_MOST_PLACES} can be set in one timetable"
        problems.add(where[""], "places", told, "Join places that load together.")
    trips = sum(
        -(-many // max((kind.room[need] for kind in plan.kinds), default=0))
        for place in plan.places
        for need, many in enumerate(place.needs)
        if many and any(kind.room[need] for kind in plan.kinds)
    )
    if trips > _MOST_TRIPS:
        told = f"about {trips} trips are needed; up to {_MOST_TRIPS} can be set in one timetable"
        problems.add(where[""], "places", told, "Make a plan for each window.")
