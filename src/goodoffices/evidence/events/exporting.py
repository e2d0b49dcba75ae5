"""Events out of the store, as CSV with HXL tags, GeoJSON or Parquet; places made coarser first where that is asked for.

Free text of the store is never handed out. An event known only by its country gets no point, in any format.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TextIO

from goodoffices.errors import EvidenceError, FileError, Where
from goodoffices.evidence.events import schema
from goodoffices.evidence.events.in_memory import written
from goodoffices.values import FORMULA, NUMBER

if TYPE_CHECKING:
    import duckdb

__all__ = ["FORMATS", "Coarsening", "Format", "coarsening", "export", "exported"]

# Names of columns are our own; paths go in quoted.
# ruff: noqa: S608

Format = Literal["csv", "geojson", "parquet"]
FORMATS: Final[dict[str, Format]] = {".csv": "csv", ".geojson": "geojson", ".json": "geojson", ".parquet": "parquet"}
"""Format by the ending of a file's name."""
_CELLS: Final = range(4, 10)
"""Sizes of H3 cells: an edge of about 26 km (4) to 200 m (9). A larger one would hide the province."""
_ORDER: Final = "source, release, date_start, event_id"
_NEAR: Final = 4
"""The finest size of cell (26 km) in which a place known only to about 25 km is put."""


@dataclass(frozen=True)
class Coarsening:
    """How much of the place is told: all of it, the district, the province, or the H3 cell of a size."""

    to: Literal["", "admin1", "admin2", "h3"] = ""
    size: int = 0


def coarsening(words: str) -> Coarsening:
    """Read `admin1`, `admin2` or `h3:SIZE`. Raises EvidenceError for anything else."""
    if words == "admin1":
        return Coarsening("admin1")
    if words == "admin2":
        return Coarsening("admin2")
    kind, _, size = words.partition(":")
    if kind == "h3" and size.isdecimal() and int(size) in _CELLS:
        return Coarsening("h3", int(size))
    remedy = f"Write admin1, admin2, or h3: and a size from {_CELLS[0]} (26 km) to {_CELLS[-1]} (200 m), as h3:5."
    raise EvidenceError.of(f"places cannot be coarsened to {words!r}", remedy=remedy)


def export(
    connection: duckdb.DuckDBPyConnection, path: str | Path, form: Format, coarsen: Coarsening = Coarsening()
) -> int:
    """Write all events to a file, whole or not at all; returns how many.

    Raises FileError when the file cannot be written.
    """
    target = Path(path)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    select = f"SELECT {', '.join(_columns(coarsen))} FROM {_source(connection, coarsen)}"
    try:
        if form == "geojson":
            with beside.open("w", encoding="utf-8") as stream:
                count = _write_geojson(connection, stream, select)
        else:
            count = _copy(connection, str(beside), select, form)
        beside.replace(target)
    except OSError as error:
        raise FileError.of(f"the file cannot be written: {error.strerror or error}", Where(str(path))) from error
    finally:
        beside.unlink(missing_ok=True)
    return count


def exported(connection: duckdb.DuckDBPyConnection, form: Format, coarsen: Coarsening = Coarsening()) -> bytes:
    """What `export` writes, in memory alone."""
    select = f"SELECT {', '.join(_columns(coarsen))} FROM {_source(connection, coarsen)}"
    if form == "geojson":
        lines = io.StringIO()
        _write_geojson(connection, lines, select)
        return lines.getvalue().encode()
    with written(connection) as (address, stream):
        _copy(connection, address, select, form)
    return stream.getvalue()


def _columns(coarsen: Coarsening) -> list[str]:
    """Each column as it goes out."""
    told = {name: name for name in schema.COLUMNS}
    if coarsen.to:
        told["admin3"] = "NULL::VARCHAR"
        told["latitude"] = told["longitude"] = "NULL::DOUBLE"
    if coarsen.to in ("admin1", "h3"):
        told["admin2"] = "NULL::VARCHAR"
    if coarsen.to == "h3":
        told["latitude"], told["longitude"] = "cell_latitude", "cell_longitude"
        told["place_precision"] = f"CASE WHEN {_in_cells(coarsen)} THEN 'near' \
WHEN place_precision IN ('near', 'admin2') THEN 'admin1' ELSE place_precision END"
    elif coarsen.to:
        finer = ("point", "near", "admin2") if coarsen.to == "admin1" else ("point", "near")
        coarser = f"CASE WHEN {coarsen.to} IS NOT NULL THEN '{coarsen.to}' \
WHEN country IS NOT NULL THEN 'country' ELSE 'unknown' END"
        told["place_precision"] = f"CASE WHEN place_precision IN {finer} THEN {coarser} ELSE place_precision END"
    else:
        for name in ("latitude", "longitude"):
            told[name] = f"CASE WHEN place_precision <> 'country' THEN {name} END"
    return [f"{value} AS {name}" for name, value in told.items()] + (["cell"] if coarsen.to == "h3" else [])


def _in_cells(coarsen: Coarsening) -> str:
    """Which events are put into cells: no place is told finer than it is known."""
    kinds = "'point', 'near'" if coarsen.size <= _NEAR else "'point'"
    return f"place_precision IN ({kinds})"


def _source(connection: duckdb.DuckDBPyConnection, coarsen: Coarsening) -> str:
    if coarsen.to != "h3":
        return schema.EVENTS
    import h3  # noqa: PLC0415  # only a part of the exports needs it

    places = connection.execute(
        f"SELECT DISTINCT latitude, longitude FROM {schema.EVENTS} WHERE latitude IS NOT NULL AND {_in_cells(coarsen)}"
    ).fetchall()
    cells = [h3.latlng_to_cell(*place, coarsen.size) for place in places]
    middles = {cell: tuple(round(degree, 6) for degree in h3.cell_to_latlng(cell)) for cell in set(cells)}
    rows = [(*place, cell, *middles[cell]) for place, cell in zip(places, cells, strict=True)]
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE cells (latitude DOUBLE, longitude DOUBLE, cell VARCHAR, "
        "cell_latitude DOUBLE, cell_longitude DOUBLE)"
    )
    connection.execute(
        "INSERT INTO cells SELECT unnest(?), unnest(?), unnest(?), unnest(?), unnest(?)",
        [list(column) for column in zip(*rows, strict=True)] or [[]] * 5,
    )
    return f"{schema.EVENTS} AS event LEFT JOIN (SELECT * EXCLUDE (latitude, longitude), latitude AS at_latitude, \
longitude AS at_longitude FROM cells) ON {_in_cells(coarsen)} AND latitude = at_latitude AND longitude = at_longitude"


def _copy(connection: duckdb.DuckDBPyConnection, address: str, select: str, form: Format) -> int:
    name = address.replace("'", "''")
    if form == "parquet":
        row = connection.execute(f"COPY ({select} ORDER BY {_ORDER}) TO '{name}' (FORMAT parquet)").fetchone()
        return int(row[0]) if row else 0
    names = [column[0] for column in connection.execute(f"{select} LIMIT 0").description]
    lists = {name for name, kind in schema.COLUMNS.items() if kind.endswith("[]")}
    texts = {name for name, kind in schema.COLUMNS.items() if kind.startswith("VARCHAR")}
    told = {
        name: f"nullif(array_to_string({name}, ';'), '')" if name in lists else f"{name}::VARCHAR" for name in names
    }
    as_text = ", ".join(_escaped(value) if name in texts else value for name, value in told.items())
    tags = ", ".join(f"'{schema.HXL.get(name, '#geo+h3')}' AS {name}" for name in names)
    rows = f"SELECT {as_text} FROM (SELECT * FROM ({select}) ORDER BY {_ORDER})"
    row = connection.execute(f"COPY (SELECT {tags} UNION ALL {rows}) TO '{name}' (FORMAT csv, HEADER)").fetchone()
    return int(row[0]) - 1 if row else 0


def _escaped(value: str) -> str:
    """An expression for a text as `values.escaped` has it."""
    formula = FORMULA.replace("'", "''")
    is_formula = f"regexp_matches({value}, '{formula}') AND NOT regexp_full_match({value}, '{NUMBER}')"
    return f"CASE WHEN {is_formula} THEN concat(chr(39), {value}) ELSE {value} END"


def _write_geojson(connection: duckdb.DuckDBPyConnection, stream: TextIO, select: str) -> int:
    count = 0
    stream.write('{"type": "FeatureCollection", "features": [')
    for row in _rows(connection, f"{select} ORDER BY {_ORDER}"):
        stream.write(",\n" if count else "\n")
        json.dump(_feature(row), stream, ensure_ascii=False, allow_nan=False)
        count += 1
    stream.write("\n]}\n")
    return count


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> Iterator[dict[str, Any]]:
    answer = connection.execute(sql)
    names = [column[0] for column in answer.description]
    while rows := answer.fetchmany(10_000):
        for row in rows:
            yield dict(zip(names, row, strict=True))


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    longitude, latitude = row.pop("longitude"), row.pop("latitude")
    point = None if longitude is None else {"type": "Point", "coordinates": [longitude, latitude]}
    said = {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in row.items()}
    return {"type": "Feature", "geometry": point, "properties": said}
