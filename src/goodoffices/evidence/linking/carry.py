"""The error of linking carried into the estimate: links drawn by their probability, an estimate for each draw."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from goodoffices.evidence.estimates import CaptureTable, Figure, estimate, fit_model, table, with_interval
from goodoffices.evidence.linking.matching import Pairs
from goodoffices.evidence.linking.persons import drawn, patterns_of

__all__ = ["Carried", "Draws", "carry", "figure_of"]

EVERY_MODEL = 4
"""Up to so many lists every draw chooses its model anew; beyond, all use that of the likely links."""
POINTS = 200
"""Of each draw's interval, so many are mixed with the others'."""
Z_95 = 1.959963984540054
LOW, HIGH = 0.025, 0.975
FARTHEST = 700.0
"""The exponential of more is no number."""


@dataclass(frozen=True)
class Draws:
    """How often links are drawn, and from which seed."""

    draws: int
    seed: int


@dataclass(frozen=True)
class Carried:
    """The estimate over all draws of links.

    `figure`: median and 95% interval of all draws' intervals mixed, so of both errors together; `linking`: 95% of the
    draws' best values, so of linking alone. `people` (least, greatest) on some list. `without` of `draws` have no
    estimate and are left out; None where that is all of them.
    """

    draws: int
    without: int
    figure: Figure | None
    linking: tuple[float, float] | None
    people: tuple[int, int]


def figure_of(counts: CaptureTable) -> Figure | None:
    """Chapman's figure for two lists, else that of the log-linear model of lowest BIC; None where none exists."""
    told = estimate(counts, ("log-linear",))
    if told.two_lists:
        return told.two_lists.chapman
    best = told.log_linear.best if told.log_linear else None
    return best.figure if best else None


def carry(
    pairs: Pairs, like: CaptureTable, names: Sequence[str], setting: Draws, advance: Callable[[str], None]
) -> Carried:
    """An estimate for each draw of the links. With five lists or more the model is chosen once, on `like`."""
    rng = np.random.default_rng([setting.seed, 1])
    estimator = _estimator(like)
    found: list[Figure] = []
    points: list[float] = []
    seen: list[int] = []
    for number, kept in enumerate(drawn(pairs, setting.draws, setting.seed), 1):
        advance(f"Estimating from draw {number} of {setting.draws} of the links")
        counts = table(names, patterns_of(pairs, kept, len(names)))
        seen.append(counts.seen)
        figure = estimator(counts)
        if figure is not None:
            found.append(figure)
            points += _points(figure, counts.seen, rng)
    people = (min(seen), max(seen))
    if not found:
        return Carried(setting.draws, setting.draws, None, None, people)
    best = np.quantile([figure.best for figure in found], [LOW, HIGH], method="nearest")
    low, middle, high = np.quantile(points, [LOW, 0.5, HIGH], method="nearest")
    figure = Figure(float(middle), float(low), float(high) if math.isfinite(high) else None)
    return Carried(setting.draws, setting.draws - len(found), figure, (float(best[0]), float(best[1])), people)


def _estimator(like: CaptureTable) -> Callable[[CaptureTable], Figure | None]:
    """What estimates from a draw's table: the whole family, or with many lists one model of it."""
    if len(like.lists) <= EVERY_MODEL:
        return figure_of
    told = estimate(like, ("log-linear",)).log_linear
    best = told.best if told else None
    if best is None:
        return lambda _: None
    terms = best.terms
    return lambda counts: with_interval(counts, fit_model(counts, terms)).figure


def _points(figure: Figure, seen: int, rng: np.random.Generator) -> list[float]:
    """Totals spread as the figure's interval is: normal in the logarithm of the unseen, each side by its own end."""
    unseen = max(figure.best - seen, 1e-6)
    down = math.log(unseen / max(figure.low - seen, 1e-6)) / Z_95
    up = math.inf if figure.high is None else math.log(max(figure.high - seen, 1e-6) / unseen) / Z_95
    steps = [z * (up if z > 0 else down) for z in rng.standard_normal(POINTS)]
    return [seen + unseen * math.exp(min(step, FARTHEST)) for step in steps]
