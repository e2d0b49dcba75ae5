"""The quickest ways over the legs of a plan."""

from __future__ import annotations

import heapq
from collections.abc import Mapping

__all__ = ["shortest"]


def shortest(legs: Mapping[tuple[str, str], int], start: str, end: str) -> tuple[int, tuple[str, ...]] | None:
    """Minutes and points of the quickest way (of two as quick, the first by name); None where there is none."""
    heap: list[tuple[int, tuple[str, ...]]] = [(0, (start,))]
    done: set[str] = set()
    while heap:
        spent, way = heapq.heappop(heap)
        if way[-1] == end:
            return spent, way
        if way[-1] in done:
            continue
        done.add(way[-1])
        for (tail, head), minutes in legs.items():
            if tail == way[-1] and head not in done:
                heapq.heappush(heap, (spent + minutes, (*way, head)))
    return None
