"""Buckets of nodes, as lists that lie in arrays: a node is put in and taken out in one step.

`top` (buckets,) is the first node of each, -1 where there is none; `after` (nodes,) the node below one; `before`
(nodes,) the one above, -2 - bucket at the top, and -1 for a node in no bucket.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.compiled import compiled_freely

__all__ = ["put", "take"]

Small = NDArray[np.int32]


@compiled_freely
def put(node: int, bucket: int, top: Small, after: Small, before: Small) -> None:
    """Put a node on top of a bucket."""
    after[node] = top[bucket]
    if top[bucket] >= 0:
        before[top[bucket]] = node
    before[node] = -2 - bucket
    top[bucket] = node


@compiled_freely
def take(node: int, top: Small, after: Small, before: Small) -> None:
    """Take a node out of its bucket."""
    if before[node] >= 0:
        after[before[node]] = after[node]
    else:
        top[-2 - before[node]] = after[node]
    if after[node] >= 0:
        before[after[node]] = before[node]
    before[node] = -1
