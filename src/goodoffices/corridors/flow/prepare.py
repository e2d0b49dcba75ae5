"""Compile the search before anybody waits for it."""

from __future__ import annotations

from goodoffices.corridors.flow.network import Exit, Place, network
from goodoffices.corridors.flow.quickest import quickest_pooled

__all__ = ["prepare"]


def prepare() -> None:
    """Run the compiled search once, on one road. Takes some seconds the first time on a machine; later it only loads
    what lies on disk."""
    quickest_pooled(network(2, [0], [1], [60], [600]), [Place("place", (0,))], [Exit("exit", (1,))], 10)
