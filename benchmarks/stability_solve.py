"""The five solution concepts for every state and maker: ours beside plain numpy on matrices, same verdicts asserted.

Alone: `python -m benchmarks.stability_solve`. Each large case runs in a process of its own, whose peak memory counts.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.clock import Timed, tell, timed
from benchmarks.events_import import peak_mb
from benchmarks.wording import seconds, table, time_of
from goodoffices.stability.model import Graph, Maker, Model, Option, conflict, two_by_two
from goodoffices.stability.solve import CONCEPTS, solve

Bools = NDArray[np.bool_]

BESIDE = ((3, 2), (3, 3), (2, 5))
"""Makers, and options of each, where numpy answers too."""
ALONE = ((4, 5), (2, 10), (6, 3))
"""The same, where ours is alone: 1,048,576 states, as many, 262,144."""


@dataclass(frozen=True)
class StabilityRow:
    """One model and what it took; `numpy` is None where it was not asked, `peak_mb` where it was not measured."""

    makers: int
    states: int
    ours: Timed
    numpy: Timed | None = None
    processor: float | None = None
    peak_mb: float | None = None


def run(beside: tuple[tuple[int, int], ...] = BESIDE, alone: tuple[tuple[int, int], ...] = ALONE) -> list[StabilityRow]:
    """Models with preferences drawn by chance, no two states alike for anybody; the answers must agree."""
    solve(conflict(two_by_two((1, 2, 3, 4), (4, 3, 2, 1))).graph)  # compiled, or loaded
    found = []
    for makers, each in beside:
        graph = made(makers, each)
        ours, plain = timed(lambda g=graph: solve(g)), timed(lambda g=graph: _by_numpy(g))
        for concept in CONCEPTS:
            assert (ours.answer.stable[concept] == plain.answer[concept]).all()
        found.append(StabilityRow(makers, graph.states, ours, plain))
        tell(f"stability, {graph.states:,} states: {time_of(ours)}, numpy {time_of(plain)}")
    return found + [_alone(makers, each) for makers, each in alone]


def made(makers: int, each: int) -> Graph:
    """The graph of a model in which every maker holds so many options, with preferences drawn by chance (seeded)."""
    names = [f"m{k}" for k in range(makers)]
    options = tuple(Option(f"{name}_{k}", name) for name in names for k in range(each))
    graph = conflict(Model("made", tuple(map(Maker, names)), options)).graph
    chance = np.random.default_rng(makers * 100 + each)
    levels = np.array([chance.permutation(graph.states) for _ in names])
    return Graph(graph.makers, graph.reach, levels, graph.bands, graph.is_transitive)


def as_table(found: list[StabilityRow]) -> str:
    """The figures in Markdown."""
    heads = ("States", "Makers", "Good Offices", "processor time", "peak memory", "numpy, on matrices")
    rows = [
        (
            f"{row.states:,}",
            str(row.makers),
            time_of(row.ours),
            "–" if row.processor is None else seconds(row.processor),
            "–" if row.peak_mb is None else f"{row.peak_mb:,.0f} MB",
            time_of(row.numpy),
        )
        for row in found
    ]
    return table(heads, rows)


def _alone(makers: int, each: int) -> StabilityRow:
    """A model that only ours can answer, in a process of its own: the time to solve it, and the peak of the whole."""
    words = [sys.executable, "-m", "benchmarks.stability_solve", str(makers), str(each)]
    told: dict[str, Any] = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    tell(f"stability, {told['states']:,} states: {seconds(told['seconds'])}, {told['peak_mb']:.0f} MB")
    return StabilityRow(makers, told["states"], Timed(told["seconds"]), None, told["processor"], told["peak_mb"])


def _measured(makers: int, each: int) -> dict[str, Any]:
    solve(conflict(two_by_two((1, 2, 3, 4), (4, 3, 2, 1))).graph)
    graph = made(makers, each)
    start, used = time.perf_counter(), time.process_time()
    solve(graph)
    took = {"seconds": time.perf_counter() - start, "processor": time.process_time() - used}
    return {"states": graph.states, "peak_mb": peak_mb(), **took}


def _by_numpy(graph: Graph) -> dict[str, Bools]:
    """The definition over matrices of all pairs of states, where two moves of a maker in a row could be one."""
    states, makers = graph.states, range(len(graph.makers))
    cells = [reach.cell for reach in graph.reach]
    moves = [(cell[:, None] == cell) & ~np.eye(states, dtype=np.bool_) for cell in cells]
    better = [level[None, :] > level[:, None] for level in graph.levels]
    found = {concept: np.zeros((len(graph.makers), states), dtype=np.bool_) for concept in CONCEPTS}
    for i in makers:
        others = [j for j in makers if j != i]
        tempting = moves[i] & better[i]
        found["nash"][i] = ~tempting.any(axis=1)
        no_better = ~better[i]  # [s, x]: x is no better than s
        held = no_better & ~((better[i].astype(np.float32) @ moves[i].T.astype(np.float32)) > 0)
        for concept, improving, deters in (
            ("gmr", False, no_better),
            ("smr", False, held),
            ("seq", True, no_better),
            ("sseq", True, held),
        ):
            steps = [moves[j] & better[j] if improving else moves[j] for j in others]
            reached = _closure(np.logical_or.reduce(steps))
            answered = (deters.astype(np.float32) @ reached.T.astype(np.float32)) > 0  # [s, t]
            found[concept][i] = ~(tempting & ~answered).any(axis=1)
    return found


def _closure(step: Bools) -> Bools:
    """What can be reached in any number of steps, by squaring."""
    reached = step | np.eye(len(step), dtype=np.bool_)
    while True:
        further = (reached.astype(np.float32) @ reached.astype(np.float32)) > 0
        if (further == reached).all():
            return reached
        reached = further


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(_measured(int(sys.argv[1]), int(sys.argv[2]))))
    else:
        print(as_table(run()))
