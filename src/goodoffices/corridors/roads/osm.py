"""Roads from an OpenStreetMap extract, in two passes by osmium: ways, then the places of their nodes alone.

Memory holds the numbers of the roads' nodes, not the file. Ways are cut into edges where they meet.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from goodoffices.corridors.roads.classes import OTHER, RoadClass
from goodoffices.corridors.roads.model import Floats, Ints, Shapes
from goodoffices.corridors.roads.raw import Places, RawEdges, Words, words
from goodoffices.errors import CorridorError, FileError, Where

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["read_osm"]

_CLOSED: Final = {"no", "private"}
_ONE_WAY: Final = {"yes": 1, "true": 1, "1": 1, "-1": -1, "reverse": -1, "no": 0, "false": 0, "0": 0}
_ALWAYS_ONE_WAY: Final = {"motorway", "motorway_link"}
_LIMIT: Final = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*(mph)?\s*$")
_MILE: Final = 1.609344
_STEP: Final = 200_000
"""Ways, or nodes, after which progress is told."""


@dataclass
class _Ways:
    """What is kept of each way, and the nodes of all one after the other."""

    nodes: array[int] = field(default_factory=lambda: array("q"))
    sizes: list[int] = field(default_factory=list)
    highway: list[str] = field(default_factory=list)
    street: list[str] = field(default_factory=list)
    direction: list[int] = field(default_factory=list)
    bridge: list[bool] = field(default_factory=list)
    fastest: list[float] = field(default_factory=list)
    closed: int = 0


def read_osm(file: Path, table: Mapping[str, RoadClass], advance: Callable[[str], None] = lambda _: None) -> RawEdges:
    """The roads of the classes that the table names. Raises FileError, and CorridorError when there are none."""
    import osmium  # noqa: PLC0415 - only this format needs it

    where = Where(str(file))
    try:
        ways = _ways(osmium, file, table, advance)
        if not ways.sizes:
            raise CorridorError.of("the extract holds no roads of the classes that the table names", where)
        places = _places(osmium, file, np.unique(np.frombuffer(ways.nodes, dtype=np.int64)), advance)
    except (RuntimeError, OSError) as error:
        raise FileError.of(f"the extract cannot be read: {error}", where) from error
    return _cut(ways, places, where)


def _ways(osmium: Any, file: Path, table: Mapping[str, RoadClass], advance: Callable[[str], None]) -> _Ways:
    found = _Ways()
    stream = osmium.FileProcessor(str(file), osmium.osm.WAY).with_filter(osmium.filter.KeyFilter("highway"))
    for way in stream:
        tags = way.tags
        kind = tags.get("highway")
        if kind not in table or kind == OTHER or len(way.nodes) < 2:  # noqa: PLR2004 - a line has two ends
            continue
        if tags.get("motor_vehicle", tags.get("vehicle", tags.get("access", "yes"))) in _CLOSED:
            found.closed += 1
            continue
        found.nodes.extend(node.ref for node in way.nodes)
        found.sizes.append(len(way.nodes))
        found.highway.append(kind)
        found.street.append(tags.get("name", ""))
        found.direction.append(_direction(tags, kind))
        found.bridge.append(tags.get("bridge", "no") != "no")
        found.fastest.append(_speed(tags.get("maxspeed", "")))
        if len(found.sizes) % _STEP == 0:
            advance(f"Reading ways: {len(found.sizes):,}")
    return found


def _direction(tags: Any, kind: str) -> int:
    """1 along the way's nodes, -1 against them, 0 both."""
    told = tags.get("oneway", "")
    if told in _ONE_WAY:
        return _ONE_WAY[told]
    return int(kind in _ALWAYS_ONE_WAY or tags.get("junction", "") in {"roundabout", "circular"})


def _speed(told: str) -> float:
    found = _LIMIT.match(told)
    if not found or not float(found[1]):
        return float("nan")
    return float(found[1]) * (_MILE if found[2] else 1.0)


def _places(osmium: Any, file: Path, ids: Ints, advance: Callable[[str], None]) -> Places:
    """Where the nodes lie; NaN where the extract does not hold one."""
    latitude, longitude = np.full(len(ids), np.nan), np.full(len(ids), np.nan)
    stream = osmium.FileProcessor(str(file), osmium.osm.NODE).with_filter(osmium.filter.IdFilter(ids.tolist()))
    numbers, lats, lons = array("q"), array("d"), array("d")
    for node in stream:
        numbers.append(node.id)
        lats.append(node.lat)
        lons.append(node.lon)
        if len(numbers) % _STEP == 0:
            advance(f"Reading places: {len(numbers):,} of {len(ids):,}")
    place = np.searchsorted(ids, np.frombuffer(numbers, dtype=np.int64))
    latitude[place], longitude[place] = np.frombuffer(lats), np.frombuffer(lons)
    return Places(ids, latitude, longitude)


def _cut(ways: _Ways, places: Places, where: Where) -> RawEdges:
    """Edges from crossing to crossing; where a node is not in the extract the road ends."""
    nodes = np.frombuffer(ways.nodes, dtype=np.int64)
    spot = np.searchsorted(places.ids, nodes)
    way = np.repeat(np.arange(len(ways.sizes)), ways.sizes)
    known = ~np.isnan(places.latitude[spot])
    begins, ends = _runs(way, known)
    crossing = np.bincount(spot, minlength=len(places.ids))[spot] > 1
    cut = known & (crossing | begins | ends)
    at = np.flatnonzero(cut)
    follows = ~begins[at[1:]]  # from a cut to the next of the same run
    tails, heads = at[:-1][follows], at[1:][follows]
    if not len(tails):
        raise CorridorError.of("of no road of the extract are two neighbouring nodes in it", where)
    sizes = heads - tails + 1
    first = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    points = spot[np.arange(first[-1]) + np.repeat(tails - first[:-1], sizes)]
    shapes = Shapes(first, places.latitude[points], places.longitude[points])
    return _edges(ways, way[tails], (nodes[tails], nodes[heads]), shapes, places, int((~known).sum()))


def _runs(way: Ints, known: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which nodes begin and which end a run of known nodes of one way."""
    same = (way[1:] == way[:-1]) & known[1:] & known[:-1]
    begins = known & np.concatenate([[True], ~same])
    ends = known & np.concatenate([~same, [True]])
    return begins, ends


def _edges(ways: _Ways, way: Ints, ends: tuple[Ints, Ints], shapes: Shapes, places: Places, missing: int) -> RawEdges:
    from goodoffices.corridors.roads.shapes import turned  # noqa: PLC0415 - beside osmium

    direction = np.array(ways.direction, dtype=np.int8)[way]
    back = direction < 0
    highway, street = words(ways.highway), words(ways.street)
    fastest: Floats = np.array(ways.fastest)[way]
    notes = []
    if ways.closed:
        notes.append(f"Ways left out because they are closed to vehicles: {ways.closed:,}.")
    if missing:
        notes.append(f"Points of roads that are not in the extract, where the roads end: {missing:,}.")
    known = ~np.isnan(places.latitude)
    return RawEdges(
        tail_ids=np.where(back, ends[1], ends[0]),
        head_ids=np.where(back, ends[0], ends[1]),
        length=np.full(len(way), np.nan),
        one_way=direction != 0,
        highway=Words(highway.codes[way], highway.names),
        bridge=np.array(ways.bridge)[way],
        street=Words(street.codes[way], street.names),
        fastest=fastest,
        shapes=turned(shapes, back),
        places=Places(places.ids[known], places.latitude[known], places.longitude[known]),
        notes=tuple(notes),
    )
