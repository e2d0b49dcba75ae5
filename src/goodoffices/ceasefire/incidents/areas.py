"""The clause of area: whether the place of an event lies in an area, only as finely as its source knows the place."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from goodoffices.ceasefire.incidents.judgement import Judge, Judgement, either
from goodoffices.ceasefire.terms import Area
from goodoffices.dossier import nearest
from goodoffices.errors import EvidenceError, Where
from goodoffices.evidence.events import FileInMemory, Polygons, read_polygons

__all__ = ["PLACE_COLUMNS", "Ground", "area_judge", "lay_out"]

PLACE_COLUMNS: Final = ("country", "admin1", "admin2", "admin3", "latitude", "longitude", "place_precision")
NEAR_KM: Final = 25.0
"""An event `near` a place lies within so many kilometres of it (UCDP GED, where_prec 2)."""
_DEGREE_KM: Final = 111.2
_LEVELS: Final = ("admin1", "admin2", "admin3")
_TOLD_AT: Final = {
    "admin1": ("point", "near", "admin2", "admin1", "line", "water"),
    "admin2": ("point", "near", "admin2", "line", "water"),
    "admin3": ("point", "near", "admin2", "line", "water"),
}
"""The precisions with which a source's own name of a place stands for itself."""
_AS_SPOKEN: Final = {
    "admin1": "only its province is known",
    "admin2": "only its district is known",
    "line": "only a line or border is known",
    "country": "only its country is known",
    "water": "at sea or in the air",
    "unknown": "its place is not known",
}


@dataclass(frozen=True)
class Ground:
    """An area with its polygons read; `shape` is what its areas cover together."""

    area: Area
    polygons: Polygons | None = None
    shape: Any = None


def lay_out(area: Area | None, folder: str | FileInMemory) -> Ground | None:
    """Read the polygons of an area, from a folder or from the file itself. Raises FileError and EvidenceError, also
    for a code that the file does not have."""
    if area is None or not area.is_told:
        return None
    if not area.file:
        return Ground(area)
    import shapely  # noqa: PLC0415  # only areas of a file need shapes

    path = folder if isinstance(folder, FileInMemory) else Path(folder) / area.file
    read = read_polygons(path, area.level)  # type: ignore[arg-type]
    names = {word.casefold(): word for one in read.areas for word in (one.name, one.code) if word}
    missing = [code for code in area.codes if code.casefold() not in names]
    if missing:
        remedy = nearest(missing[0], list(names.values()), "Its areas")
        raise EvidenceError.of(f"the file has no area `{missing[0]}`", Where(str(path)), remedy)
    wanted = {code.casefold() for code in area.codes}
    meant = [one.shape for one in read.areas if not wanted or wanted & {one.name.casefold(), one.code.casefold()}]
    shape = shapely.make_valid(shapely.union_all([shapely.make_valid(one) for one in meant]))
    shapely.prepare(shape)
    return Ground(area, read, shape)


def area_judge(ground: Ground | None) -> Judge:
    """Judges an event by its place."""

    def judge(row: Mapping[str, Any]) -> Judgement:
        if ground is None:
            return Judgement("unclear", "it is not told as places")
        found = [_in_country(row, ground.area.country)] if ground.area.country else []
        found += [
            _in_named(row, level, names) for level in _LEVELS if (names := getattr(ground.area, level))
        ]  # fmt: skip
        found += [_in_shape(row, ground)] if ground.shape is not None else []
        return either(found)

    return judge


def _in_country(row: Mapping[str, Any], country: str) -> Judgement:
    if not row["country"]:
        return Judgement("unclear", "its country is not told")
    return Judgement("inside" if row["country"] == country else "outside", f"in {row['country']}")


def _in_named(row: Mapping[str, Any], level: str, names: tuple[str, ...]) -> Judgement:
    name, precision = row[level], row["place_precision"]
    if precision not in _TOLD_AT[level] or not name:
        return Judgement("unclear", _AS_SPOKEN.get(precision, "its place is not told so finely"))
    is_in = name.casefold() in {each.casefold() for each in names}
    return Judgement("inside" if is_in else "outside", f"in {name}")


def _in_shape(row: Mapping[str, Any], ground: Ground) -> Judgement:
    import shapely  # noqa: PLC0415  # only areas of a file need shapes

    latitude, longitude, precision = row["latitude"], row["longitude"], row["place_precision"]
    level = ground.polygons.level if ground.polygons else 3
    fine = {"point": 3, "near": 3, "admin2": 2, "admin1": 1}.get(precision, 0)
    if fine < level or latitude is None or longitude is None:
        return Judgement("unclear", _AS_SPOKEN.get(precision, "its place has no coordinates"))
    if precision != "near":
        is_in = bool(shapely.intersects_xy(ground.shape, longitude, latitude))
        return Judgement("inside" if is_in else "outside", "in the area" if is_in else "outside the area")
    disc = _disc(latitude, longitude)
    if shapely.contains_properly(ground.shape, disc):
        return Judgement("inside", f"in the area with {NEAR_KM:g} km around it")
    if shapely.disjoint(ground.shape, disc):
        return Judgement("outside", f"more than {NEAR_KM:g} km outside the area")
    return Judgement("unclear", f"known to {NEAR_KM:g} km, and the border of the area is nearer")


def _disc(latitude: float, longitude: float) -> Any:
    """All that lies within 25 km, as an outline in degrees."""
    from shapely.affinity import scale  # noqa: PLC0415  # only areas of a file need shapes
    from shapely.geometry import Point  # noqa: PLC0415

    north = NEAR_KM / _DEGREE_KM
    east = north / max(math.cos(math.radians(latitude)), 0.01)
    return scale(Point(longitude, latitude).buffer(1.0), east, north)
