"""Tables of edges, one row an edge: Parquet and GeoPackage (as OSMnx writes them), CSV."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from goodoffices.corridors.roads.geopackage import read_geopackage
from goodoffices.corridors.roads.raw import RawEdges, words
from goodoffices.corridors.roads.shapes import drawn, placed, turned
from goodoffices.errors import CorridorError, FileError, Problem, Where

__all__ = ["read_edge_table"]

_ENDS: Final = (("u", "v"), ("from", "to"), ("source", "target"))
"""Names of the two columns of nodes, in the order in which they are looked for."""
_LATEST: Final = 20
"""Mistakes told of one column."""
_MILE: Final = 1.609344
_LIMIT: Final = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*(mph)?\s*$", re.IGNORECASE)
_YES: Final = {"yes", "true", "1", "t"}
_BACK: Final = {"-1", "reverse"}
_NO: Final = {"", "no", "false", "0", "f", "none", "nan"}


def read_edge_table(file: Path, ending: str, layer: str = "", content: bytes | None = None) -> RawEdges:
    """The edges of a table; where `content` is given, of these bytes. Raises FileError, and CorridorError with every
    mistake at once.

    Columns: `u` and `v` (or from and to, source and target): numbers of nodes. `geometry` (WKB; WKT in CSV), or
    `u_lat`, `u_lon`, `v_lat`, `v_lon`. If there: `length` in metres, `highway`, `oneway`, `bridge`, `name`, `maxspeed`.
    """
    columns, system = _columns(file, ending, layer, content)
    table = _Table(str(file), columns, first_line=2 if ending == ".csv" else 0)
    ends = next((pair for pair in _ENDS if set(pair) <= set(columns)), None)
    if ends is None:
        told = ", ".join(columns) or "none"
        raise CorridorError.of(
            f"the two columns of nodes are missing; columns are {told}", Where(str(file)), "Name them u and v."
        )
    tails, heads = table.each(ends[0], _node), table.each(ends[1], _node)
    length = table.each("length", _length) if "length" in columns else [np.nan] * table.rows
    one_way = table.each("oneway", _direction) if "oneway" in columns else [0] * table.rows
    fastest = [_speed(cell) for cell in columns.get("maxspeed", [None] * table.rows)]
    if table.problems:
        raise CorridorError(*table.problems)
    back = np.array(one_way, dtype=np.int8) < 0
    tail_ids, head_ids = np.array(tails, dtype=np.int64), np.array(heads, dtype=np.int64)
    shapes = drawn(table.file, columns, system)
    shapes, places = placed(table.file, shapes, tail_ids, head_ids)
    notes = (
        [] if "oneway" in columns else ["The table has no column 'oneway': every road is taken as driven both ways."]
    )
    if "length" not in columns:
        notes.append("The table has no column 'length': lengths are measured along the geometry.")
    return RawEdges(
        tail_ids=np.where(back, head_ids, tail_ids),
        head_ids=np.where(back, tail_ids, head_ids),
        length=np.array(length, dtype=np.float64),
        one_way=np.array(one_way, dtype=np.int8) != 0,
        highway=words([_first(cell) for cell in columns.get("highway", [None] * table.rows)]),
        bridge=np.array([_first(cell).lower() not in _NO for cell in columns.get("bridge", [None] * table.rows)]),
        street=words([_first(cell) for cell in columns.get("name", [None] * table.rows)]),
        fastest=np.array(fastest, dtype=np.float64),
        shapes=turned(shapes, back),
        places=places,
        notes=tuple(notes),
    )


class _Table:
    """The columns of a table, read cell by cell; what cannot be read is kept as a problem with its row and column."""

    def __init__(self, file: str, columns: dict[str, list[Any]], first_line: int) -> None:
        self.file, self.columns, self.first_line = file, columns, first_line
        self.rows = len(next(iter(columns.values()), []))
        self.problems: list[Problem] = []

    def each(self, name: str, read: Callable[[Any], Any]) -> list[Any]:
        """Every cell of a column as `read` reads it; 0 in the place of one that it refuses with ValueError."""
        found, wrong = [], 0
        for row, cell in enumerate(self.columns[name]):
            try:
                found.append(read(cell))
            except ValueError as error:
                found.append(0)
                wrong += 1
                if wrong <= _LATEST:
                    self.problems.append(Problem(f"{cell!r} {error}", self._where(row, name)))
        return found

    def _where(self, row: int, name: str) -> Where:
        if self.first_line:
            return Where(self.file, row + self.first_line, list(self.columns).index(name) + 1, name)
        return Where(self.file, key=f"row {row + 1}, {name}")


def _node(cell: Any) -> int:
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    try:
        return int(str(cell))
    except ValueError:
        raise ValueError("is no number of a node") from None


def _length(cell: Any) -> float:
    if cell is None or cell == "":
        return np.nan
    try:
        metres = float(cell)
    except (TypeError, ValueError):
        raise ValueError("is no length in metres") from None
    if metres < 0 or metres == np.inf:
        raise ValueError("is no length in metres")
    return metres


def _direction(cell: Any) -> int:
    """1 from tail to head, -1 the other way, 0 both."""
    told = _first(cell).lower()
    if told in _YES:
        return 1
    if told in _BACK:
        return -1
    if told in _NO:
        return 0
    raise ValueError("does not say whether the road is one-way: write yes, no or -1")


def _speed(cell: Any) -> float:
    """Kilometres per hour; NaN where the cell holds no number, as `signals`."""
    found = _LIMIT.match(_first(cell))
    if not found or not float(found[1]):
        return np.nan
    return float(found[1]) * (_MILE if found[2] else 1.0)


def _first(cell: Any) -> str:
    """The cell as a word; of a list, also of one written as text, the first; nothing is empty."""
    if cell is None or cell != cell:  # noqa: PLR0124 - NaN
        return ""
    if isinstance(cell, Sequence) and not isinstance(cell, str):
        return str(cell[0]) if cell else ""
    text = str(cell).strip()
    listed = re.match(r"^\[\s*['\"]?([^'\",\]]*)", text)
    return listed[1] if listed else text


def _columns(file: Path, ending: str, layer: str, content: bytes | None) -> tuple[dict[str, list[Any]], str]:
    """Columns by name, and the reference system of the geometry as PROJ reads it (empty: degrees)."""
    where = Where(str(file))
    if ending == ".gpkg":
        return read_geopackage(file, layer)
    import pyarrow as pa  # noqa: PLC0415 - a GeoPackage does without
    from pyarrow import csv, parquet  # noqa: PLC0415

    try:
        if ending == ".parquet":
            table = parquet.read_table(file if content is None else pa.BufferReader(content))
            return {name: table[name].to_pylist() for name in table.column_names}, _system(table.schema.metadata)
        table = csv.read_csv(file if content is None else pa.BufferReader(content))
        return {name: table[name].to_pylist() for name in table.column_names}, ""
    except OSError as error:
        raise FileError.of(f"the file cannot be read: {error}", where) from error
    except UnicodeDecodeError as error:
        raise CorridorError.of("the table cannot be read: it is no text in UTF-8", where) from error
    except pa.ArrowInvalid as error:
        raise CorridorError.of(f"the table cannot be read: {str(error).splitlines()[0]}", where) from error


def _system(metadata: dict[bytes, bytes] | None) -> str:
    """The reference system that GeoParquet tells; it is degrees if it tells none."""
    try:
        told = json.loads((metadata or {})[b"geo"])
        system = told["columns"][told["primary_column"]].get("crs")
    except (KeyError, ValueError, TypeError, AttributeError):
        return ""
    return json.dumps(system) if system else ""
