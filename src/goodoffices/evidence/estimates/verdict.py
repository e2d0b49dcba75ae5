"""What may be said of all methods together: one figure, or that none is supported, and why.

The rules are written for people in docs/methods/estimates.md; the numbers they use are here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from statistics import median

from goodoffices.evidence.estimates.loglinear import CLOSE_BIC
from goodoffices.evidence.estimates.result import Averaged, Figure, Latent, LogLinear, Model, TwoLists, Verdict
from goodoffices.values import count, series

__all__ = ["figures_of", "judge", "spoken_figure"]

FACTOR = 1.5
"""The best values of two methods may differ by no more."""
_EVERY = 3
"""So many methods there are."""
WIDE = 5.0
"""The greatest high end may be at most so many times the least low end."""
LOG_LINEAR, AVERAGED, LATENT, TWO = "log-linear models", "decomposable graphs", "latent classes", "two lists"


def figures_of(
    log_linear: LogLinear | None, averaged: Averaged | None, latent: Latent | None, two: TwoLists | None = None
) -> dict[str, Figure]:
    """Every method's figure by the method's name; only of those that have one that may be compared."""
    found: dict[str, Figure] = {}
    if two:
        found[TWO] = two.chapman
    if log_linear and log_linear.best and log_linear.best.figure:
        found[LOG_LINEAR] = log_linear.best.figure
    if averaged:
        found[AVERAGED] = averaged.figure
    if latent and latent.agree:
        found[LATENT] = latent.figure
    return found


def judge(
    log_linear: LogLinear | None, averaged: Averaged | None, latent: Latent | None, two: TwoLists | None
) -> Verdict:
    """The verdict on what the methods found."""
    figures = figures_of(log_linear, averaged, latent, two)
    reasons = [
        *_of_two_lists(two),
        *_of_models(log_linear),
        *_of_chains(latent),
        *_of_intervals(figures),
    ]
    span = _span(figures)
    if not figures and not reasons:
        reasons = ["no method could be applied to this table"]
    elif len(figures) == 1 and not two:
        reasons.append(f"only one method gives a figure ({next(iter(figures))})")
    if reasons:
        return Verdict(f"No single figure is supported, because {series(reasons)}.", tuple(reasons), None, span)
    figure = _together(figures)
    by = "" if len(figures) == _EVERY else " by two of the three methods"  # by one alone, nothing is
    words = f"Supported{by}: about {spoken_figure(figure)}."
    return Verdict(words, (), figure, span)


def _together(figures: Mapping[str, Figure]) -> Figure:
    """The median of the best values, the least low and the greatest high end, all to two digits, the ends outwards."""
    middle = median(figure.best for figure in figures.values())
    low = min(figure.low for figure in figures.values())
    high = max(figure.high or math.inf for figure in figures.values())
    return Figure(_rounded(middle), _rounded(low, math.floor), _rounded(high, math.ceil))


def spoken_figure(figure: Figure) -> str:
    """`10,357 (8,994–12,110)`; `10,357 (8,994 and up)` without an upper end."""
    ends = f"{count(round(figure.low))} and up"
    if figure.high is not None:
        ends = f"{count(round(figure.low))}–{count(round(figure.high))}"
    return f"{count(round(figure.best))} ({ends})"


def _of_two_lists(two: TwoLists | None) -> list[str]:
    if two is None:
        return []
    return ["two lists alone cannot show whether being on one makes being on the other more or less likely"]


def _of_models(found: LogLinear | None) -> list[str]:
    """Rules on the family: an estimate exists, and models that fit as well agree with the best."""
    if found is None:
        return []
    best = found.best
    if best is None:
        return ["no log-linear model has an estimate: the lists overlap too little (it does not exist)"]
    close = [model for model in found.models if model.bic <= best.bic + CLOSE_BIC]
    reasons = []
    if without := [model for model in close if model.best is None]:
        reasons.append(
            f"a log-linear model that fits as well, {without[0].name}, has no estimate: it does not exist "
            "(empty overlaps let it run off to infinity)"
        )
    apart = [model for model in close if not _holds(best, model)]
    if apart:
        ends = sorted(round(model.best) for model in close if model.best is not None)
        reasons.append(
            f"log-linear models that fit as well give figures from {count(ends[0])} to {count(ends[-1])}, not all "
            f"inside the interval of the best of them ({best.name})"
        )
    return reasons


def _holds(best: Model, model: Model) -> bool:
    """Whether the figure of a model lies in the interval of the best."""
    if model.best is None or best.low is None:
        return True
    return best.low <= model.best and (best.high is None or model.best <= best.high)


def _of_chains(latent: Latent | None) -> list[str]:
    if latent is None or latent.agree:
        return []
    medians = sorted(chain.median for chain in latent.chains)
    told = "cannot be told" if latent.rhat is None else f"{latent.rhat:.2f}"
    if latent.rhat is not None and latent.rhat < 1.1:  # noqa: PLR2004 - worse than 1.01, yet two decimals tell little
        told = f"{latent.rhat:.3f}"
    last = f"R-hat {told} after {count(latent.sweeps)} sweeps"
    ends = f"medians {count(round(medians[0]))} to {count(round(medians[-1]))}"
    return [f"the chains of the latent-class model do not agree ({last}; {ends})"]


def _of_intervals(figures: Mapping[str, Figure]) -> list[str]:
    """Rules on the methods together: upper ends, overlap, nearness, width."""
    open_ended = [name for name, figure in figures.items() if figure.high is None]
    if open_ended:
        return [f"the data set no upper end by {series(open_ended)}"]
    names = list(figures)
    apart = [
        f"{one} and {other}"
        for place, one in enumerate(names)
        for other in names[place + 1 :]
        if _apart(figures[one], figures[other])
    ]
    reasons = [f"the intervals of {series(apart)} do not overlap"] if apart else []
    best = sorted((figure.best, name) for name, figure in figures.items())
    if best and best[-1][0] > FACTOR * best[0][0] and not apart:
        low, high = (f"{count(round(value))} by {name}" for value, name in (best[0], best[-1]))
        reasons.append(f"the methods differ too much ({low}, {high})")
    span = _span(figures)
    if span and span[1] is not None and span[1] > WIDE * span[0]:
        reasons.append(
            f"the intervals together reach from {count(round(span[0]))} to {count(round(span[1]))}, more than a factor "
            f"of {WIDE:.0f}"
        )
    return reasons


def _apart(one: Figure, other: Figure) -> bool:
    return (one.high is not None and one.high < other.low) or (other.high is not None and other.high < one.low)


def _span(figures: Mapping[str, Figure]) -> tuple[float, float | None] | None:
    if not figures:
        return None
    highs = [figure.high for figure in figures.values()]
    ends = [high for high in highs if high is not None]
    return min(figure.low for figure in figures.values()), max(ends) if len(ends) == len(highs) else None


def _rounded(value: float, how: Callable[[float], float] = round) -> float:
    """To two digits, numbers below a hundred to a whole one."""
    unit = 10 ** max(0, len(str(int(value))) - 2)
    return float(how(value / unit) * unit)
