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

__all__ = ["pack", "read_roads", "read_shapes"]

VERSION: Final = 1
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
        kept = {field.name: arrays[field.name] for field in fields(Roads) if field.name not in _WORDS}
        origin = Origin(**(told["origin"] | {"notes": tuple(told["origin"]["notes"])}))
        return Roads(**kept, classes=tuple(told["classes"]), streets=tuple(told["streets"]), origin=origin)


def read_shapes(path: str | Path) -> Shapes:
    """The shapes of a file that `pack` made. Raises as `read_roads`."""
    with _opened(path) as (arrays, _):
        return Shapes(**{field.name: arrays[f"shape_{field.name}"] for field in fields(Shapes)})


@contextmanager
def _opened(path: str | Path) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The arrays of a file and what its head says; a file that is none of ours is refused, whenever that shows."""
    where = Where(str(path))
    try:
        with Path(path).open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
            told = json.loads(bytes(arrays["head"]).decode("utf-8"))
            if told["version"] != VERSION:
                what = f"the file of roads has version {told['version']}, and this software reads {VERSION}"
                raise CorridorError.of(what, where, "Import the roads anew.")
            yield arrays, told
    except FileNotFoundError as error:
        raise FileError.of("there is no file of roads here", where, _REMEDY) from error
    except _NONE_OF_OURS as error:
        if isinstance(error, OSError) and error.strerror:
            raise FileError.of(f"the file cannot be read: {error.strerror}", where) from error
        raise FileError.of("this is no file of roads", where, _REMEDY) from error
