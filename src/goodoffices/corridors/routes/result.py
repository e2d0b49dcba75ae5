"""What is handed out of a search for routes: figures, and the edges of each route."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Backup", "Loss", "Question", "Route", "Routes"]


@dataclass(frozen=True)
class Question:
    """What is asked for beside the efficient routes."""

    within: tuple[float, ...] = (10.0, 30.0)
    """Minutes that a safer route may take longer than the fastest."""
    others: int = 2
    """Alternatives to the fastest route that are looked for."""
    shared: float = 0.5
    """The largest part of its length that an alternative may share with any route before it."""
    longer: float = 1.5
    """How many times the fastest route's time an alternative may take."""


@dataclass(frozen=True, eq=False)
class Route:
    """One route."""

    names: tuple[str, ...]
    """In plain words what it is: "fastest", "safest within +30 min"."""
    edges: NDArray[np.int32]
    """(steps,) in the order in which they are driven."""
    nodes: NDArray[np.int32]
    """(steps + 1,)"""
    seconds: float
    exposure: float
    """Event-metres."""
    metres: float
    shared: float = 0.0
    """Of an alternative: the largest part of its length that lies on a route before it, 0 to 1."""


@dataclass(frozen=True)
class Loss:
    """A stretch of the fastest route, and what the loss of any edge of it costs."""

    edges: tuple[int, ...]
    """Neighbours on the route whose loss costs the same."""
    seconds: float | None
    """How much longer the quickest route is without one of them; None: without it there is no route."""


@dataclass(frozen=True, eq=False)
class Backup:
    """The plan for the loss of an edge: two routes that share the unavoidable edges alone."""

    first: Route
    second: Route
    unavoidable: tuple[tuple[int, ...], ...]
    """Stretches of edges that every route uses; empty where the plan survives the loss of any one edge."""

    @property
    def survives(self) -> bool:
        """Whether one of the two routes is left, whichever single edge is lost."""
        return not self.unavoidable


@dataclass(frozen=True, eq=False)
class Routes:
    """The answer for two places."""

    question: Question
    seconds: NDArray[np.float64]
    """(efficient,) rising: of every efficient route, the time …"""
    exposure: NDArray[np.float64]
    """… and the exposure, falling."""
    chosen: tuple[Route, ...]
    """Representatives, by time."""
    others: tuple[Route, ...]
    losses: tuple[Loss, ...]
    """The stretches of the fastest route whose loss costs most, the worst first."""
    backup: Backup
    labels: int
    """The work of the search."""
