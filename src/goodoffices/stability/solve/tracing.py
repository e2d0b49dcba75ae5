"""How they could get there: shortest ways from the status quo (status quo analysis: Li, Kilgour & Hipel 2005)."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Final, Literal

from goodoffices.errors import StabilityError
from goodoffices.stability.model import Graph

__all__ = ["KINDS", "MOST_TRACED", "Step", "Ways", "WaysKind", "trace"]

WaysKind = Literal["any", "no_worse", "improving"]
KINDS: Final[dict[WaysKind, str]] = {
    "any": "any moves",
    "no_worse": "moves that leave nobody who makes one worse off",
    "improving": "moves that are each better for who makes them",
}
MOST_TRACED = 65_536


@dataclass(frozen=True)
class Step:
    """A move: who makes it, from where, to where. Counted from 0."""

    maker: int
    before: int
    after: int


@dataclass(frozen=True)
class Ways:
    """Shortest ways from `start` by one kind of move: `nodes` are (state, who moved there, the node before), `first` is
    the node of each state that can be reached."""

    start: int
    kind: WaysKind
    nodes: tuple[tuple[int, int, int], ...]
    first: dict[int, int]

    @property
    def reached(self) -> list[int]:
        """The states that can be reached, with the start, ascending."""
        return sorted(self.first)

    def way(self, state: int) -> list[Step] | None:
        """The steps of a shortest way, none for the start itself, None where there is no way."""
        if state not in self.first:
            return None
        steps, node = [], self.first[state]
        while node:
            here, maker, before = self.nodes[node]
            steps.append(Step(maker, self.nodes[before][0], here))
            node = before
        return steps[::-1]


def trace(graph: Graph, start: int, kind: WaysKind = "any") -> Ways:
    """Shortest ways from a state to every state that can be reached. Of ways of one length, that whose first movers
    stand first in the model is kept. Raises StabilityError beyond 65,536 states."""
    if graph.states > MOST_TRACED:
        what = f"ways are traced for up to {MOST_TRACED:,} states, and this model has {graph.states:,}"
        raise StabilityError.of(what, remedy="Leave out options that do not matter to the question.")
    nodes: list[tuple[int, int, int]] = [(start, -1, -1)]
    first = {start: 0}
    seen = {(start, -1)}
    waiting = deque([0])
    while waiting:
        place = waiting.popleft()
        here, last, _ = nodes[place]
        for maker in range(len(graph.makers)):
            for there in _moves(graph, maker, here, kind) if maker != last else ():
                # Where moves in a row could be one, who moved last does not matter.
                node = there, -1 if graph.is_transitive else maker
                if node not in seen:
                    seen.add(node)
                    first.setdefault(there, len(nodes))
                    waiting.append(len(nodes))
                    nodes.append((there, maker, place))
    return Ways(start, kind, tuple(nodes), first)


def _moves(graph: Graph, maker: int, state: int, kind: WaysKind) -> list[int]:
    found = graph.moves(maker, state)
    level = graph.levels[maker]
    if kind == "improving":
        found = found[level[found] > level[state]]
    elif kind == "no_worse":
        found = found[level[found] >= level[state]]
    return [int(there) for there in found]
