"""What is asked of a model: would this state hold, by this concept."""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.stability.solve import Concept

__all__ = ["Question"]


@dataclass(frozen=True)
class Question:
    """A state, counted from 0, and the concept by which it is to be stable for all."""

    state: int
    concept: Concept
