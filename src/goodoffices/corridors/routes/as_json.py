"""Routes for programs; exact places only where they are asked for."""

from __future__ import annotations

from typing import Any

import numpy as np

from goodoffices.corridors.roads import Roads
from goodoffices.corridors.routes.result import Loss, Route, Routes
from goodoffices.corridors.routes.wording import COARSE, places, rough, rough_exposure, way

__all__ = ["KILOMETRE", "MINUTE", "loss_json", "routes_json"]

KILOMETRE, MINUTE = 1000, 60
"""Metres and seconds to which lengths and times are rounded where places are coarse."""


def routes_json(roads: Roads, found: Routes, *, exact: bool = False) -> dict[str, Any]:
    """Everything of the answer. Without `exact`, places are rounded to a twentieth of a degree, lengths to kilometres,
    times to minutes and exposures to two digits, and streets, edges and nodes are not named."""
    backup = found.backup
    return {
        "places": "exact" if exact else f"rounded to {COARSE:g} degrees",
        "efficient": {
            "seconds": [rough(one, MINUTE, exact=exact) for one in found.seconds.tolist()],
            "exposure": [rough_exposure(one, exact=exact) for one in found.exposure.tolist()],
        },
        "routes": [_route(roads, one, exact=exact) for one in found.chosen],
        "alternatives": [_route(roads, one, exact=exact) | {"shared": round(one.shared, 3)} for one in found.others],
        "losses": [_stretch(roads, loss.edges, exact=exact) | loss_json(loss, exact=exact) for loss in found.losses],
        "backup": {
            "survives_any_one_loss": backup.survives,
            "unavoidable": [_stretch(roads, edges, exact=exact) for edges in backup.unavoidable],
            "pair": [_route(roads, one, exact=exact) for one in (backup.first, backup.second)],
        },
    }


def loss_json(loss: Loss, *, exact: bool) -> dict[str, Any]:
    """How much longer it takes without a stretch, and whether it cuts the way."""
    longer = None if loss.seconds is None else rough(loss.seconds, MINUTE, exact=exact)
    return {"seconds": longer, "cut": loss.seconds is None}


def _route(roads: Roads, route: Route, *, exact: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "names": list(route.names),
        "seconds": rough(route.seconds, MINUTE, exact=exact),
        "exposure": rough_exposure(route.exposure, exact=exact),
        "metres": round(rough(route.metres, KILOMETRE, exact=exact)),
        "course": [list(place) for place in places(roads, route.nodes, exact=exact)],
    }
    if exact:
        told["streets"] = [{"name": name, "metres": round(metres)} for name, metres in way(roads, route.edges)]
        told["edges"] = route.edges.tolist()
    return told


def _stretch(roads: Roads, edges: tuple[int, ...], *, exact: bool) -> dict[str, Any]:
    some = np.array(edges)
    told: dict[str, Any] = {
        "classes": sorted({roads.classes[code] for code in roads.road_class[some]}),
        "bridge": bool(roads.bridge[some].any()),
        "metres": round(rough(float(roads.length[some].sum()), KILOMETRE, exact=exact)),
        "place": list(places(roads, roads.tails[some[:1]], exact=exact)[0]),
    }
    return told | ({"edges": list(edges), "streets": [roads.street_of(edge) for edge in edges]} if exact else {})
