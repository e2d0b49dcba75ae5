"""How routes look: the same colour in every picture, and a dash or a shape beside it."""

from __future__ import annotations

from typing import Any, Final

from goodoffices.values import palette

__all__ = ["COLOURS", "DASHES", "LEGEND", "SHAPES", "by_route"]

COLOURS: Final = (palette.BLUE, palette.GREEN, palette.PURPLE, palette.BLACK)
DASHES: Final = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2])
SHAPES: Final = ("circle", "square", "triangle-up", "diamond")
LEGEND: Final = {"labelLimit": 360, "orient": "bottom", "direction": "vertical", "title": "Route"}


def by_route(names: list[str], looks: tuple[Any, ...], field: str) -> dict[str, Any]:
    """An encoding of the route's name: the first look for the first name, and so on."""
    looks_of = [looks[place % len(looks)] for place in range(len(names))]
    return {"field": field, "type": "nominal", "sort": None, "scale": {"domain": names, "range": looks_of}}
