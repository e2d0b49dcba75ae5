"""Where events are recorded, for a map: nothing is placed more finely than its source knows it, nor than was asked.

What is known only by its country has no place on a map, and is told in words: data sets put such events on one point in
the middle of the land, which then looks like its bloodiest place.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from goodoffices.evidence.events.choice import (
    Choice,
    Tally,
    chosen,
    no_event_fits,
    one_release,
    overlapping,
    tallies,
    tally_of,
)
from goodoffices.evidence.events.places import Cells, Polygons, fine_enough, names_of

if TYPE_CHECKING:
    import ibis

__all__ = ["Atlas", "Spot", "atlas", "spots_expression"]

_SYMBOLS: Final = ("near", "admin2", "admin1")
"""Precisions that a symbol stands for where the areas are finer."""


@dataclass(frozen=True)
class Spot:
    """What is recorded at one place that is drawn as a sign: `precision` says what the sign means."""

    precision: str
    name: str | None
    latitude: float
    longitude: float
    tally: Tally


@dataclass(frozen=True)
class Atlas:
    """Areas with what is recorded in them; signs for what is known less finely; and what cannot be placed at all."""

    choice: Choice
    places: Polygons | Cells
    areas: tuple[tuple[str, Tally], ...]
    """The largest first; those in which nothing is recorded are left out."""
    signs: tuple[Spot, ...]
    """Provinces and districts that are coarser than the areas."""
    points: tuple[Spot, ...]
    """Exact places, only where they were asked for."""
    in_words: tuple[tuple[str, Tally], ...]
    """By precision: what is on the map nowhere."""
    outside: Tally | None
    """Events whose place is exact enough and lies in none of the areas."""


def atlas(table: ibis.Table, choice: Choice, places: Polygons | Cells, *, points: bool = False) -> Atlas:
    """Ask for it; `points` shows exact places as well. Raises EvidenceError as `series`."""
    choice = one_release(table, choice)
    rows = spots_expression(overlapping(chosen(table, choice), choice.since, choice.until)).to_pyarrow().to_pylist()
    if not rows:
        raise no_event_fits(table, choice)
    fine = set(fine_enough(places))
    placed = [row for row in rows if row["place_precision"] in fine and row["latitude"] is not None]
    names = names_of(places, [row["latitude"] for row in placed], [row["longitude"] for row in placed])
    areas = _summed((name, tally_of(row)) for name, row in zip(names, placed, strict=True))
    rest = [row for row in rows if row["place_precision"] not in fine or row["latitude"] is None]
    signs = [row for row in rest if row["place_precision"] in _SYMBOLS and row["latitude"] is not None]
    words = [row for row in rest if row["place_precision"] not in _SYMBOLS or row["latitude"] is None]
    exact = [row for row in placed if row["place_precision"] == "point"] if points else []
    return Atlas(
        choice,
        places,
        tuple((name, tally) for name, tally in areas if name is not None),
        _spots(signs),
        _spots(exact),
        tuple(_summed((row["place_precision"], tally_of(row)) for row in words)),
        next((tally for name, tally in areas if name is None), None),
    )


def spots_expression(table: ibis.Table) -> ibis.Table:
    """One row for each place and how exactly it is known."""
    keys = ("place_precision", "latitude", "longitude", "admin1", "admin2")
    return table.group_by(*keys).agg(**tallies(table))


def _summed(entries: Any) -> list[tuple[Any, Tally]]:
    sums: dict[Any, Tally] = {}
    for name, tally in entries:
        sums[name] = sums[name] + tally if name in sums else tally
    return sorted(sums.items(), key=lambda entry: (-entry[1].best, -entry[1].events, str(entry[0])))


def _spots(rows: list[dict[str, Any]]) -> tuple[Spot, ...]:
    """One sign for each exact place, district or province; those near a place share one for each 26 km."""
    import h3  # noqa: PLC0415  # only maps need it

    same: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        at = (row["latitude"], row["longitude"])
        precision = row["place_precision"]
        where = {
            "point": at,
            "near": (h3.latlng_to_cell(*at, 4),),
            "admin2": (row["admin1"], row["admin2"] or at),
            "admin1": (row["admin1"] or at,),
        }[precision]
        same[(precision, *where)].append(row)
    spots = [_spot(precision, found) for (precision, *_), found in same.items()]
    return tuple(sorted(spots, key=lambda spot: (-spot.tally.best, spot.latitude, spot.longitude)))


def _spot(precision: str, rows: list[dict[str, Any]]) -> Spot:
    ((_, tally),) = _summed((None, tally_of(row)) for row in rows)
    latitude, longitude = (sum(row[name] for row in rows) / len(rows) for name in ("latitude", "longitude"))
    names = {row[precision] for row in rows} if precision in ("admin1", "admin2") else set()
    return Spot(precision, names.pop() if len(names) == 1 else None, latitude, longitude, tally)
