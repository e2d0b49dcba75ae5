"""Compile everything that is compiled, before anybody waits for it."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from goodoffices.settlement.engine.aims import Aim, Stakes
from goodoffices.settlement.engine.branching import Branching, shape
from goodoffices.settlement.engine.network import Network

__all__ = ["prepare"]


def prepare() -> None:
    """Run every compiled kernel once, on next to nothing.

    Takes up to a minute the first time on a machine; later it only loads what lies on disk. Whoever does not call it
    waits as long in the first question that needs a kernel.
    """
    # These load numba.
    from goodoffices.settlement.engine.kernels.branch_many import nash_of_each  # noqa: PLC0415
    from goodoffices.settlement.engine.kernels.cover_dominance import cover  # noqa: PLC0415
    from goodoffices.settlement.engine.kernels.sweep import swept  # noqa: PLC0415

    none, both = np.zeros(0, dtype=np.int64), np.array([0, 1])
    net = Network(np.arange(3), np.array([0, 2, 2]), np.array([1, 1]), both * 0, both, both, none, none, (0, 1), 1)
    units, nothing = np.array([[2.0, 1.0], [1.0, 2.0]]), np.zeros(2)
    Branching(Stakes(net, units, nothing, np.ones(2)), 10).best(Aim("product", (Fraction(1), Fraction(1))))
    nash_of_each(shape(net), units[None], nothing[None], 10)
    rows = np.array([[0, 1], [1, 0]])
    cover(rows, rows, both, 2)
    side = np.asfortranarray(np.eye(2, 3, dtype=np.int32)), both + 1
    bounds = np.arange(3), np.zeros((1, 2), dtype=np.int64), np.full((1, 2), 2)
    swept(side, side, (np.zeros((1, 3), dtype=np.int64), both[:1] + 1), bounds, (1, 1))
