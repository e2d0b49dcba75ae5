"""Edges as a file gives them, in the same columns whatever the format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from goodoffices.corridors.roads.model import Floats, Ints, Shapes

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Places", "RawEdges", "Words", "words"]


@dataclass(frozen=True, eq=False)
class Words:
    """A column of words: for each row a place in `names`, or -1."""

    codes: NDArray[np.int32]
    names: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Places:
    """Where nodes lie, by their numbers."""

    ids: Ints
    latitude: Floats
    longitude: Floats


@dataclass(frozen=True, eq=False)
class RawEdges:
    """One row an edge. What the file does not say is NaN, -1 or False."""

    tail_ids: Ints
    head_ids: Ints
    length: Floats
    """Metres; NaN is to be measured along the shape."""
    one_way: NDArray[np.bool_]
    highway: Words
    bridge: NDArray[np.bool_]
    street: Words
    fastest: Floats
    """The posted limit in km/h, or NaN."""
    shapes: Shapes
    places: Places
    notes: tuple[str, ...] = ()


def words(column: Sequence[str]) -> Words:
    """A column of words; an empty one is -1. Names stand in the order of the alphabet."""
    names = tuple(sorted(set(column) - {""}))
    code = {name: number for number, name in enumerate(names)} | {"": -1}
    return Words(np.array([code[word] for word in column], dtype=np.int32), names)
