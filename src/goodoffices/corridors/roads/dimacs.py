"""Networks of the 9th DIMACS Implementation Challenge: arcs with lengths in one file, coordinates in another.

Lengths are tenths of a metre there, coordinates millionths of a degree. The two are held against each other.
"""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from goodoffices.corridors.roads.geometry import metres_between
from goodoffices.corridors.roads.model import Floats, Ints, Shapes
from goodoffices.corridors.roads.raw import Places, RawEdges, Words
from goodoffices.errors import CorridorError, FileError, Where

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["read_dimacs"]

_LIKELY = (0.5, 4.0)
"""How many times the straight line the median length may be."""


def read_dimacs(file: Path, coordinates: str | Path | None = None) -> RawEdges:
    """The arcs of a .gr file, two opposite ones of one length as an edge. Raises FileError and CorridorError."""
    beside = Path(coordinates) if coordinates else _beside(file)
    nodes, rows = _rows(file, "sp", b"a")
    count, points = _rows(beside, "co", b"v")
    if count != nodes or len(points) != nodes or set(np.unique(points[:, 0])) != set(range(1, nodes + 1)):
        remedy = f"It needs a line for each of the nodes 1 to {nodes}."
        raise CorridorError.of("the coordinates are not those of this network", Where(str(beside)), remedy)
    strange = (rows[:, :2] < 1).any(axis=1) | (rows[:, :2] > nodes).any(axis=1) | (rows[:, 2] < 0)
    if strange.any():
        told = " ".join(map(str, rows[np.argmax(strange)]))
        remedy = f"Nodes are 1 to {nodes}, lengths no less than 0."
        raise CorridorError.of(f"no such arc: 'a {told}' ({strange.sum()} like it)", Where(str(file)), remedy)
    points = points[np.argsort(points[:, 0])]
    places = Places(points[:, 0], points[:, 2] / 1e6, points[:, 1] / 1e6)
    if (np.abs(places.latitude) > 90).any() or (np.abs(places.longitude) > 180).any():  # noqa: PLR2004 - degrees
        remedy = "Coordinates are millionths of a degree, longitude first."
        raise CorridorError.of("a coordinate is no place on earth", Where(str(beside)), remedy)
    tails, heads, length, one_way = _edges(rows)
    _check_unit(length, tails, heads, places, str(file))
    nothing = np.zeros(len(length), dtype=bool)
    blank = np.full(len(length), -1, dtype=np.int32)
    return RawEdges(
        tail_ids=tails,
        head_ids=heads,
        length=length,
        one_way=one_way,
        highway=Words(blank, ()),
        bridge=nothing,
        street=Words(blank, ()),
        fastest=np.full(len(length), np.nan),
        shapes=Shapes(np.zeros(len(length) + 1, dtype=np.int64), np.zeros(0), np.zeros(0)),
        places=places,
        notes=(f"Coordinates from {beside.name}. The format knows no classes, bridges or names.",),
    )


def _beside(file: Path) -> Path:
    """The file of coordinates that stands beside the arcs, as USA-road-d.NY.co.gz beside USA-road-d.NY.gr.gz."""
    stem, _, after = file.name.rpartition(".gr")
    found = next((place for end in (after, "", ".gz") if (place := file.with_name(f"{stem}.co{end}")).is_file()), None)
    if found is None:
        raise FileError.of(
            "no coordinates stand beside this network", Where(str(file)), f"Name {stem}.co with --coordinates."
        )
    return found


def _rows(file: Path, kind: str, letter: bytes) -> tuple[int, Ints]:
    """The number of nodes that the line `p` tells, and the numbers of every line that begins with the letter."""
    try:
        with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as stream:
            text = stream.read()
    except FileNotFoundError as error:
        raise FileError.of("there is no such file", Where(str(file))) from error
    except (OSError, EOFError, zlib.error) as error:
        raise FileError.of(f"the file cannot be read: {error}", Where(str(file))) from error
    lines = text.split(b"\n")
    heads = [line.split() for line in lines[:1000] if line[:1] == b"p"]
    if len(heads) != 1 or kind.encode() not in heads[0] or not heads[0][-1].isdigit():
        raise CorridorError.of(f"the file has no line 'p … {kind} …'", Where(str(file)), "Is this a DIMACS network?")
    wanted = [line[1:] for line in lines if line[:1] == letter]
    try:
        numbers = np.array(b" ".join(wanted).split(), dtype=np.int64).reshape(len(wanted), 3)
    except ValueError:
        raise _first_bad(lines, letter, file) from None
    return int(heads[0][2] if kind == "sp" else heads[0][-1]), numbers


def _first_bad(lines: list[bytes], letter: bytes, file: Path) -> CorridorError:
    """What is wrong in the first line that does not hold three whole numbers."""
    for number, line in enumerate(lines, 1):
        parts = line.split()
        if line[:1] == letter and not (len(parts) == 4 and all(_whole(part) for part in parts[1:])):  # noqa: PLR2004
            told = line.decode("ascii", "replace")[:60]
            where = Where(str(file), number, 1)
            return CorridorError.of(
                f"'{told}' is no line of this format", where, "Three whole numbers follow the letter."
            )
    return CorridorError.of("numbers are too large", Where(str(file)))


def _whole(part: bytes) -> bool:
    return part.removeprefix(b"-").isdigit()


def _edges(rows: Ints) -> tuple[Ints, Ints, Floats, NDArray[np.bool_]]:
    """Arcs paired: tails, heads, metres, and whether only the one direction is there."""
    low, high = rows[:, :2].min(axis=1), rows[:, :2].max(axis=1)
    key, back = np.unique(np.stack([low, high, rows[:, 2]], axis=1), axis=0, return_inverse=True)
    up = np.zeros(len(key), dtype=bool)
    down = np.zeros(len(key), dtype=bool)
    up[back[rows[:, 0] == low]] = True
    down[back[rows[:, 0] != low]] = True
    tails, heads = np.where(up, key[:, 0], key[:, 1]), np.where(up, key[:, 1], key[:, 0])
    return tails, heads, key[:, 2] / 10, up != down


def _check_unit(length: Floats, tails: Ints, heads: Ints, places: Places, file: str) -> None:
    latitude, longitude = places.latitude, places.longitude
    straight = metres_between(latitude[tails - 1], longitude[tails - 1], latitude[heads - 1], longitude[heads - 1])
    far = straight > 10  # noqa: PLR2004 - metres: shorter ones are all rounding
    ratio = float(np.median(length[far] / straight[far])) if far.any() else 1.0
    if not _LIKELY[0] <= ratio <= _LIKELY[1]:
        what = f"read as tenths of a metre, lengths are {ratio:.2g} times the straight line"
        raise CorridorError.of(what, Where(file), "Is this a file of lengths, not of times?")
