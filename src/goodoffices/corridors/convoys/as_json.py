"""A timetable for programs."""

from __future__ import annotations

from typing import Any

from goodoffices.corridors.convoys.plan import NEEDS
from goodoffices.corridors.convoys.timetable import Timetable, Trip

__all__ = ["timetable_json"]


def timetable_json(found: Timetable) -> dict[str, Any]:
    """Every trip with local times (ISO 8601, no zone: as agreed), and what is known of the whole. Spans in minutes."""
    plan = found.problem.plan
    return {
        "convoy": plan.id,
        "title": plan.title,
        "window": {"opens": plan.opens.isoformat(), "closes": plan.closes.isoformat()},
        "fits": found.fits,
        "proved_impossible": found.impossible,
        "proved_quickest": found.quickest,
        "interrupted": found.stopped,
        "ends": _at(found, found.ends),
        "no_timetable_ends_before": _at(found, found.bound),
        "slack": found.slack,
        "people": sum(place.people for place in plan.places),
        "out_in_time": found.out_in_time,
        "trips": [_trip(found, trip) for trip in found.trips],
        "changes": [
            {
                "what": change.what,
                "name": change.name,
                "more": change.amount,
                "tried": change.tried,
                "less_proved_not_enough": change.proved,
            }
            for change in found.changes
        ],
        "margins": [
            {"checkpoint": margin.checkpoint, "minutes": margin.minutes, "more_proved_too_much": margin.proved}
            for margin in found.margins
        ],
        "method": found.provenance.method,
        "inputs": dict(found.provenance.inputs),
        "parameters": dict(found.provenance.parameters),
        "seed": found.provenance.seed,
        "version": found.provenance.version,
        "by": plan.by,
        "caution": plan.caution,
    }


def _trip(found: Timetable, trip: Trip) -> dict[str, Any]:
    problem = found.problem
    return {
        "vehicle": problem.vehicles[trip.vehicle].name,
        "place": problem.plan.places[trip.place].name,
        "to": problem.runs[trip.place].to,
        "aboard": dict(zip(NEEDS, trip.people, strict=True)),
        "rested": trip.rested,
        "sets_out": _at(found, trip.sets_out),
        "loads": _at(found, trip.loads),
        "departs": _at(found, trip.departs),
        "checkpoints": [
            {
                "name": problem.plan.checkpoints[stop.gate].name,
                "comes": _at(found, stop.comes),
                "looked_at": _at(found, stop.served),
                "goes": _at(found, stop.goes),
            }
            for stop in trip.stops
        ],
        "arrives": _at(found, trip.arrives),
        "unloaded": _at(found, trip.ends),
    }


def _at(found: Timetable, minute: int) -> str:
    return found.problem.clock(minute).isoformat(timespec="minutes")
