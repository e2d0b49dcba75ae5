"""How far a run is, from the words in which the engine says what it does: a share that never falls."""

from __future__ import annotations

import re

__all__ = ["Stages"]

_COUNTED = re.compile(r"([\d,]+) of (?:up to )?([\d,]+)")
_WEIGHING = ("Drawn", "Advice against", "Weighing", "How often")
_STEP = 0.2
"""The part of what is left of a stage that a word without a number goes forward."""


class Stages:
    """Four stages, each a part of the whole; with draws, weighing is the longest."""

    def __init__(self, *, draws: bool) -> None:
        self._ends = {
            "reading": 0.05,
            "searching": 0.35 if draws else 0.85,
            "weighing": 0.85,
            "writing": 1.0,
        }
        self._order = list(self._ends)
        self.phase = "reading"
        self.share = 0.0

    def told(self, words: str) -> tuple[float, str]:
        """How far it is after these words of the engine: the share, and the stage."""
        self._enter("weighing" if words.startswith(_WEIGHING) else "searching")
        low, high = self._bounds()
        counted = _COUNTED.search(words)
        if counted:
            done, of = (int(number.replace(",", "")) for number in counted.groups())
            reached = low + (high - low) * min(1.0, done / max(1, of))
        else:
            reached = self.share + (high - self.share) * _STEP
        self.share = max(self.share, min(high, reached))
        return self.share, self.phase

    def begin(self, phase: str) -> tuple[float, str]:
        """Go on to a stage."""
        self._enter(phase)
        self.share = max(self.share, self._bounds()[0])
        return self.share, self.phase

    def _enter(self, phase: str) -> None:
        if self._order.index(phase) > self._order.index(self.phase):
            self.phase = phase

    def _bounds(self) -> tuple[float, float]:
        place = self._order.index(self.phase)
        return self._ends[self._order[place - 1]] if place else 0.0, self._ends[self.phase]
