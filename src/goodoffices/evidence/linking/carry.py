"""The error of linking carried into the estimate: persons drawn again and again, and every draw estimated from."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from goodoffices.evidence.estimates import CaptureTable, Figure, estimate, lowest_bic, table
from goodoffices.evidence.linking.drawing import drawn
from goodoffices.evidence.linking.persons import patterns_of
from goodoffices.evidence.linking.scoring import Pairs

__all__ = ["CHAPMAN", "GRAPHS", "LOG_LINEAR", "Carried", "Draws", "carry", "estimators_for"]

CHAPMAN, LOG_LINEAR, GRAPHS = "two lists (Chapman)", "log-linear models", "decomposable graphs"
GRAPH_LISTS = range(3, 7)
SLOW_LISTS, SLOW_DRAWS = 6, 20
"""Graphs of six lists, 18,154, are averaged over no more draws than these."""
POINTS = 200
"""Of each draw's interval, so many are mixed with the others'."""
Z_95 = 1.959963984540054
LOW, HIGH = 0.025, 0.975
FARTHEST = 700.0
"""The exponential of more is no number."""

Estimator = Callable[[CaptureTable], Figure | None]


@dataclass(frozen=True)
class Draws:
    """How often persons are drawn, and from which seed."""

    draws: int
    seed: int


@dataclass(frozen=True)
class Carried:
    """What one method says: `alone` of the likely links as if they were certain; over all draws, `figure`, the median
    and 95% interval of all draws' intervals mixed, so of both errors together, and `linking`, 95% of the draws' best
    values, so of linking alone. `without` of `draws` have no estimate and are left out; None where that is all."""

    method: str
    alone: Figure | None
    draws: int = 0
    without: int = 0
    figure: Figure | None = None
    linking: tuple[float, float] | None = None


def estimators_for(lists: int) -> dict[str, Estimator]:
    """What estimates from a table of so many lists, by the method's name: Chapman's figure for two; else the log-linear
    model of lowest BIC, chosen anew for every table, and up to six lists all decomposable graphs averaged."""
    if lists == 2:  # noqa: PLR2004 - Chapman's number of lists
        return {CHAPMAN: _chapman}
    found: dict[str, Estimator] = {LOG_LINEAR: _log_linear}
    if lists in GRAPH_LISTS:
        found[GRAPHS] = _averaged
    return found


def carry(
    pairs: Pairs, like: CaptureTable, names: Sequence[str], setting: Draws, advance: Callable[[str], None]
) -> tuple[tuple[Carried, ...], tuple[int, int] | None]:
    """Every method's estimate as if the links of `like` were certain and over all draws; and how many people, least and
    greatest, are on some list in a draw (None without draws)."""
    estimators = estimators_for(len(like.lists))
    met: dict[str, list[tuple[Figure | None, int]]] = {method: [] for method in estimators}
    seen: list[int] = []
    for number, persons in enumerate(drawn(pairs, setting.draws, setting.seed), 1):
        advance(f"Estimating from draw {number} of {setting.draws} of the links")
        counts = table(names, patterns_of(pairs, persons, len(names)))
        seen.append(counts.seen)
        for method, estimator in estimators.items():
            if method != GRAPHS or len(names) < SLOW_LISTS or number <= SLOW_DRAWS:
                met[method].append((estimator(counts), counts.seen))
    advance("Estimating from the likely links")
    found = tuple(
        _mixed(method, estimator(like), met[method], np.random.default_rng([setting.seed, place]))
        for place, (method, estimator) in enumerate(estimators.items(), 1)
    )
    return found, (min(seen), max(seen)) if seen else None


def _mixed(
    method: str, alone: Figure | None, met: Sequence[tuple[Figure | None, int]], rng: np.random.Generator
) -> Carried:
    figures = [(figure, seen) for figure, seen in met if figure is not None]
    if not figures:
        return Carried(method, alone, len(met), len(met))
    points = [point for figure, seen in figures for point in _points(figure, seen, rng)]
    best = np.quantile([figure.best for figure, _ in figures], [LOW, HIGH], method="nearest")
    low, middle, high = np.quantile(points, [LOW, 0.5, HIGH], method="nearest")
    figure = Figure(float(middle), float(low), float(high) if math.isfinite(high) else None)
    return Carried(method, alone, len(met), len(met) - len(figures), figure, (float(best[0]), float(best[1])))


def _points(figure: Figure, seen: int, rng: np.random.Generator) -> list[float]:
    """Totals spread as the figure's interval is: normal in the logarithm of the unseen, each side by its own end."""
    unseen = max(figure.best - seen, 1e-6)
    down = math.log(unseen / max(figure.low - seen, 1e-6)) / Z_95
    up = math.inf if figure.high is None else math.log(max(figure.high - seen, 1e-6) / unseen) / Z_95
    steps = [z * (up if z > 0 else down) for z in rng.standard_normal(POINTS)]
    return [seen + unseen * math.exp(min(step, FARTHEST)) for step in steps]


def _chapman(counts: CaptureTable) -> Figure | None:
    told = estimate(counts, ()).two_lists
    return told.chapman if told else None


def _log_linear(counts: CaptureTable) -> Figure | None:
    best = lowest_bic(counts)
    return best.figure if best else None


def _averaged(counts: CaptureTable) -> Figure | None:
    told = estimate(counts, ("graphs",)).averaged
    return told.figure if told else None
