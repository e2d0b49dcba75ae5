"""The graph model as numbers: who can move from where to where, and how much each maker likes each state."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Graph", "Reach", "reach_of_arcs"]

Ints = NDArray[np.int64]
States = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Reach:
    """What one maker can reach alone in one move.

    States lie in cells; from every state of a cell the maker can move to every other state of the cells that the cell
    leads to. `cell` (states,) is the cell of each state; `member` (states,) holds the states cell by cell, those of
    cell c from `start[c]` to `start[c + 1]`; `to` holds the cells that each cell leads to, those of cell c from
    `to_start[c]` to `to_start[c + 1]`, with c itself where the maker can move inside it.
    """

    cell: States
    start: Ints
    member: States
    to_start: Ints
    to: States

    def moves(self, state: int) -> Ints:
        """The states that the maker can move to from this one, ascending."""
        c = self.cell[state]
        found = [
            self.member[self.start[other] : self.start[other + 1]]
            for other in self.to[self.to_start[c] : self.to_start[c + 1]]
        ]
        states = np.sort(np.concatenate(found).astype(np.int64)) if found else np.zeros(0, dtype=np.int64)
        others: Ints = states[states != state]
        return others


@dataclass(frozen=True, eq=False)
class Graph:
    """A conflict as numbers. States and makers count from 0.

    `levels` (makers, states): more is better, equal is indifferent. `bands` of the same shape: a state is much worse
    than another one where its band is lower; bands never rise where levels fall. `is_transitive`: whether two moves of
    a maker in a row could always be one.
    """

    makers: tuple[str, ...]
    reach: tuple[Reach, ...]
    levels: Ints
    bands: Ints
    is_transitive: bool = True

    @property
    def states(self) -> int:
        """How many states there are."""
        return int(self.levels.shape[1])

    def moves(self, maker: int, state: int) -> Ints:
        """The states that a maker can move to alone, ascending."""
        return self.reach[maker].moves(state)

    def improvements(self, maker: int, state: int) -> Ints:
        """Those of them that the maker prefers to where it is."""
        found = self.moves(maker, state)
        better: Ints = found[self.levels[maker, found] > self.levels[maker, state]]
        return better


def reach_of_arcs(states: int, start: Ints, to: Ints) -> Reach:
    """Reach from plain arcs: the targets of state s are `to[start[s]:start[s + 1]]`."""
    each = np.arange(states, dtype=np.int32)
    return Reach(each, np.arange(states + 1, dtype=np.int64), each, start.astype(np.int64), to.astype(np.int32))
