"""How a thing looks in every picture, whichever room draws it: by its shape, its colour and a letter or number.

Candidates are blue, each of its own shape; texts on record vermilion squares, a proposal that survives doubt a black
diamond as in tables (◆). Triangles that point up and down are kept for who gains and who gives. Parties have no look:
they are named where they stand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from goodoffices.values import palette

__all__ = ["ADVICE_LOOK", "TEXT_LOOK", "Look", "candidate_look"]

_STAR = "M0,-1.1L.32,-.38L1.05,-.34L.5,.15L.68,.9L0,.5L-.68,.9L-.5,.15L-1.05,-.34L-.32,-.38Z"
_SALTIRE = "M-1,-.5L-.5,-1L0,-.5L.5,-1L1,-.5L.5,0L1,.5L.5,1L0,.5L-.5,1L-1,.5L-.5,0Z"
_CANDIDATES = ("circle", "cross", _STAR, "triangle-right", _SALTIRE, "triangle-left")


@dataclass(frozen=True)
class Look:
    """A shape of Vega, the colour of its edge, and what fills it."""

    shape: str
    edge: str
    fill: str

    @property
    def hollow(self) -> Look:
        """The same with nothing inside: for what does not stand as it is."""
        return replace(self, fill="white")


TEXT_LOOK = Look("square", palette.VERMILION, palette.VERMILION)
"""A text on record."""

ADVICE_LOOK = Look("diamond", palette.BLACK, palette.BLACK)
"""A proposal that survives doubt; hollow, the one of smallest worst regret, as ◇ in tables."""


def candidate_look(place: int) -> Look:
    """The look of the candidate at this place: 0 for A."""
    return Look(_CANDIDATES[place % len(_CANDIDATES)], palette.BLUE, palette.BLUE)
