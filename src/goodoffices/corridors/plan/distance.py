"""How far a place lies from a route, as the crow flies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from goodoffices.corridors.roads import RADIUS, Roads, Shapes

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["line_of", "metres_from"]


def line_of(roads: Roads, shapes: Shapes, edges: NDArray[np.int32]) -> NDArray[np.float64]:
    """(pieces, 4) latitude and longitude of both ends of every straight piece of some edges."""
    pieces = []
    for edge in sorted(set(edges.tolist())):
        some = slice(int(shapes.first[edge]), int(shapes.first[edge + 1]))
        latitude, longitude = shapes.latitude[some], shapes.longitude[some]
        if len(latitude) < 2:  # noqa: PLR2004 - an edge without a shape is straight
            ends = [roads.tails[edge], roads.heads[edge]]
            latitude, longitude = roads.latitude[ends], roads.longitude[ends]
        pieces.append(np.stack([latitude[:-1], longitude[:-1], latitude[1:], longitude[1:]], axis=1))
    return np.concatenate(pieces)


def metres_from(line: NDArray[np.float64], latitude: float, longitude: float) -> float:
    """Metres from a place to the nearest point of a line, on a plane that touches the earth at the place: right to a
    few per mille within the tens of kilometres for which it is asked."""
    flat = np.cos(np.radians(latitude))
    y, x = np.radians(line[:, [0, 2]] - latitude) * RADIUS, np.radians(line[:, [1, 3]] - longitude) * RADIUS * flat
    dx, dy = x[:, 1] - x[:, 0], y[:, 1] - y[:, 0]
    square = np.maximum(dx * dx + dy * dy, 1e-12)
    part = np.clip(-(x[:, 0] * dx + y[:, 0] * dy) / square, 0, 1)
    return float(np.hypot(x[:, 0] + part * dx, y[:, 0] + part * dy).min())
