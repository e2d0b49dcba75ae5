"""How far two who judge the same things agree, beyond what chance would give: Cohen's κ (1960), with its interval.

κ falls where nearly all lie in one category, however well two agree (Byrt, Bishop & Carlin 1993): the share of the
commonest category, and κ adjusted for prevalence and bias, stand beside it. The interval is that of Fleiss, Cohen &
Everitt (1969).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = ["Agreement", "agreement"]

_PREVALENT: Final = 0.8
_FEW: Final = 30
_NO_SPREAD: Final = 1e-12


@dataclass(frozen=True)
class Agreement:
    """Two judges on `n` things. `table` counts them, rows by the first judge, in the order of `categories`.

    `kappa` is None where all lie in one category or nothing was judged by both, its 95% interval also where the formula
    has no spread to go by. `adjusted` is κ as if all categories were equally common (PABAK). `commonest` is the share
    of the commonest category.
    """

    what: str
    first: str
    second: str
    n: int
    categories: tuple[str, ...]
    table: tuple[tuple[int, ...], ...]
    same: float | None = None
    kappa: float | None = None
    low: float | None = None
    high: float | None = None
    adjusted: float | None = None
    commonest: float | None = None

    @property
    def cautions(self) -> tuple[str, ...]:
        """What must be known before κ is read."""
        if not self.n:
            return ("nothing was judged by both",)
        if self.kappa is None:
            return ("all lie in one category: κ says nothing",)
        found = []
        if self.low is None:
            found.append(f"no interval can be given from these {self.n}: the judges never differ, or one never does")
        elif self.n < _FEW:
            found.append(f"only {self.n} were judged by both: the interval is rough")
        if self.commonest is not None and self.commonest > _PREVALENT:
            found.append("nearly all lie in one category: κ is low however well they agree")
        return tuple(found)


def agreement(what: str, judges: tuple[str, str], pairs: Sequence[tuple[str, str]]) -> Agreement:
    """The agreement of two judges over what both judged: one pair of categories for each thing."""
    categories = tuple(sorted({word for pair in pairs for word in pair}))
    place = {word: number for number, word in enumerate(categories)}
    counts = np.zeros((len(categories), len(categories)), dtype=np.int64)
    for one, other in pairs:
        counts[place[one], place[other]] += 1
    table = tuple(tuple(int(cell) for cell in row) for row in counts)
    if not pairs:
        return Agreement(what, *judges, 0, categories, table)
    n = len(pairs)
    same = float(np.trace(counts)) / n
    commonest = float((counts.sum(axis=0) + counts.sum(axis=1)).max()) / (2 * n)
    if len(categories) == 1:
        return Agreement(what, *judges, n, categories, table, same, commonest=commonest)
    kappa, low, high = _kappa(counts)
    adjusted = (len(categories) * same - 1) / (len(categories) - 1)
    return Agreement(what, *judges, n, categories, table, same, kappa, low, high, adjusted, commonest)


def _kappa(counts: npt.NDArray[np.int64]) -> tuple[float, float | None, float | None]:
    """κ and its 95% interval, which never leaves −1 to 1."""
    from statsmodels.stats.inter_rater import cohens_kappa  # noqa: PLC0415 - slow to load

    with np.errstate(invalid="ignore", divide="ignore"):
        found = cohens_kappa(counts)
    kappa, spread = float(found.kappa), float(found.var_kappa)
    if not spread > _NO_SPREAD:
        return kappa, None, None
    return kappa, max(float(found.kappa_low), -1.0), min(float(found.kappa_upp), 1.0)
