"""Where, and since when: the space-time scan (Kulldorff 1997, 2001) with Monte Carlo p-values.

A cylinder is a zone by a window of days; its score is the logarithm of a likelihood ratio, of what was counted in it
against what was expected. All cylinders are looked at, and the highest score is compared with the highest scores of
replicates in which nothing is clustered: one p-value for the whole search.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.ceasefire.signals.kernels.scan_cylinders import Cylinders, best_of_each_zone, most_extreme
from goodoffices.ceasefire.signals.kernels.scan_replicates import Null, replicate
from goodoffices.ceasefire.signals.null_models import NullModel, expected_of, null_of
from goodoffices.ceasefire.signals.zones import Zones
from goodoffices.errors import EvidenceError

__all__ = ["Cluster", "ScanPlan", "Scanned", "scan"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BLOCK = 50
"""Replicates between two looks at whether somebody wants to stop."""
TIED = 1e-9
"""Scores that differ by less, of their size, are the same: sums in another order differ in the last digits."""


@dataclass(frozen=True)
class ScanPlan:
    """What is looked for, and how chance is drawn.

    `model`: "expectation" compares with given expectations (Neill 2009, after Neill et al. 2005), "population" with
    given proportions at the same total (Kulldorff 1997), "permutation" with the sums of places and days alone
    (Kulldorff et al. 2005). `dispersion` is alpha of negative binomial replicates (variance m + alpha m²), only with
    "expectation": 0 draws Poisson counts. `look_for`: more than expected ("hot"), less ("quiet"), or both. `longest` is
    the most days of a window; only windows that end on the last day count, unless `past` is set.
    """

    model: NullModel = "expectation"
    look_for: Literal["hot", "quiet", "both"] = "hot"
    longest: int = 28
    past: bool = False
    dispersion: float = 0.0
    replicates: int = 999
    seed: int = 1
    clusters: int = 5
    threads: int | None = None


@dataclass(frozen=True)
class Cluster:
    """A cylinder that departs from what was expected. `places` are by distance from the first, the centre; `first` and
    `last` are days counted from 0, both in it. `ratio` is count / expected where the total is free, else the risk
    inside over the risk outside (infinite when nothing is outside). `p_value` is by replicates, at least
    1 / (replicates + 1); `gumbel` by the curve fitted to them."""

    places: tuple[int, ...]
    radius_km: float
    first: int
    last: int
    count: int
    expected: float
    ratio: float
    score: float
    p_value: float
    gumbel: float


@dataclass(frozen=True, eq=False)
class Scanned:
    """The clusters, highest score first, no two with a place in common; the second and later ones are compared with the
    same highest scores, so their p-values are on the safe side (Kulldorff 1997). `zones` counts distinct sets of
    places, `highest` (replicates,) the highest score of each replicate."""

    clusters: tuple[Cluster, ...]
    zones: int
    highest: Floats
    plan: ScanPlan


def scan(
    counts: Ints,
    expected: Floats | None,
    zones: Zones,
    plan: ScanPlan | None = None,
    observed: NDArray[np.bool_] | None = None,
    advance: Callable[[str], None] = lambda _: None,
) -> Scanned:
    """Search all cylinders of `counts` (places, days).

    `expected` (places, days) are expectations, or any numbers in their proportions, or None, as the model wants them.
    Days that are not `observed` (days,) count for nothing: neither events nor expectations. The answer depends on the
    seed and never on the number of threads. `advance` hears how far the replicates are.

    Raises EvidenceError where an event lies where nothing was expected, or nothing was expected at all.
    """
    plan = plan or ScanPlan()
    counts = np.asarray(counts, dtype=np.int64)
    means = None if expected is None else np.asarray(expected, dtype=np.float64)
    _check(counts, means, zones, plan)
    if observed is not None:
        counts = np.where(observed, counts, 0)
        means = None if means is None else np.where(observed, means, 0.0)
    skipped = 0
    if plan.model == "expectation" and not plan.past:  # days before the longest window have no part in anything
        skipped = max(0, counts.shape[1] - plan.longest)
        counts, means = counts[:, skipped:], None if means is None else means[:, skipped:]
    means = expected_of(counts, means, plan.model)
    cylinders = _cylinders(counts, zones, plan)
    null = null_of(counts, means, plan.model, plan.dispersion)
    highest = _replicated(null, _before(means), cylinders, plan, advance)
    scores, windows = best_of_each_zone(_before(counts.astype(np.float64)), _before(means), cylinders)
    clusters = []
    for centre, k in _apart(scores, zones, plan.clusters):
        places, (start, end) = zones.order[centre, : k + 1], windows[centre, k]
        score = float(scores[centre, k])
        inside, mean = counts[places, start:end].sum(), means[places, start:end].sum()
        clusters.append(
            Cluster(
                tuple(int(place) for place in places),
                float(zones.radius[centre, k]),
                int(start) + skipped,
                int(end) - 1 + skipped,
                int(inside),
                float(mean),
                _ratio(float(inside), float(mean), cylinders.total),
                score,
                *_p_values(score, highest),
            )
        )
    return Scanned(tuple(clusters), zones.distinct, highest, plan)


def _check(counts: Ints, expected: Floats | None, zones: Zones, plan: ScanPlan) -> None:
    if counts.ndim != 2 or len(counts) != len(zones.order) or (expected is not None and expected.shape != counts.shape):  # noqa: PLR2004 - places and days
        raise ValueError("counts and expectations are arrays (places, days), over the places of the zones")
    if not counts.shape[1] or (counts < 0).any():
        raise EvidenceError.of("The scan needs at least one day, and no count below 0.")
    if plan.longest < 1 or plan.replicates < 1 or plan.dispersion < 0:
        raise EvidenceError.of(
            "The scan needs a window of 1 day or more, 1 replicate or more, and no dispersion below 0."
        )
    if plan.dispersion and plan.model != "expectation":
        remedy = "Scan with expectations, or leave the dispersion out."
        raise EvidenceError.of("Only expectations have a dispersion: other models keep the total.", remedy=remedy)


def _cylinders(counts: Ints, zones: Zones, plan: ScanPlan) -> Cylinders:
    days = counts.shape[1]
    total = 0.0 if plan.model == "expectation" else float(counts.sum())
    hot, quiet = plan.look_for != "quiet", plan.look_for != "hot"
    return Cylinders(zones.order, zones.reach, 1 if plan.past else days, plan.longest, total, hot, quiet)


def _before(values: Floats) -> Floats:
    """Sums before each day, shape (places, days + 1)."""
    return np.concatenate([np.zeros((len(values), 1)), values.cumsum(axis=1)], axis=1)


def _replicated(
    null: Null, expected: Floats, cylinders: Cylinders, plan: ScanPlan, advance: Callable[[str], None]
) -> Floats:
    """The highest score of each replicate. Each has a random stream of its own, made of the seed and its number."""
    places, width = expected.shape

    def one(stream: np.random.SeedSequence) -> float:
        counts = replicate(np.random.default_rng(stream), null, places, width - 1)
        return most_extreme(counts, expected, cylinders)

    streams = np.random.SeedSequence(plan.seed).spawn(plan.replicates)
    found: list[float] = []
    with ThreadPoolExecutor(plan.threads or os.cpu_count() or 1) as pool:
        for start in range(0, plan.replicates, BLOCK):
            advance(f"Scan: replicate {start:,} of {plan.replicates:,}")
            found += pool.map(one, streams[start : start + BLOCK])
    return np.array(found)


def _apart(scores: Floats, zones: Zones, most: int) -> list[tuple[int, int]]:
    """The zones with the highest scores, none with a place of one before; of equal scores the smaller zone first."""
    centres, ks = np.nonzero(scores > 0)
    found = scores[centres, ks]
    order = np.lexsort((centres, ks, -np.round(found / TIED / found.max(initial=1.0))))
    taken = np.zeros(len(zones.order), dtype=bool)
    kept: list[tuple[int, int]] = []
    for at in order:
        centre, k = int(centres[at]), int(ks[at])
        members = zones.order[centre, : k + 1]
        if len(kept) == most:
            break
        if not taken[members].any():
            taken[members] = True
            kept.append((centre, k))
    return kept


def _ratio(count: float, expected: float, total: float) -> float:
    if not total:
        return count / expected
    rest = total - count
    return count / expected * (total - expected) / rest if rest else np.inf


def _p_values(score: float, highest: Floats) -> tuple[float, float]:
    """By the rank among replicates (Dwass 1957), and by a Gumbel curve with their mean and spread (Abrams, Kleinman &
    Kulldorff 2010), which can be smaller than one in the number of replicates."""
    rank = 1 + int((highest >= score - TIED * max(1.0, score)).sum())
    scale = float(highest.std(ddof=1)) * np.sqrt(6) / np.pi if len(highest) > 1 else 0.0
    if not scale:
        return rank / (len(highest) + 1), 1.0
    place = float(highest.mean()) - np.euler_gamma * scale
    return rank / (len(highest) + 1), float(-np.expm1(-np.exp(-(score - place) / scale)))
