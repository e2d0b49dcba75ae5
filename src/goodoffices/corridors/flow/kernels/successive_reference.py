"""Successive shortest paths, readable: Bellman and Ford's search on lists, no potentials."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

__all__ = ["successive_reference"]

Arc = tuple[int, int, int, int]
"""Tail, head, seconds, vehicles an hour."""


def successive_reference(
    arcs: Sequence[Arc], places: Sequence[int], exits: Sequence[int], vehicle_seconds: int
) -> list[tuple[int, int]]:
    """The time of each shortest path, and how much more an hour goes along it, until no path is shorter than the time
    that those so far need for all: vehicles times seconds of an hour."""
    residual = [[t, h, s, c] for t, h, s, c in arcs] + [[h, t, -s, 0] for t, h, s, _ in arcs]
    found: list[tuple[int, int]] = []
    while True:
        path, seconds = _shortest(residual, places, exits)
        rate = sum(more for _, more in found)
        if seconds is None:
            return found
        if found and seconds >= Fraction(vehicle_seconds + sum(s * more for s, more in found), rate):
            return found
        more = min(residual[arc][3] for arc in path)
        for arc in path:
            residual[arc][3] -= more
            residual[(arc + len(arcs)) % len(residual)][3] += more
        found.append((seconds, more))


def _shortest(residual: list[list[int]], places: Sequence[int], exits: Sequence[int]) -> tuple[list[int], int | None]:
    time = dict.fromkeys(places, 0)
    by: dict[int, int] = {}
    changed = True
    while changed:
        changed = False
        for arc, (tail, head, seconds, room) in enumerate(residual):
            if room > 0 and tail in time and time[tail] + seconds < time.get(head, time[tail] + seconds + 1):
                time[head] = time[tail] + seconds
                by[head] = arc
                changed = True
    reached = [node for node in exits if node in time]
    if not reached:
        return [], None
    node = min(reached, key=lambda each: (time[each], each))
    seconds, path = time[node], []
    while node in by:
        path.append(by[node])
        node = residual[by[node]][0]
    return path, seconds
