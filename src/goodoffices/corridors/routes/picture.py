"""The efficient routes as a picture: what each minute more buys."""

from __future__ import annotations

import numpy as np

from goodoffices.corridors.routes.result import Routes
from goodoffices.corridors.routes.wording import spoken_exposure, spoken_time
from goodoffices.values import Picture, palette, specification

__all__ = ["front_picture"]

_DRAWN = 400
"""Efficient routes that are drawn at most; the corners between them cannot be seen."""


def front_picture(found: Routes) -> Picture:
    """Minutes across, exposure up; a step line of all efficient routes, the named ones as points."""
    which = np.unique(np.linspace(0, len(found.seconds) - 1, _DRAWN).astype(int))
    every = [{"minutes": float(found.seconds[i] / 60), "exposure": float(found.exposure[i])} for i in which]
    named = [
        {"minutes": one.seconds / 60, "exposure": one.exposure, "name": ", ".join(one.names)} for one in found.chosen
    ]
    across = {
        "field": "minutes",
        "type": "quantitative",
        "scale": {"zero": False, "padding": 12},
        "title": "Minutes at free speed, checkpoints included",
    }
    up = {"field": "exposure", "type": "quantitative", "title": "Exposure, event-metres"}
    place = {"x": across, "y": up}
    chart = {
        "width": 420,
        "height": 240,
        "layer": [
            {"data": {"values": every}, "mark": {"type": "line", "interpolate": "step-after", "color": palette.GREY}},
            {"data": {"values": named}, "mark": {"type": "point", "filled": True, "size": 70, "color": palette.BLUE}},
            {
                "data": {"values": named},
                "mark": {"type": "text", "align": "left", "dx": 8, "dy": -8, "color": palette.BLACK},
                "encoding": {"text": {"field": "name"}},
            },
        ],
        "encoding": place,
    }
    told = "; ".join(
        f"{', '.join(one.names)}: {spoken_time(one.seconds)}, exposure {spoken_exposure(one.exposure)}"
        for one in found.chosen
    )
    caption = "Efficient routes: what more time buys. Exposure is relative, and no probability of harm."
    return Picture("routes-front", caption, f"Time against exposure of {len(found.seconds)} routes. {told}.", specification(chart))
