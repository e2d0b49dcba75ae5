"""Where events lie, only as finely as their source knows it: by its own names, by polygons, or by H3 cells.

Polygons are joined by place and not by name, which sources and offices spell differently. An event whose place is known
less finely than the places asked for belongs to none of them (None), and is told so; one known only by its country is
never put anywhere.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from goodoffices.errors import EvidenceError, Where
from goodoffices.evidence.events.in_memory import FileInMemory, file_of
from goodoffices.values import read_bytes, utf8

if TYPE_CHECKING:
    import ibis

__all__ = [
    "CELLS",
    "LEVELS",
    "PROVINCES",
    "Area",
    "Cells",
    "Named",
    "Places",
    "Polygons",
    "fine_enough",
    "joined",
    "names_of",
    "placed",
    "read_polygons",
]

Level = Literal[1, 2, 3]
LEVELS: Final[dict[int, str]] = {1: "province", 2: "district", 3: "sub-district"}

CELLS: Final = range(3, 10)
"""Sizes of H3 cells, from an edge of about 69 km (3) to 200 m (9)."""
_NEAR: Final = 4
"""The finest cells that hold an event placed only within about 25 km: their edge is about 26 km."""

_FINE: Final[dict[int, tuple[str, ...]]] = {
    1: ("point", "near", "admin2", "admin1"),
    2: ("point", "near", "admin2"),
    3: ("point",),
}
_MOST_BYTES: Final = 200_000_000
_ADMIN: Final = re.compile(r"adm(?:in)?_?([0-4])")


@dataclass(frozen=True)
class Named:
    """Provinces (1), districts (2) or sub-districts (3) by the names that the source itself gives."""

    level: Level = 1

    def __str__(self) -> str:
        return f"{LEVELS[self.level]}, by the source's own name"


PROVINCES: Final = Named()


@dataclass(frozen=True)
class Cells:
    """H3 cells of a size."""

    size: int

    def __post_init__(self) -> None:
        if self.size not in CELLS:
            sizes = f"a size from {CELLS[0]} (69 km) to {CELLS[-1]} (200 m)"
            raise EvidenceError.of(f"there are no cells of size {self.size} here", remedy=f"Write {sizes}, as h3:5.")

    def __str__(self) -> str:
        return f"H3 cell of size {self.size}"


@dataclass(frozen=True)
class Area:
    """A polygon with its name and, where the file has one, its code."""

    name: str
    code: str
    shape: Any = field(compare=False, repr=False)


@dataclass(frozen=True)
class Polygons:
    """The user's own areas of one level."""

    file: str
    sha256: str
    level: Level
    areas: tuple[Area, ...]

    def __str__(self) -> str:
        return f"{LEVELS[self.level]}, by the polygons of {self.file}"


Places = Named | Cells | Polygons


def read_polygons(path: str | Path | FileInMemory, level: Level | None = None) -> Polygons:
    """Areas from GeoJSON in degrees; their level is read from the names of their properties if not given.

    Raises FileError when it cannot be read, EvidenceError when it is no GeoJSON of areas.
    """
    from shapely.errors import ShapelyError  # noqa: PLC0415  # only some analyses need shapes
    from shapely.geometry import shape  # noqa: PLC0415

    where = Where(str(path))
    read = read_bytes(path, _MOST_BYTES)
    try:
        content = json.loads(utf8(read, str(path)))
    except ValueError as error:
        raise EvidenceError.of(f"this is no JSON: {error}", where, "Give areas as GeoJSON.") from error
    except RecursionError as error:
        raise EvidenceError.of("the file is nested too deep", where, "Give areas as GeoJSON.") from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not features:
        raise EvidenceError.of("this GeoJSON has no features", where, "Give a FeatureCollection of polygons.")
    properties = [_properties(feature) for feature in features]
    found = level or _level(properties, where)
    areas = []
    for number, (feature, told) in enumerate(zip(features, properties, strict=True), 1):
        try:
            outline = shape(feature["geometry"])
        except (KeyError, TypeError, ValueError, AttributeError, ShapelyError) as error:
            raise EvidenceError.of(f"feature {number} has no shape that can be read", where) from error
        if outline.geom_type not in ("Polygon", "MultiPolygon") or outline.is_empty:
            remedy = "Give areas, not points or lines."
            raise EvidenceError.of(f"feature {number} is a {outline.geom_type}, and no area", where, remedy)
        west, south, east, north = outline.bounds
        if west < -180 or east > 180 or south < -90 or north > 90:  # noqa: PLR2004  # degrees
            raise EvidenceError.of(
                f"feature {number} is not in degrees", where, "Give longitude and latitude (WGS 84)."
            )
        areas.append(Area(_told(told, found, "name") or f"area {number}", _told(told, found, "code"), outline))
    return Polygons(file_of(path).name, hashlib.sha256(read).hexdigest(), found, _distinct(areas))


def _properties(feature: Any) -> Mapping[str, Any]:
    """What a feature says of itself; nothing where it is none, for its shape is what is missing then."""
    found = feature.get("properties") if isinstance(feature, dict) else None
    return found if isinstance(found, dict) else {}


def _level(properties: Sequence[Mapping[str, Any]], where: Where) -> Level:
    levels = {int(match[1]) for told in properties for key in told if (match := _ADMIN.search(key.lower()))}
    deepest = max(levels, default=0)
    if deepest not in LEVELS:
        remedy = "Say which level: 1 (provinces), 2 (districts) or 3 (finer)."
        raise EvidenceError.of("its properties do not say of which level these areas are", where, remedy)
    return deepest  # type: ignore[return-value]


def _told(properties: Mapping[str, Any], level: int, what: str) -> str:
    """The name or the code of an area, under any of the names that files use."""
    endings = {"name": ("name", "name_en", "en", "name1"), "code": ("pcode", "code")}[what]
    wanted = [f"adm{admin}{level}{gap}{end}" for end in endings for admin in ("", "in") for gap in ("_", "")]
    wanted += ["shapename", "name"] if what == "name" else ["shapeiso", "id"]
    lower = {key.lower(): value for key, value in properties.items()}
    return next((str(lower[key]).strip() for key in wanted if lower.get(key)), "")


def _distinct(areas: Sequence[Area]) -> tuple[Area, ...]:
    """Two areas of one name are told apart by their codes."""
    names = [area.name for area in areas]
    return tuple(
        Area(f"{area.name} ({area.code or number})", area.code, area.shape) if names.count(area.name) > 1 else area
        for number, area in enumerate(areas, 1)
    )


def fine_enough(places: Places) -> tuple[str, ...]:
    """The precisions with which an event belongs to one of these places."""
    if isinstance(places, Named):  # a source's own name stands for itself, along a line or at sea as well
        return (*_FINE[places.level if places.level == 1 else 2], "line", "water")
    if isinstance(places, Cells):
        return ("point", "near") if places.size <= _NEAR else ("point",)
    return _FINE[places.level]


def placed(table: ibis.Table, places: Places) -> ibis.Table:
    """The table with a column `place`, None where the event's place is not known so finely."""
    import ibis  # noqa: PLC0415  # takes a second to load
    import pyarrow as pa  # noqa: PLC0415

    fine = table.place_precision.isin(fine_enough(places))
    if isinstance(places, Named):
        return table.mutate(place=fine.ifelse(table[f"admin{places.level}"], ibis.null("string")))
    spots = table.filter(fine & table.latitude.notnull() & table.longitude.notnull())
    found = spots.select("latitude", "longitude").distinct().to_pyarrow().to_pydict()
    names = names_of(places, found["latitude"], found["longitude"])
    columns = {"at_latitude": found["latitude"], "at_longitude": found["longitude"], "place": names}
    kinds = {"at_latitude": pa.float64(), "at_longitude": pa.float64(), "place": pa.string()}
    known = ibis.memtable(pa.table(columns, schema=pa.schema(kinds)))
    return joined(table, known, places)


def joined(table: ibis.Table, known: ibis.Table, places: Polygons | Cells) -> ibis.Table:
    """The table with the place of each spot in `known` (at_latitude, at_longitude, place)."""
    same = [
        table.latitude == known.at_latitude,
        table.longitude == known.at_longitude,
        table.place_precision.isin(fine_enough(places)),
    ]
    return table.left_join(known, same).drop("at_latitude", "at_longitude")


def names_of(places: Polygons | Cells, latitudes: Sequence[float], longitudes: Sequence[float]) -> list[str | None]:
    """The name of the polygon, or the cell, in which each spot lies; on a border, the first that holds it."""
    if isinstance(places, Cells):
        import h3  # noqa: PLC0415  # only cells need it

        return [h3.latlng_to_cell(*spot, places.size) for spot in zip(latitudes, longitudes, strict=True)]
    import shapely  # noqa: PLC0415  # only polygons need it

    tree = shapely.STRtree([area.shape for area in places.areas])
    spots, areas = tree.query(shapely.points(longitudes, latitudes), predicate="intersects")
    names: list[str | None] = [None] * len(latitudes)
    for spot, area in sorted(zip(spots.tolist(), areas.tolist(), strict=True), reverse=True):
        names[spot] = places.areas[area].name
    return names
