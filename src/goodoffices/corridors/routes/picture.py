"""The efficient routes as a picture: what each minute more buys."""

from __future__ import annotations

from typing import Final

import numpy as np

from goodoffices.corridors.routes.looks import COLOURS, LEGEND, SHAPES, by_route
from goodoffices.corridors.routes.result import Routes
from goodoffices.corridors.routes.wording import spoken_exposure, spoken_time
from goodoffices.values import Picture, palette, plural, specification

__all__ = ["front_picture"]

_DRAWN: Final = 400
"""Efficient routes that are drawn at most; the corners between them cannot be seen."""


def front_picture(found: Routes) -> Picture:
    """Minutes across, exposure up; a step line of all efficient routes, the named ones as points."""
    which = np.unique(np.linspace(0, len(found.seconds) - 1, _DRAWN).astype(int))
    every = [{"minutes": float(found.seconds[i] / 60), "exposure": float(found.exposure[i])} for i in which]
    named = [
        {"minutes": one.seconds / 60, "exposure": one.exposure, "name": ", ".join(one.names)} for one in found.chosen
    ]
    names = [", ".join(one.names) for one in found.chosen]
    across = {
        "field": "minutes",
        "type": "quantitative",
        "scale": {"zero": False, "padding": 14},
        "title": "Minutes at free speed, checkpoints included",
    }
    up = {"field": "exposure", "type": "quantitative", "scale": {"padding": 14}, "title": "Exposure, event-metres"}
    line = {"type": "line", "interpolate": "step-after", "color": palette.GREY}
    look = {
        "color": by_route(names, COLOURS, "name") | {"legend": LEGEND},
        "shape": by_route(names, SHAPES, "name") | {"legend": LEGEND},
    }
    chart = {
        "width": 420,
        "height": 240,
        "layer": [
            {"data": {"values": every}, "mark": line},
            {
                "data": {"values": named},
                "mark": {"type": "point", "filled": True, "opacity": 1, "size": 90},
                "encoding": look,
            },
        ],
        "encoding": {"x": across, "y": up},
    }
    told = "; ".join(
        f"{', '.join(one.names)}: {spoken_time(one.seconds)}, exposure {spoken_exposure(one.exposure)}"
        for one in found.chosen
    )
    alt = f"Time against exposure of {plural(len(found.seconds), 'efficient route')}. {told}."
    caption = "Efficient routes: what more time buys. Exposure is relative, and no probability of harm."
    return Picture("routes-front", caption, alt, specification(chart))
