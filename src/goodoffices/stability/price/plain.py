"""The price of peace by its definition, state by state: slow, short, and what `pricing.py` is tested against."""

from __future__ import annotations

from goodoffices.stability.model import Graph
from goodoffices.stability.price.worths import Worths
from goodoffices.stability.solve import Concept, joint_reach

__all__ = ["plain_is_stable_at", "plain_price"]

ALIKE = 1e-9
"""A difference in worth that comes of adding decimals."""


def plain_is_stable_at(
    graph: Graph, worths: Worths, at: tuple[int, int], concept: Concept, *, reward: float = 0.0, loss: float = 0.0
) -> bool:
    """Whether a state is stable for a maker (`at`: both, from 0) that gains `reward` in it and loses `loss` by every
    move from it, whatever is answered."""
    maker, state = at
    worth = worths.value[maker].copy()
    worth[state] += reward
    others = [other for other in range(len(graph.makers)) if other != maker]
    improving, symmetric = concept in {"seq", "sseq"}, concept in {"smr", "sseq"}

    def deters(x: int) -> bool:
        return bool(worth[x] - loss <= worth[state] + ALIKE)

    def deterred(t: int) -> bool:
        replies = joint_reach(graph, others, t, improving=improving)
        return any(deters(x) and (not symmetric or all(deters(int(h)) for h in graph.moves(maker, x))) for x in replies)

    tempting = [int(t) for t in graph.moves(maker, state) if worth[t] - loss > worth[state] + ALIKE]
    return all(concept != "nash" and deterred(t) for t in tempting)


def plain_price(graph: Graph, worths: Worths, maker: int, state: int, concept: Concept) -> float:
    """The least reward that suffices: one of the differences in worth, found by trying all."""
    worth = worths.value[maker]
    steps = sorted({0.0, *(float(w - worth[state]) for w in worth if w > worth[state])})
    return next(r for r in steps if plain_is_stable_at(graph, worths, (maker, state), concept, reward=r))
