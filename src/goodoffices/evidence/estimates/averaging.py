"""Decomposable graphical models, averaged by their posterior probabilities (Madigan & York 1997).

Cell probabilities have the hyper-Dirichlet prior of Dawid & Lauritzen (1993) that comes of `delta` people in each cell
before any is seen; all graphs are as likely; the total has the prior 1/N unless another is given. The grid of the
unseen goes on until next to nothing of the posterior lies beyond it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, logsumexp

from goodoffices.evidence.estimates.graphs import decomposable, graph_name
from goodoffices.evidence.estimates.result import Averaged, Figure, Graph
from goodoffices.evidence.estimates.table import CaptureTable, full_counts

__all__ = ["FEWEST_LISTS", "MOST_LISTS", "GraphPrior", "average"]

Floats = NDArray[np.float64]

FEWEST_LISTS, MOST_LISTS = 3, 6
FINE = 1000
"""Up to so many unseen, each number has its own point of the grid; then points lie half a percent apart."""
STEP = 1.005
FIRST_END = 20.0
FARTHEST = 1e6
"""The grid ends at the latest at so many times the people seen."""
NEGLIGIBLE = 1e-4
"""The share of the posterior that may lie beyond the grid."""
FINITE_MEAN = 2.5
"""The tail falls as a power of the total; a mean is told only where that power is at least this."""
AT_ONCE = 1_000
SHOWN = 5


@dataclass(frozen=True)
class GraphPrior:
    """`delta`: people in each cell before any is seen, 2^−lists if None. `total`: the logarithm of the prior of each
    total, −log N if None. `most_missing`: the largest number of unseen thought possible, no end if None."""

    delta: float | None = None
    total: Callable[[Floats], Floats] | None = None
    most_missing: int | None = None


@dataclass(frozen=True)
class _Posterior:
    """The `unseen` of each point, the logarithm of each graph's share at it (graphs, points), and the share beyond."""

    unseen: Floats
    width: Floats
    by_total: Floats
    by_graph: Floats
    power: float
    tail: float


def average(counts: CaptureTable, prior: GraphPrior, advance: Callable[[str], None]) -> Averaged:
    """The posterior of the total over all decomposable graphs of three to six lists. Deterministic."""
    delta = 2.0 ** -len(counts.lists) if prior.delta is None else prior.delta
    end = FIRST_END * counts.seen if prior.most_missing is None else float(prior.most_missing)
    while True:
        advance(f"Decomposable graphs: up to {end:,.0f} unseen")
        found = _posterior(counts, prior, delta, end)
        if prior.most_missing is not None or found.tail <= NEGLIGIBLE or end >= FARTHEST * counts.seen:
            break
        end *= 8
    return _told(counts, prior, delta, found)


def _told(counts: CaptureTable, prior: GraphPrior, delta: float, found: _Posterior) -> Averaged:
    graphs = decomposable(len(counts.lists))
    foremost = np.argsort(-found.by_graph, kind="stable")[:SHOWN]
    totals = counts.seen + found.unseen
    low, middle, high = _quantiles(found, found.by_total, (0.025, 0.5, 0.975))
    alone = _log_parts(counts, prior, delta, found.unseen)
    shown = [
        Graph(
            graph_name(graphs, int(place), counts.lists),
            float(found.by_graph[place]),
            counts.seen + _quantiles(found, _normal(graphs.parts[place] @ alone[0] + alone[1], found.width), (0.5,))[0],
        )
        for place in foremost
    ]
    mean = float((found.by_total * found.width) @ totals)
    open_end = found.tail > 0.025  # noqa: PLR2004 - the upper end lies beyond the grid
    return Averaged(
        figure=Figure(counts.seen + middle, counts.seen + low, None if open_end else counts.seen + high),
        mean=mean if prior.most_missing is not None or found.power >= FINITE_MEAN else None,
        mode=float(totals[np.argmax(found.by_total)]),
        delta=delta,
        tail=found.tail,
        farthest=float(totals[-1]),
        graphs=tuple(shown),
        many=len(graphs.parts),
    )


def _posterior(counts: CaptureTable, prior: GraphPrior, delta: float, end: float) -> _Posterior:
    unseen, width = _grid(end)
    parts, shared = _log_parts(counts, prior, delta, unseen)
    coefficients = decomposable(len(counts.lists)).parts
    pieces = [coefficients[i : i + AT_ONCE] @ parts + shared for i in range(0, len(coefficients), AT_ONCE)]
    by_graph = np.concatenate([logsumexp(piece, b=width, axis=1) for piece in pieces])
    by_total = logsumexp(np.stack([logsumexp(piece, axis=0) for piece in pieces]), axis=0)
    whole = logsumexp(by_graph)
    density = np.exp(by_total - whole)
    last = slice(-max(2, min(200, len(unseen) // 2)), None)
    fall = np.polyfit(np.log(unseen[last] + counts.seen), by_total[last], 1)[0]
    power = float(-fall)
    beyond = float(density[-1] * (unseen[-1] + counts.seen) / (power - 1)) if power > 1 else np.inf
    tail = 0.0 if prior.most_missing is not None else beyond / (1 + beyond) if np.isfinite(beyond) else 1.0
    return _Posterior(unseen, width, density, np.exp(by_graph - whole), power, tail)


def _grid(end: float) -> tuple[Floats, Floats]:
    """Points of the unseen, and how many numbers each stands for."""
    points = [np.arange(min(FINE, int(end)) + 1.0)]
    if end > FINE:
        many = int(np.ceil(np.log(end / FINE) / np.log(STEP)))
        steps = np.unique(np.rint(np.geomspace(FINE, np.floor(end), many + 1)))
        points.append(steps[1:])
    unseen = np.concatenate(points)
    edges = np.concatenate([[unseen[0] - 0.5], (unseen[1:] + unseen[:-1]) / 2, [unseen[-1] + 0.5]])
    return unseen, np.diff(edges)


def _log_parts(counts: CaptureTable, prior: GraphPrior, delta: float, unseen: Floats) -> tuple[Floats, Floats]:
    """The log marginal likelihood of each set of lists (sets, points), and what all graphs share (points,)."""
    lists, total = len(counts.lists), counts.seen + unseen
    every = delta * 2**lists
    seen = np.concatenate([[0.0], full_counts(counts)])
    patterns = np.arange(2**lists)
    parts = np.zeros((2**lists, len(unseen)))
    for chosen in range(1, 2**lists):
        cell = delta * 2 ** (lists - chosen.bit_count())
        sums = np.bincount(patterns & chosen, weights=seen, minlength=2**lists)
        inside = [pattern for pattern in patterns[1:] if pattern & chosen == pattern]
        fixed = (gammaln(cell + sums[inside]) - gammaln(cell)).sum()
        open_cell = gammaln(cell + sums[0] + unseen) - gammaln(cell)
        parts[chosen] = gammaln(every) - gammaln(every + total) + fixed + open_cell
    before = -np.log(total) if prior.total is None else prior.total(total)
    return parts, gammaln(total + 1) - gammaln(unseen + 1) + before


def _normal(log_density: Floats, width: Floats) -> Floats:
    found: Floats = np.exp(log_density - logsumexp(log_density, b=width))
    return found


def _quantiles(found: _Posterior, density: Floats, shares: tuple[float, ...]) -> list[float]:
    """The unseen, whole numbers, below which these shares of the posterior lie; the part beyond the grid counts."""
    below = np.concatenate([[0.0], np.cumsum(density * found.width) * (1 - found.tail)])
    edges = found.unseen[0] - 0.5 + np.concatenate([[0.0], np.cumsum(found.width)])
    return [max(0.0, float(np.rint(np.interp(share, below, edges)))) for share in shares]
