"""Routes for programs; exact places only where they are asked for."""

from __future__ import annotations

from typing import Any

import numpy as np

from goodoffices.corridors.roads import Roads
from goodoffices.corridors.routes.result import Route, Routes
from goodoffices.corridors.routes.wording import COARSE, places, way

__all__ = ["routes_json"]


def routes_json(roads: Roads, found: Routes, *, exact: bool = False) -> dict[str, Any]:
    """Everything of the answer. Without `exact`, places are rounded to a twentieth of a degree, and streets, edges and
    nodes are not named."""
    backup = found.backup
    return {
        "places": "exact" if exact else f"rounded to {COARSE:g} degrees",
        "efficient": {"seconds": found.seconds.tolist(), "exposure": found.exposure.tolist()},
        "routes": [_route(roads, one, exact=exact) for one in found.chosen],
        "alternatives": [_route(roads, one, exact=exact) | {"shared": round(one.shared, 3)} for one in found.others],
        "losses": [
            _stretch(roads, loss.edges, exact=exact) | {"seconds": loss.seconds, "cut": loss.seconds is None}
            for loss in found.losses
        ],
        "backup": {
            "survives_any_one_loss": backup.survives,
            "unavoidable": [_stretch(roads, edges, exact=exact) for edges in backup.unavoidable],
            "pair": [_route(roads, one, exact=exact) for one in (backup.first, backup.second)],
        },
    }


def _route(roads: Roads, route: Route, *, exact: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "names": list(route.names),
        "seconds": route.seconds,
        "exposure": route.exposure,
        "metres": round(route.metres),
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
        "metres": round(float(roads.length[some].sum())),
        "place": list(places(roads, roads.tails[some[:1]], exact=exact)[0]),
    }
    return told | ({"edges": list(edges), "streets": [roads.street_of(edge) for edge in edges]} if exact else {})
