"""Compile the searches before anybody waits for them."""

from __future__ import annotations

import numpy as np

__all__ = ["prepare"]


def prepare() -> None:
    """Run each compiled search once, on next to nothing. Takes some seconds the first time on a machine; later it only
    loads what lies on disk."""
    from goodoffices.corridors.routes.disjoint import two_routes  # noqa: PLC0415 - loads numba
    from goodoffices.corridors.routes.graph import make_graph  # noqa: PLC0415
    from goodoffices.corridors.routes.search import efficient_routes  # noqa: PLC0415

    tails, heads = np.array([0, 1, 0]), np.array([1, 2, 2])
    graph = make_graph(tails, heads, np.array([[1, 2], [1, 2], [3, 1]]), 3)
    efficient_routes(graph, 0, 2)
    two_routes(graph, 0, 2)
