"""How long for everyone, for programs."""

from __future__ import annotations

from typing import Any

from goodoffices.corridors.flow.result import Quickest

__all__ = ["flow_json"]


def flow_json(found: Quickest) -> dict[str, Any]:
    """Every number; `exact_seconds` is a fraction, other times are seconds as decimals."""
    return {
        "vehicles": found.vehicles,
        "pooled": found.pooled,
        "places": [{"name": name} | ({} if found.pooled else {"vehicles": number}) for name, number in found.places],
        "exits": list(found.exits),
        "seconds": float(found.seconds),
        "exact_seconds": str(found.seconds),
        "deciding": list(found.deciding),
        "per_hour": found.per_hour,
        "arrivals": [{"seconds": float(each.seconds), "vehicles": float(each.vehicles)} for each in found.arrivals],
        "holds": [
            {
                "arc": hold.arc,
                "seconds": float(hold.seconds),
                "share_of_time": float(hold.seconds / found.seconds),
                "vehicles": float(hold.vehicles),
                "seconds_saved_by_one_an_hour": float(hold.saved),
            }
            for hold in found.holds
        ],
        "routes": [
            {
                "from": route.place,
                "to": route.exit,
                "arcs": list(route.arcs),
                "per_hour": route.per_hour,
                "seconds": route.seconds,
                "vehicles": float(route.vehicles),
            }
            for route in found.routes
        ],
        "departures": [
            {
                "from": each.place,
                "to": each.exit,
                "arcs": list(each.arcs),
                "start": float(each.start),
                "end": float(each.end),
                "per_hour": float(each.per_hour),
                "seconds": each.seconds,
                "vehicles": float(each.vehicles),
            }
            for each in found.departures
        ],
        "method": found.provenance.method,
        "inputs": dict(found.provenance.inputs),
        "version": found.provenance.version,
    }
