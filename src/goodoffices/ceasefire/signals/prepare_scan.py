"""Compile the scan before anybody waits for it."""

from __future__ import annotations

import numpy as np

__all__ = ["prepare_scan"]


def prepare_scan() -> None:
    """Run the compiled scan once, on next to nothing. Takes up to half a minute the first time on a machine; later it
    only loads what lies on disk."""
    from goodoffices.ceasefire.signals.scan import ScanPlan, scan  # noqa: PLC0415 - loads numba
    from goodoffices.ceasefire.signals.zones import nearest_zones  # noqa: PLC0415

    scan(np.array([[1]]), np.array([[1.0]]), nearest_zones(np.zeros((1, 1)), 1), ScanPlan(replicates=1, threads=1))
