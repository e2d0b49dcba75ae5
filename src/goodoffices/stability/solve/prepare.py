"""Compile the kernels before anybody waits for them."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.stability.model import Barred, Taken, conflict, two_by_two
from goodoffices.stability.solve.all_states import solve

__all__ = ["prepare"]


def prepare() -> None:
    """Run the compiled loops once, on next to nothing. Takes up to half a minute the first time on a machine; later it
    only loads what lies on disk."""
    game = two_by_two((1, 2, 3, 4), (4, 3, 2, 1))
    solve(conflict(game).graph)
    solve(conflict(replace(game, barred=(Barred(Taken("r"), Taken("c")),))).graph)
