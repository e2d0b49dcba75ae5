"""One compact file of roads (numpy's .npz, compressed): shapes are read only when they are asked for."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, Final

import numpy as np

from goodoffices.corridors.roads.model import Origin, Roads, Shapes
from goodoffices.errors import CorridorError, FileError, Where

__all__ = ["pack", "read_roads", "read_shapes", "unpack"]

VERSION: Final = 1
MOST: Final = 512 * 2**20
"""Bytes of a file that came from elsewhere, once it is unpacked."""
_WORDS: Final = ("classes", "streets", "origin")
_NONE_OF_OURS: Final = (
    *(ValueError, KeyError, EOFError, OSError, TypeError, IndexError, AttributeError),
    *(zipfile.BadZipFile, zlib.error),
)
_REMEDY: Final = "Make one: goodoffices corridors roads import FILE -o roads.npz"


def pack(roads: Roads, shapes: Shapes) -> bytes:
    """The bytes of the file; the same roads give the same bytes."""
    arrays = {field.name: getattr(roads, field.name) for field in fields(roads) if field.name not in _WORDS}
    told = {"version": VERSION, "classes": roads.classes, "streets": roads.streets, "origin": asdict(roads.origin)}
    head = np.frombuffer(json.dumps(told, ensure_ascii=False, sort_keys=True).encode("utf-8"), dtype=np.uint8)
    course = {f"shape_{field.name}": getattr(shapes, field.name) for field in fields(shapes)}
    stream = io.BytesIO()
    np.savez_compressed(stream, head=head, **arrays, **course)
    return stream.getvalue()


def read_roads(path: str | Path) -> Roads:
    """The roads of a file that `pack` made. Raises FileError, and CorridorError for another version."""
    with _opened(path) as (arrays, told):
        return _roads(arrays, told)


def read_shapes(path: str | Path) -> Shapes:
    """The shapes of a file that `pack` made. Raises as `read_roads`."""
    with _opened(path) as (arrays, _):
        return _shapes(arrays)


def _roads(arrays: Any, told: dict[str, Any]) -> Roads:
    kept = {field.name: arrays[field.name] for field in fields(Roads) if field.name not in _WORDS}
    origin = Origin(**(told["origin"] | {"notes": tuple(told["origin"]["notes"])}))
    return Roads(**kept, classes=tuple(told["classes"]), streets=tuple(told["streets"]), origin=origin)


def _shapes(arrays: Any) -> Shapes:
    return Shapes(**{field.name: arrays[f"shape_{field.name}"] for field in fields(Shapes)})


def _told(arrays: Any, where: Where) -> dict[str, Any]:
    """What the head of a file says. Raises CorridorError for another version."""
    told: dict[str, Any] = json.loads(bytes(arrays["head"]).decode("utf-8"))
    if told["version"] != VERSION:
        what = f"the file of roads has version {told['version']}, and this software reads {VERSION}"
        raise CorridorError.of(what, where, "Import the roads anew.")
    return told


def unpack(content: bytes, name: str = "roads.npz", most: int = MOST) -> tuple[Roads, Shapes]:
    """Roads and shapes from the bytes of such a file, which need not be ours: nothing is read that does not fit.

    Raises FileError and CorridorError, as `read_roads`, for more than `most` bytes once unpacked, and for arrays that
    do not belong together.
    """
    _refuse_large(content, name, most)
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            roads, shapes = _roads(arrays, _told(arrays, Where(name))), _shapes(arrays)
            fits = _fits(roads, shapes)
    except _NONE_OF_OURS as error:
        raise FileError.of("this is no file of roads", Where(name), _REMEDY) from error
    if not fits:
        raise CorridorError.of("the arrays of this file of roads do not belong together", Where(name), _REMEDY)
    return roads, shapes


def _refuse_large(content: bytes, name: str, most: int) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(part.file_size for part in packed.infolist())
    except _NONE_OF_OURS as error:
        raise FileError.of("this is no file of roads", Where(name), _REMEDY) from error
    if size > most:
        raise FileError.of(
            f"the roads unpack to more than {most // 2**20} MB",
            Where(name),
            "Cut the extract to the region of the plan.",
        )


def _fits(roads: Roads, shapes: Shapes) -> bool:
    """Whether every index of the arrays leads somewhere, and every number is one."""
    nodes, edges, points = roads.nodes, roads.edges, len(shapes.latitude)
    by_edge: list[Any] = [roads.tails, roads.heads, roads.one_way, roads.length, roads.seconds, roads.capacity]
    by_edge += [roads.road_class, roads.bridge, roads.street]
    floats = [roads.latitude, roads.longitude, roads.length, roads.seconds, roads.capacity]
    floats += [shapes.latitude, shapes.longitude]
    whole: list[Any] = [roads.node_ids, roads.tails, roads.heads, roads.road_class, roads.street, shapes.first]
    return bool(
        edges
        and all(one.shape == (edges,) for one in by_edge)
        and roads.longitude.shape == roads.latitude.shape == roads.node_ids.shape == (nodes,)
        and shapes.longitude.shape == (points,)
        and shapes.first.shape == (edges + 1,)
        and all(one.dtype.kind in "fi" and np.isfinite(one).all() for one in floats)
        and all(one.dtype.kind == "i" for one in whole)
        and roads.one_way.dtype == roads.bridge.dtype == bool
        and _within(roads.tails, nodes)
        and _within(roads.heads, nodes)
        and _within(roads.road_class, len(roads.classes))
        and _within(roads.street + 1, len(roads.streets) + 1)
        and shapes.first[0] == 0
        and shapes.first[-1] == points
        and (np.diff(shapes.first) > 1).all()
        and (roads.length > 0).all()
        and (roads.seconds > 0).all()
        and (np.abs(shapes.latitude) <= 90).all()  # noqa: PLR2004 - degrees
        and (np.abs(shapes.longitude) <= 180).all()  # noqa: PLR2004
    )


def _within(places: Any, most: int) -> bool:
    return bool((places >= 0).all() and (places < most).all())


@contextmanager
def _opened(path: str | Path) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The arrays of a file and what its head says; a file that is none of ours is refused, whenever that shows."""
    where = Where(str(path))
    try:
        with Path(path).open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
            yield arrays, _told(arrays, where)
    except FileNotFoundError as error:
        raise FileError.of("there is no file of roads here", where, _REMEDY) from error
    except _NONE_OF_OURS as error:
        if isinstance(error, OSError) and error.strerror:
            raise FileError.of(f"the file cannot be read: {error.strerror}", where) from error
        raise FileError.of("this is no file of roads", where, _REMEDY) from error
