"""How much of a disarming party's loss a guarantee must cover (after Walter 1997).

In phase k the party is attacked with chance π_k and then loses L_k, of which the guarantee covers the share g_k. From
phase k on, going on is worth x − Σ_{j ≥ k} π_j (1 − g_j) L_j, with x what the peace is worth in the end; it goes on
while that is at least W_k, what fighting on from there is worth. With all later phases covered in full the least cover
of phase k is g_k* = max(0, 1 − (x − W_k)/(π_k L_k)); where each phase is covered alike the least is max over k of
1 − (x − W_k)/Σ_{j ≥ k} π_j L_j. Fighting that is worth more than the peace (W_k > x) no guarantee mends.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

__all__ = ["goes_on", "least_alike", "least_cover", "worth_of_going_on"]


def worth_of_going_on(settlement: float, losses: Sequence[float], covers: Sequence[float]) -> list[float]:
    """What going on is worth in each phase; `losses` are π_k L_k."""
    worth, left = [], settlement
    for loss, cover in zip(reversed(losses), reversed(covers), strict=True):
        left -= loss * (1 - cover)
        worth.append(left)
    return worth[::-1]


def goes_on(settlement: float, wars: Sequence[float], losses: Sequence[float], covers: Sequence[float]) -> list[bool]:
    """Whether the party goes on in each phase, with these covers."""
    worths = worth_of_going_on(settlement, losses, covers)
    return [worth >= war - 1e-12 for worth, war in zip(worths, wars, strict=True)]


def least_cover(settlement: float, war: float, loss: float) -> float:
    """The least cover of one phase with all later ones covered in full; infinite where none suffices."""
    if settlement < war:
        return math.inf
    return max(0.0, 1 - (settlement - war) / loss) if loss > 0 else 0.0


def least_alike(settlement: float, wars: Sequence[float], losses: Sequence[float]) -> float:
    """The least cover that suffices in every phase when all are covered alike; infinite where none suffices."""
    return max(least_cover(settlement, war, sum(losses[k:])) for k, war in enumerate(wars))
