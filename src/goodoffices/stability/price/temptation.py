"""What tempts a maker away from a state, and the answer that deters it or fails to."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.model import Graph
from goodoffices.stability.price.pricing import left_after
from goodoffices.stability.price.worths import Worths
from goodoffices.stability.solve import Concept, best_on

__all__ = ["Step", "Temptation", "temptation"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Step:
    """One maker moves from one state to another; `gain` is what the mover gains by it, on its own scale."""

    maker: int
    start: int
    to: int
    gain: float


@dataclass(frozen=True)
class Temptation:
    """The move that sets a maker's price at a state, or where the price is 0 the better move that gains most.

    `answer` is the shortest hardest answer of the others, empty where none leaves the maker worse off than the move;
    `counter` the best that the maker can do after it, where the concept counts that. `left` is what it has gained in
    the end; `price` is what staying would have to be worth more. `willing`: each step of the answer is better for its
    mover; if not, the deterrent is a threat that nobody would carry out.
    """

    move: Step
    answer: tuple[Step, ...]
    counter: Step | None
    left: float
    price: float

    @property
    def willing(self) -> bool:
        """Whether everyone who answers gains by each step."""
        return all(step.gain > 0 for step in self.answer)


def temptation(graph: Graph, worths: Worths, concept: Concept, maker: int, state: int) -> Temptation | None:
    """What tempts a maker away from a state; None where no move of its own is better for it."""
    worth = worths.value[maker]
    moves = graph.improvements(maker, state)
    if not len(moves):
        return None
    left = left_after(graph, worth, maker, concept)
    price = max(0.0, float(left[moves].max() - worth[state]))
    # Of moves that leave as much, the one with the greatest first gain; of equal ones the first state.
    ranked = np.lexsort((moves, -worth[moves], -left[moves] if price > 0 else np.zeros(len(moves))))
    to = int(moves[ranked[0]])
    answer: tuple[Step, ...] = ()
    counter = None
    symmetric = concept in {"smr", "sseq"}
    if concept != "nash":
        feared = best_on(graph, maker, worth) if symmetric else worth
        enough = float(worth[state]) if price == 0 else -np.inf
        answer = _answer(graph, worths, (maker, to), feared, improving=concept in {"seq", "sseq"}, enough=enough)
        end = answer[-1].to if answer else to
        if symmetric and answer:
            best = max(map(int, graph.moves(maker, end)), key=lambda x: (worth[x], -x), default=end)
            if worth[best] > worth[end]:
                counter = Step(maker, end, best, float(worth[best] - worth[end]))
    move = Step(maker, state, to, float(worth[to] - worth[state]))
    return Temptation(move, answer, counter, float(left[to] - worth[state]), price)


def _answer(
    graph: Graph, worths: Worths, moved: tuple[int, int], feared: Floats, *, improving: bool, enough: float
) -> tuple[Step, ...]:
    """The shortest sequence of the others' moves to the least that they can leave the maker with, or to the first state
    that leaves it with no more than `enough`."""
    maker, start = moved
    step = graph.improvements if improving else graph.moves
    before: dict[tuple[int, int], tuple[int, int]] = {}
    waiting = deque([(start, -1)])
    best, at = float(feared[start]), (start, -1)
    while waiting and best > enough:
        here = waiting.popleft()
        for other in range(len(graph.makers)):
            if other in {maker, here[1]}:
                continue
            for there in map(int, step(other, here[0])):
                if (there, other) not in before:
                    before[there, other] = here
                    waiting.append((there, other))
                    if feared[there] < best:
                        best, at = float(feared[there]), (there, other)
    steps: list[Step] = []
    while at[1] >= 0:
        came = before[at]
        other = worths.value[at[1]]
        steps.append(Step(at[1], came[0], at[0], float(other[at[0]] - other[came[0]])))
        at = came
    return tuple(reversed(steps))
