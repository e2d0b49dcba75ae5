"""Which reader a file of roads needs, by its name; nothing is ever downloaded."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from goodoffices.corridors.roads.build import build
from goodoffices.corridors.roads.classes import RoadClass, read_classes
from goodoffices.corridors.roads.model import Origin, Roads, Shapes
from goodoffices.corridors.roads.raw import RawEdges
from goodoffices.errors import CorridorError, FileError, Where

__all__ = ["FORMATS", "import_roads"]

FORMATS: Final = {
    ".parquet": "edge table (Parquet)",
    ".gpkg": "edge table (GeoPackage)",
    ".csv": "edge table (CSV)",
    ".gr": "DIMACS",
    ".gr.gz": "DIMACS",
    ".osm.pbf": "OpenStreetMap extract",
    ".osm": "OpenStreetMap extract",
}
"""Ending of a file's name, and what it is taken for."""

_IN_MEMORY: Final = (".csv", ".parquet")

_Advance = Callable[[str], None]


def import_roads(
    path: str | Path,
    classes: Mapping[str, RoadClass] | None = None,
    *,
    layer: str = "",
    coordinates: str | Path | None = None,
    content: bytes | None = None,
    advance: _Advance = lambda _: None,
) -> tuple[Roads, Shapes]:
    """The larger component of the network that a file describes, and the shapes of its edges.

    `classes` gives speed and capacity by class (ours, if not given); `layer` is the table of a GeoPackage that holds
    several; `coordinates` the .co file of a DIMACS network, if it does not stand beside it; `content` the bytes of a
    CSV or Parquet table that lies in no file; `advance` is told in a few words what is being done. Raises FileError and
    CorridorError, with every mistake of a table at once.
    """
    file = Path(path)
    ending = next((end for end in sorted(FORMATS, key=len, reverse=True) if file.name.lower().endswith(end)), "")
    if not ending:
        raise CorridorError.of(
            "the name of the file does not say what it is", Where(str(path)), f"It ends in {', '.join(FORMATS)}."
        )
    advance("Reading the file")
    if content is not None and ending not in _IN_MEMORY:
        raise CorridorError.of(
            "only a table (CSV, Parquet) is read from memory", Where(str(path)), "Import it on the command line first."
        )
    hashed = _hash(file) if content is None else hashlib.sha256(content).hexdigest()
    origin = Origin(file.name, hashed, FORMATS[ending])
    table = read_classes() if classes is None else classes
    if content is None:
        raw = _read(file, ending, table, layer, coordinates, advance)
    else:
        from goodoffices.corridors.roads.edge_table import read_edge_table  # noqa: PLC0415 - as in `_read`

        raw = read_edge_table(file, ending, content=content)
    advance("Joining the roads")
    return build(raw, table, origin)


def _read(
    file: Path,
    ending: str,
    table: Mapping[str, RoadClass],
    layer: str,
    coordinates: str | Path | None,
    advance: _Advance,
) -> RawEdges:
    if ending.startswith(".osm"):
        from goodoffices.corridors.roads.osm import read_osm  # noqa: PLC0415 - loads only what this file needs

        return read_osm(file, table, advance)
    if ending.startswith(".gr"):
        from goodoffices.corridors.roads.dimacs import read_dimacs  # noqa: PLC0415

        return read_dimacs(file, coordinates)
    from goodoffices.corridors.roads.edge_table import read_edge_table  # noqa: PLC0415

    return read_edge_table(file, ending, layer)


def _hash(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise FileError.of("there is no such file", Where(str(file))) from error
    except OSError as error:
        raise FileError.of(f"the file cannot be read: {error.strerror}", Where(str(file))) from error
