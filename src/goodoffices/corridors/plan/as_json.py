"""A plan for programs; exact places and answers of bodies only for the mediator's desk."""

from __future__ import annotations

from typing import Any

from goodoffices.corridors import convoys, danger, flow, routes
from goodoffices.corridors.consent import Gate
from goodoffices.corridors.plan.study import OnRoads, Study

__all__ = ["mark_json", "study_json"]


def mark_json(found: Study, *, desk: bool = False) -> dict[str, Any]:
    """Agreed or not, and every gate; why, only with `desk`."""
    mark = found.mark
    told = {"agreed": mark.agreed, "mark": mark.words, "as_of": mark.as_of.isoformat()}
    return told | ({"reason": mark.reason} if desk else {}) | {"gates": [_gate(gate, desk=desk) for gate in mark.gates]}


def study_json(found: Study, *, desk: bool = False) -> dict[str, Any]:
    """Everything of a plan; without `desk` it must be `coded`."""
    plan, on = found.plan, found.on_roads
    told: dict[str, Any] = {"corridor": plan.id, "title": plan.title, **mark_json(found, desk=desk)}
    told["windows"] = [{"opens": opens.isoformat(), "closes": closes.isoformat()} for opens, closes in plan.windows]
    told["time_zone"] = plan.time_zone
    told["leaving"] = [
        {
            "point": each.point,
            **{name: int(getattr(each.people, name)) for name in ("low", "best", "high")},
            "source": each.source,
            "date": each.date.isoformat() if each.date else None,
        }
        for each in plan.leaving
    ]
    if desk:
        told["consent"] = [
            {"stretch": one.stretch, "body": one.body, "state": one.state, "reason": one.reason}
            for one in found.standings
        ]
    told["timetable"] = convoys.timetable_json(found.timetable) if found.timetable else None
    told["roads"] = _roads(on, desk=desk) if on else None
    source = found.provenance
    return told | {
        "places": "exact" if desk else f"rounded to {routes.COARSE:g} degrees",
        "method": source.method,
        "inputs": [dict(zip(("input", "hash"), entry, strict=True)) for entry in source.inputs],
        "version": source.version,
        "by": source.by,
        "caution": source.caution,
    }


def _gate(gate: Gate, *, desk: bool) -> dict[str, Any]:
    told: dict[str, Any] = {"gate": gate.name, "asks": gate.title, "state": gate.state}
    return told | ({"reasons": list(gate.reasons)} if desk else {})


def _roads(on: OnRoads, *, desk: bool) -> dict[str, Any]:
    roads = on.inputs.roads
    weighed = danger.danger_json(on.inputs.danger)
    if not desk:
        weighed.pop("drawn")
    return {
        "route": [
            {
                "from": leg.start,
                "to": leg.end,
                "seconds": leg.seconds,
                "exposure": leg.exposure,
                "metres": round(leg.metres),
            }
            | ({"edges": leg.edges.tolist()} if desk else {})
            for leg in on.course.legs
        ],
        "losses": [{"seconds": loss.seconds, "cut": loss.seconds is None} for loss in on.losses],
        "others": routes.routes_json(roads, on.found, exact=desk),
        "everyone": [_flow(each, desk=desk) for each in on.everyone],
        "danger": weighed,
    }


def _flow(found: flow.Quickest, *, desk: bool) -> dict[str, Any]:
    told = flow.flow_json(found)
    if not desk:
        for key in ("holds", "routes"):
            told.pop(key)
    return told
