"""Make this state stable: the smallest changes of preference, and the guarantees, payments and sanctions that do it."""

from goodoffices.stability.inverse.changes import Changes, MakerChange, smallest_changes

__all__ = ["Changes", "MakerChange", "smallest_changes"]
