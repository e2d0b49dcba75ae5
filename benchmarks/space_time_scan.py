"""The space-time scan with 999 replicates: ours beside plain numpy, the same highest score of each replicate asserted.

Alone: `python -m benchmarks.space_time_scan [PLACES DAYS REPLICATES]`.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import xlogy

from benchmarks.clock import Timed, tell, timed
from benchmarks.wording import table, time_of
from goodoffices.ceasefire.signals import ScanPlan, Zones, nearest_zones, scan
from goodoffices.ceasefire.signals.kernels.scan_replicates import replicate
from goodoffices.ceasefire.signals.null_models import null_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PLACES, DAYS, REPLICATES = 500, 200, 999
NEAREST = 50
EVENTS_A_DAY = 40
LISTED = 5
"""Replicates that numpy answers; its time for all is in proportion."""


@dataclass(frozen=True)
class ScanRow:
    """One scan, and what it took; `numpy` is in proportion to all replicates."""

    name: str
    zones: int
    cylinders: int
    one: Timed
    two: Timed
    numpy: Timed


def run(places: int = PLACES, days: int = DAYS, replicates: int = REPLICATES) -> list[ScanRow]:
    """Scans with windows of up to four weeks, and of all days; the answers must agree."""
    counts, expected, zones = _made(places, days)
    scan(counts, expected, zones, ScanPlan(replicates=1))  # compiled, or loaded
    found = []
    for name, longest in (("windows of up to 28 days", 28), ("windows of all lengths", days)):
        plan = ScanPlan(longest=longest, replicates=replicates, threads=1)
        one, two = (timed(lambda t=t, p=plan: scan(counts, expected, zones, replace(p, threads=t))) for t in (1, 2))
        highest = one.answer.highest
        assert (highest == two.answer.highest).all()
        part = timed(lambda p=plan: _by_numpy(counts, expected, zones, p))
        assert np.allclose(part.answer, highest[: len(part.answer)], rtol=1e-9)
        windows = min(longest, days)
        numpy = Timed((part.seconds or 0.0) * replicates / len(part.answer))
        found.append(ScanRow(name, zones.distinct, int(zones.reach.sum()) * windows, one, two, numpy))
        tell(f"scan, {name}: {time_of(one)}")
    return found


def as_table(found: list[ScanRow]) -> str:
    """The figures in Markdown."""
    heads = ("Scan", "Zones", "Cylinders", "Good Offices, one thread", "two threads", "numpy")
    lines = [
        (row.name, f"{row.zones:,}", f"{row.cylinders:,}", time_of(row.one), time_of(row.two), time_of(row.numpy))
        for row in found
    ]
    return table(heads, lines, 1)


def _made(places: int, days: int) -> tuple[Ints, Floats, Zones]:
    """Places scattered over 400 by 400 km, some far busier than others, with counts as expected."""
    rng = np.random.default_rng(1997)
    at = 400 * rng.random((places, 2))
    busy = rng.gamma(0.5, 1.0, places)
    expected = np.repeat((EVENTS_A_DAY * busy / busy.sum())[:, None], days, axis=1)
    apart = np.hypot(*(at[:, None] - at).transpose(2, 0, 1))
    return rng.poisson(expected), expected, nearest_zones(apart, min(NEAREST, places))


def _by_numpy(counts: Ints, expected: Floats, zones: Zones, plan: ScanPlan) -> Floats:
    """The highest score of the first replicates, over arrays of all neighbours and windows of a centre at once."""
    counts, expected = counts[:, -plan.longest :], expected[:, -plan.longest :]
    null = null_of(counts, expected, plan.model, plan.dispersion)
    means = expected[:, ::-1].cumsum(axis=1)
    found = []
    for stream in np.random.SeedSequence(plan.seed).spawn(min(LISTED, plan.replicates)):
        drawn = np.diff(replicate(np.random.default_rng(stream), null, *counts.shape))[:, ::-1].cumsum(axis=1)
        best = 0.0
        for near in zones.order:
            count, mean = drawn[near].cumsum(axis=0), means[near].cumsum(axis=0)
            score = xlogy(count, count / mean) + mean - count
            best = max(best, float(score[count > mean].max(initial=0.0)))
        found.append(best)
    return np.array(found)


if __name__ == "__main__":
    print(as_table(run(*map(int, sys.argv[1:]))))
