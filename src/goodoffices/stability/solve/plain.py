"""The solution concepts by their definition, state by state: slow, short, and what the kernels are tested against.

Nash (Nash 1950), general and symmetric metarationality (Howard 1971), sequential stability (Fraser & Hipel 1979) and
symmetric sequential stability (Rêgo & Vieira 2017), for two makers and more as Fang, Hipel & Kilgour (1993) state them.
Strong stability: Hamouda, Kilgour & Hipel (2004).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from goodoffices.stability.model import Graph
from goodoffices.stability.solve.concepts import CONCEPTS, Concept

__all__ = ["joint_reach", "plain_is_stable", "plain_stability"]


def joint_reach(graph: Graph, makers: Iterable[int], state: int, *, improving: bool = False) -> set[int]:
    """The states to which these makers can bring it by sequences of moves in which nobody moves twice in a row.

    The state itself belongs to it only where a sequence comes back. `improving`: each step is better for its mover.
    """
    return _search(graph.improvements if improving else graph.moves, tuple(makers), state)


def _search(step: Callable[[int, int], Iterable[int]], makers: tuple[int, ...], state: int) -> set[int]:
    seen: set[tuple[int, int]] = set()
    waiting = [(state, -1)]
    while waiting:
        here, last = waiting.pop()
        for maker in makers:
            for there in step(maker, here) if maker != last else ():
                if (there, maker) not in seen:
                    seen.add((int(there), maker))
                    waiting.append((int(there), maker))
    return {there for there, _ in seen}


def plain_is_stable(graph: Graph, maker: int, state: int, concept: Concept, *, strongly: bool = False) -> bool:
    """Whether a state is stable for a maker. `strongly`: what deters leaves it much worse off, not only no better."""
    return _Plain(graph).is_stable(maker, state, concept, strongly=strongly)


def plain_stability(graph: Graph, *, strongly: bool = False) -> dict[Concept, list[list[int]]]:
    """For each concept and maker, the states that are stable for it."""
    plain = _Plain(graph)
    return {
        concept: [
            [s for s in range(graph.states) if plain.is_stable(maker, s, concept, strongly=strongly)]
            for maker in range(len(graph.makers))
        ]
        for concept in CONCEPTS
    }


class _Plain:
    """The definition; what was found once is kept."""

    def __init__(self, graph: Graph) -> None:
        self.level, self.band = graph.levels.tolist(), graph.bands.tolist()
        everybody = range(len(graph.makers))

        @cache
        def moves(maker: int, state: int) -> list[int]:
            found: list[int] = graph.moves(maker, state).tolist()
            return found

        @cache
        def improvements(maker: int, state: int) -> list[int]:
            level = self.level[maker]
            return [t for t in moves(maker, state) if level[t] > level[state]]

        @cache
        def replies(maker: int, state: int, *, improving: bool) -> set[int]:
            others = tuple(other for other in everybody if other != maker)
            return _search(improvements if improving else moves, others, state)

        self.moves, self.improvements, self.replies = moves, improvements, replies

    def is_stable(self, maker: int, state: int, concept: Concept, *, strongly: bool) -> bool:
        """Whether a state is stable for a maker."""
        level, band = self.level[maker], self.band[maker]
        improving, symmetric = concept in {"seq", "sseq"}, concept in {"smr", "sseq"}

        def deters(x: int) -> bool:
            return bool(band[x] < band[state] if strongly else level[x] <= level[state])

        def deterred(t: int) -> bool:
            return any(
                deters(x) and (not symmetric or all(deters(h) for h in self.moves(maker, x)))
                for x in self.replies(maker, t, improving=improving)
            )

        return all(concept != "nash" and deterred(t) for t in self.improvements(maker, state))
