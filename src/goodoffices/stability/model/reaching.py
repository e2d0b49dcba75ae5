"""Who can move from where to where: options held, ways they can change, moves barred."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import StabilityError
from goodoffices.stability.model.graph import Reach, reach_of_arcs
from goodoffices.stability.model.model import Model
from goodoffices.stability.model.states import StateSpace

__all__ = ["MOST_BY_ARCS", "is_plain", "reach_of"]

MOST_BY_ARCS = 4096
"""States of a model whose moves are looked at pair by pair."""
_MOST_LINKS = 60_000_000

Ints = NDArray[np.int64]


def is_plain(model: Model, space: StateSpace) -> bool:
    """Whether moves depend only on the options of the mover: then two moves of a maker in a row could be one."""
    return not model.barred and not bool(space.open.any())


def reach_of(model: Model, space: StateSpace) -> tuple[Reach, ...]:
    """The reach of every maker. Raises StabilityError for a model that is too large to be looked at."""
    if is_plain(model, space):
        return tuple(_by_cells(model, space, maker.id) for maker in model.makers)
    if len(space) > MOST_BY_ARCS:
        what = (
            f"a model with merged states or barred moves may have {MOST_BY_ARCS:,} states, and this has {len(space):,}"
        )
        raise StabilityError.of(what, remedy="Say what cannot be undone at the option (`moves: forward`).")
    barred = [(space.truth(each.before)[0], space.truth(each.after)[0]) for each in model.barred]
    return tuple(_by_arcs(model, space, maker.id, barred) for maker in model.makers)


def _masks(model: Model, maker: str) -> tuple[int, int, int]:
    """The bits of the maker's options that move freely, only forward, only back."""
    found = {"both": 0, "forward": 0, "back": 0, "none": 0}
    for k, option in enumerate(model.options):
        if option.maker == maker:
            found[option.moves] |= 1 << k
    return found["both"], found["forward"], found["back"]


def _by_cells(model: Model, space: StateSpace, maker: str) -> Reach:
    """A cell holds the states that differ only in options the maker moves freely."""
    free, forward, back = _masks(model, maker)
    keys = space.taken & ~free
    present = np.zeros(1 << len(space.options), dtype=np.bool_)
    present[keys] = True
    number = np.cumsum(present, dtype=np.int32) - 1
    cell_keys = np.flatnonzero(present)
    cell = number[keys]
    start = np.concatenate([[0], np.cumsum(np.bincount(cell, minlength=len(cell_keys)))]).astype(np.int64)
    member = np.argsort(cell, kind="stable").astype(np.int32)
    sources, targets = [], []
    for flip in _subsets(forward | back):
        can = ((cell_keys & flip & forward) == 0) & ((~cell_keys & flip & back) == 0)
        where = np.flatnonzero(can)
        goal = cell_keys[where] ^ flip
        there = present[goal]
        sources.append(where[there].astype(np.int32))
        targets.append(number[goal[there]])
        if sum(map(len, sources)) > _MOST_LINKS:
            what = f"{maker} holds too many options that cannot be undone for {len(space):,} states"
            raise StabilityError.of(what, remedy="Join options that are always taken together.")
    source, target = np.concatenate(sources), np.concatenate(targets)
    order = np.argsort(source, kind="stable") if len(sources) > 1 else slice(None)
    to_start = np.concatenate([[0], np.cumsum(np.bincount(source, minlength=len(cell_keys)))]).astype(np.int64)
    return Reach(cell, start, member, to_start, target[order])


def _subsets(bits: int) -> list[int]:
    found, subset = [0], bits
    while subset:
        found.append(subset)
        subset = (subset - 1) & bits
    return found


def _by_arcs(
    model: Model, space: StateSpace, maker: str, barred: list[tuple[NDArray[np.bool_], NDArray[np.bool_]]]
) -> Reach:
    """Each state by itself. An option that either state leaves open may be either way in it."""
    free, forward, back = _masks(model, maker)
    taken, left = space.taken, space.open
    counts, targets = [0], []
    for state in range(len(space)):
        changed = (taken ^ taken[state]) & ~left & ~left[state]
        wrong = changed & ~np.int64(free | forward | back)
        wrong |= changed & forward & taken[state]
        wrong |= changed & back & ~taken[state]
        can = wrong == 0
        can[state] = False
        for before, after in barred:
            if before[state]:
                can &= ~after
        targets.append(np.flatnonzero(can))
        counts.append(len(targets[-1]))
    return reach_of_arcs(len(space), np.cumsum(counts), np.concatenate(targets))
