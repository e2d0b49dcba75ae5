"""A flat map for pictures: plain shapes, so that nothing is fetched and no ring can turn inside out.

Longitudes are shortened by the cosine of the middle latitude, which keeps shapes true near that latitude.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from goodoffices.evidence.events.world import outlines

__all__ = ["FlatMap", "shapes_of_cells"]

_WIDTH: Final = 560
_TALLEST: Final = 640
_MARGIN: Final = 0.06
_DETAIL: Final = 700
Window = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""


@dataclass(frozen=True)
class FlatMap:
    """What is drawn, in degrees, and how many pixels it may be wide and high."""

    window: Window
    widest: int = _WIDTH
    tallest: int = _TALLEST

    @classmethod
    def around(cls, bounds: Sequence[Window], widest: int = _WIDTH, tallest: int = _TALLEST) -> FlatMap:
        """A map of all that, with a margin; of the world where there is nothing."""
        if not bounds:
            return cls((-180.0, -60.0, 180.0, 85.0), widest, tallest)
        west, south = min(b[0] for b in bounds), min(b[1] for b in bounds)
        east, north = max(b[2] for b in bounds), max(b[3] for b in bounds)
        margin = max(0.2, _MARGIN * max(east - west, north - south))
        west, south = max(west - margin, -180.0), max(south - margin, -89.0)
        return cls((west, south, min(east + margin, 180.0), min(north + margin, 89.0)), widest, tallest)

    @property
    def squeeze(self) -> float:
        """By what longitudes are shortened."""
        return math.cos(math.radians((self.window[1] + self.window[3]) / 2))

    @property
    def detail(self) -> float:
        """Degrees below which nothing is told apart."""
        return (self.window[2] - self.window[0]) / _DETAIL

    @property
    def frame(self) -> dict[str, Any]:
        """Width, height and projection, as Vega-Lite writes them."""
        import shapely  # noqa: PLC0415  # only maps need shapes

        west, south, east, north = self.window
        high = (north - south) / ((east - west) * self.squeeze)
        width = round(self.widest if high * self.widest <= self.tallest else self.tallest / high)
        box = self.feature(shapely.box(*self.window), {})
        projection = {"type": "identity", "reflectY": True, "fit": [box]}
        return {"width": width, "height": max(120, round(width * high)), "projection": projection}

    def feature(self, shape: Any, properties: dict[str, Any]) -> dict[str, Any]:
        """A shape as GeoJSON, its longitudes shortened."""
        parts = [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "Polygon"]
        rings = [[self._ring(ring.coords) for ring in (part.exterior, *part.interiors)] for part in parts]
        return {
            "type": "Feature",
            "properties": properties,
            "geometry": {"type": "MultiPolygon", "coordinates": rings},
        }

    def _ring(self, points: Iterable[tuple[float, ...]]) -> list[list[float]]:
        return [[round(point[0] * self.squeeze, 4), round(point[1], 4)] for point in points]

    def land(self) -> list[dict[str, Any]]:
        """The countries in it."""
        return [self.feature(shape, {"name": name}) for name, shape in outlines(self.window)]


def shapes_of_cells(cells: Iterable[str]) -> list[tuple[str, Any]]:
    """H3 cells with their outlines."""
    import h3  # noqa: PLC0415  # only cells need it
    import shapely  # noqa: PLC0415

    rings = {cell: [(east, north) for north, east in h3.cell_to_boundary(cell)] for cell in cells}
    return [(cell, shapely.Polygon(ring)) for cell, ring in rings.items()]
