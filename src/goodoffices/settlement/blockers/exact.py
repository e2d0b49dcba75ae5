"""Is there a package that keeps what must be kept? Answered by whole numbers, without a solver.

The walk through the issues carries partial packages along. Those that cannot reach a need with the best of what remains
are dropped, worth beyond what any completion needs is cut off, and of the others only the non-dominated are kept: with
needs that cannot be met together, soon none is left.
"""

from __future__ import annotations

import moocore
import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.blockers.constraints import Constraints, Kept
from goodoffices.settlement.engine.trail import Trail
from goodoffices.settlement.engine.walk import Context, TooManyRowsError, components

__all__ = ["ROWS", "package_keeping"]

Ints = NDArray[np.int64]
ROWS = 4_000
"""Partial packages carried along at once, beyond which the question is left to the solver."""


def package_keeping(
    constraints: Constraints, kept: Kept, need: tuple[int, ...] | None = None, rows: int = ROWS
) -> tuple[int, ...] | None:
    """A package, as option positions, that keeps all of `kept`; None when there is certainly none.

    `need` puts other units in place of each deciding party's own need. Raises TooManyRowsError when more than `rows`
    partial packages would have to be carried along.
    """
    model = constraints.restricted(kept)
    parts = components(model)
    if not all(part.allowed for part in parts):
        return None
    seats = constraints.seats(kept)
    wanted = need or tuple(model.need[p] for p in model.deciding)
    search = _Search(Trail(parts), seats, np.array([wanted[seat] for seat in seats], dtype=np.int64), rows)
    return search.run(len(model.issues))


class _Search:
    """The walk over the worth of the parties in `seats`."""

    def __init__(self, trail: Trail, seats: list[int], need: Ints, rows: int) -> None:
        self.trail, self.seats, self.need, self.rows = trail, seats, need, rows

    def run(self, issues: int) -> tuple[int, ...] | None:
        start = np.zeros((1, len(self.seats)), dtype=np.int64), np.zeros((1, issues), dtype=np.uint16)
        layer: dict[Context, tuple[Ints, NDArray[np.uint16]]] = {(): start}
        for place in range(len(self.trail.steps)):
            grown: dict[Context, list[tuple[Ints, NDArray[np.uint16]]]] = {}
            for context, (units, choice) in layer.items():
                for option, after, gain in self.trail.steps[place].moves(context):
                    if self.trail.leads_on(place + 1, after):
                        more = choice.copy()
                        more[:, self.trail.steps[place].issue] = option
                        grown.setdefault(after, []).append((units + gain[self.seats], more))
            layer = {after: self.sifted(place + 1, after, sets) for after, sets in grown.items()}
            if sum(len(units) for units, _ in layer.values()) > self.rows:
                raise TooManyRowsError
        return next((tuple(map(int, choice[0])) for _, choice in layer.values() if len(choice)), None)

    def sifted(
        self, place: int, context: Context, sets: list[tuple[Ints, NDArray[np.uint16]]]
    ) -> tuple[Ints, NDArray[np.uint16]]:
        """The rows that can still reach every need, surplus cut off, without the dominated and the equal."""
        units, choice = (np.concatenate(column) for column in zip(*sets, strict=True))
        most = self.trail.rest("best", place, context)[self.seats]
        alive = np.all(units + most >= self.need, axis=1)
        least = self.trail.rest("worst", place, context)[self.seats]
        units, choice = np.minimum(units[alive], self.need - least), choice[alive]
        if len(units) <= 1 or not self.seats:
            return units[:1], choice[:1]
        # Whole numbers below 2**50 are exact in floats.
        keep = moocore.is_nondominated(units.astype(np.float64), maximise=True, keep_weakly=False)
        return units[keep], choice[keep]
