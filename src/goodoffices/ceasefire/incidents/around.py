"""Before and after the start: all events, those between those bound, and those that fit every clause but the time.

Who is bound decides the answer, so both are told. Only dated events are counted; undated ones are told beside them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from goodoffices.ceasefire.incidents.against import Against, Mask
from goodoffices.ceasefire.incidents.judgement import FITS
from goodoffices.errors import EvidenceError

__all__ = ["Around", "Side", "around_start"]


@dataclass(frozen=True)
class Side:
    """Events and deaths (best figure) in as many days before and after a day; undated events that may lie there."""

    name: str
    events: tuple[int, int]
    deaths: tuple[int, int]
    undated: int

    @property
    def events_ratio(self) -> float | None:
        """Events after for each before; None where there was none before."""
        return _ratio(self.events)

    @property
    def deaths_ratio(self) -> float | None:
        """Deaths after for each before; None where there was none before."""
        return _ratio(self.deaths)


@dataclass(frozen=True)
class Around:
    """`days` days before `day`, and as many from it on. The day itself counts as after, whatever its hour."""

    day: dt.date
    days: int
    sides: tuple[Side, ...]


def around_start(found: Against, days: int) -> Around:
    """Count around the start. Raises EvidenceError where it is not known."""
    start = found.terms.start
    if start is None:
        raise EvidenceError.of("the terms do not say when the ceasefire began", remedy="Write its `start`.")
    everything = np.ones(len(found), dtype=np.bool_)
    bound = found.judged("parties", "inside") & _armed(found)
    worst = found.fits_but_for_time
    groups = (
        ("all events", everything),
        ("between those bound", bound),
        ("inside every clause but the time", worst == FITS.index("inside")),
        ("unclear in some clause but the time", worst == FITS.index("unclear")),
    )
    return Around(start.day, days, tuple(_side(found, name, mask, start.day, days) for name, mask in groups))


def _armed(found: Against) -> Mask:
    """Events with two sides: violence of one side against civilians is not between those bound."""
    sides = [found.rows[name].to_pylist() for name in ("actor_a", "actor_b")]
    return np.array(
        [
            not any((name or "").casefold().startswith("civilians") for name in pair)
            for pair in zip(*sides, strict=True)
        ],
        dtype=np.bool_,
    )


def _side(found: Against, name: str, mask: Mask, day: dt.date, days: int) -> Side:
    first, last = found.days("date_start"), found.days("date_end")
    middle = np.datetime64(day, "D")
    begin, stop = middle - days, middle + days
    deaths = np.array(found.rows["deaths_best"].fill_null(0).to_numpy(), dtype=np.int64)
    before = mask & found.dated & (first >= begin) & (first < middle)
    after = mask & found.dated & (first >= middle) & (first < stop)
    undated = mask & ~found.dated & (first < stop) & (last >= begin)
    return Side(
        name,
        (int(before.sum()), int(after.sum())),
        (int(deaths[before].sum()), int(deaths[after].sum())),
        int(undated.sum()),
    )


def _ratio(pair: tuple[int, int]) -> float | None:
    return pair[1] / pair[0] if pair[0] else None
