"""Compile the draws before anybody waits for them."""

from __future__ import annotations

__all__ = ["prepare"]


def prepare() -> None:
    """Run the compiled draws once, on next to nothing. Takes some seconds the first time on a machine; later it only
    loads what lies on disk."""
    from goodoffices.evidence.linking.drawing import drawn  # noqa: PLC0415 - loads numba
    from goodoffices.evidence.linking.scoring import Pair, Pairs  # noqa: PLC0415

    list(drawn(Pairs(((0, 0), (1, 0)), (Pair(0, 1, 0.5),), 1, 1, 0.5, 0.0), 1, 1))
