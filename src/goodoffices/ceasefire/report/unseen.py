"""When the record went silent: everywhere at once, in one area, or because the office that tells most fell quiet."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import numpy.typing as npt
from scipy.stats import poisson

from goodoffices.ceasefire.incidents import Against
from goodoffices.ceasefire.report.units import Names, by_day, counted
from goodoffices.ceasefire.signals import find_silence, office_shifts
from goodoffices.evidence.events import Choice, chosen

if TYPE_CHECKING:
    import ibis

__all__ = ["Quiet", "Unseen", "unseen_days"]

Counts = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_AS_QUIET: Final = 0.05
_OFFICES: Final = 8
"""The largest offices alone can have made the picture."""


@dataclass(frozen=True)
class Quiet:
    """Days taken for a hole in the source, not for calm. `area` is "" for all of them.

    `kind`: "dyads" where all dyads that the ceasefire does not bind fell at once, `count` against `expected` of theirs;
    "office" where `office` was named by so much less of the events (`count` in per cent, `expected` its usual part).
    """

    kind: Literal["dyads", "office"]
    area: str
    since: dt.date
    until: dt.date
    count: float
    expected: float
    p_value: float
    office: str = ""


@dataclass(frozen=True, eq=False)
class Unseen:
    """The days (days,) on which the source was silent, everywhere and by area; `able` says for how large a part of all
    days the test could have found silence: on the others there are too few events."""

    quiet: tuple[Quiet, ...]
    everywhere: Flags
    areas: dict[str, Flags]
    able: float

    def of(self, area: str) -> Flags:
        """The silent days of an area, those of everywhere among them."""
        return self.everywhere | self.areas.get(area, np.zeros_like(self.everywhere))


def unseen_days(table: ibis.Table, found: Against, areas: Names, kept: Flags, since: dt.date, until: dt.date) -> Unseen:
    """Look for silence. `kept` (events,) are events between those bound: their dyads may fall together, for that is
    what a ceasefire is for, and are not asked."""
    dyads = np.array([name or "" for name in found.rows["dyad"].to_pylist()], dtype=object)
    bound = set(dyads[kept])
    length = (until - since).days + 1
    quiet: list[Quiet] = []

    def look(area: str) -> tuple[Flags, Flags]:
        here = np.ones(len(found), dtype=bool) if area == "" else areas == area
        names = [name for name, _ in Counter(dyads[here & ~np.isin(dyads, list(bound))]).most_common()]
        if len(names) < 2:  # noqa: PLR2004 - all of one is no several
            return np.zeros(length, dtype=bool), np.zeros(length, dtype=bool)
        counts = by_day([counted(found, here & (dyads == name), since, until) for name in names])
        silence, total = find_silence(counts), counts.sum(axis=0)
        silent = silence.silent.copy()
        for one in silence.windows:
            usual = one.expected / (one.last - one.first + 1)
            first, last = _extended(total, silent, (one.first, one.last), usual)
            silent[first : last + 1] = True
            days = (since + dt.timedelta(first), since + dt.timedelta(last))
            recorded = float(total[first : last + 1].sum())
            quiet.append(Quiet("dyads", area, *days, recorded, usual * (last - first + 1), one.p_value))
        return silent, silence.able

    everywhere, able = look("")
    by_area = {area: look(area)[0] for area in sorted({name for name in areas if name})}
    holes = _offices(table, found.choice, since, until)
    for one in holes:
        everywhere[(one.since - since).days : (one.until - since).days + 1] = True
    order = sorted((*quiet, *holes), key=lambda one: (one.since, one.area, one.kind))
    return Unseen(tuple(order), everywhere, by_area, float(able.mean()))


def _extended(total: Counts, silent: Flags, window: tuple[int, int], usual: float) -> tuple[int, int]:
    """The window with the days next to it that are as quiet: days on which no more than happened would be a chance of
    one in twenty at the usual level (Poisson). The windows of the test are a week; a silence lasts as long as it does,
    and the days after the week are no calm."""
    first, last = window
    while first > 0 and not silent[first - 1] and poisson.cdf(total[first - 1], usual) <= _AS_QUIET:
        first -= 1
    while last + 1 < len(total) and not silent[last + 1] and poisson.cdf(total[last + 1], usual) <= _AS_QUIET:
        last += 1
    return first, last


def _offices(table: ibis.Table, choice: Choice, since: dt.date, until: dt.date) -> list[Quiet]:
    """Holes of the office that makes the picture. A shift that others made up for is no hole, and not told."""
    rows = chosen(table, choice)
    rows = rows.filter(rows.date_start >= since, rows.date_start <= until, rows.outlets.length() > 0)
    held = rows.select("date_start", "outlets").to_pyarrow()
    length = (until - since).days + 1
    days = (held["date_start"].to_numpy().astype("datetime64[D]") - np.datetime64(since, "D")).astype(np.int64)
    named = [set(outlets) for outlets in held["outlets"].to_pylist()]
    offices = [name for name, _ in Counter(name for outlets in named for name in outlets).most_common(_OFFICES)]
    if not offices:
        return []
    counts = np.array(
        [np.bincount(days[[office in outlets for outlets in named]], minlength=length) for office in offices]
    )
    return [
        Quiet(
            "office",
            "",
            since + dt.timedelta(one.first),
            since + dt.timedelta(one.last),
            100 * one.share,
            100 * one.usual,
            one.p_value,
            offices[one.office],
        )
        for one in office_shifts(counts, np.bincount(days, minlength=length))
        if not one.made_up
    ]
