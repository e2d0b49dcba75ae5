"""A heap of nodes by a key, as two arrays: the least key is taken first (Williams 1964)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.compiled import compiled

__all__ = ["pop", "push"]

Ints = NDArray[np.int64]


@compiled
def push(keys: Ints, items: Ints, size: int, key: int, item: int) -> int:
    """Put an item on the heap; returns its new size."""
    at = size
    while at and key < keys[(at - 1) // 2]:
        keys[at], items[at] = keys[(at - 1) // 2], items[(at - 1) // 2]
        at = (at - 1) // 2
    keys[at], items[at] = key, item
    return size + 1


@compiled
def pop(keys: Ints, items: Ints, size: int) -> int:
    """Take the least item off the heap; returns its new size."""
    size -= 1
    key, item = keys[size], items[size]
    at = 0
    while True:
        child = 2 * at + 1
        if child >= size:
            break
        if child + 1 < size and keys[child + 1] < keys[child]:
            child += 1
        if keys[child] >= key:
            break
        keys[at], items[at] = keys[child], items[child]
        at = child
    keys[at], items[at] = key, item
    return size
