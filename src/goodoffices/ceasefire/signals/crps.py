"""The continuous ranked probability score of a forecast given as draws (Matheson & Winkler 1976; fair: Ferro 2014)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["fair_crps"]

Floats = NDArray[np.float64]


def fair_crps(draws: Floats, came: Floats) -> Floats:
    """The score of each forecast, in the units of what came; lower is better, and 0 is best.

    `draws` (..., members) are at least two of each forecast, `came` (...) what happened. Fair: its mean over many sets
    of draws is the score of the distribution they come from, so that few members cost nothing; it can be below 0.
    """
    members = draws.shape[-1]
    if members < 2:  # noqa: PLR2004 - a spread needs two
        raise ValueError("a fair score needs two draws or more")
    ordered = np.sort(draws, axis=-1)
    apart = (ordered * (2 * np.arange(members) - members + 1)).sum(axis=-1) / (members * (members - 1))
    found: Floats = np.abs(draws - np.asarray(came)[..., None]).mean(axis=-1) - apart
    return found
