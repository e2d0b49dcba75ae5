"""The family of log-linear models of a table: fitted, ranked by BIC, the foremost with profile-likelihood intervals."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq, minimize_scalar
from scipy.special import gammaln

from goodoffices.evidence.estimates.fitting import Fit, basis, fit, largest_likelihood
from goodoffices.evidence.estimates.hierarchy import (
    Terms,
    design,
    every_model,
    independence,
    model_name,
    pair_neighbours,
)
from goodoffices.evidence.estimates.result import LogLinear, Model
from goodoffices.evidence.estimates.table import CaptureTable, full_counts

__all__ = ["MOST_LISTS", "fit_family", "fit_model", "lowest_bic", "with_interval"]

Floats = NDArray[np.float64]

EVERY = 5
"""Up to so many lists every hierarchical model is fitted (5: 6,893); beyond, models of pairs in steps."""
MOST_LISTS = 8
QUICK = 4
"""Up to so many lists every hierarchical model is fitted where many tables are asked about."""
SHOWN = 12
CLOSE_BIC = 2.0
"""Models whose BIC lies so close to the lowest fit as well (Raftery 1995: 'not worth more than a bare mention')."""
NEAR_BIC = 10.0
"""Models are shown up to so much BIC above the best, the foremost `SHOWN` of them."""
DROP = 1.9207294103470927
"""Half of the 95% point of chi-square with one degree of freedom."""
FARTHEST = 1e5
"""An upper end beyond so many times the people seen is no end."""


def fit_family(counts: CaptureTable, advance: Callable[[str], None]) -> LogLinear:
    """Fit the family, and give every shown model that has an estimate its interval."""
    lists = len(counts.lists)
    complete = lists <= EVERY
    fitted = _every(counts, advance) if complete else _stepwise(counts, advance)
    ranked = sorted(fitted, key=lambda model: (model.bic, model.name))
    best = next((model.bic for model in ranked if model.missing is not None), ranked[0].bic)
    near = [
        model
        for place, model in enumerate(ranked)
        if model.bic <= best + (NEAR_BIC if place < SHOWN else CLOSE_BIC)  # all that fit as well: the verdict asks them
    ]
    advance("Log-linear models: intervals")
    shown = tuple(with_interval(counts, model) for model in near)
    return LogLinear(shown, len(fitted), complete, sum(model.missing is None for model in fitted))


def lowest_bic(counts: CaptureTable) -> Model | None:
    """The model of lowest BIC that has an estimate, with its interval; None where none has one. For many tables one
    after the other: up to four lists every hierarchical model is fitted, beyond models of pairs in steps."""
    every = len(counts.lists) <= QUICK
    fitted = _every(counts, lambda _: None) if every else _stepwise(counts, lambda _: None)
    having = [model for model in fitted if model.missing is not None]
    if not having:
        return None
    return with_interval(counts, min(having, key=lambda model: (model.bic, model.name)))


def fit_model(counts: CaptureTable, terms: Terms) -> Model:
    """Fit one hierarchical model, without an interval."""
    return _named(counts, terms, fit(design(terms, len(counts.lists)), full_counts(counts)))


def _named(counts: CaptureTable, terms: Terms, found: Fit) -> Model:
    parameters = len(terms) + 1
    return Model(
        name=model_name(terms, counts.lists),
        terms=terms,
        parameters=parameters,
        deviance=found.deviance,
        freedom=found.freedom,
        bic=found.deviance + parameters * float(np.log(counts.seen)),
        existence=found.existence,
        missing=found.missing,
        best=None if found.missing is None else counts.seen + found.missing,
    )


def _every(counts: CaptureTable, advance: Callable[[str], None]) -> list[Model]:
    found: list[Model] = []
    for terms in every_model(len(counts.lists)):
        if len(found) % 100 == 0:
            advance(f"Log-linear models: {len(found):,} fitted")
        found.append(fit_model(counts, terms))
    return found


def _stepwise(counts: CaptureTable, advance: Callable[[str], None]) -> list[Model]:
    """Independence, then in each step the pair that lowers BIC most is added or taken out, until none does."""
    lists = len(counts.lists)
    known: dict[Terms, Model] = {}

    def best_of(models: Iterable[Terms]) -> Model:
        for terms in models:
            if terms not in known:
                known[terms] = fit_model(counts, terms)
        return min((known[terms] for terms in models), key=lambda model: (model.bic, model.name))

    now = best_of([independence(lists)])
    while True:
        advance(f"Log-linear models: {len(known):,} fitted")
        near = best_of(list(pair_neighbours(now.terms, lists)))
        if near.bic >= now.bic:
            return list(known.values())
        now = near


def with_interval(counts: CaptureTable, model: Model) -> Model:
    """The model with the 95% interval of the profile likelihood of the total (Cormack 1992); an upper end of None where
    the likelihood does not fall far enough."""
    if model.missing is None:
        return model
    height = _profile(counts, model)
    top = minimize_scalar(
        lambda log_u: -height(float(np.exp(log_u))),
        bounds=tuple(np.log(max(model.missing, 1e-3)) + np.array([-1.5, 1.5])),
        method="bounded",
        options={"xatol": 1e-5},
    )
    peak, cut = float(np.exp(top.x)), -float(top.fun) - DROP

    def above(missing: float) -> float:
        return height(missing) - cut

    low, high = peak, peak
    while low > 1e-3 and above(low) > 0:  # noqa: PLR2004 - of a person
        low /= 2
    while high <= FARTHEST * counts.seen and above(high) > 0:
        high *= 2
    lower = 0.0 if above(low) > 0 else float(brentq(above, low, peak, xtol=1e-3))
    upper = None if above(high) > 0 else counts.seen + float(brentq(above, peak, high, xtol=1e-3))
    return dataclasses.replace(model, low=counts.seen + lower, high=upper)


def _profile(counts: CaptureTable, model: Model) -> Callable[[float], float]:
    """The largest log-likelihood that the model reaches with so many on no list, but for a constant."""
    lists = len(counts.lists)
    seen = full_counts(counts)
    kept = np.concatenate([[True], fit(design(model.terms, lists), seen).kept])
    matrix = design(model.terms, lists, whole=True)[kept]
    columns, _ = basis(matrix, matrix[0])
    inside = seen[kept[1:]]

    def height(missing: float) -> float:
        told = np.concatenate([[missing], inside])
        total = told.sum()
        eta = largest_likelihood(columns, told)
        return float(gammaln(total + 1) - gammaln(missing + 1) + told @ (eta - np.log(total)))

    return height
