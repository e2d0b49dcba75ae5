"""Make this state stable: the smallest changes of preference, and the guarantees, payments and sanctions that do it."""

from goodoffices.stability.inverse.changes import Changes, MakerChange, smallest_changes
from goodoffices.stability.inverse.cheapest import Cheapest, LeverSet, Willing, cheapest_levers
from goodoffices.stability.inverse.levers import Lever, Levers, effects_of

__all__ = [
    "Changes",
    "Cheapest",
    "Lever",
    "LeverSet",
    "Levers",
    "MakerChange",
    "Willing",
    "cheapest_levers",
    "effects_of",
    "smallest_changes",
]
