"""The solution concepts by their definition, state by state: slow, short, and what the kernels are tested against.

Nash (Nash 1950), general and symmetric metarationality (Howard 1971), sequential stability (Fraser & Hipel 1979) and
symmetric sequential stability (Rêgo & Vieira 2017), for two makers and more as Fang, Hipel & Kilgour (1993) state them.
Strong stability: Hamouda, Kilgour & Hipel (2004).
"""

from __future__ import annotations

from collections.abc import Iterable

from goodoffices.stability.model import Graph
from goodoffices.stability.solve.concepts import CONCEPTS, Concept

__all__ = ["joint_reach", "plain_is_stable", "plain_stability"]


def joint_reach(graph: Graph, makers: Iterable[int], state: int, *, improving: bool = False) -> set[int]:
    """The states to which these makers can bring it by sequences of moves in which nobody moves twice in a row.

    The state itself belongs to it only where a sequence comes back. `improving`: each step is better for its mover.
    """
    makers = tuple(makers)
    step = graph.improvements if improving else graph.moves
    seen: set[tuple[int, int]] = set()
    waiting = [(state, -1)]
    while waiting:
        here, last = waiting.pop()
        for maker in makers:
            for there in map(int, step(maker, here)) if maker != last else ():
                if (there, maker) not in seen:
                    seen.add((there, maker))
                    waiting.append((there, maker))
    return {there for there, _ in seen}


def plain_is_stable(graph: Graph, maker: int, state: int, concept: Concept, *, strongly: bool = False) -> bool:
    """Whether a state is stable for a maker. `strongly`: what deters leaves it much worse off, not only no better."""
    level, band = graph.levels[maker], graph.bands[maker]
    others = [other for other in range(len(graph.makers)) if other != maker]
    improving, symmetric = concept in {"seq", "sseq"}, concept in {"smr", "sseq"}

    def deters(x: int) -> bool:
        return bool(band[x] < band[state] if strongly else level[x] <= level[state])

    def deterred(t: int) -> bool:
        replies = joint_reach(graph, others, t, improving=improving)
        return any(deters(x) and (not symmetric or all(deters(int(h)) for h in graph.moves(maker, x))) for x in replies)

    tempting = map(int, graph.improvements(maker, state))
    return all(concept != "nash" and deterred(t) for t in tempting)


def plain_stability(graph: Graph, *, strongly: bool = False) -> dict[Concept, list[list[int]]]:
    """For each concept and maker, the states that are stable for it."""
    return {
        concept: [
            [s for s in range(graph.states) if plain_is_stable(graph, maker, s, concept, strongly=strongly)]
            for maker in range(len(graph.makers))
        ]
        for concept in CONCEPTS
    }
