"""Maximum likelihood of a log-linear model, and whether it exists (Fienberg & Rinaldo 2012).

Where cells are empty the likelihood may have no largest value: parameters run off to infinity. By one linear program
the cells are found that any such run empties; on the others the maximum exists. The number of people on no list is
determined exactly when the empty pattern's row is a combination of those cells' rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

__all__ = ["Existence", "Fit", "basis", "existing_cells", "fit", "largest_likelihood"]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Existence = Literal["exists", "boundary", "none"]

NOTHING = 1e-9
STEPS = 200
CLOSE = 1e-11
HALVINGS = 40


@dataclass(frozen=True)
class Fit:
    """A fitted model. `existence`: `exists`; `boundary` (some parameters are infinite, yet the number on no list is
    determined); `none` (it is not). `missing` is that number, None if there is none. `deviance` over the cells that the
    maximum leaves, `freedom` their number less the parameters they tell; `kept` (cells,) says which they are."""

    existence: Existence
    missing: float | None
    deviance: float
    freedom: int
    kept: Bools


def fit(matrix: Floats, counts: Floats) -> Fit:
    """Fit a model on all patterns but the empty one: `matrix` (cells, parameters) with the constant first."""
    kept = existing_cells(matrix, counts)
    columns, weights = basis(matrix[kept], _empty_pattern(matrix))
    eta = largest_likelihood(columns, counts[kept])
    existence: Existence = "none" if weights is None else "exists" if kept.all() else "boundary"
    missing = None if weights is None else float(np.exp(weights @ eta))
    return Fit(existence, missing, _deviance(counts[kept], eta), int(kept.sum()) - columns.shape[1], kept)


def existing_cells(matrix: Floats, counts: Floats) -> Bools:
    """The cells whose expected count stays above nothing at the (extended) maximum: all exactly when it exists."""
    seen = counts > 0
    parameters = matrix.shape[1]
    if np.linalg.matrix_rank(matrix[seen]) == parameters:
        return np.ones(len(counts), dtype=np.bool_)
    empty = matrix[~seen]
    # A direction along which no seen cell changes and the empty ones only fall, as many of them as possible.
    falls = len(empty)
    found = linprog(
        np.concatenate([np.zeros(parameters), -np.ones(falls)]),
        A_ub=np.hstack([empty, np.eye(falls)]),
        b_ub=np.zeros(falls),
        A_eq=np.hstack([matrix[seen], np.zeros((int(seen.sum()), falls))]),
        b_eq=np.zeros(int(seen.sum())),
        bounds=[(None, None)] * parameters + [(0.0, 1.0)] * falls,
        method="highs",
    )
    if found.x is None:
        raise ArithmeticError(f"the program that checks existence was not solved: {found.message}")
    kept = seen.copy()
    kept[~seen] = found.x[parameters:] < 0.5  # noqa: PLR2004 - each is 0 or 1
    return kept


def basis(rows: Floats, wanted: Floats) -> tuple[Floats, Floats | None]:
    """An orthonormal basis (cells, rank) of what the model can say of these cells, and the weights (cells,) by which
    their logarithms give the `wanted` row's; None where they do not."""
    left, size, right = np.linalg.svd(rows, full_matrices=False)
    rank = int((size > size[0] * max(rows.shape) * np.finfo(float).eps * 8).sum())
    left, right = left[:, :rank], right[:rank]
    part = right @ wanted
    if np.abs(right.T @ part - wanted).max() > np.sqrt(NOTHING):
        return left, None
    weights: Floats = left @ (part / size[:rank])
    return left, weights


def largest_likelihood(columns: Floats, counts: Floats, start: Floats | None = None) -> Floats:
    """The logarithms of the expected counts (cells,) at the largest Poisson likelihood, by Newton's method with halved
    steps. `columns` (cells, rank) is a basis on which the maximum exists; `start` is where to begin."""
    place = columns.T @ (np.log(counts + 0.5) if start is None else start)
    eta = columns @ place
    worth = _likelihood(counts, eta)
    for _ in range(STEPS):
        expected = np.exp(eta)
        slope = columns.T @ (counts - expected)
        step = np.linalg.solve((columns.T * expected) @ columns, slope)
        before = worth
        for half in range(HALVINGS):
            trial = place + 0.5**half * step
            eta = columns @ trial
            worth = _likelihood(counts, eta)
            if worth >= before - abs(before) * CLOSE:
                place = trial
                break
        if abs(worth - before) <= CLOSE * (1 + abs(before)) and float(slope @ step) <= np.sqrt(CLOSE):
            break
    found: Floats = eta
    return found


def _likelihood(counts: Floats, eta: Floats) -> float:
    if eta.max() > 600:  # noqa: PLR2004 - beyond, no number holds e^eta
        return -np.inf
    return float(counts @ eta - np.exp(eta).sum())


def _deviance(counts: Floats, eta: Floats) -> float:
    some = counts > 0
    expected = np.exp(eta)
    parts = float((counts[some] * (np.log(counts[some]) - eta[some])).sum())
    return max(0.0, 2 * (parts - float((counts - expected).sum())))


def _empty_pattern(matrix: Floats) -> Floats:
    row = np.zeros(matrix.shape[1])
    row[0] = 1.0
    return row
