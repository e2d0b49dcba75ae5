"""From the edges of a file to one connected network: nodes numbered, doubles merged, the larger component kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from goodoffices.corridors.roads.classes import OTHER, RoadClass
from goodoffices.corridors.roads.geometry import lengths_of, metres_between
from goodoffices.corridors.roads.model import Floats, Ints, Origin, Roads, Shapes
from goodoffices.corridors.roads.raw import RawEdges, Words
from goodoffices.errors import CorridorError, Where
from goodoffices.values import plural

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["build"]

_SHORTEST = 0.1
"""Metres: the length of an edge whose ends lie in one place."""


def build(raw: RawEdges, table: Mapping[str, RoadClass], origin: Origin) -> tuple[Roads, Shapes]:
    """The larger component of the network: the most nodes of which each can be reached from each.

    Raises CorridorError when no edge is left.
    """
    kept, notes = _single(raw)
    ids = np.unique(np.concatenate([raw.tail_ids[kept], raw.head_ids[kept]]))
    tails, heads = np.searchsorted(ids, raw.tail_ids[kept]), np.searchsorted(ids, raw.head_ids[kept])
    one_way = raw.one_way[kept]
    inside = _larger_component(tails, heads, one_way, len(ids))
    held = np.flatnonzero(inside[tails] & inside[heads])
    if not len(held):
        raise CorridorError.of(
            "no two nodes of these roads can be reached from each other", Where(origin.file), "Are directions right?"
        )
    number = np.cumsum(inside) - 1
    rows = kept[held]
    shapes = _shapes(raw.shapes, rows)
    place = np.searchsorted(raw.places.ids, ids[inside])
    latitude, longitude = raw.places.latitude[place], raw.places.longitude[place]
    at, to = number[tails[held]].astype(np.int32), number[heads[held]].astype(np.int32)
    length = _lengths(raw, rows, shapes, (latitude, longitude), (at, to))
    codes, classes, unnamed = _classes(raw.highway, rows, table)
    speed = np.array([table[name].speed for name in classes])[codes]
    speed = np.fmin(speed, raw.fastest[rows])
    capacity = np.array([table[name].capacity for name in classes])[codes]
    street, streets = _used(Words(raw.street.codes[rows], raw.street.names))
    told = replace(
        origin,
        nodes_left_out=int(len(ids) - inside.sum()),
        edges_left_out=int(len(kept) - len(held)),
        notes=(*origin.notes, *raw.notes, *notes, *unnamed),
    )
    roads = Roads(
        latitude=latitude,
        longitude=longitude,
        node_ids=ids[inside],
        tails=at,
        heads=to,
        one_way=one_way[held],
        length=length,
        seconds=length / (speed / 3.6),
        capacity=capacity,
        road_class=codes,
        classes=classes,
        bridge=raw.bridge[rows],
        street=street,
        streets=streets,
        origin=told,
    )
    return roads, shapes


def _single(raw: RawEdges) -> tuple[Ints, tuple[str, ...]]:
    """Rows that are kept: no loops, and a road that is driven both ways once, though the table has it once a way."""
    loops = raw.tail_ids == raw.head_ids
    measured = np.where(np.isnan(raw.length), lengths_of_shapes(raw.shapes), raw.length)
    key = np.rec.fromarrays(
        [
            np.where(raw.one_way, raw.tail_ids, np.minimum(raw.tail_ids, raw.head_ids)),
            np.where(raw.one_way, raw.head_ids, np.maximum(raw.tail_ids, raw.head_ids)),
            raw.one_way,
            np.round(measured, 1),
            raw.highway.codes,
        ]
    )
    first = np.zeros(len(loops), dtype=bool)
    first[np.unique(key, return_index=True)[1]] = True
    kept = np.flatnonzero(first & ~loops)
    notes = []
    if doubled := int((~first & ~loops).sum()):
        notes.append(f"Rows merged with another that tells of the same edge, or of its other direction: {doubled:,}.")
    if around := int(loops.sum()):
        notes.append(f"Edges left out because they lead back to their own beginning: {around:,}.")
    return kept, tuple(notes)


def lengths_of_shapes(shapes: Shapes) -> Floats:
    """Metres along each shape; NaN where an edge has none."""
    bare = np.diff(shapes.first) == 0
    if bare.all():
        return np.full(len(bare), np.nan)
    return np.where(bare, np.nan, lengths_of(shapes.first, shapes.latitude, shapes.longitude))


def _larger_component(tails: Ints, heads: Ints, one_way: NDArray[np.bool_], nodes: int) -> NDArray[np.bool_]:
    """(nodes,) whether a node is in the largest strongly connected component; of equals, the first."""
    from scipy.sparse import coo_array  # noqa: PLC0415 - an import of a file takes it, a reopening does without
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    back = ~one_way
    rows, columns = np.concatenate([tails, heads[back]]), np.concatenate([heads, tails[back]])
    graph = coo_array((np.ones(len(rows), dtype=np.int8), (rows, columns)), shape=(nodes, nodes)).tocsr()
    parts, part = connected_components(graph, directed=True, connection="strong")
    first = np.full(parts, nodes)
    np.minimum.at(first, part, np.arange(nodes))
    size = np.bincount(part, minlength=parts)
    largest = min(np.flatnonzero(size == size.max()), key=lambda one: int(first[one]))
    return np.asarray(part == largest)


def _shapes(shapes: Shapes, rows: Ints) -> Shapes:
    """The shapes of some edges."""
    sizes = np.diff(shapes.first)[rows]
    first = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    points = np.arange(first[-1]) + np.repeat(shapes.first[rows] - first[:-1], sizes)
    return Shapes(first, shapes.latitude[points], shapes.longitude[points])


def _lengths(
    raw: RawEdges, rows: Ints, shapes: Shapes, at: tuple[Floats, Floats], ends: tuple[NDArray[np.int32], ...]
) -> Floats:
    """Metres: as the file says, else along the shape, else in a straight line."""
    latitude, longitude = at
    tails, heads = ends
    length = np.where(np.isnan(raw.length[rows]), lengths_of_shapes(shapes), raw.length[rows])
    straight = metres_between(latitude[tails], longitude[tails], latitude[heads], longitude[heads])
    return np.maximum(np.where(np.isnan(length), straight, length), _SHORTEST)


def _classes(
    highway: Words, rows: Ints, table: Mapping[str, RoadClass]
) -> tuple[NDArray[np.int16], tuple[str, ...], tuple[str, ...]]:
    """Codes, the classes that occur, and a sentence on those that the table does not name."""
    names = [name if name in table else OTHER for name in highway.names] + [OTHER]  # the last is for -1
    classes = tuple(sorted({names[code] for code in np.unique(highway.codes[rows])}))
    place = np.array([classes.index(name) if name in classes else -1 for name in names], dtype=np.int16)
    strange = sorted(name for name in highway.names if name not in table)
    without = int((highway.codes[rows] < 0).sum())
    notes = []
    if strange:
        shown = ", ".join(strange[:5]) + (", …" if len(strange) > 5 else "")  # noqa: PLR2004 - a few
        notes.append(f"Classes that the table of speeds does not name ({shown}) are taken as '{OTHER}'.")
    if without:
        are = "is" if without == 1 else "are"
        notes.append(f"{plural(without, 'edge has', 'edges have')} no class and {are} taken as '{OTHER}'.")
    return place[highway.codes[rows]], classes, tuple(notes)


def _used(column: Words) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """The column with only the names that occur in it."""
    used = np.unique(column.codes[column.codes >= 0])
    place = np.full(len(column.names) + 1, -1, dtype=np.int32)
    place[used] = np.arange(len(used))
    return place[column.codes], tuple(column.names[one] for one in used)
