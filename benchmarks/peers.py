"""The frontier and the Nash package as other programs find them, each in the fastest way that its documents name."""

from __future__ import annotations

from functools import reduce
from typing import Any

import numpy as np
from paretoset import paretoset

from benchmarks.plain import DECIMALS, Flags, Floats, Masks, Plain

Found = tuple[Floats, float]
"""Utilities of the frontier (points, parties), and the Nash product: the largest product of gains."""


def numpy_paretoset(case: Plain) -> Found:
    """Every package in one array by outer sums, the acceptable ones filtered with paretoset (compiled by numba)."""
    points = every_package(case)
    if not case.additive:
        points = points[:, allowed(case).ravel()]
    points = points.round(DECIMALS)
    good = points[:, np.all(points >= case.fallback[:, None], axis=0)].T
    front = good[paretoset(good, sense=["max"] * good.shape[1], distinct=True)]
    return front, float((front - case.fallback).prod(axis=1).max())


def every_package(case: Plain) -> Floats:
    """What every package is worth to each party, shape (parties, packages)."""
    parties = range(len(case.fallback))
    return np.stack([reduce(np.add.outer, (worth[:, p] for worth in case.worth)).ravel() for p in parties])


def negmas_ufuns(case: Plain) -> tuple[list[Any], list[Any]]:
    """The case as negmas' issues and linear additive utility functions; made outside the clock.

    Its reserved values lie a billionth of a point below the fallbacks, so that a sum of floats does not miss one.
    """
    from negmas import LinearAdditiveUtilityFunction, make_issue

    assert case.additive
    issues = [make_issue(len(worth), name=f"i{i}") for i, worth in enumerate(case.worth)]
    ufuns = [
        LinearAdditiveUtilityFunction(
            values=[dict(enumerate(worth[:, p].tolist())) for worth in case.worth],
            issues=issues,
            reserved_value=float(fallback) - 10.0**-DECIMALS,
        )
        for p, fallback in enumerate(case.fallback)
    ]
    return issues, ufuns


def negmas_frontier(issues: list[Any], ufuns: list[Any]) -> Found:
    """`pareto_frontier` from the utility functions, which its documents call faster than to list packages oneself,
    then `nash_points` on that frontier. It lists every package."""
    from negmas.preferences.ops import nash_points, pareto_frontier

    front, _ = pareto_frontier(ufuns, issues=issues, sort_by_welfare=False)
    (best, _), *_ = nash_points(ufuns, front, issues=issues)
    return np.array(front), _product(best, ufuns)


def negmas_mobanos(issues: list[Any], ufuns: list[Any]) -> Found:
    """`MOBANOSParetoSampler`, which adds issue by issue and lists nothing, for two parties; then those that reach the
    fallbacks, and `nash_points`. It keeps at most as many partial packages as it is told: here no fewer than all."""
    from negmas.preferences import MOBANOSParetoSampler
    from negmas.preferences.ops import nash_points

    sampler = MOBANOSParetoSampler(max_pareto_size=10**9)
    sampler.init(*ufuns)
    reached = [tuple(float(ufun(outcome)) for ufun in ufuns) for outcome in sampler.pareto_outcomes(min_util=-np.inf)]
    front = [row for row in reached if all(u >= f.reserved_value for u, f in zip(row, ufuns, strict=True))]
    (best, _), *_ = nash_points(ufuns, front, issues=issues)
    return np.array(front), _product(best, ufuns)


def _product(utility: tuple[float, ...], ufuns: list[Any]) -> float:
    return float(np.prod([u - f.reserved_value - 10.0**-DECIMALS for u, f in zip(utility, ufuns, strict=True)]))


def allowed(case: Plain) -> Flags:
    """Which packages keep every red line and linkage, an axis for each issue."""
    sizes = [len(worth) for worth in case.worth]
    keep = np.ones(sizes, dtype=bool)
    for i, mask in enumerate(case.open_options):
        keep &= _along(mask, i, len(sizes))
    for when, then in case.rules:
        keep &= ~_all(when, len(sizes)) | _all(then, len(sizes))
    return keep


def _all(masks: Masks, issues: int) -> Flags:
    return reduce(np.logical_and, (_along(mask, i, issues) for i, mask in masks))


def _along(mask: Flags, issue: int, issues: int) -> Flags:
    return mask.reshape([-1 if i == issue else 1 for i in range(issues)])
