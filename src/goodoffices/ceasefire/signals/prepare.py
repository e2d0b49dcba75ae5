"""Compile the recursions before anybody waits for them."""

from __future__ import annotations

import datetime as dt

import numpy as np

__all__ = ["prepare"]


def prepare() -> None:
    """Run the compiled loops once, on next to nothing. Takes up to half a minute the first time on a machine; later it
    only loads what lies on disk."""
    from goodoffices.ceasefire.signals.changes import changes, mean_changes  # noqa: PLC0415 - loads numba
    from goodoffices.ceasefire.signals.counts import DailyCounts  # noqa: PLC0415
    from goodoffices.ceasefire.signals.prepare_scan import prepare_scan  # noqa: PLC0415

    counts = np.array([1, 0, 2, 9, 8, 9])
    changes(DailyCounts(dt.date(2000, 1, 1), counts))
    mean_changes(counts.astype(np.float64))
    prepare_scan()
