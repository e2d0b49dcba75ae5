"""Events near the roads, out of a store: where and when each may have been, and what it weighs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from goodoffices.corridors.danger.model import Floats
from goodoffices.corridors.roads import Roads

if TYPE_CHECKING:
    import duckdb
    from numpy.typing import NDArray

    from goodoffices.evidence.events import Choice

__all__ = ["RecentEvents", "recent_events"]

_AROUND = 0.5
"""Degrees around the network in which events are looked for: more than 25 km wherever roads lead."""
_POLAR = 0.2
"""The least cosine of latitude that is reckoned with when degrees of longitude are widened."""


@dataclass(frozen=True, eq=False)
class RecentEvents:
    """One row an event."""

    latitude: Floats
    """NaN where the source tells no place."""
    longitude: Floats
    day: NDArray[np.int64]
    """The last day on which it may have been, as its number in the calendar (date.toordinal)."""
    kind: tuple[str, ...]
    deaths: Floats
    """The best figure; NaN where there is none."""
    precision: tuple[str, ...]
    """As the store tells: point, near, admin2, …"""
    source: str = ""
    """Source and release, in words."""


def recent_events(
    connection: duckdb.DuckDBPyConnection, roads: Roads, as_of: dt.date, oldest: float, choice: Choice
) -> RecentEvents:
    """Events of one release of one source around the roads, or without a place, `oldest` days back and later.

    Raises EvidenceError where the choice fits more than one release, or none.
    """
    from goodoffices.evidence import events  # noqa: PLC0415 - loads a data base; danger by hand does without

    asked = events.one_release(events.events(connection), choice)
    wide = _AROUND / max(float(np.cos(np.radians(np.abs(roads.latitude).max()))), _POLAR)
    rows = connection.execute(
        "SELECT latitude, longitude, date_end, kind, deaths_best, place_precision FROM events"
        " WHERE source = ? AND release = ? AND date_end >= ?"
        " AND (latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ? OR latitude IS NULL OR longitude IS NULL)"
        " AND (? = '' OR country = ?) AND (len(?) = 0 OR list_contains(?, kind))"
        " AND (len(?) = 0 OR list_contains(?, dyad) OR list_contains(?, dyad_id))"
        " AND (? IS NULL OR date_end >= ?) AND (? IS NULL OR date_start <= ?)"
        " ORDER BY event_id",
        [
            *(asked.source, asked.release, as_of - dt.timedelta(days=int(oldest) + 1)),
            *(roads.latitude.min() - _AROUND, roads.latitude.max() + _AROUND),
            *(roads.longitude.min() - wide, roads.longitude.max() + wide),
            *(asked.country, asked.country, list(asked.kinds), list(asked.kinds)),
            *(list(asked.dyads),) * 3,
            *(asked.since, asked.since, asked.until, asked.until),
        ],
    ).fetchall()
    return _table(rows, f"{asked.source} {asked.release}")


def _table(rows: list[tuple[Any, ...]], source: str) -> RecentEvents:
    latitude, longitude, day, kind, deaths, precision = zip(*rows, strict=True) if rows else ((),) * 6
    return RecentEvents(
        latitude=np.array(latitude, dtype=np.float64),
        longitude=np.array(longitude, dtype=np.float64),
        day=np.array([one.toordinal() for one in day], dtype=np.int64),
        kind=kind,
        deaths=np.array([np.nan if one is None else one for one in deaths], dtype=np.float64),
        precision=precision,
        source=source,
    )
