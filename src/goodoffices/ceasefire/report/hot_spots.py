"""Where incidents cluster now: the space-time scan over cells that are wider than a town, never over places."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from goodoffices.ceasefire.incidents import Against
from goodoffices.ceasefire.report.units import Names, area_of_each, by_day, counted
from goodoffices.ceasefire.signals import ScanPlan, distances_km, nearest_zones, scan
from goodoffices.evidence.events import Cells

__all__ = ["HotSpot", "HotSpots", "hot_spots"]

Flags = npt.NDArray[np.bool_]

CELLS: Final = Cells(4)
"""Hexagons with an edge of about 26 km: coarse enough for events known within 25 km, and for a page."""
HISTORY: Final = 200
"""Days with which a place is compared, at most."""
FEWEST: Final = 20
"""Incidents in them; below, nothing is scanned."""
NEAREST: Final = 15
FEWEST_IN_ONE: Final = 5
"""Incidents of a hot spot; two on one day may be one."""
SHOWN: Final = 0.05
"""The p-value up to which a hot spot is told."""


@dataclass(frozen=True)
class HotSpot:
    """A group of cells with more incidents in its last days than its own share and those days' lead to expect.

    `area` is where most of them lie; `latitude` and `longitude` are of the middle cell, which is 26 km wide or more.
    """

    area: str
    latitude: float
    longitude: float
    radius_km: float
    cells: tuple[str, ...]
    since: dt.date
    until: dt.date
    count: int
    expected: float
    p_value: float


@dataclass(frozen=True)
class HotSpots:
    """`spots`, the strongest first; `looked_at` cells with `events` incidents in `days` days; `why` there is none."""

    spots: tuple[HotSpot, ...]
    looked_at: int = 0
    events: int = 0
    days: int = 0
    replicates: int = 0
    why: str = ""


def hot_spots(  # noqa: PLR0913 - what the report has found so far
    found: Against,
    areas: Names,
    kept: Flags,
    last: dt.date,
    first: dt.date,
    unseen: Flags,
    *,
    replicates: int,
    seed: int,
    advance: Callable[[str], None],
) -> HotSpots:
    """Scan the last days up to `last`, each place against its own past and each day against the others (permutation).

    `unseen` (days from `first` on) are left out.
    """
    import h3  # noqa: PLC0415  # only cells need it

    begin = max(first, last - dt.timedelta(HISTORY - 1))
    cells = area_of_each(found, CELLS)
    days = found.days("date_start")
    recent = kept & found.dated & (days >= np.datetime64(begin, "D")) & (days <= np.datetime64(last, "D"))
    names = sorted({name for name in cells[recent] if name})
    events = int((recent & (cells != None)).sum())  # noqa: E711 - element by element
    length = (last - begin).days + 1
    if events < FEWEST or len(names) < 2:  # noqa: PLR2004 - one place is nowhere else
        return HotSpots((), why=f"{events} incidents in {length} days are too few to look for hot spots")
    counts = by_day([counted(found, recent & (cells == name), begin, last) for name in names])
    spots = np.array([h3.cell_to_latlng(name) for name in names])
    zones = nearest_zones(distances_km(spots[:, 0], spots[:, 1]), min(NEAREST, len(names) // 2 + 1))
    plan = ScanPlan(model="permutation", longest=28, replicates=replicates, seed=seed)
    done = scan(counts, None, zones, plan, ~unseen[(begin - first).days :][:length], advance)
    told = []
    for one in done.clusters:
        if one.p_value > SHOWN or one.count < FEWEST_IN_ONE:
            continue
        inside = tuple(names[place] for place in one.places)
        where = Counter(name for name in areas[recent & np.isin(cells, inside)] if name).most_common(1)
        window = (begin + dt.timedelta(one.first), begin + dt.timedelta(one.last))
        middle = spots[one.places[0]]
        told.append(
            HotSpot(
                where[0][0] if where else "",
                float(middle[0]),
                float(middle[1]),
                one.radius_km,
                inside,
                *window,
                one.count,
                one.expected,
                one.p_value,
            )
        )
    return HotSpots(tuple(told), len(names), events, length, replicates)
