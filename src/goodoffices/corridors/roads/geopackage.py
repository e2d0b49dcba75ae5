"""A table of edges from a GeoPackage: an SQLite file with geometries as well-known binary behind a short header."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from goodoffices.errors import CorridorError, FileError, Where

__all__ = ["read_geopackage"]

_ENVELOPE = (0, 32, 48, 48, 64)
"""Bytes of the box that a header may hold, by its kind (OGC 12-128r18, clause 2.1.3)."""


def read_geopackage(file: Path, layer: str = "") -> tuple[dict[str, list[Any]], str]:
    """Columns by name, the geometry as well-known binary under `geometry`; and the reference system.

    Raises FileError, and CorridorError when the layer is not there or not told.
    """
    where = Where(str(file))
    try:
        connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error as error:
        raise FileError.of(f"the GeoPackage cannot be opened: {error}", where) from error
    try:
        return _read(connection, layer, where)
    except sqlite3.Error as error:
        raise FileError.of(f"this is no GeoPackage: {error}", where) from error
    finally:
        connection.close()


def _read(connection: sqlite3.Connection, layer: str, where: Where) -> tuple[dict[str, list[Any]], str]:
    found = dict(connection.execute("SELECT table_name, column_name FROM gpkg_geometry_columns ORDER BY 1").fetchall())
    named = layer or next((name for name in found if name in ("edges", "roads")), "")
    if not named and len(found) == 1:
        named = next(iter(found))
    if named not in found:
        what = f"there is no layer {layer!r}" if layer else "it is not said which layer holds the edges"
        raise CorridorError.of(what, where, f"Layers are {', '.join(found)}; name one with --layer.")
    system = connection.execute(
        "SELECT organization || ':' || organization_coordsys_id FROM gpkg_spatial_ref_sys JOIN gpkg_geometry_columns"
        " USING (srs_id) WHERE table_name = ?",
        [named],
    ).fetchone()
    rows = connection.execute('SELECT * FROM "{}" ORDER BY rowid'.format(named.replace('"', '""')))  # noqa: S608
    names = [column[0] for column in rows.description]
    columns: dict[str, list[Any]] = dict(zip(names, map(list, zip(*rows.fetchall(), strict=True)), strict=False))
    for name in names:
        columns.setdefault(name, [])
    columns["geometry"] = [_binary(blob, where) for blob in columns.pop(found[named])]
    return columns, system[0] if system else ""


def _binary(blob: bytes | None, where: Where) -> bytes | None:
    """A geometry without its header; None where there is none."""
    if blob is None:
        return None
    if blob[:2] != b"GP" or (kind := blob[3] >> 1 & 7) >= len(_ENVELOPE):
        raise CorridorError.of("a geometry is not one of a GeoPackage", where)
    return blob[8 + _ENVELOPE[kind] :]
