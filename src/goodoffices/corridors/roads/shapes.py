"""The shapes of a table's edges in degrees, turned so that each begins at its tail; and where the nodes lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from goodoffices.corridors.roads.geometry import metres_between
from goodoffices.corridors.roads.model import Ints, Shapes
from goodoffices.corridors.roads.raw import Places
from goodoffices.errors import CorridorError, Problem, Where

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["drawn", "placed", "turned"]

_CORNERS: Final = ("u_lat", "u_lon", "v_lat", "v_lon")
_APART: Final = 50.0
"""Metres that the end of a shape may lie from its node."""
_MOST: Final = 20
_GRAIN: Final = 1e-7
"""Degrees (about a centimetre) within which two ends are one place."""


def drawn(file: str, columns: dict[str, list[Any]], system: str) -> Shapes:
    """The shapes in degrees (WGS 84). Raises CorridorError when there are none or one is no line on earth."""
    if "geometry" in columns:
        return _checked(file, _degrees(_lines(file, columns["geometry"]), system, file))
    if set(_CORNERS) <= set(columns):
        try:
            ends = np.array([columns[name] for name in _CORNERS], dtype=np.float64)
        except (TypeError, ValueError):
            remedy = "Degrees, with a point for decimals."
            raise CorridorError.of(f"{', '.join(_CORNERS)} are not all numbers", Where(file), remedy) from None
        first = np.arange(0, 2 * ends.shape[1] + 1, 2)
        return _checked(file, Shapes(first, ends[[0, 2]].T.ravel(), ends[[1, 3]].T.ravel()))
    told = f"a column 'geometry', or {', '.join(_CORNERS)}"
    raise CorridorError.of("it is not said where the roads lie", Where(file), f"The table needs {told}.")


def _lines(file: str, cells: list[Any]) -> Shapes:
    """The points of the lines, x as longitude; nothing is reckoned yet."""
    import shapely  # noqa: PLC0415 - only tables hold shapes

    read = shapely.from_wkt if any(isinstance(cell, str) for cell in cells) else shapely.from_wkb
    found = read(np.array(cells, dtype=object), on_invalid="ignore")
    wrong = np.flatnonzero(shapely.get_type_id(found) != shapely.GeometryType.LINESTRING)
    if len(wrong):
        where = [Where(file, key=f"row {row + 1}, geometry") for row in wrong[:_MOST]]
        raise CorridorError(*(Problem("the geometry is no line", place, "LINESTRING, from u to v.") for place in where))
    points = shapely.get_coordinates(found)
    first = np.concatenate([[0], np.cumsum(shapely.get_num_points(found))]).astype(np.int64)
    return Shapes(first, np.ascontiguousarray(points[:, 1]), np.ascontiguousarray(points[:, 0]))


def _degrees(shapes: Shapes, system: str, file: str) -> Shapes:
    if not system:
        return shapes
    import pyproj  # noqa: PLC0415 - most files are in degrees
    from pyproj.network import set_network_enabled  # type: ignore[attr-defined]  # noqa: PLC0415

    set_network_enabled(active=False)  # grids are never fetched: that would tell the place
    try:
        told = pyproj.CRS.from_user_input(system)
    except pyproj.exceptions.CRSError as error:
        raise CorridorError.of(f"the reference system is not known: {error}", Where(file)) from error
    if told.is_geographic:
        return shapes
    across = pyproj.Transformer.from_crs(told, 4326, always_xy=True)
    longitude, latitude = across.transform(shapes.longitude, shapes.latitude)
    return Shapes(shapes.first, latitude, longitude)


def _checked(file: str, shapes: Shapes) -> Shapes:
    off = ~((np.abs(shapes.latitude) <= 90) & (np.abs(shapes.longitude) <= 180))  # noqa: PLR2004 - degrees; NaN is off
    if off.any():
        row = int(np.searchsorted(shapes.first, np.argmax(off), side="right"))
        raise CorridorError.of(
            f"row {row} leads to no place on earth ({off.sum()} points like it)",
            Where(file, key=f"row {row}, geometry"),
            "Degrees, longitude first in a geometry; or a file that tells its reference system.",
        )
    return shapes


def turned(shapes: Shapes, back: NDArray[np.bool_]) -> Shapes:
    """The same shapes, those of `back` (edges,) from their last point to their first."""
    sizes = np.diff(shapes.first)
    step = np.arange(len(shapes.latitude)) - np.repeat(shapes.first[:-1], sizes)
    swap = np.repeat(shapes.first[1:] - 1, sizes) - step
    points = np.where(np.repeat(back, sizes), swap, np.arange(len(step)))
    return Shapes(shapes.first, shapes.latitude[points], shapes.longitude[points])


def placed(file: str, shapes: Shapes, tails: Ints, heads: Ints) -> tuple[Shapes, Places]:
    """The shapes turned to begin at their tails, and where the nodes lie.

    A table in which roads are driven both ways may draw them from either end. A node lies where all its edges meet; the
    place that two parallel edges leave open is told by their neighbours.
    Raises CorridorError when shapes do not end at their nodes.
    """
    ids, codes = np.unique(np.concatenate([tails, heads]), return_inverse=True)
    tail, head = codes[: len(tails)], codes[len(tails) :]
    ends = np.concatenate([shapes.first[:-1], shapes.first[1:] - 1])
    grain = np.round(np.stack([shapes.latitude[ends], shapes.longitude[ends]], axis=1) / _GRAIN).astype(np.int64)
    _, where, spot = np.unique(grain, axis=0, return_index=True, return_inverse=True)
    begin, end = spot[: len(tails)], spot[len(tails) :]
    home = _homes(tail, head, begin, end, len(ids))
    back = (home[tail] == end) & (home[head] == begin) & (begin != end)
    home = np.where(home < 0, _as_given(tail, head, begin, end, len(ids)), home)
    latitude, longitude = shapes.latitude[ends[where[home]]], shapes.longitude[ends[where[home]]]
    shapes = turned(shapes, back)
    _check_ends(file, shapes, (tail, head), latitude, longitude)
    return shapes, Places(ids, latitude, longitude)


def _homes(tail: Ints, head: Ints, begin: Ints, end: Ints, nodes: int) -> Ints:
    """(nodes,) the spot at which most edges of a node end, -1 where two have as many and no neighbour tells."""
    spots = int(max(begin.max(), end.max())) + 1
    near = np.unique(np.stack([np.minimum(begin, end), np.maximum(begin, end), tail, head], axis=1), axis=0)
    pairs = np.concatenate([near[:, [2, 0]], near[:, [2, 1]], near[:, [3, 0]], near[:, [3, 1]]])
    key, count = np.unique(pairs[:, 0] * spots + pairs[:, 1], return_counts=True)
    node = key // spots
    most = np.zeros(nodes, dtype=np.int64)
    np.maximum.at(most, node, count)
    best = count == most[node]
    clear = best & (np.bincount(node[best], minlength=nodes)[node] == 1)
    home = np.full(nodes, -1, dtype=np.int64)
    home[node[clear]] = key[clear] % spots
    while True:  # an edge with one end known tells the other
        before = int((home < 0).sum())
        for one, two in ((tail, head), (head, tail)):
            open_ = (home[one] < 0) & (home[two] >= 0)
            other = np.where(home[two] == begin, end, np.where(home[two] == end, begin, -1))
            home[one[open_]] = other[open_]
        if int((home < 0).sum()) == before:
            return home


def _as_given(tail: Ints, head: Ints, begin: Ints, end: Ints, nodes: int) -> Ints:
    """(nodes,) the spot that the order of the shape's own points gives a node."""
    home = np.zeros(nodes, dtype=np.int64)
    home[head] = end
    home[tail] = begin
    return home


def _check_ends(file: str, shapes: Shapes, nodes: tuple[Ints, Ints], latitude: Any, longitude: Any) -> None:
    off = np.zeros(len(nodes[0]), dtype=bool)
    for node, point in zip(nodes, (shapes.first[:-1], shapes.first[1:] - 1), strict=True):
        apart = metres_between(shapes.latitude[point], shapes.longitude[point], latitude[node], longitude[node])
        off |= apart > _APART
    if off.any():
        rows = np.flatnonzero(off)
        raise CorridorError(
            *(
                Problem("the geometry does not lead from u to v", Where(file, key=f"row {row + 1}, geometry"))
                for row in rows[:_MOST]
            )
        )
