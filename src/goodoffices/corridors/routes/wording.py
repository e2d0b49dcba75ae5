"""How a time, an exposure and a way are said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from goodoffices.corridors.roads import COARSE, Roads, coarse, places, spoken_km, spoken_stretch

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "COARSE",
    "coarse",
    "places",
    "rough",
    "rough_exposure",
    "spoken_exposure",
    "spoken_km",
    "spoken_stretch",
    "spoken_time",
    "way",
]


def rough(figure: float, grain: int, *, exact: bool) -> float:
    """A figure for programs; where places are coarse, rounded to a grain: exact metres or seconds tell which roads."""
    return figure if exact else round(figure / grain) * grain


def rough_exposure(exposure: float, *, exact: bool) -> float:
    """An exposure for programs; where places are coarse, two significant digits of it."""
    return exposure if exact else float(f"{exposure:.2g}")


def spoken_time(seconds: float) -> str:
    """`4 min`, `1 h 05 min`; below a minute `40 s`."""
    minutes = round(seconds / 60)
    if seconds < 59.5:  # noqa: PLR2004 - it would round to a minute
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d} min"  # noqa: PLR2004


def spoken_exposure(exposure: float) -> str:
    """Two significant digits: `0`, `45`, `1,300`."""
    if exposure <= 0:
        return "0"
    digits = 1 - int(np.floor(np.log10(exposure)))
    return f"{round(exposure, digits):,.{max(digits, 0)}f}"


def way(roads: Roads, edges: NDArray[np.int32]) -> list[tuple[str, float]]:
    """The streets of a route in their order, each with its metres; a stretch without a name is called by its class."""
    told: list[tuple[str, float]] = []
    for edge in edges.tolist():
        name = roads.street_of(edge) or f"({roads.classes[roads.road_class[edge]].replace('_', ' ')})"
        metres = float(roads.length[edge])
        if told and told[-1][0] == name:
            told[-1] = (name, told[-1][1] + metres)
        else:
            told.append((name, metres))
    return told
