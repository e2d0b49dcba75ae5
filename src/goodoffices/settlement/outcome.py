"""From option positions to a package and its worth in points."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.settlement.engine.model import Model
from goodoffices.settlement.result import Outcome

__all__ = ["outcome"]


def outcome(model: Model, choice: Sequence[int]) -> Outcome:
    """The package given by an option position for every issue in order, with its utility and gain for every party."""
    picked = [int(option) for option in choice]
    units = model.worth(dict(enumerate(picked)))
    utility = {party: int(units[p]) / model.scale[p] for p, party in enumerate(model.parties)}
    gain = {
        party: (int(units[p]) - model.need[p]) / model.scale[p]
        for p, party in enumerate(model.parties)
        if model.fallback[p] is not None
    }
    return Outcome(model.package(picked), utility, gain)
