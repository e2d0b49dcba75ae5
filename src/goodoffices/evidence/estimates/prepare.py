"""Compile the sampler before anybody waits for it."""

from __future__ import annotations

import numpy as np

__all__ = ["prepare"]


def prepare() -> None:
    """Run the compiled sampler once, on next to nothing. Takes up to half a minute the first time on a machine; later
    it only loads what lies on disk."""
    from goodoffices.evidence.estimates.kernels.latent_classes import run  # noqa: PLC0415 - loads numba
    from goodoffices.evidence.estimates.latent import ALPHA_PRIOR, started  # noqa: PLC0415

    rng = np.random.default_rng(1)
    patterns = np.array([[1, 0, 0], [0, 1, 1]])
    run(rng, patterns, np.array([[2, 1], [1, 1]]), started(rng, (2, 3, 3), 0.5), ALPHA_PRIOR, 2)
