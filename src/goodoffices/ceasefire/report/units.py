"""What a report is about: an area and those bound in it, counted by day; the whole of the area beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from goodoffices.ceasefire.incidents import FITS, Against
from goodoffices.ceasefire.signals import DailyCounts
from goodoffices.evidence.events import Named, Places, fine_enough, names_of

__all__ = ["EVERYWHERE", "Unit", "area_of_each", "counted", "units_of"]

Mask = npt.NDArray[np.bool_]
Names = npt.NDArray[np.object_]

EVERYWHERE = ""
"""The area of the unit that holds every event, with those whose place is not told so finely."""


@dataclass(frozen=True, eq=False)
class Unit:
    """An area and a dyad of those bound ("": all of them), with dated events by day.

    `kept`: events that fit every clause but that of time, and so would be incidents on a day in force. `unclear`: those
    that may. `all`: every event of the area, whoever fights. `undated`: events that may be incidents and lie anywhere
    in more than a week, in no day.
    """

    area: str
    dyad: str
    kept: DailyCounts
    unclear: DailyCounts
    all: DailyCounts
    undated: int

    @property
    def name(self) -> str:
        """For a line of a table."""
        where = self.area or "everywhere"
        return f"{where}: {self.dyad}" if self.dyad else where


def area_of_each(found: Against, places: Places) -> Names:
    """The area of each event, None where its place is not known so finely or lies in none."""
    rows = found.rows
    fine = np.isin(np.array(rows["place_precision"].to_pylist(), dtype=object), fine_enough(places))
    if isinstance(places, Named):
        told: Names = np.array(rows[f"admin{places.level}"].to_pylist(), dtype=object)
        told[~fine] = None
        return told
    latitude, longitude = (rows[name].to_numpy(zero_copy_only=False) for name in ("latitude", "longitude"))
    known = np.flatnonzero(fine & np.isfinite(latitude) & np.isfinite(longitude))
    spots, which = np.unique(np.column_stack([latitude[known], longitude[known]]), axis=0, return_inverse=True)
    areas: Names = np.full(len(found), None, dtype=object)
    if len(known):
        names = np.array(names_of(places, spots[:, 0].tolist(), spots[:, 1].tolist()), dtype=object)
        areas[known] = names[which.ravel()]
    return areas


def units_of(found: Against, areas: Names, since: dt.date, until: dt.date, fewest: int) -> tuple[Unit, ...]:
    """The areas in which the terms may hold, most events of those bound first; then each dyad in an area where several
    are bound and this one has `fewest` events or more; then each of several dyads everywhere; the whole, all areas
    together, last."""
    kept, unclear = (found.fits_but_for_time == FITS.index(fit) for fit in ("inside", "unclear"))
    dyads = np.array(found.rows["dyad"].to_pylist(), dtype=object)
    near = _near(found, since, until)

    def unit(area: str, dyad: str) -> Unit:
        here = np.ones(len(found), dtype=bool) if area == EVERYWHERE else areas == area
        between = here if dyad == "" else here & (dyads == dyad)
        one, two, three = (counted(found, each, since, until) for each in (between & kept, between & unclear, here))
        undated = between & (kept | unclear) & ~found.dated & near
        return Unit(area, dyad, one, two, three, int(undated.sum()))

    meant = ~found.judged("area", "outside")
    named = [unit(name, "") for name in sorted({name for name in areas[meant] if name})]
    named.sort(key=lambda one: (-int(one.kept.counts.sum()), -int(one.all.counts.sum()), one.area))
    bound = sorted({name for name in dyads[kept] if name})
    pairs = [unit(area, name) for area in (*(one.area for one in named), EVERYWHERE) for name in bound]
    enough = [one for one in pairs if int(one.kept.counts.sum()) >= fewest] if len(bound) > 1 else []
    within, overall = ([one for one in enough if bool(one.area) is inside] for inside in (True, False))
    return (*named, *within, *overall, unit(EVERYWHERE, ""))


def counted(found: Against, mask: Mask, since: dt.date, until: dt.date) -> DailyCounts:
    """Dated events by the first day on which they may lie."""
    first = found.days("date_start")[mask & found.dated]
    position = (first - np.datetime64(since, "D")).astype(np.int64)
    length = (until - since).days + 1
    inside = position[(position >= 0) & (position < length)]
    return DailyCounts(since, np.bincount(inside, minlength=length))


def by_day(groups: Sequence[DailyCounts]) -> npt.NDArray[np.int64]:
    """Several series of the same days as one table (groups, days)."""
    return np.array([one.counts for one in groups], dtype=np.int64)


def _near(found: Against, since: dt.date, until: dt.date) -> Mask:
    begin, end = np.datetime64(since, "D"), np.datetime64(until, "D")
    near: Mask = (found.days("date_start") <= end) & (found.days("date_end") >= begin)
    return near
